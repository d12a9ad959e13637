//! The workbook that is filed, and that people go on editing: tables whose lines can be typed, moved, added or removed,
//! and sheets that add them up.
//!
//! A sheet of sums never refers to a line, only to whole columns by their names: what is done to the lines cannot break it.

mod actions;
mod balance;
mod by_year;
mod contracts;
mod controls;
mod expenses;
mod grid;
mod guide;
mod holders;
mod indicators;
mod lists;
mod partners;
mod resources;
mod sides;
mod staff;
mod summary;

use jiff::civil::Date;

use self::grid::Named;
use self::holders::{Holder, Holders, holders};
use super::{PlanLayout, PlanWorkbook, book};
use crate::figures::FigureKey;
use crate::figures::plan::{LineSource, PlanLine};
use crate::model::Budget;
use crate::xlsx::{Book, DefinedName};

/// Colour of the tabs that are filled by hand.
const INPUT_TAB: &str = "1D4ED8";
/// Colour of the tabs that formulas fill.
const COMPUTED_TAB: &str = "1F3A5F";
/// Colour of the tabs that explain.
const HELP_TAB: &str = "8A97A6";

/// What every sheet is laid out from.
#[derive(Clone, Copy)]
struct Filing<'a> {
    inputs: PlanWorkbook<'a>,
    holders: &'a Holders,
}

/// A row of a sheet of lines.
struct LineRow<'a, T> {
    /// The line, or its part in one year.
    line: PlanLine,
    /// The line of the workbook.
    source: &'a T,
    /// True when the row holds a part of the line: what makes the whole is not shown beside it.
    is_part: bool,
}

impl<T> LineRow<'_, T> {
    /// The name of the line, with the year of the part.
    fn named(&self, label: &str) -> String {
        match self.line.year.filter(|_| self.is_part) {
            Some(year) => format!("{label} – part de {year}"),
            None => label.to_owned(),
        }
    }
}

impl<'a> Filing<'a> {
    const fn plan(&self) -> &'a crate::figures::plan::Plan {
        &self.inputs.pack.computation.plan
    }

    const fn ledger(&self) -> &'a crate::figures::Ledger {
        &self.inputs.pack.computation.ledger
    }

    const fn budget(&self) -> &'a Budget {
        &self.inputs.prepared.reading.budget
    }

    fn fund(&self) -> &'a crate::model::Fund {
        &self.inputs.pack.fund.fund
    }

    fn project(&self) -> &'a crate::model::Project {
        &self.inputs.prepared.folder.project
    }

    /// The rows of a sheet, each with the line of the workbook that it comes from: one a line, one a year of a line that
    /// spreads over several.
    fn rows_of<T>(
        &self,
        holder: &Holder,
        source: impl Fn(&'a Budget, LineSource) -> Option<&'a T>,
    ) -> Vec<LineRow<'a, T>> {
        let mut rows = Vec::new();
        for line in holder.lines.iter().filter_map(|index| self.plan().lines.get(*index)) {
            let Some(source) = source(self.budget(), line.source) else { continue };
            if line.parts.is_empty() {
                rows.push(LineRow { line: line.clone(), source, is_part: false });
            }
            for part in &line.parts {
                let line = PlanLine {
                    year: Some(part.year),
                    parts: Vec::new(),
                    amount: part.amount,
                    excl_vat: part.excl_vat,
                    vat: part.vat,
                    incl_vat: part.incl_vat,
                    ..line.clone()
                };
                rows.push(LineRow { line, source, is_part: true });
            }
        }
        rows
    }

    /// The category's total that stands under the lines of a sheet, when they are all of the category.
    fn own_total(&self, holder: &Holder) -> Option<FigureKey> {
        let index = holder.category?;
        let plan = self.plan().categories.get(index)?;
        self.holders.sole(index, &plan.lines).map(|_| plan.total)
    }

    /// True when lines may name who bears them.
    fn has_partners(&self) -> bool {
        !self.project().partners.is_empty() || self.plan().lines.iter().any(|line| line.partner.is_some())
    }

    /// True when lines may name a section of their own.
    fn has_sections(&self) -> bool {
        self.plan().lines.iter().any(|line| line.section.is_some())
    }

    /// True when lines may name the action they serve.
    fn has_actions(&self) -> bool {
        let budget = self.budget();
        budget.expense_lines.iter().any(|line| line.action.is_some())
            || budget.staff_lines.iter().any(|line| line.action.is_some())
    }

    /// « Cluster Territoire Intelligent – montants en euros TTC ».
    fn subtitle(&self) -> String {
        format!("{} – montants en euros, {}", self.project().identity.title, self.plan().basis_said())
    }
}

/// Lay out the workbook of a plan.
#[must_use]
pub fn filed_workbook(inputs: PlanWorkbook<'_>, layout: PlanLayout, date: Date) -> Book {
    let holders = holders(inputs, layout);
    let filing = Filing { inputs, holders: &holders };
    let controls = controls::controls(filing);
    let all_hold = controls.iter().all(|control| control.holds);
    let mut sheets =
        vec![guide::sheet(filing, controls), summary::sheet(filing, all_hold), by_year::sheet(filing)];
    for holder in &holders.all {
        sheets.push(match holder.kind {
            holders::Kind::Expenses => expenses::sheet(filing, holder),
            holders::Kind::Staff => staff::sheet(filing, holder),
        });
    }
    sheets.push(resources::sheet(filing));
    sheets.push(balance::sheet(filing));
    sheets.extend(partners::sheet(filing));
    sheets.extend(actions::sheet(filing));
    sheets.extend(indicators::sheet(filing));
    sheets.extend(contracts::sheet(filing));
    sheets.extend(sides::sheets(filing));
    sheets.push(lists::sheet(filing));
    let mut names = Vec::new();
    let mut laid_out = Vec::with_capacity(sheets.len());
    for (index, Named { sheet, names: of_sheet }) in sheets.into_iter().enumerate() {
        names.extend(of_sheet.into_iter().map(|(name, area)| DefinedName { name, sheet: index, area }));
        laid_out.push(sheet);
    }
    Book { names, ..book(inputs, laid_out, date) }
}
