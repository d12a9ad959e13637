//! The lines of the plan, each with the cell it comes from.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure, short, text};
use crate::figures::plan::{LineSource, PlanLine};
use crate::figures::{FigureKey, Ledger, Value};
use crate::model::project::VatBasis;
use crate::model::{Budget, Money, Place};

/// A line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// Number as written in the workbook.
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
    /// Place in the workbook, such as `Dépenses › L12`.
    pub origin: String,
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
pub(super) fn line(ledger: &Ledger, line: &PlanLine, budget: &Budget, carried: &mut Carried<'_>) -> LineView {
    let optional = |key: Option<FigureKey>| key.map(|key| figure(ledger, key));
    let (number, label, detail, document) = match line.source {
        LineSource::Expense(index) => {
            let source = &budget.expense_lines[index];
            (&source.number, &source.label, &source.supplier, &source.document)
        }
        LineSource::Staff(index) => {
            let source = &budget.staff_lines[index];
            (&source.number, &source.label, &source.mission, &source.document)
        }
    };
    LineView {
        number: text(number),
        label: text(label),
        detail: text(detail),
        year: line.year.map(|year| year.to_string()).unwrap_or_default(),
        excl_vat: optional(line.excl_vat),
        vat: optional(line.vat),
        amount: figure(ledger, line.amount),
        carried: carried.after(line.amount),
        document: text(document),
        origin: short(origin_cell(line, budget)),
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
