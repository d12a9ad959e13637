//! In-kind on both sides.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::fund::NatureRole;

/// In-kind on both sides.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-10",
    title: "Les contributions en nature sont équilibrées en dépenses et en ressources",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le total du poste « Contributions en nature » est comparé au total des ressources de même nature, au centime.",
        why: "Un apport en nature est une dépense et une ressource du même montant.",
        source: "Décret n° 2022-608 du 21 avril 2022, annexe (contributions en nature) ; règlement (UE) 2021/1060, art. 67, § 1",
        mend: "Inscrivez le même montant des deux côtés, sur la valeur attestée (au plus la valeur de marché).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        match (scope.money(plan.in_kind_total), scope.money(plan.in_kind_resources)) {
            (Some(expenses), Some(resources)) if expenses != resources => {
                let mut anomaly =
                    Finding::new("les contributions en nature diffèrent entre dépenses et ressources");
                for line in plan
                    .resources
                    .iter()
                    .filter(|line| scope.nature_role(line.nature) == Some(NatureRole::Nature))
                {
                    anomaly = anomaly.at(&scope.budget().resources[line.resource].place);
                }
                answers.finding(
                    anomaly
                        .found(format!("{resources} en ressources"))
                        .expected(format!("{expenses}, comme en dépenses")),
                );
            }
            (Some(expenses), Some(_)) => answers.compliant(format!("{expenses} de chaque côté")),
            _ => answers.missing("un montant en nature n’est pas connu"),
        }
    }),
};
