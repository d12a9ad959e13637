//! Codes that the project itself uses: of pieces, documents, lines and indicators.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::budget::Maybe;
use crate::prepare::Prepared;

/// Every word with a digit among the names that the project gives.
pub(super) fn codes(prepared: &Prepared) -> BTreeSet<String> {
    let project = &prepared.folder.project;
    let budget = &prepared.reading.budget;
    fn text(cell: &Maybe<Arc<str>>) -> Option<&str> {
        cell.as_ref().map(|cell| &*cell.value)
    }
    let pieces = project.attachments.iter().flat_map(|piece| [piece.id.as_str(), piece.title.as_str()]);
    let lines = budget
        .expense_lines
        .iter()
        .flat_map(|line| [&line.number, &line.label, &line.supplier, &line.document])
        .filter_map(text);
    let staff = budget
        .staff_lines
        .iter()
        .flat_map(|line| [&line.number, &line.label, &line.mission, &line.document])
        .filter_map(text);
    let resources =
        budget.resources.iter().flat_map(|line| [&line.co_financer, &line.document]).filter_map(text);
    let sides = budget.sides.iter().flat_map(|side| {
        let lines = side.lines.iter().flat_map(|line| [&line.category, &line.label, &line.document]);
        lines
            .chain(side.resources.iter().flat_map(|line| [&line.co_financer, &line.document]))
            .filter_map(text)
    });
    let indicators =
        budget.indicators.iter().flat_map(|line| [&line.code, &line.label, &line.source]).filter_map(text);
    let names = [Some(project.identity.title.as_str()), project.identity.acronym.as_deref()];
    let all = pieces.chain(lines).chain(staff).chain(resources).chain(sides).chain(indicators);
    all.chain(names.into_iter().flatten())
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-'))
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}
