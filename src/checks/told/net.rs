//! What was compared with something outside the workbook, and the faults of the workbook that explain it.

use super::item::Item;
use crate::audit::Audit;
use crate::findings::{Class, Severity};
use crate::model::Place;
use crate::source::table::TableKind;

/// What was compared with something outside the workbook follows from any other fault of what it was drawn from: of the
/// workbook's own, or else of a line against its document. Each with its cause.
pub(super) fn causes<'a>(
    audit: &Audit<'_>,
    items: &[Item],
    above: &dyn Fn(usize) -> &'a [usize],
    open: &[usize],
) -> Vec<(usize, usize)> {
    let is_net = |index: usize| items.get(index).is_some_and(|item| item.finding.is_net);
    let code = |index: usize| items.get(index).map(|item| item.heading.code);
    let mut found = Vec::new();
    for index in open.iter().copied().filter(|index| is_net(*index)) {
        let explains = |cause: &usize| {
            let (Some(item), Some(from)) = (items.get(index), items.get(*cause)) else { return false };
            // A remark on the amounts explains none of them; one on how the sheet is read may.
            let is_fault = from.severity != Severity::Note || from.heading.code.starts_with('L');
            // A table that is not there explains what it holds, not one amount of another.
            let is_placed = !matches!(from.finding.places.first(), None | Some(Place::File { .. }));
            is_fault && is_placed && (above(index).contains(cause) || is_near(audit, from, item))
        };
        let others = || open.iter().copied().filter(|cause| *cause != index).filter(explains);
        // What makes a cell wrong, else what a document says against a line, else what the rules say of one.
        let is_of_cells = |cause: usize| {
            items
                .get(cause)
                .is_some_and(|item| matches!(item.heading.class, Class::Trust | Class::Arithmetic))
        };
        let is_known = |cause: &usize| {
            let place = items.get(*cause).and_then(|item| item.finding.places.first());
            place.is_some_and(|place| {
                items.get(index).is_some_and(|item| item.finding.follows.contains(place))
            })
        };
        let cause = others()
            .find(|cause| !is_net(*cause) && is_of_cells(*cause))
            .or_else(|| others().find(|cause| !is_net(*cause) && is_known(cause)))
            .or_else(|| others().find(|cause| is_net(*cause) && code(*cause) != code(index)))
            .or_else(|| others().find(|cause| !is_net(*cause)))
            .or_else(|| others().next());
        found.extend(cause.map(|cause| (index, cause)));
    }
    found
}

/// True when a fault stands where another finding looks: in the line that its document speaks of, or for what a page or a
/// field of the project says of sums, which have no cell of their own, in any line of the costs.
fn is_near(audit: &Audit<'_>, fault: &Item, item: &Item) -> bool {
    let Some(place) = fault.finding.places.first() else { return false };
    let costs = [TableKind::Expenses, TableKind::Staff];
    match item.finding.places.first() {
        Some(Place::Page { .. } | Place::Field { .. }) => {
            costs.into_iter().any(|kind| audit.table_of(place, kind).is_some())
        }
        Some(own) => {
            let is_of_cells = matches!(fault.heading.class, Class::Trust | Class::Arithmetic);
            let row = |place: &Place| audit.cell_of(place).map(|at| (at.sheet, at.row));
            is_of_cells && row(place).is_some() && row(place) == row(own)
        }
        None => false,
    }
}
