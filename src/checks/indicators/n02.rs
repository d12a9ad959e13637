//! Targets.

use super::shared::cell;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::table::ColumnRole;

/// Targets.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-02",
    title: "Chaque indicateur a une cible",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque ligne de la feuille Indicateurs doit donner une valeur cible, positive ou nulle.",
        why: "Le résultat de l’opération est jugé sur ces cibles.",
        basis: Basis::Usage("Usage : un indicateur a une cible et une source (à confirmer)"),
        mend: "Complétez la colonne « Valeur cible ».",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let indicators = &scope.budget().indicators;
        if indicators.is_empty() {
            answers.not_applicable("le classeur n’a pas d’indicateur");
            return;
        }
        for indicator in indicators {
            let finding = match &indicator.target {
                None => Finding::new("indicateur sans valeur cible")
                    .at(&cell(scope, indicator, ColumnRole::Target))
                    .found("vide"),
                Some(target) if target.value.is_sign_negative() => {
                    Finding::new("cible négative").at(&target.place).found(target.value)
                }
                Some(_) => continue,
            };
            answers.finding(finding.expected("un nombre positif ou nul"));
        }
        answers.compared(
            indicators.len(),
            Fact::count(indicators.len(), "cible d’indicateur vérifiée", "cibles d’indicateurs vérifiées"),
        );
    }),
};
