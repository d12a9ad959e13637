//! The objective of each indicator.

use super::shared::known;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// The objective of each indicator.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-07",
    title: "Chaque indicateur du programme est de l’objectif du fonds",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "L’objectif sous lequel l’annexe liste chaque code est comparé à celui du fonds ; un code à astérisque vaut pour tous les objectifs.",
        why: "Un indicateur d’un autre objectif ne peut pas être enregistré : l’autorité le fera remplacer.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1058, annexe I, tableau 1 (sens de l’astérisque à confirmer)",
            sentence: None,
        },
        mend: "Confirmez l’indicateur avec l’autorité, ou prenez un code de l’objectif.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let known: Vec<_> = known(scope).collect();
        if known.is_empty() {
            answers.not_applicable("aucun indicateur du classeur n’est du programme");
            return;
        }
        let Some(objective) = scope.fund().identity.objective.as_ref() else {
            answers.missing(
                Missing::of_authority("la définition du fonds ne dit pas son objectif spécifique")
                    .how("Écrivez objectif = \"1(iii)\", ou celui du fonds, dans fund.toml › fonds."),
            );
            return;
        };
        let mut compared = 0;
        for (_, place, known) in known {
            if known.is_for_all {
                compared += 1;
                continue;
            }
            let Some(objectives) = &known.objectives else {
                answers.missing(Missing::of_authority(say!(
                    "la définition du fonds ne dit pas de quel objectif est « {} »",
                    &known.code
                )));
                continue;
            };
            compared += 1;
            answers.expect(objectives.contains(objective), || {
                Finding::new(say!("« {} » est listé pour un autre objectif, sans astérisque", &known.code))
                    .at(place)
                    .found(Fact::list_with(objectives.iter().map(String::as_str), " ; "))
                    .expected(say!("un indicateur de l’objectif {}, ou l’accord de l’autorité", objective))
            });
        }
        answers.compared(
            compared,
            say!(
                "{} à l’objectif {}",
                Fact::count(compared, "indicateur comparé", "indicateurs comparés"),
                objective
            ),
        );
    }),
};
