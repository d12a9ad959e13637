//! Expense and staff lines as figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::parts::{money, title};
use super::spread::{Spreads, Whole, YearPart};
use super::{PlanInputs, staff};
use crate::figures::{
    Expression, FigureKey, Ledger, LedgerError, LineKind, LineOperands, Origin, Part, Unit, Value,
};
use crate::model::budget::Maybe;
use crate::model::fund::{CategoryRole, Section};
use crate::model::project::{VatBasis, VatRecovery};
use crate::model::text::normalise;
use crate::model::{ExpenseLine, Fund, Money, Place};

/// Which line of the budget a plan line retains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineSource {
    /// Index into [`crate::model::Budget::expense_lines`].
    Expense(usize),
    /// Index into [`crate::model::Budget::staff_lines`].
    Staff(usize),
}

/// A line of the plan.
#[derive(Debug, Clone)]
pub struct PlanLine {
    /// Its number in documents: `PERS-01`.
    pub code: Arc<str>,
    /// The budget's line.
    pub source: LineSource,
    /// Index into the fund's categories; `None` when the workbook's category is not recognised.
    pub category: Option<usize>,
    /// Civil year, when it is one.
    pub year: Option<i32>,
    /// Its parts, when it spreads over several years instead.
    pub parts: Vec<YearPart>,
    /// Partner that bears it; `None` for the applicant.
    pub partner: Option<Arc<str>>,
    /// The section of the budget that the line states; that of its category without it.
    pub section: Option<Section>,
    /// The basis it is retained on: that of the plan, unless the line says its own.
    pub basis: VatBasis,
    /// Amount retained, on that basis, less the VAT recovered.
    pub amount: FigureKey,
    /// Amount excluding VAT.
    pub excl_vat: Option<FigureKey>,
    /// VAT.
    pub vat: Option<FigureKey>,
    /// Amount including VAT.
    pub incl_vat: Option<FigureKey>,
}

impl PlanLine {
    /// The civil years it counts in.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.year.into_iter().chain(self.parts.iter().map(|part| part.year))
    }

    const fn whole(&self) -> Whole {
        Whole { amount: self.amount, excl_vat: self.excl_vat, vat: self.vat, incl_vat: self.incl_vat }
    }

    /// What it costs in a civil year; `None` when it does not count in it.
    #[must_use]
    pub fn amount_in(&self, year: i32) -> Option<FigureKey> {
        let part = || self.parts.iter().find(|part| part.year == year).map(|part| part.amount);
        if self.year == Some(year) { Some(self.amount) } else { part() }
    }
}

/// Enter every line: staff lines first, since flat rates rest on them.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    basis: VatBasis,
    parameters: &BTreeMap<String, FigureKey>,
) -> Result<Vec<PlanLine>, LedgerError> {
    let lookup = CategoryLookup::new(inputs.fund);
    let staff_category = inputs.fund.categories.iter().position(|c| c.role == CategoryRole::Personnel);
    let mut lines = Vec::with_capacity(inputs.budget.staff_lines.len() + inputs.budget.expense_lines.len());
    let mut spreads = Spreads::default();
    for (index, line) in inputs.budget.staff_lines.iter().enumerate() {
        let amount = staff::cost(ledger, index, line, parameters)?;
        let mut plan = PlanLine {
            code: Arc::default(),
            source: LineSource::Staff(index),
            category: staff_category,
            year: line.year.as_ref().map(|year| year.value),
            parts: Vec::new(),
            partner: partner(&line.partner),
            section: None,
            basis,
            amount,
            excl_vat: None,
            vat: None,
            incl_vat: None,
        };
        if let Some(years) = &line.years {
            let of = (&*format!("personnel.{:04}", index + 1), &*title(&line.label, "personnel", index));
            plan.parts = spreads.enter(ledger, inputs, years, plan.whole(), of)?;
        }
        lines.push(plan);
    }
    let of_line = |line: &ExpenseLine| {
        line.basis.as_ref().and_then(|written| VatBasis::read(&written.value)).unwrap_or(basis)
    };
    let holds_vat = inputs.budget.expense_lines.iter().any(|line| of_line(line) == VatBasis::InclVat);
    let recovered =
        if holds_vat || basis == VatBasis::InclVat { recovered_share(ledger, inputs)? } else { None };
    for (index, line) in inputs.budget.expense_lines.iter().enumerate() {
        let mut plan = expense(ledger, index, line, of_line(line), &lookup)?;
        if let Some(share) = recovered.filter(|_| plan.basis == VatBasis::InclVat) {
            plan.amount = without_recovered(ledger, index, line, &plan, share)?;
        }
        if let Some(years) = &line.years {
            let of = (&*format!("depense.{:04}", index + 1), &*title(&line.label, "dépense", index));
            plan.parts = spreads.enter(ledger, inputs, years, plan.whole(), of)?;
        }
        lines.push(plan);
    }
    Ok(lines)
}

