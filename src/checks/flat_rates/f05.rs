//! Nothing beside a flat rate that covers everything.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
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
        source: "Règlement (UE) 2021/1060, art. 56, § 1 et 2",
        mend: "Retirez les autres postes, ou choisissez un forfait de coûts indirects (art. 54).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let covers = scope
            .plan()
            .indirect
            .as_ref()
            .is_some_and(|indirect| scope.fund().flat_rates[indirect.flat_rate].covers_all_other_costs);
        if !covers {
            answers.not_applicable("aucun forfait qui couvre tous les autres coûts");
            return;
        }
        for line in &scope.plan().lines {
            // Salaries and allowances paid to participants stand beside the flat rate (art. 56, § 2).
            let beside = scope.category(line).is_some_and(|category| {
                category.role == CategoryRole::Personnel || category.role == CategoryRole::Participants
            });
            if !beside {
                answers.finding(
                    Finding::new(format!(
                        "« {} » s’ajoute à un forfait qui la couvre déjà",
                        scope.label(line)
                    ))
                    .at(scope.place(line)),
                );
            }
        }
        answers.compliant("personnel et forfait seuls");
    }),
};
