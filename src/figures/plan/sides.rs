//! The sides of the plan that are in another currency: their sums, in their currency alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::PlanInputs;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::budget::Maybe;
use crate::model::currency::{CurrencyCode, Foreign};
use crate::model::side::{Side, SideBudget, SideDefinition};
use crate::model::text::normalise;
use crate::model::{Money, Place};

/// A side, as figures of its own currency.
#[derive(Debug, Clone)]
pub struct SidePlan {
    /// Rank among the sides of the project.
    pub side: usize,
    /// Rank among the sides that the fund defines.
    pub definition: usize,
    /// Currency of all its figures.
    pub currency: CurrencyCode,
    /// Its lines, in the order of the workbook.
    pub lines: Vec<SideLinePlan>,
    /// Its categories, in the order of their first line.
    pub categories: Vec<SideCategoryPlan>,
    /// What each partner bears, in the order of their first line.
    pub partners: Vec<(String, FigureKey)>,
    /// Its years, in order.
    pub years: Vec<SideYearPlan>,
    /// All its lines.
    pub total: FigureKey,
    /// Its own fees, outside the ceiling; `None` when no line is one.
    pub own_fees: Option<FigureKey>,
    /// Its resources, in the order of the workbook.
    pub resources: Vec<SideResourcePlan>,
    /// All its resources.
    pub resources_total: FigureKey,
    /// The public funding asked for, own fees left out; `None` when no resource is one.
    pub grant: Option<FigureKey>,
    /// What funds the own fees; `None` when no resource does.
    pub fees_funded: Option<FigureKey>,
    /// The ceiling of a year, when the fund has one that is known.
    pub ceiling: Option<FigureKey>,
}

/// A line of a side.
#[derive(Debug, Clone)]
pub struct SideLinePlan {
    /// Its amount.
    pub amount: FigureKey,
    /// True for the side's own fees.
    pub is_own_fee: bool,
}

/// A category of a side.
#[derive(Debug, Clone)]
pub struct SideCategoryPlan {
    /// As the workbook writes it.
    pub label: String,
    /// Its total.
    pub total: FigureKey,
    /// True for the side's own fees.
    pub is_own_fee: bool,
}

/// A year of a side.
#[derive(Debug, Clone)]
pub struct SideYearPlan {
    /// Civil year.
    pub year: i32,
    /// Its cost.
    pub total: FigureKey,
    /// Its part of the grant, pro rata of the cost without the own fees; the last year takes what remains.
    pub grant: Option<FigureKey>,
}

/// A resource of a side.
#[derive(Debug, Clone)]
pub struct SideResourcePlan {
    /// Its amount.
    pub amount: FigureKey,
    /// True for the public funding asked for.
    pub is_asked: bool,
    /// True for what funds the side's own fees.
    pub is_own_fee: bool,
}

/// Enter the sides that the fund defines; those of other funds are none of its own.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    parameters: &BTreeMap<String, FigureKey>,
) -> Result<Vec<SidePlan>, LedgerError> {
    let mut plans = Vec::new();
    for (definition, defined) in inputs.fund.sides.iter().enumerate() {
        let sides = inputs.project.sides.iter().enumerate();
        let asked = |side: &Side| side.id == defined.id && side.currency == defined.currency;
        let Some((rank, side)) = sides.into_iter().find(|(_, side)| asked(side)) else { continue };
        let Some(budget) = inputs.budget.sides.iter().find(|budget| budget.rank == rank) else { continue };
        let mut desk = Desk { ledger, side, currency: side.currency };
        let ceiling = defined.yearly_ceiling.as_ref().and_then(|name| parameters.get(name)).copied();
        plans.push(desk.plan((rank, definition), budget, defined, ceiling)?);
    }
    Ok(plans)
}

/// Where the figures of one side are entered.
struct Desk<'a> {
    ledger: &'a mut Ledger,
    side: &'a Side,
    currency: CurrencyCode,
}

