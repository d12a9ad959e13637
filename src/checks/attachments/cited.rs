//! The documents that the lines cite, and where each stands in the attachments.

use super::passage::{Passage, is_in_span};
use crate::checks::Scope;
use crate::evidence::{Evidence, fold};
use crate::model::ExpenseLine;
use std::collections::{BTreeMap, BTreeSet};

/// Most distinct documents that are looked for: a budget has some tens, and each is searched in every attachment.
const MOST: usize = 2_000;

/// The documents that the lines cite.
pub(super) struct Cited<'a> {
    /// Lines by the folded name of their document.
    pub(super) lines: BTreeMap<String, Vec<(&'a ExpenseLine, &'a str)>>,
    /// True when there are more than are looked for: none is then.
    pub(super) is_too_many: bool,
    texts: Vec<Text<'a>>,
}

/// An attachment, with what names it and the documents that its text names.
struct Text<'a> {
    evidence: &'a Evidence<'a>,
    names: [String; 2],
    /// Where each document is named, in order: one ends where the next begins.
    documents: Vec<(usize, String)>,
}

impl<'a> Cited<'a> {
    pub(super) fn of(scope: &Scope<'a>) -> Self {
        let budget = scope.budget();
        let mut cited = Self { lines: BTreeMap::new(), is_too_many: false, texts: Vec::new() };
        for line in &budget.expense_lines {
            let Some(cell) = line.document.as_ref() else { continue };
            let name = cell.value.trim();
            if name.is_empty() {
                continue;
            }
            cited.lines.entry(fold(name).trim().to_owned()).or_default().push((line, name));
            if cited.lines.len() > MOST {
                return Self { lines: BTreeMap::new(), is_too_many: true, texts: Vec::new() };
            }
        }
        let staff = budget.staff_lines.iter().filter_map(|line| line.document.as_ref());
        let resources = budget.resources.iter().filter_map(|line| line.document.as_ref());
        let mut names: BTreeSet<String> = cited.lines.keys().cloned().collect();
        for cell in staff.chain(resources) {
            if names.len() < MOST * 2 {
                names.insert(fold(&cell.value).trim().to_owned());
            }
        }
        names.remove("");
        cited.texts = scope.pieces.texts().map(|evidence| Text::of(evidence, &names)).collect();
        cited
    }

    /// Where a document stands in the attachments.
    pub(super) fn passages(&self, reference: &str) -> Vec<Passage<'a>> {
        let is_named = |text: &&Text<'a>| text.names.iter().any(|name| name == reference);
        let whole: Vec<Passage<'a>> =
            self.texts.iter().filter(is_named).map(|text| Passage::whole(text.evidence)).collect();
        if !whole.is_empty() {
            return whole;
        }
        self.texts.iter().flat_map(|text| text.passages(reference)).collect()
    }
}

impl<'a> Text<'a> {
    fn of(evidence: &'a Evidence<'a>, names: &BTreeSet<String>) -> Self {
        let piece = evidence.piece;
        let file = piece.file.rsplit('/').next().unwrap_or(&piece.file);
        let folded = |name: &str| fold(name).trim().to_owned();
        let mut documents: Vec<(usize, String)> = names
            .iter()
            .flat_map(|name| {
                let starts = evidence.occurrences(name).filter(|at| !is_in_span(evidence.text(), *at, name));
                starts.map(|at| (at, name.clone())).collect::<Vec<_>>()
            })
            .collect();
        documents.sort();
        Self { evidence, names: [folded(&piece.id), folded(file)], documents }
    }

    fn passages(&self, reference: &str) -> impl Iterator<Item = Passage<'a>> {
        let named = self.documents.iter().filter(move |(_, name)| name == reference);
        named.map(|(start, name)| {
            let next = self.documents.iter().find(|(at, other)| at > start && other != name);
            let end = next.map_or(self.evidence.text().len(), |(at, _)| *at);
            Passage { evidence: self.evidence, start: *start, end }
        })
    }
}
