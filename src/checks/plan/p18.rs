//! The region and the département in a field that has a *chef de file*.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::Place;
use crate::source::table::ColumnRole;

/// The region and the département in a field that has a *chef de file*.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-18",
    title: "Dans un domaine à chef de file, la Région et le Département ne se cumulent pas",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Quand projet.chef_de_file = true, les ressources du classeur sont parcourues : celles de la Région et celles du Département ne devraient pas y être ensemble, sauf contrat de plan ou de convergence. Le développement économique n’est plus un de ces domaines.",
        why: "Le cumul des deux aides est interdit dans ces domaines : l’une des deux serait à rendre.",
        basis: Basis::Text {
            citation: "Code général des collectivités territoriales, art. L1111-9",
            sentence: None,
        },
        mend: "Retirez l’une des deux aides, ou citez le contrat qui permet le cumul dans une dérogation.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.project().identity.is_lead_competence != Some(true) {
            answers.not_applicable("le projet ne se dit pas d’un domaine à chef de file");
            return;
        }
        let fund = scope.fund();
        let (Some(region), Some(department)) = (fund.find_nature("Région"), fund.find_nature("Département"))
        else {
            answers.missing(Missing::of_authority(
                "le fonds ne distingue pas la Région du Département parmi les natures de ressources",
            ));
            return;
        };
        let plan = scope.plan();
        let cells = |nature: usize| -> Vec<Place> {
            let lines = plan.resources.iter().filter(|line| line.nature == Some(nature));
            lines
                .map(|line| scope.resource_cell(&scope.budget().resources[line.resource], ColumnRole::Amount))
                .collect()
        };
        let (of_region, of_department) = (cells(region), cells(department));
        answers.expect(of_region.is_empty() || of_department.is_empty(), || {
            Finding::new("la Région et le Département financent tous deux l’opération")
                .at_all(of_department.iter().chain(&of_region))
                .expected("une des deux aides")
        });
        answers.compared(
            plan.resources.len(),
            Fact::count(plan.resources.len(), "ressource parcourue", "ressources parcourues"),
        );
    }),
};