fn partner(cell: &Maybe<Arc<str>>) -> Option<Arc<str>> {
    let name = &cell.as_ref()?.value;
    // Texts are read without the spaces around them: the reading's own is shared.
    let trimmed = name.trim();
    let shared = || if trimmed.len() == name.len() { Arc::clone(name) } else { trimmed.into() };
    (!trimmed.is_empty()).then(shared)
}

/// The part of the VAT that the applicant recovers, when it is neither all nor nothing.
fn recovered_share(ledger: &mut Ledger, inputs: PlanInputs<'_>) -> Result<Option<FigureKey>, LedgerError> {
    let Some(part) = inputs.project.vat.recoverable.and_then(VatRecovery::part) else { return Ok(None) };
    let origin = Origin::Input(Place::field("projet.toml", "tva.recuperable"));
    ledger
        .given("tva.part_recuperee", "Part de la TVA récupérée", Unit::Rate, Value::Rate(part), origin)
        .map(Some)
}

/// What a line costs once the VAT recovered is taken off (Regulation (EU) 2021/1060, art. 64(1)(c)).
fn without_recovered(
    ledger: &mut Ledger,
    index: usize,
    line: &ExpenseLine,
    plan: &PlanLine,
    share: FigureKey,
) -> Result<FigureKey, LedgerError> {
    let title = title(&line.label, "dépense", index);
    let name = |what: &str| format!("depense.{:04}.{what}", index + 1);
    let vat = match (plan.vat, plan.excl_vat, plan.incl_vat) {
        (Some(vat), _, Some(_)) => Some(vat),
        // Without a column of VAT, it is what TTC has more than HT.
        (None, Some(excl_vat), Some(incl_vat)) => Some(ledger.computed(
            name("tva_deduite"),
            format!("{title} – TVA : TTC moins HT"),
            Unit::Euro,
            Expression::Remainder { whole: incl_vat, parts: vec![excl_vat] },
            None,
        )?),
        _ => None,
    };
    let Some(vat) = vat else {
        // Without its VAT, a line does not tell what is recovered of it.
        let origin = Origin::Input(line.place.clone());
        let label = format!("{title} – montant retenu");
        return ledger.given(name("retenu"), label, Unit::Euro, Value::Missing, origin);
    };
    let recovered = ledger.computed(
        name("tva_recuperee"),
        format!("{title} – TVA récupérée"),
        Unit::Euro,
        Expression::Product { amount: vat, rate: share },
        None,
    )?;
    ledger.computed(
        name("retenu"),
        format!("{title} – TTC, moins la TVA récupérée"),
        Unit::Euro,
        Expression::Remainder { whole: plan.amount, parts: vec![recovered] },
        Some("Règlement (UE) 2021/1060, art. 64, § 1, c)"),
    )
}

fn expense(
    ledger: &mut Ledger,
    index: usize,
    line: &ExpenseLine,
    basis: VatBasis,
    lookup: &CategoryLookup,
) -> Result<PlanLine, LedgerError> {
    ledger.open_line(LineKind::Expense, title(&line.label, "dépense", index));
    let mut optional =
        |part, cell: &Maybe<Money>| cell.as_ref().map(|cell| money(ledger, part, cell)).transpose();
    let excl_vat = optional(Part::ExclVat, &line.amount_excl_vat)?;
    let vat = optional(Part::Vat, &line.vat)?;
    let stated_incl_vat = optional(Part::InclVat, &line.amount_incl_vat)?;
    let incl_vat = match (stated_incl_vat, excl_vat, vat) {
        (None, Some(excl_vat), Some(vat)) => {
            Some(ledger.computed_of_line(Part::InclVat, LineOperands::Sum([excl_vat, vat]))?)
        }
        _ => stated_incl_vat,
    };
    let retained = match basis {
        VatBasis::InclVat => incl_vat,
        VatBasis::ExclVat => excl_vat,
    };
    let amount = match retained {
        Some(key) => key,
        None => ledger.of_line(Part::Retained, Value::Missing, line.place.clone())?,
    };
    Ok(PlanLine {
        code: Arc::default(),
        source: LineSource::Expense(index),
        category: line.category.as_ref().and_then(|category| lookup.find(&category.value)),
        year: line.year.as_ref().map(|year| year.value),
        parts: Vec::new(),
        partner: partner(&line.partner),
        section: line.section.as_ref().and_then(|written| Section::read(&written.value)),
        basis,
        amount,
        excl_vat,
        vat,
        incl_vat,
    })
}

/// Finds a fund's category by the spelling of the workbook.
#[derive(Debug)]
pub struct CategoryLookup(BTreeMap<String, usize>);

impl CategoryLookup {
    /// Index a fund's categories by name, identifier and alias.
    #[must_use]
    pub fn new(fund: &Fund) -> Self {
        let mut names = BTreeMap::new();
        for (index, category) in fund.categories.iter().enumerate() {
            for name in [&category.label, &category.id].into_iter().chain(&category.alias) {
                names.entry(normalise(name)).or_insert(index);
            }
        }
        Self(names)
    }

    /// The category's index in the fund.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<usize> {
        self.0.get(&normalise(written)).copied()
    }
}
