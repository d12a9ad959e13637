//! Which cells are marked: those at fault, with what is said of them, and those that follow from them.

use std::collections::BTreeMap;

use super::Subject;
use crate::findings::{Sentence, Severity, Told};
use crate::formula::{CellRef, Recalculation};
use crate::model::Place;

/// Most faults that one remark tells.
const TOLD: usize = 6;

/// Most cells that are marked as following from one fault.
const FOLLOWING: usize = 5_000;

/// Whether a cell is at fault, or follows from one that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Computed or read from a cell at fault.
    Consequence,
    /// To be changed.
    Cause,
}

/// What a cell bears.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its part in the fault.
    pub part: Part,
    /// The gravest of what is said of it.
    pub severity: Severity,
    /// What is said of it, in French; nothing for a consequence.
    pub told: Vec<String>,
}

/// The marks of the cells of a workbook.
pub(super) type Marks = BTreeMap<CellRef, Mark>;

/// Marks the cells that the findings of a workbook name.
pub(super) fn marks(subject: &Subject<'_>) -> Marks {
    let recalculation = subject.recalculation;
    let mut marks = Marks::new();
    for told in &subject.account.told {
        let text = text(told);
        let own = told.finding.places.first();
        for place in own.into_iter().chain(&told.alike.shown) {
            add(&mut marks, recalculation, place, told.severity, Part::Cause, Some(&text));
        }
        for consequence in &told.consequences {
            if let Some(place) = consequence.finding.places.first() {
                add(&mut marks, recalculation, place, told.severity, Part::Consequence, None);
            }
        }
        // What is alike spreads alike.
        let seeds: Vec<CellRef> = own
            .into_iter()
            .chain(&told.alike.shown)
            .filter_map(|place| recalculation.cell_of(place))
            .collect();
        if told.spreads.count > 0 {
            let drawn = recalculation.drawn_from(seeds.into_iter(), &[]);
            for at in recalculation.cells_drawn(&drawn).take(FOLLOWING) {
                mark(&mut marks, at, told.severity, Part::Consequence, None);
            }
        }
    }
    beyond(subject, &mut marks);
    marks
}

/// A finding names the first of its like: the others bear it too.
fn beyond(subject: &Subject<'_>, marks: &mut Marks) {
    let recalculation = subject.recalculation;
    let many = subject.account.told.iter().filter(|told| told.alike.more() > 0);
    let codes: BTreeMap<&str, &Told> = many.map(|told| (told.heading.code, *told)).collect();
    for result in subject.results {
        let Some(told) = codes.get(result.code()) else { continue };
        let whole = result.answers.findings.iter().filter_map(|finding| finding.places.first());
        let others = result.answers.beyond.values().flat_map(|beyond| &beyond.places);
        for place in whole.chain(others) {
            let at = recalculation.cell_of(place);
            if at.is_some_and(|at| marks.get(&at).is_none_or(|known| known.part == Part::Consequence)) {
                add(marks, recalculation, place, told.severity, Part::Cause, Some(&text(told)));
            }
        }
    }
}

/// What the remark of a cell says of one fault.
fn text(told: &Told) -> String {
    let finding = &told.finding;
    let facts = [
        ("Trouvé", finding.found.as_ref().map(Sentence::french)),
        ("Attendu", finding.expected.as_ref().map(Sentence::french)),
        ("Corriger", Some(finding.how_to_mend(told.heading.mend))),
    ];
    let mut text = format!("{} {} : {}", told.heading.code, told.severity.label(), finding.message.french());
    for (label, fact) in facts {
        if let Some(fact) = fact.filter(|fact| !fact.is_empty()) {
            text.push_str(&format!("\n{label} : {fact}"));
        }
    }
    text
}

fn add(
    marks: &mut Marks,
    recalculation: &Recalculation,
    place: &Place,
    severity: Severity,
    part: Part,
    text: Option<&str>,
) {
    if let Some(at) = recalculation.cell_of(place) {
        mark(marks, at, severity, part, text);
    }
}

/// A cell bears the gravest part, and all that is said of it.
fn mark(marks: &mut Marks, at: CellRef, severity: Severity, part: Part, text: Option<&str>) {
    let known = marks.entry(at).or_insert_with(|| Mark { part, severity, told: Vec::new() });
    match part.cmp(&known.part) {
        std::cmp::Ordering::Greater => {
            known.part = part;
            known.severity = severity;
        }
        std::cmp::Ordering::Equal => known.severity = known.severity.max(severity),
        std::cmp::Ordering::Less => {}
    }
    if let Some(text) = text
        && known.told.len() < TOLD
        && !known.told.iter().any(|told| told == text)
    {
        known.told.push(text.to_owned());
    }
}
