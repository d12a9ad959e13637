//! Indirect costs both at real cost and by flat rate.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::text::{holds_words, normalise};

/// Indirect costs both at real cost and by flat rate.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-06",
    title: "Les coûts indirects ne sont pas à la fois au réel et au forfait",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Avec un forfait, les intitulés qui ressemblent à des frais de structure sont signalés.",
        why: "Les formes de coût se combinent seulement si elles couvrent des catégories différentes.",
        source: "Règlement (UE) 2021/1060, art. 53, § 1, e)",
        mend: "Retirez la ligne de frais généraux : le forfait la couvre.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.plan().indirect.is_none() {
            answers.not_applicable("aucun forfait demandé");
            return;
        }
        const WORDS: [&str; 7] = [
            "frais generaux",
            "frais de structure",
            "couts indirects",
            "frais de siege",
            "charges de structure",
            "electricite",
            "telephonie",
        ];
        for line in &scope.plan().lines {
            let text = normalise(scope.label(line));
            if WORDS.iter().any(|words| holds_words(&text, words)) {
                answers.finding(
                    Finding::new(format!(
                        "« {} » ressemble à un coût indirect, que le forfait couvre déjà",
                        scope.label(line)
                    ))
                    .at(scope.place(line)),
                );
            }
        }
        answers.compliant(counted(scope.plan().lines.len(), "intitulé lu", "intitulés lus"));
    }),
};
