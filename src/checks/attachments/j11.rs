//! Prices against the quotes that the lines cite.

use super::passage::{Passage, is_in_span};
use super::quoted::{Contradiction, common_slip, told};
use crate::checks::{Check, Explanation, Run, Scope};
use crate::evidence::{Evidence, fold};
use crate::findings::say;
use crate::findings::{Class, Fact, Missing, Severity};
use crate::model::{ExpenseLine, Money};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Prices against the quotes that the lines cite.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-11",
    title: "Les prix sont ceux des devis et des notes d’estimation",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le document que cite chaque ligne de dépense est cherché dans le texte des pièces : par son numéro (« D-18 »), ou par l’identifiant de la pièce. Il doit dire le prix unitaire, le montant HT ou le montant TTC de la ligne, ou le total des lignes qui le citent.",
        why: "Un prix qui n’est pas celui du devis est une dépense sans justification.",
        source: "Coûts raisonnables, justifiés par des devis : décret n° 2022-608 du 21 avril 2022, art. 7 (statut : à confirmer)",
        mend: "Corrigez la ligne, ou joignez le devis qui dit ce prix.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let cited = Cited::of(scope);
        let mut agreed = 0;
        let mut absent: BTreeSet<&str> = BTreeSet::new();
        let mut unpriced: Vec<(&ExpenseLine, &str)> = Vec::new();
        let mut against: BTreeMap<&str, Vec<Contradiction<'_>>> = BTreeMap::new();
        for (reference, lines) in &cited.lines {
            let passages = cited.passages(scope, reference);
            if passages.is_empty() {
                absent.extend(lines.first().map(|(_, name)| *name));
                continue;
            }
            let totals = totals(lines.iter().map(|(line, _)| *line));
            let is_said = |value: &Decimal| passages.iter().any(|passage| passage.says(*value));
            let is_line_said = |line: &ExpenseLine| values(line).iter().any(is_said);
            if !totals.iter().any(is_said)
                && !lines.iter().any(|(line, _)| is_line_said(line))
                && let Some(contradiction) = Contradiction::of_group(lines, &passages)
            {
                against.entry(contradiction.piece).or_default().push(contradiction);
                continue;
            }
            let is_agreed = |line: &ExpenseLine| values(line).iter().chain(&totals).any(is_said);
            // A price that another line already has is not this line's.
            let taken: Vec<Decimal> =
                lines.iter().filter(|(line, _)| is_agreed(line)).flat_map(|(line, _)| values(line)).collect();
            for (line, name) in lines {
                if values(line).is_empty() {
                    continue;
                }
                if is_agreed(line) {
                    agreed += 1;
                } else {
                    match Contradiction::of(line, name, &passages) {
                        Some(contradiction) if !taken.contains(&contradiction.said()) => {
                            against.entry(contradiction.piece).or_default().push(contradiction);
                        }
                        _ => unpriced.push((line, name)),
                    }
                }
            }
        }
        // A slip of the point in the whole workbook is one fault, whatever the number of documents.
        let all: Vec<&Contradiction<'_>> = against.values().flatten().collect();
        if common_slip(&all).is_some() {
            answers.findings_of(told(&all));
        } else {
            for lines in against.values() {
                answers.findings_of(told(&lines.iter().collect::<Vec<_>>()));
            }
        }
        for name in absent {
            answers.missing(Missing::of_applicant(
                say!(
                    "aucune pièce dont le texte se lit ne contient le document « {} » que cite le classeur",
                    name
                ),
                "pieces",
            ));
        }
        for (line, name) in unpriced {
            let label = line.label.as_ref().map_or("sans intitulé", |cell| &*cell.value);
            answers.missing(
                Missing::of_applicant(
                    say!("le document « {} » ne donne pas de prix pour « {} »", name, label),
                    "pieces",
                )
                .how("Joignez le devis ou la note d’estimation qui donne ce prix."),
            );
        }
        if cited.lines.is_empty() {
            answers.not_applicable("aucune ligne de dépense ne cite de document");
        }
        answers.compared(
            agreed,
            Fact::count(agreed, "ligne dont le document dit le prix", "lignes dont le document dit le prix"),
        );
    }),
};

