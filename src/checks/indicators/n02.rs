//! Targets.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::french::french_number;

/// Targets.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-02",
    title: "Chaque indicateur a une cible",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque ligne de la feuille Indicateurs doit donner une valeur cible positive.",
        why: "Le résultat de l’opération est jugé sur ces cibles.",
        source: "Règlement (UE) 2021/1060, art. 73, § 2 (mesure des réalisations ; statut : à confirmer)",
        mend: "Complétez la colonne « Valeur cible ».",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for indicator in &scope.budget().indicators {
            match &indicator.target {
                None => answers
                    .finding(Finding::new("indicateur sans valeur cible").at(&indicator.place).found("vide")),
                Some(target) if target.value.is_sign_negative() => answers.finding(
                    Finding::new("cible négative").at(&target.place).found(french_number(target.value)),
                ),
                Some(_) => {}
            }
        }
        if scope.budget().indicators.is_empty() {
            answers.missing("le classeur n’a pas d’indicateur");
        } else {
            answers.compliant(counted(scope.budget().indicators.len(), "indicateur", "indicateurs"));
        }
    }),
};
