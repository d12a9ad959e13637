//! RCO01 = RCO02 + RCO03 + RCO04.

use super::shared::cell;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Missing, Severity};
use crate::model::{Indicator, Located};
use crate::source::table::ColumnRole;
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
        basis: Basis::Usage("Usage : définition de l’indicateur commun RCO01 (à confirmer)"),
        mend: "Accordez les cibles : une entreprise soutenue deux fois compte une fois dans RCO01.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let retained = |wanted: &str| {
            scope.budget().indicators.iter().find(|indicator| {
                indicator.code.as_ref().is_some_and(|code| code.value.trim().eq_ignore_ascii_case(wanted))
            })
        };
        let Some(total) = retained("RCO01") else {
            answers.not_applicable("RCO01 n’est pas retenu");
            return;
        };
        let parts: Vec<&Indicator> = PARTS.into_iter().filter_map(retained).collect();
        if parts.is_empty() {
            answers.not_applicable("ni RCO02, ni RCO03, ni RCO04 n’est retenu");
            return;
        }
        for indicator in parts.iter().copied().chain([total]).filter(|one| one.target.is_none()) {
            answers.missing(Missing::of_workbook(say!(
                "la valeur cible {} n’est pas renseignée",
                cell(scope, indicator, ColumnRole::Target)
            )));
        }
        let targets: Vec<&Located<Decimal>> = parts.iter().filter_map(|part| part.target.as_ref()).collect();
        let (Some(stated), Some(largest)) = (&total.target, targets.iter().map(|target| target.value).max())
        else {
            return;
        };
        // A target that is missing would add to the sum: the largest one is a bound all the same.
        let known = targets.len() == parts.len();
        let sum = targets.iter().fold(Decimal::ZERO, |sum, target| sum.saturating_add(target.value));
        if stated.value < largest || (known && stated.value > sum) {
            answers.finding(
                Finding::new("la cible de RCO01 ne s’accorde pas avec ses composantes")
                    .at(&stated.place)
                    .at_all(targets.iter().map(|target| &target.place))
                    .found(stated.value)
                    .expected(if known {
                        say!("de {} à {}", largest, sum)
                    } else {
                        say!("au moins {}", largest)
                    }),
            );
        }
        answers.compared(
            targets.len(),
            say!(
                "cible de {} pour RCO01 ; la plus grande de RCO02, RCO03 et RCO04 est de {}, leur somme de {}",
                stated.value,
                largest,
                sum
            ),
        );
    }),
};

/// What RCO01 counts once each.
const PARTS: [&str; 3] = ["RCO02", "RCO03", "RCO04"];