/// The documents that the lines cite.
struct Cited<'a> {
    /// Lines by the folded name of their document.
    lines: BTreeMap<String, Vec<(&'a ExpenseLine, &'a str)>>,
    /// Every name of a document, folded: one ends where the next begins.
    names: BTreeSet<String>,
}

impl<'a> Cited<'a> {
    fn of(scope: &Scope<'a>) -> Self {
        let budget = scope.budget();
        let mut lines: BTreeMap<String, Vec<(&ExpenseLine, &str)>> = BTreeMap::new();
        for line in &budget.expense_lines {
            let Some(cell) = line.document.as_ref() else { continue };
            let name = cell.value.trim();
            if !name.is_empty() {
                lines.entry(fold(name).trim().to_owned()).or_default().push((line, name));
            }
        }
        let staff = budget.staff_lines.iter().filter_map(|line| line.document.as_ref());
        let resources = budget.resources.iter().filter_map(|line| line.document.as_ref());
        let others = staff.chain(resources).map(|cell| fold(&cell.value).trim().to_owned());
        let names = lines.keys().cloned().chain(others).filter(|name| !name.is_empty()).collect();
        Self { lines, names }
    }

    /// Where a document stands in the attachments.
    fn passages<'b>(&self, scope: &'b Scope<'a>, reference: &str) -> Vec<Passage<'b>> {
        let whole = scope.pieces.texts().filter(|evidence| {
            let piece = evidence.piece;
            let file = piece.file.rsplit('/').next().unwrap_or(&piece.file);
            [piece.id.as_str(), file].iter().any(|name| fold(name).trim() == reference)
        });
        let whole: Vec<Passage<'_>> = whole.map(Passage::whole).collect();
        if !whole.is_empty() {
            return whole;
        }
        let of = |evidence: &'b Evidence<'b>| {
            let starts: Vec<usize> = evidence.occurrences(reference).collect();
            starts
                .into_iter()
                .filter(|at| !is_in_span(evidence.text(), *at, reference))
                .map(move |start| Passage { evidence, start, end: self.end(evidence, start, reference) })
        };
        scope.pieces.texts().flat_map(of).collect()
    }

    /// Where the passage about a document ends: at the next document, or with the text.
    fn end(&self, evidence: &Evidence<'_>, start: usize, reference: &str) -> usize {
        let is_next = |at: &usize, name: &str| *at > start && !is_in_span(evidence.text(), *at, name);
        let next = |name: &String| evidence.occurrences(name).find(|at| is_next(at, name));
        let others = self.names.iter().filter(|name| name.as_str() != reference);
        others.filter_map(next).min().unwrap_or(evidence.text().len())
    }
}

/// What a document may say of a line.
fn values(line: &ExpenseLine) -> Vec<Decimal> {
    let price = line.unit_price.as_ref().map(|cell| cell.value.normalize());
    let amounts = [&line.amount_excl_vat, &line.amount_incl_vat];
    let known = amounts.into_iter().filter_map(|cell| Some(cell.as_ref()?.value.to_decimal().normalize()));
    price.into_iter().chain(known).filter(|value| !value.is_zero()).collect()
}

/// What one document may say of all the lines that cite it.
fn totals<'a>(lines: impl Iterator<Item = &'a ExpenseLine> + Clone) -> Vec<Decimal> {
    let sum = |amount: fn(&ExpenseLine) -> Option<Money>| {
        lines.clone().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(amount(line)?.to_decimal()))
    };
    let excl_vat = sum(|line| line.amount_excl_vat.as_ref().map(|cell| cell.value));
    let incl_vat = sum(|line| line.amount_incl_vat.as_ref().map(|cell| cell.value));
    excl_vat.into_iter().chain(incl_vat).map(|total| total.normalize()).collect()
}
