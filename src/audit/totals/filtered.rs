//! Totals that leave out what is not seen: a filter left on, or rows hidden by hand under a sum of what is seen.

use crate::audit::Audit;
use crate::formula::CellRef;
use crate::model::Place;
use crate::model::budget::DeclaredTotal;
use crate::source::table::IssueKind;

/// Where it was told, when the workbook was read, that rows which a total leaves out are hidden; empty for any other total.
#[must_use]
pub fn hidden_causes(audit: &Audit<'_>, total: &DeclaredTotal) -> Vec<Place> {
    let Some(at) = audit.cell_of(&total.place) else { return Vec::new() };
    if !follows_sight(audit, at) {
        return Vec::new();
    }
    let areas = audit.recalculation.areas(at);
    let hides = |place: &Place| {
        let cell = audit.cell_of(place);
        cell.is_some_and(|cell| {
            areas.iter().any(|area| {
                area.sheet == cell.sheet && (area.range.first_row..=area.range.last_row).contains(&cell.row)
            })
        })
    };
    let issues = audit.reading.issues.iter();
    issues
        .filter(|issue| match &issue.kind {
            // Told once for all the rows of a sheet, at the header of the table.
            IssueKind::FilterOn { .. } => hidden_by_filter(audit, at),
            IssueKind::HiddenRow => hides(&issue.place),
            _ => false,
        })
        .filter(|issue| audit.cell_of(&issue.place).is_some_and(|cell| cell.sheet == at.sheet))
        .map(|issue| issue.place.clone())
        .collect()
}

/// True for a formula whose result changes with what is seen.
fn follows_sight(audit: &Audit<'_>, at: CellRef) -> bool {
    let formula =
        audit.recalculation.content(at).and_then(|cell| cell.formula.as_deref()).unwrap_or_default();
    let upper = formula.to_ascii_uppercase();
    upper.contains("SUBTOTAL(") || upper.contains("AGGREGATE(")
}

/// True when the formula of a cell reads rows that a filter hides.
fn hidden_by_filter(audit: &Audit<'_>, at: CellRef) -> bool {
    audit.recalculation.areas(at).iter().any(|area| {
        let sheet = audit.recalculation.sheet(area.at(0, 0));
        let rows = sheet.into_iter().flat_map(|one| {
            let rows = one.rows_between(area.range.first_row, area.range.last_row);
            rows.filter_map(|cells| cells.first()).filter(|cell| one.is_row_filtered(cell.row))
        });
        rows.take(1).count() > 0
    })
}