impl Desk<'_> {
    fn plan(
        &mut self,
        (side, definition): (usize, usize),
        budget: &SideBudget,
        defined: &SideDefinition,
        ceiling: Option<FigureKey>,
    ) -> Result<SidePlan, LedgerError> {
        let mut lines = Vec::new();
        for (rank, line) in (1..).zip(&budget.lines) {
            let label = text(&line.label).unwrap_or("dépense");
            let amount = self.given(&format!("depense.{rank:03}"), label, &line.amount, &line.place)?;
            let is_own_fee =
                text(&line.category).or(text(&line.label)).is_some_and(|name| defined.is_own_fee(name));
            lines.push(SideLinePlan { amount, is_own_fee });
        }
        let all = || budget.lines.iter().zip(&lines);
        let of = |keep: &dyn Fn(usize) -> bool| -> Vec<FigureKey> {
            lines.iter().enumerate().filter(|(rank, _)| keep(*rank)).map(|(_, line)| line.amount).collect()
        };
        let mut categories = Vec::new();
        for (rank, label) in (1..).zip(in_order(all().map(|(line, _)| text(&line.category)))) {
            let has = |index: usize| same(text(&budget.lines[index].category), label);
            let total = self.sum(&format!("poste.{rank:02}"), label.unwrap_or(UNNAMED), of(&has))?;
            let label = label.unwrap_or(UNNAMED).to_owned();
            categories.push(SideCategoryPlan { is_own_fee: defined.is_own_fee(&label), label, total });
        }
        let mut partners = Vec::new();
        for (rank, name) in (1..).zip(in_order(all().map(|(line, _)| text(&line.partner)))) {
            let has = |index: usize| same(text(&budget.lines[index].partner), name);
            let name = name.unwrap_or(NOBODY);
            let total =
                self.sum(&format!("partenaire.{rank:02}"), &format!("Coût porté par {name}"), of(&has))?;
            partners.push((name.to_owned(), total));
        }
        let fees: Vec<FigureKey> = of(&|index| lines[index].is_own_fee);
        let total = self.sum("total", "Coût total", of(&|_| true))?;
        let own_fees = self.sum_if("frais_propres", "Frais propres", fees.clone())?;
        let counted = match own_fees {
            Some(own_fees) => self.computed(
                "cout_hors_frais",
                "Coût sans les frais propres",
                Expression::Remainder { whole: total, parts: vec![own_fees] },
            )?,
            None => total,
        };
        let mut resources = Vec::new();
        for (rank, resource) in (1..).zip(&budget.resources) {
            let name = text(&resource.co_financer).unwrap_or("ressource");
            let amount =
                self.given(&format!("ressource.{rank:02}"), name, &resource.amount, &resource.place)?;
            let (is_funder, is_own_fee) = (defined.is_funder(name), defined.is_own_fee(name));
            resources.push(SideResourcePlan { amount, is_asked: is_funder && !is_own_fee, is_own_fee });
        }
        let amounts = |keep: &dyn Fn(&SideResourcePlan) -> bool| -> Vec<FigureKey> {
            resources.iter().filter(|one| keep(one)).map(|one| one.amount).collect()
        };
        let resources_total = self.sum("ressources", "Total des ressources", amounts(&|_| true))?;
        let fees_funded = self.sum_if(
            "ressources.frais_propres",
            "Ressources des frais propres",
            amounts(&|one| one.is_own_fee),
        )?;
        let grant =
            self.sum_if("aide", "Aide demandée, frais propres exclus", amounts(&|one| one.is_asked))?;
        let civil_years: BTreeSet<i32> =
            budget.lines.iter().filter_map(|line| line.year.as_ref().map(|year| year.value)).collect();
        let mut years: Vec<SideYearPlan> = Vec::new();
        for (rank, year) in (1..).zip(&civil_years) {
            let is_in =
                |index: usize| budget.lines[index].year.as_ref().is_some_and(|one| one.value == *year);
            let cost = self.sum(&format!("annee.{year}"), &format!("Coût de {year}"), of(&is_in))?;
            let counted_lines = of(&|index| is_in(index) && !lines[index].is_own_fee);
            let weight = if fees.is_empty() {
                cost
            } else {
                self.sum(
                    &format!("annee.{year}.hors_frais"),
                    &format!("Coût de {year} sans les frais propres"),
                    counted_lines,
                )?
            };
            let part = match grant {
                None => None,
                Some(whole) if rank == civil_years.len() => {
                    let parts = years.iter().filter_map(|year| year.grant).collect();
                    Some(Expression::Remainder { whole, parts })
                }
                Some(amount) => Some(Expression::ProRata { amount, factor: weight, divisor: counted }),
            };
            let part = part.map(|part| {
                self.computed(
                    &format!("aide.{year}"),
                    &format!("Aide demandée {year}, frais propres exclus"),
                    part,
                )
            });
            years.push(SideYearPlan { year: *year, total: cost, grant: part.transpose()? });
        }
        Ok(SidePlan {
            side,
            definition,
            currency: self.currency,
            lines,
            categories,
            partners,
            years,
            total,
            own_fees,
            resources,
            resources_total,
            grant,
            fees_funded,
            ceiling: ceiling.filter(|key| !self.ledger.value(*key).is_missing()),
        })
    }

    /// « Volet québécois – Étude (CAD) »: no figure of a side is named without its currency.
    fn label(&self, what: &str) -> String {
        format!("{} – {what} ({})", self.side.title, self.currency)
    }

    fn id(&self, part: &str) -> String {
        format!("volet.{}.{part}", self.side.id)
    }

    fn given(
        &mut self,
        part: &str,
        label: &str,
        amount: &Maybe<Money<Foreign>>,
        row: &Place,
    ) -> Result<FigureKey, LedgerError> {
        let (value, place) = match amount {
            Some(amount) => (Value::Foreign(amount.value, self.currency), amount.place.clone()),
            None => (Value::Missing, row.clone()),
        };
        let (id, label) = (self.id(part), self.label(label));
        self.ledger.given(id, label, Unit::Foreign(self.currency), value, Origin::Input(place))
    }

    fn computed(&mut self, part: &str, label: &str, from: Expression) -> Result<FigureKey, LedgerError> {
        let (id, label) = (self.id(part), self.label(label));
        self.ledger.computed(id, label, Unit::Foreign(self.currency), from, None)
    }

    fn sum(&mut self, part: &str, label: &str, keys: Vec<FigureKey>) -> Result<FigureKey, LedgerError> {
        self.computed(part, label, Expression::Sum(keys))
    }

    /// The sum of some figures; nothing for none.
    fn sum_if(
        &mut self,
        part: &str,
        label: &str,
        keys: Vec<FigureKey>,
    ) -> Result<Option<FigureKey>, LedgerError> {
        if keys.is_empty() { Ok(None) } else { self.sum(part, label, keys).map(Some) }
    }
}

/// What lines without a category are put under.
const UNNAMED: &str = "Sans poste";
/// Who bears lines that name nobody.
const NOBODY: &str = "Sans partenaire nommé";

fn text(cell: &Maybe<Arc<str>>) -> Option<&str> {
    cell.as_ref().map(|cell| &*cell.value)
}

fn same(one: Option<&str>, other: Option<&str>) -> bool {
    one.map(normalise) == other.map(normalise)
}

/// Each name once, in the order of its first line; spellings forgiven.
fn in_order<'a>(names: impl Iterator<Item = Option<&'a str>>) -> Vec<Option<&'a str>> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(name.map(normalise))).collect()
}
