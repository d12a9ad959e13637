//! The lines of the plan, each with the cell it comes from.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::joined::Joined;
use super::values::{FigureView, figure, text};
use crate::figures::plan::{LineSource, PlanLine, YearPart};
use crate::figures::{FigureKey, Ledger, Value};
use crate::model::budget::Maybe;
use crate::model::french::{french_number, listed, shown_number};
use crate::model::project::VatBasis;
use crate::model::{Budget, Money, Place, Project};

/// A line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// Its number among the documents: `PERS-01`.
    pub number: String,
    /// What is bought, or who works.
    pub label: String,
    /// Supplier, mission or partner.
    pub detail: String,
    /// Year.
    pub year: String,
    /// Amount excluding VAT.
    pub excl_vat: Option<FigureView>,
    /// VAT.
    pub vat: Option<FigureView>,
    /// Amount retained.
    pub amount: FigureView,
    /// Amounts retained from the first line of the plan to this one, for the foot of a page.
    pub carried: String,
    /// Supporting document.
    pub document: String,
    /// How the amount is obtained, factor by factor, so that a reader can do it again; empty when the workbook gives none.
    pub factors: String,
    /// Action of the project that it serves; empty when the workbook says none.
    pub action: String,
    /// Partner that bears it; empty for the applicant.
    pub partner: String,
}

/// What the lines printed so far add up to.
pub(super) struct Carried<'a> {
    ledger: &'a Ledger,
    /// Missing as soon as one line is.
    sum: Option<Money>,
}

impl<'a> Carried<'a> {
    pub(super) fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, sum: Some(Money::ZERO) }
    }

    fn after(&mut self, amount: FigureKey) -> String {
        let amount = self.ledger.get(amount).value.money();
        self.sum = self.sum.zip(amount).and_then(|(sum, amount)| sum.checked_add(amount));
        self.sum.map_or(Value::Missing, Value::Money).french()
    }
}

/// Fill a line.
pub(super) fn line(
    ledger: &Ledger,
    line: &PlanLine,
    (budget, project): (&Budget, &Project),
    joined: &Joined<'_>,
    carried: &mut Carried<'_>,
) -> LineView {
    let optional = |key: Option<FigureKey>| key.map(|key| figure(ledger, key));
    let (label, detail, document, action) = match line.source {
        LineSource::Expense(index) => {
            let source = &budget.expense_lines[index];
            (&source.label, &source.supplier, &source.document, &source.action)
        }
        LineSource::Staff(index) => {
            let source = &budget.staff_lines[index];
            (&source.label, &source.mission, &source.document, &source.action)
        }
    };
    LineView {
        number: line.code.to_string(),
        label: text(label),
        detail: text(detail),
        year: years(line),
        excl_vat: optional(line.excl_vat),
        vat: optional(line.vat),
        amount: figure(ledger, line.amount),
        carried: carried.after(line.amount),
        document: joined.with_piece(&text(document)),
        factors: [factors(line, budget), parts(line, ledger)]
            .into_iter()
            .filter(|said| !said.is_empty())
            .collect::<Vec<_>>()
            .join(" ; "),
        action: text(action),
        partner: line
            .partner
            .as_deref()
            .filter(|written| !project.is_applicant(written))
            .map(|written| project.bearer(written).to_owned())
            .unwrap_or_default(),
    }
}

/// The years of a line: « 2025 », « 2025, 2026 ».
pub(in crate::documents) fn years(line: &PlanLine) -> String {
    line.years().map(|year| year.to_string()).collect::<Vec<_>>().join(", ")
}

/// « dont 1 200,00 en 2025 et 800,00 en 2026 », for a line that spreads over several years.
fn parts(line: &PlanLine, ledger: &Ledger) -> String {
    if line.parts.is_empty() {
        return String::new();
    }
    let part = |part: &YearPart| format!("{} en {}", ledger.value(part.amount).french(), part.year);
    format!("dont {}", listed(&line.parts.iter().map(part).collect::<Vec<_>>()))
}

/// `20 × 1 512,30, TVA 20 %`, or `860 h × 52 374,00 ÷ 1 720 h`.
pub(in crate::documents) fn factors(line: &PlanLine, budget: &Budget) -> String {
    match line.source {
        LineSource::Expense(index) => {
            let Some(expense) = budget.expense_lines.get(index) else { return String::new() };
            let product =
                expense.quantity.as_ref().zip(expense.unit_price.as_ref()).map(|(quantity, price)| {
                    format!("{} × {}", french_number(quantity.value), shown_number(price.value))
                });
            let rate = expense.vat_rate.as_ref().map(|rate| format!("TVA {}", rate.value));
            product.into_iter().chain(rate).collect::<Vec<_>>().join(", ")
        }
        LineSource::Staff(index) => {
            let Some(staff) = budget.staff_lines.get(index) else { return String::new() };
            let rate = |cost: &Maybe<Money>, base: &Maybe<Decimal>, per: &str| {
                let (hours, cost, base) = (staff.hours.as_ref()?, cost.as_ref()?, base.as_ref()?);
                Some(format!(
                    "{}\u{a0}h × {} ÷ {}\u{a0}h{per}",
                    french_number(hours.value),
                    shown_number(cost.value.to_decimal()),
                    french_number(base.value)
                ))
            };
            rate(&staff.monthly_cost, &staff.monthly_hours, " par mois")
                .or_else(|| rate(&staff.annual_cost, &staff.annual_hours, ""))
                .unwrap_or_default()
        }
    }
}

/// The cell that states a line's amount on the plan's basis; the line's own cell when the workbook states none.
pub(in crate::documents) fn origin_cell<'a>(line: &PlanLine, budget: &'a Budget) -> &'a Place {
    let (amount, row) = match line.source {
        LineSource::Expense(index) => {
            let expense = &budget.expense_lines[index];
            let amount = match line.basis {
                VatBasis::ExclVat => &expense.amount_excl_vat,
                VatBasis::InclVat => &expense.amount_incl_vat,
            };
            (amount, &expense.place)
        }
        LineSource::Staff(index) => {
            (&budget.staff_lines[index].stated_cost, &budget.staff_lines[index].place)
        }
    };
    amount.as_ref().map_or(row, |cell| &cell.place)
}
