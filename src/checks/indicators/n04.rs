//! RCO01 = RCO02 + RCO03 + RCO04.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::french_number;
use rust_decimal::Decimal;

/// RCO01 = RCO02 + RCO03 + RCO04.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-04",
    title: "RCO01 couvre RCO02, RCO03 et RCO04 sans double compte",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La cible de RCO01 ne peut ni dépasser la somme de RCO02, RCO03 et RCO04, ni être inférieure au plus grand des trois.",
        why: "RCO01 compte les entreprises soutenues une seule fois, quelle que soit la forme du soutien.",
        source: "Définition de l’indicateur commun RCO01 (statut : à confirmer)",
        mend: "Accordez les cibles : une entreprise soutenue deux fois compte une fois dans RCO01.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let target = |wanted: &str| {
            scope.budget().indicators.iter().find(|indicator| {
                indicator.code.as_ref().is_some_and(|code| code.value.trim().eq_ignore_ascii_case(wanted))
            })
        };
        let Some(total) = target("RCO01") else {
            answers.not_applicable("RCO01 n’est pas retenu");
            return;
        };
        let parts: Vec<Decimal> = ["RCO02", "RCO03", "RCO04"]
            .into_iter()
            .filter_map(target)
            .filter_map(|part| part.target.as_ref())
            .map(|cell| cell.value)
            .collect();
        let Some(cell) = &total.target else {
            answers.missing(format!("{} : RCO01 n’a pas de cible", total.place));
            return;
        };
        if parts.is_empty() {
            answers.missing("ni RCO02, ni RCO03, ni RCO04 n’a de cible");
            return;
        }
        let sum = parts.iter().fold(Decimal::ZERO, |sum, part| sum.saturating_add(*part));
        let largest = parts.iter().copied().max().unwrap_or_default();
        if cell.value > sum || cell.value < largest {
            answers.finding(
                Finding::new("la cible de RCO01 ne s’accorde pas avec ses composantes")
                    .at(&cell.place)
                    .found(french_number(cell.value))
                    .expected(format!("de {} à {}", french_number(largest), french_number(sum))),
            );
        } else {
            answers.compliant(format!(
                "cible de {} pour RCO01, entre {} (la plus grande de RCO02, RCO03 et RCO04) et {} (leur somme)",
                french_number(cell.value),
                french_number(largest),
                french_number(sum)
            ));
        }
    }),
};
