//! Prices against the quotes that the lines cite.

use super::cited::Cited;
use super::quoted::{Contradiction, common_slip, told};
use crate::checks::{Basis, Check, Explanation, Run};
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
        basis: Basis::Usage(
            "Usage : motifs de renvoi constatés par les services instructeurs (à confirmer) : un devis appuie chaque dépense",
        ),
        mend: "Corrigez la ligne, ou joignez le devis qui dit ce prix.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let cited = Cited::of(scope);
        if cited.is_too_many {
            answers.missing(Missing::of_workbook(
                "le classeur cite trop de documents différents pour les chercher tous dans les pièces",
            ));
            return;
        }
        let mut agreed = 0;
        let mut absent: BTreeSet<&str> = BTreeSet::new();
        let mut unpriced: Vec<(&ExpenseLine, &str)> = Vec::new();
        let mut against: BTreeMap<&str, Vec<Contradiction<'_>>> = BTreeMap::new();
        for (reference, lines) in &cited.lines {
            let passages = cited.passages(reference);
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
            let taken: BTreeSet<Decimal> =
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
