//! Lines without the amount of the plan's basis.

use super::arithmetic::{around, compared_lines};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Lines without the amount of the plan's basis.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-09",
    title: "Chaque ligne porte le montant retenu",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Chaque ligne de dépense ou de personnel, et chaque ressource, doit donner le montant sur l’assiette du plan (HT ou TTC).",
        why: "Un montant absent n’est pas un zéro : tant qu’il manque, aucun total ne peut être affirmé.",
        source: "Règlement (UE) 2021/1060, art. 53, § 1",
        mend: "Complétez la cellule ; pour une dépense nulle, écrivez 0.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        for line in &plan.lines {
            answers.expect(scope.money(line.amount).is_some(), || {
                Finding::new(format!(
                    "la ligne « {} » n’a pas de montant {}",
                    scope.label(line),
                    plan.basis.label()
                ))
                .at(scope.place(line))
                .around(around(scope, scope.place(line)))
            });
        }
        for resource in &scope.budget().resources {
            answers.expect(resource.amount.is_some(), || {
                let name = resource.co_financer.as_ref().map_or("sans nom", |cell| &cell.value);
                Finding::new(format!("la ressource « {name} » n’a pas de montant"))
                    .at(&resource.place)
                    .around(around(scope, &resource.place))
            });
        }
        compared_lines(answers, plan.lines.len() + scope.budget().resources.len(), "présence du montant");
    }),
};
