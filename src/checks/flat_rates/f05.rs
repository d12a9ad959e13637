//! Nothing beside a flat rate that covers everything.

use super::shared::of_other_costs;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::fund::CategoryRole;

/// Nothing beside a flat rate that covers everything.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-05",
    title: "Un forfait qui couvre tous les autres coûts est seul avec le personnel",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Avec le forfait de 40 %, aucune autre ligne que le personnel ne doit figurer au plan, hors indemnités des participants.",
        why: "Le forfait couvre déjà tous les coûts restants : toute autre ligne serait payée deux fois.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 56, § 1",
            sentence: Some(
                "Un taux forfaitaire maximal de 40 % des frais de personnel directs éligibles peut être utilisé afin de couvrir les coûts éligibles restants d’une opération.",
            ),
        },
        mend: "Retirez les autres postes, ou choisissez un forfait de coûts indirects (art. 54).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(flat) = of_other_costs(scope, answers) else { return };
        if !flat.covers_all_other_costs {
            answers
                .not_applicable(say!("le forfait « {} » ne couvre pas tous les autres coûts", &flat.label));
            return;
        }
        let mut beside = 0;
        for line in &scope.plan().lines {
            let Some(category) = scope.category(line) else {
                answers.missing(Missing::of_workbook(say!(
                    "le poste de « {} » n’est pas reconnu : le forfait peut le couvrir ou non",
                    scope.label(line)
                )));
                continue;
            };
            // Salaries and allowances paid to participants stand beside the flat rate (art. 56, § 2).
            if matches!(category.role, CategoryRole::Personnel | CategoryRole::Participants) {
                beside += 1;
                continue;
            }
            let finding =
                Finding::new(say!("« {} » s’ajoute à un forfait qui la couvre déjà", scope.label(line)))
                    .at(&scope.amount_cell(line));
            answers.finding(match scope.money(line.amount) {
                Some(amount) => finding.stake(amount),
                None => finding,
            });
        }
        answers.compared(
            beside,
            Fact::count(
                beside,
                "ligne de personnel ou de participants, et le forfait",
                "lignes de personnel ou de participants, et le forfait",
            ),
        );
    }),
};
