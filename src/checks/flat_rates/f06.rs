//! Indirect costs both at real cost and by flat rate.

use super::shared::of_other_costs;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::fund::CategoryRole;
use crate::model::text::{holds_words, normalise};
use crate::source::table::ColumnRole;

const WORDS: [&str; 7] = [
    "frais generaux",
    "frais de structure",
    "couts indirects",
    "frais de siege",
    "charges de structure",
    "electricite",
    "telephonie",
];

/// Indirect costs both at real cost and by flat rate.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-06",
    title: "Les coûts indirects ne sont pas à la fois au réel et au forfait",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Avec un forfait, les lignes du poste des coûts indirects et les intitulés qui ressemblent à des frais de structure sont signalés.",
        why: "Les formes de coût se combinent seulement si elles couvrent des catégories différentes.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 53, § 1, point e)",
            sentence: Some(
                "combinaison des formes visées aux points a) à d), à condition que chacune d’entre elles couvre des catégories différentes de coûts ou qu’elles soient utilisées pour différents projets s’inscrivant dans le cadre d’une opération ou pour les phases successives d’une opération;",
            ),
        },
        mend: "Retirez la ligne de frais généraux : le forfait la couvre.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if of_other_costs(scope, answers).is_none() {
            return;
        }
        let lines = &scope.plan().lines;
        for line in lines {
            let text = normalise(scope.label(line));
            let is_indirect =
                scope.category(line).is_some_and(|category| category.role == CategoryRole::Indirects);
            if is_indirect || WORDS.iter().any(|words| holds_words(&text, words)) {
                let is = if is_indirect { "est" } else { "ressemble à" };
                let finding = Finding::new(say!(
                    "« {} » {} un coût indirect, que le forfait couvre déjà",
                    scope.label(line),
                    is
                ))
                .at(&scope.cell(scope.row(line), ColumnRole::Label));
                answers.finding(match scope.money(line.amount) {
                    Some(amount) => finding.stake(amount),
                    None => finding,
                });
            }
        }
        if lines.is_empty() {
            answers.not_applicable("le classeur n’a pas de ligne de dépense");
        }
        answers.compared(lines.len(), Fact::count(lines.len(), "intitulé lu", "intitulés lus"));
    }),
};
