//! The workbook's row behind a line of the plan: an expense or the work of a person.

use std::sync::Arc;

use super::Scope;
use crate::figures::plan::{LineSource, PlanLine};
use crate::model::budget::Maybe;
use crate::model::{ExpenseLine, Place, Resource, StaffLine};
use crate::source::table::{ColumnRole, TableKind};

/// A row of the workbook.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row<'a> {
    /// Of the *Dépenses* table.
    Expense(&'a ExpenseLine),
    /// Of the *Personnel* table.
    Staff(&'a StaffLine),
}

impl<'a> Row<'a> {
    /// The table.
    pub(super) const fn kind(self) -> TableKind {
        match self {
            Self::Expense(_) => TableKind::Expenses,
            Self::Staff(_) => TableKind::Staff,
        }
    }

    /// The cell that names the row.
    pub(super) const fn place(self) -> &'a Place {
        match self {
            Self::Expense(line) => &line.place,
            Self::Staff(line) => &line.place,
        }
    }

    /// What is bought, or who works.
    pub(super) const fn label(self) -> &'a Maybe<Arc<str>> {
        match self {
            Self::Expense(line) => &line.label,
            Self::Staff(line) => &line.label,
        }
    }

    /// The supporting document.
    pub(super) const fn document(self) -> &'a Maybe<Arc<str>> {
        match self {
            Self::Expense(line) => &line.document,
            Self::Staff(line) => &line.document,
        }
    }

    /// The cell that gave something of the row, wherever it stands: a title above may give the category of many rows.
    fn given(self, role: ColumnRole) -> Option<&'a Place> {
        fn place<T>(cell: &Maybe<T>) -> Option<&Place> {
            cell.as_ref().map(|cell| &cell.place)
        }
        match (self, role) {
            (Self::Expense(line), ColumnRole::Category) => place(&line.category),
            (Self::Expense(line), ColumnRole::AmountExclVat) => place(&line.amount_excl_vat),
            (Self::Expense(line), ColumnRole::AmountInclVat) => place(&line.amount_incl_vat),
            (Self::Staff(line), ColumnRole::Hours) => place(&line.hours),
            (Self::Staff(line), ColumnRole::FixedShare) => place(&line.fixed_share),
            (Self::Staff(line), ColumnRole::CostsAsOf) => place(&line.costs_as_of),
            (Self::Staff(line), ColumnRole::AnnualHours) => place(&line.annual_hours),
            (Self::Staff(line), ColumnRole::StatedCost) => place(&line.stated_cost),
            (Self::Expense(line), ColumnRole::Partner) => place(&line.partner),
            (Self::Staff(line), ColumnRole::Partner) => place(&line.partner),
            (Self::Expense(line), ColumnRole::Year) => place(&line.year).or_else(|| place(&line.years)),
            (Self::Staff(line), ColumnRole::Year) => place(&line.year).or_else(|| place(&line.years)),
            (_, ColumnRole::Label) => place(self.label()),
            (_, ColumnRole::Document) => place(self.document()),
            _ => None,
        }
    }
}

impl<'a> Scope<'a> {
    /// The workbook's row of a plan line.
    pub(super) fn row(&self, line: &PlanLine) -> Row<'a> {
        match line.source {
            LineSource::Expense(index) => Row::Expense(&self.budget().expense_lines[index]),
            LineSource::Staff(index) => Row::Staff(&self.budget().staff_lines[index]),
        }
    }

    /// Every row: expenses, then staff.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        let budget = self.budget();
        let expenses = budget.expense_lines.iter().map(Row::Expense);
        expenses.chain(budget.staff_lines.iter().map(Row::Staff))
    }

    /// The cell of a row to write something in: the one that gave it, else the one of that column, else the row's first.
    pub(super) fn cell(&self, row: Row<'a>, role: ColumnRole) -> Place {
        let place = row.place();
        let given = row.given(role).cloned();
        given.or_else(|| self.audit.standing(place, row.kind(), role)).unwrap_or_else(|| place.clone())
    }

    /// The header row of a row's table, when the table has no column for something and nothing else gave it.
    pub(super) fn header_without(&self, row: Row<'a>, role: ColumnRole) -> Option<Place> {
        let place = row.place();
        let is_lacking = row.given(role).is_none() && self.audit.standing(place, row.kind(), role).is_none();
        self.audit.header_of(place, row.kind()).filter(|_| is_lacking)
    }

    /// The cell that states what the plan retains of a line.
    pub(super) fn amount_cell(&self, line: &PlanLine) -> Place {
        use crate::model::project::VatBasis;
        let row = self.row(line);
        let role = match (row, line.basis) {
            (Row::Staff(_), _) => ColumnRole::StatedCost,
            (Row::Expense(_), VatBasis::InclVat) => ColumnRole::AmountInclVat,
            (Row::Expense(_), VatBasis::ExclVat) => ColumnRole::AmountExclVat,
        };
        self.cell(row, role)
    }

    /// The cell of a resource to write something in: the one that gave it, else the one of that column, else its first.
    pub(super) fn resource_cell(&self, resource: &Resource, role: ColumnRole) -> Place {
        let given = match role {
            ColumnRole::CoFinancer => resource.co_financer.as_ref().map(|cell| &cell.place),
            ColumnRole::Nature => resource.nature.as_ref().map(|cell| &cell.place),
            ColumnRole::Amount => resource.amount.as_ref().map(|cell| &cell.place),
            _ => None,
        };
        given
            .cloned()
            .or_else(|| self.audit.standing(&resource.place, TableKind::Resources, role))
            .unwrap_or_else(|| resource.place.clone())
    }
}
