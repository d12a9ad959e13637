//! Negative amounts.

use std::collections::BTreeMap;

use super::shared::cells_looked_at;
use crate::checks::reading::issues::{placed, told_by};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Place;
use crate::source::table::IssueKind;

/// Negative amounts.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-22",
    title: "Aucun montant n’est négatif",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Chaque montant du classeur est comparé à zéro ; les montants d’une même ligne sont signalés ensemble.",
        why: "Un avoir ou une correction ne se présente pas comme une dépense négative.",
        basis: Basis::Usage(
            "Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer) : une ligne par dépense",
        ),
        mend: "Diminuez la ligne concernée au lieu d’en ajouter une négative.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // The amounts of one line are negative for one reason: the first of them that is typed.
        let mut lines: BTreeMap<(String, u32), Finding> = BTreeMap::new();
        for issue in told_by(audit, CHECK.code) {
            let (IssueKind::NegativeAmount { amount }, Place::Cell { sheet, row, .. }) =
                (&issue.kind, &issue.place)
            else {
                continue;
            };
            let finding = || {
                let finding = Finding::new(say!("montant négatif : {}", *amount));
                placed(finding.expected("un montant positif ou nul").stake(*amount), issue)
            };
            match lines.get_mut(&(sheet.to_string(), *row)) {
                Some(first) if first.places.first().is_some_and(|place| audit.has_formula(place)) => {
                    let mut typed = finding();
                    typed.places.append(&mut first.places);
                    *first = typed;
                }
                Some(first) => first.places.push(issue.place.clone()),
                None => {
                    lines.insert((sheet.to_string(), *row), finding());
                }
            }
        }
        for finding in lines.into_values() {
            answers.finding(finding);
        }
        cells_looked_at(audit, answers);
    }),
};
