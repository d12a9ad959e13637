//! One form of grant for each category.

use std::collections::BTreeMap;

use super::scales::{NONE, is_paid_by_scale};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::figures::plan::PlanLine;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// One form of grant for each category.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-12",
    title: "Un poste payé au barème n’est pas aussi payé au réel",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Dans chaque poste où des lignes sont un coût unitaire ou un montant forfaitaire, les autres lignes sont cherchées. Elles peuvent être admises si elles sont d’un autre projet ou d’une autre phase de l’opération : l’autorité le dit.",
        why: "Une dépense au réel dans un poste payé au barème est le plus souvent comptée deux fois.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 53, § 1, point e)",
            sentence: Some(
                "combinaison des formes visées aux points a) à d), à condition que chacune d’entre elles couvre des catégories différentes de coûts ou qu’elles soient utilisées pour différents projets s’inscrivant dans le cadre d’une opération ou pour les phases successives d’une opération",
            ),
        },
        mend: "Retirez la dépense que le barème paie déjà, ou faites confirmer par l’autorité qu’elle est d’un autre projet ou d’une autre phase.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        if project.simplified_costs.is_empty() {
            answers.not_applicable(NONE);
            return;
        }
        let mut categories: BTreeMap<usize, (usize, Vec<&PlanLine>)> = BTreeMap::new();
        for line in &scope.plan().lines {
            let Some(category) = line.category else { continue };
            let (paid, others) = categories.entry(category).or_default();
            if is_paid_by_scale(project, scope.label(line)) {
                *paid += 1;
            } else {
                others.push(line);
            }
        }
        categories.retain(|_, (paid, _)| *paid > 0);
        if categories.is_empty() {
            answers.missing(Missing::of_workbook(
                "aucune ligne d’un poste reconnu ne porte l’intitulé d’un coût simplifié",
            ));
            return;
        }
        for (category, (_, others)) in &categories {
            let label = scope.fund().categories.get(*category).map_or("", |category| &category.label);
            for line in others {
                let finding = Finding::new(say!(
                    "« {} » est au réel dans le poste « {} », payé au barème",
                    scope.label(line),
                    label
                ))
                .at(&scope.amount_cell(line))
                .expected("un poste tout entier au barème, ou un autre projet de l’opération");
                answers.finding(match scope.money(line.amount) {
                    Some(amount) => finding.found(amount).stake(amount),
                    None => finding,
                });
            }
        }
        answers.compared(
            categories.len(),
            Fact::count(categories.len(), "poste payé au barème", "postes payés au barème"),
        );
    }),
};
