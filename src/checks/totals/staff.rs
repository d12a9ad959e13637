//! The cost of each person as the workbook states it, against the pack's own: its divisor may be the fund's hours.

use std::sync::Arc;

use crate::audit::lines::{LineFault, ONE_CENT, Relation, Terms};
use crate::audit::totals::{is_stale, recomputed};
use crate::checks::Scope;
use crate::figures::FigureKey;
use crate::figures::plan::LineSource;
use crate::model::StaffLine;
use crate::model::budget::StaffMethod;
use crate::source::table::ColumnRole;

/// What comparing the staff lines gives.
#[derive(Default)]
pub(in crate::checks) struct Staff<'a> {
    /// The costs that differ, each with the figure it was compared with.
    pub(in crate::checks) faults: Vec<(LineFault, FigureKey)>,
    /// How many lines were compared.
    pub(in crate::checks) compared: usize,
    /// The lines that lack something.
    pub(in crate::checks) missing: Vec<&'a StaffLine>,
}

/// The staff lines of a pack.
pub(in crate::checks) fn staff<'a>(scope: &Scope<'a>) -> Staff<'a> {
    let mut found = Staff::default();
    for line in &scope.plan().lines {
        let LineSource::Staff(index) = line.source else { continue };
        let Some(staff) = scope.budget().staff_lines.get(index) else { continue };
        let inputs = [
            staff.annual_cost.as_ref().map(|cell| &cell.place),
            staff.annual_hours.as_ref().map(|cell| &cell.place),
            staff.hours.as_ref().map(|cell| &cell.place),
            staff.monthly_cost.as_ref().map(|cell| &cell.place),
            staff.monthly_hours.as_ref().map(|cell| &cell.place),
            staff.working_share.as_ref().map(|cell| &cell.place),
            staff.fixed_share.as_ref().map(|cell| &cell.place),
            staff.months.as_ref().map(|cell| &cell.place),
        ];
        // The plan computes with what was saved: T-10 tells an input that is not up to date.
        if inputs.into_iter().flatten().any(|place| is_stale(scope.audit, place)) {
            continue;
        }
        let Some(computed) = scope.money(line.amount) else {
            found.missing.push(staff);
            continue;
        };
        let Some(stated) = &staff.stated_cost else { continue };
        found.compared += 1;
        let cost = recomputed(scope.audit, stated);
        if cost.distance(computed) > ONE_CENT {
            let name =
                staff.label.as_ref().map_or_else(|| "sans intitulé".into(), |label| Arc::clone(&label.value));
            let fault = LineFault {
                relation: Relation::StaffCost,
                culprit: stated.place.clone(),
                others: [None, None],
                found: cost,
                expected: computed,
                terms: Terms::Post(name),
            };
            found.faults.push((fault, line.amount));
        }
    }
    found
}

/// What the cost of a line cannot be computed without, one of them at least not given; and the column of the first.
pub(in crate::checks) fn lacking(line: &StaffLine) -> (&'static str, ColumnRole) {
    let is_by_share = line.hours.is_none() && line.fixed_share.is_some();
    match (line.method(), is_by_share) {
        (StaffMethod::Annual, false) => ("le coût annuel ou les heures", ColumnRole::AnnualCost),
        (StaffMethod::Monthly, false) => {
            ("le coût mensuel, les heures mensuelles ou les heures", ColumnRole::MonthlyHours)
        }
        (StaffMethod::Annual, true) if line.months.is_none() => {
            ("le coût annuel ou la part fixe", ColumnRole::AnnualCost)
        }
        (_, true) => ("le coût mensuel ou le nombre de mois", ColumnRole::MonthlyCost),
    }
}
