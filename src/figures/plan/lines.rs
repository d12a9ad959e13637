//! Expense and staff lines as figures.

use std::collections::BTreeMap;

use super::PlanInputs;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::budget::Maybe;
use crate::model::fund::CategoryRole;
use crate::model::project::VatBasis;
use crate::model::text::normalise;
use crate::model::{ExpenseLine, Fund, Money, Place, StaffLine};

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
    /// The budget's line.
    pub source: LineSource,
    /// Index into the fund's categories; `None` when the workbook's category is not recognised.
    pub category: Option<usize>,
    /// Civil year.
    pub year: Option<i32>,
    /// Partner that bears it; `None` for the applicant.
    pub partner: Option<String>,
    /// Amount retained, on the basis of the plan.
    pub amount: FigureKey,
    /// Amount excluding VAT.
    pub excl_vat: Option<FigureKey>,
    /// VAT.
    pub vat: Option<FigureKey>,
    /// Amount including VAT.
    pub incl_vat: Option<FigureKey>,
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
    for (index, line) in inputs.budget.staff_lines.iter().enumerate() {
        let amount = staff_cost(ledger, index, line, parameters)?;
        lines.push(PlanLine {
            source: LineSource::Staff(index),
            category: staff_category,
            year: line.year.as_ref().map(|year| year.value),
            partner: partner(&line.partner),
            amount,
            excl_vat: None,
            vat: None,
            incl_vat: None,
        });
    }
    for (index, line) in inputs.budget.expense_lines.iter().enumerate() {
        lines.push(expense(ledger, index, line, basis, &lookup)?);
    }
    Ok(lines)
}

fn partner(cell: &Maybe<String>) -> Option<String> {
    cell.as_ref().map(|cell| cell.value.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Annual cost × hours ÷ annual hours, rounded once (CPR art. 55(2)(a)); the stated cost when the parts are not given.
fn staff_cost(
    ledger: &mut Ledger,
    index: usize,
    line: &StaffLine,
    parameters: &BTreeMap<String, FigureKey>,
) -> Result<FigureKey, LedgerError> {
    let number = index + 1;
    let name = title(&line.label, "personnel", number);
    let year = line.year.as_ref().map_or_else(String::new, |year| format!(" ({})", year.value));
    if let (Some(annual_cost), Some(hours)) = (&line.annual_cost, &line.hours) {
        let amount = money(
            ledger,
            format!("personnel.{number:04}.cout_annuel"),
            format!("{name}{year} – coût annuel chargé"),
            annual_cost,
        )?;
        let factor = ledger.given(
            format!("personnel.{number:04}.heures"),
            format!("{name}{year} – heures sur l’opération"),
            Unit::Hours,
            Value::Number(hours.value),
            Origin::Input(hours.place.clone()),
        )?;
        let divisor = match &line.annual_hours {
            Some(annual_hours) => Some(ledger.given(
                format!("personnel.{number:04}.heures_annuelles"),
                format!("{name}{year} – heures annuelles"),
                Unit::Hours,
                Value::Number(annual_hours.value),
                Origin::Input(annual_hours.place.clone()),
            )?),
            None => parameters.get("heures_annuelles").copied(),
        };
        if let Some(divisor) = divisor {
            return ledger.computed(
                format!("personnel.{number:04}.cout"),
                format!("{name}{year} – coût sur l’opération"),
                Unit::Euro,
                Expression::ProRata { amount, factor, divisor },
                Some("Règlement (UE) 2021/1060, art. 55, § 2, a)"),
            );
        }
    }
    // A cost without its hours, or hours without their cost, cannot be recomputed: nothing is taken on trust.
    let stated = match (&line.annual_cost, &line.hours) {
        (None, None) => &line.stated_cost,
        _ => &None,
    };
    given_or_missing(
        ledger,
        format!("personnel.{number:04}.cout"),
        format!("{name}{year} – coût sur l’opération"),
        stated,
        &line.place,
    )
}

fn expense(
    ledger: &mut Ledger,
    index: usize,
    line: &ExpenseLine,
    basis: VatBasis,
    lookup: &CategoryLookup,
) -> Result<PlanLine, LedgerError> {
    let number = index + 1;
    let name = title(&line.label, "dépense", number);
    let id = |part: &str| format!("depense.{number:04}.{part}");
    let mut optional = |part: &str, label: &str, cell: &Maybe<Money>| {
        cell.as_ref().map(|cell| money(ledger, id(part), format!("{name} – {label}"), cell)).transpose()
    };
    let excl_vat = optional("ht", "HT", &line.amount_excl_vat)?;
    let vat = optional("tva", "TVA", &line.vat)?;
    let stated_incl_vat = optional("ttc", "TTC", &line.amount_incl_vat)?;
    let incl_vat = match (stated_incl_vat, excl_vat, vat) {
        (None, Some(excl_vat), Some(vat)) => Some(ledger.computed(
            id("ttc"),
            format!("{name} – TTC"),
            Unit::Euro,
            Expression::Sum(vec![excl_vat, vat]),
            None,
        )?),
        _ => stated_incl_vat,
    };
    let retained = match basis {
        VatBasis::InclVat => incl_vat,
        VatBasis::ExclVat => excl_vat,
    };
    let amount = match retained {
        Some(key) => key,
        None => {
            given_or_missing(ledger, id("retenu"), format!("{name} – montant retenu"), &None, &line.place)?
        }
    };
    Ok(PlanLine {
        source: LineSource::Expense(index),
        category: line.category.as_ref().and_then(|category| lookup.find(&category.value)),
        year: line.year.as_ref().map(|year| year.value),
        partner: partner(&line.partner),
        amount,
        excl_vat,
        vat,
        incl_vat,
    })
}

fn title(label: &Maybe<String>, kind: &str, number: usize) -> String {
    label.as_ref().map_or_else(|| format!("{kind} {number}"), |label| label.value.clone())
}

fn money(
    ledger: &mut Ledger,
    id: String,
    label: String,
    cell: &crate::model::Located<Money>,
) -> Result<FigureKey, LedgerError> {
    ledger.given(id, label, Unit::Euro, Value::Money(cell.value), Origin::Input(cell.place.clone()))
}

fn given_or_missing(
    ledger: &mut Ledger,
    id: String,
    label: String,
    cell: &Maybe<Money>,
    row: &Place,
) -> Result<FigureKey, LedgerError> {
    match cell {
        Some(cell) => money(ledger, id, label, cell),
        None => ledger.given(id, label, Unit::Euro, Value::Missing, Origin::Input(row.clone())),
    }
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
