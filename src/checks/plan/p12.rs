//! Resources and `[[cofinanceurs]]` against each other.

use super::shared::GUIDE;
use crate::checks::{Check, Explanation, Run, Scope};
use crate::figures::plan::PlanInputs;
use crate::findings::{Answers, Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::project::CoFinancer;
use crate::model::text::normalise;

/// Resources and `[[cofinanceurs]]` against each other.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-12",
    title: "Les cofinanceurs du classeur et de projet.toml sont les mêmes",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque ressource du classeur est cherchée, par son nom, dans [[cofinanceurs]], et réciproquement.",
        why: "Un cofinanceur par ligne, avec sa lettre : ce qui n’est que d’un côté n’est pas prouvé.",
        source: GUIDE,
        mend: "Donnez au cofinanceur le même nom des deux côtés.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let inputs = PlanInputs {
            project: scope.project(),
            budget: scope.budget(),
            fund: scope.fund(),
            effective_date: scope.effective_date,
        };
        for line in &scope.plan().resources {
            let resource = &scope.budget().resources[line.resource];
            let name = resource.co_financer.as_ref().map_or("sans nom", |cell| cell.value.as_str());
            answers.expect(crate::figures::plan::known_co_financer(inputs, resource).is_some(), || {
                Finding::new(format!("« {name} » n’a pas d’entrée [[cofinanceurs]]"))
                    .at(&resource.place)
                    .at_field("cofinanceurs")
            });
        }
        for (index, co_financer) in scope.project().co_financers.iter().enumerate() {
            natures_agree(scope, answers, index, co_financer);
            let wanted = normalise(&co_financer.name);
            let listed = scope.budget().resources.iter().any(|resource| {
                resource.co_financer.as_ref().is_some_and(|cell| normalise(&cell.value) == wanted)
            });
            answers.expect(listed, || {
                Finding::new(format!("« {} » n’est pas dans la feuille Ressources", co_financer.name))
                    .at_field(format!("cofinanceurs[{index}].nom"))
            });
        }
        answers.compliant(format!(
            "{}, {}",
            counted(scope.budget().resources.len(), "ressource", "ressources"),
            counted(scope.project().co_financers.len(), "cofinanceur", "cofinanceurs")
        ));
    }),
};

/// The nature of `[[cofinanceurs]]` is one the fund knows, and the one the workbook gives.
fn natures_agree(scope: &Scope<'_>, answers: &mut Answers, index: usize, co_financer: &CoFinancer) {
    let Some(written) = &co_financer.nature else { return };
    let field = format!("cofinanceurs[{index}].nature");
    let fund = scope.fund();
    let Some(here) = fund.find_nature(written) else {
        let known: Vec<&str> = fund.natures.iter().map(|nature| nature.label.as_str()).collect();
        answers.finding(
            Finding::new(format!("nature de « {} » inconnue", co_financer.name))
                .at_field(field)
                .found(written)
                .expected(known.join(", ")),
        );
        return;
    };
    let wanted = normalise(&co_financer.name);
    for resource in &scope.budget().resources {
        let same_name = resource.co_financer.as_ref().is_some_and(|cell| normalise(&cell.value) == wanted);
        if let (true, Some(cell)) = (same_name, &resource.nature) {
            answers.expect(fund.find_nature(&cell.value) == Some(here), || {
                Finding::new(format!(
                    "la nature de « {} » diffère entre le classeur et projet.toml",
                    co_financer.name
                ))
                .at(&cell.place)
                .at_field(field.clone())
                .found(&cell.value)
                .expected(written)
            });
        }
    }
}
