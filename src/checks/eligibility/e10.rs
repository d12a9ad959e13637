//! Partners of the lines.

use crate::checks::{Check, Explanation, Run};
use crate::figures::plan::LineSource;
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::text::normalise;

/// Partners of the lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-10",
    title: "Les partenaires des lignes sont ceux du projet",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le partenaire nommé sur une ligne est cherché parmi le demandeur et [[partenaires]] de projet.toml.",
        why: "Seul un partenaire lié par convention peut porter une dépense de l’opération.",
        source: "Décret n° 2022-608 du 21 avril 2022, art. 4, 3°",
        mend: "Corrigez le nom sur la ligne, ou ajoutez le partenaire et sa convention.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        let applicant = [Some(&project.applicant.legal_name), project.identity.acronym.as_ref()];
        let names: Vec<String> = applicant
            .into_iter()
            .flatten()
            .chain(project.partners.iter().flat_map(|partner| [&partner.id, &partner.name]))
            .map(|name| normalise(name))
            .collect();
        for line in &scope.plan().lines {
            let Some(partner) = &line.partner else { continue };
            let wanted = normalise(partner);
            let cell = match line.source {
                LineSource::Expense(index) => scope.budget().expense_lines[index].partner.as_ref(),
                LineSource::Staff(index) => scope.budget().staff_lines[index].partner.as_ref(),
            };
            answers.expect(names.contains(&wanted) || wanted == "demandeur", || {
                Finding::new("partenaire inconnu")
                    .at(cell.map_or(scope.place(line), |cell| &cell.place))
                    .found(partner)
                    .expected("le demandeur ou un partenaire de projet.toml")
            });
        }
        answers.compliant(counted(project.partners.len(), "partenaire déclaré", "partenaires déclarés"));
    }),
};
