//! Parameters supplied by the applicant that the fund does not know.

use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::fund::{ParameterUnit, Status};
use crate::source::attachment::Accepted;
use crate::source::project_file::nearest;

/// Parameters supplied by the applicant that the fund does not know.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-03",
    title: "Les paramètres fournis par le demandeur existent dans le fonds",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque nom de projet.toml › fonds.<id>.parametres est cherché dans fund.toml ; une valeur confirmée du fonds ne se remplace pas.",
        why: "Un nom mal écrit laisserait la vraie règle vide sans le dire.",
        source: "Règle du programme",
        mend: "Corrigez le nom du paramètre, ou retirez-le.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let fund = scope.fund();
        let request = scope.project().fund_requests.get(&fund.identity.id);
        let Some(supplied) = request.map(|request| &request.parameters).filter(|given| !given.is_empty())
        else {
            answers.not_applicable("aucun paramètre fourni");
            return;
        };
        for (name, given) in supplied {
            let field = scope.parameter_field(name);
            let Some(parameter) = fund.parameters.get(name) else {
                let nearest = nearest(name, fund.parameters.keys().map(String::as_str));
                let mut finding = Finding::new("paramètre inconnu du fonds").at_field(field).found(name);
                if let Some(nearest) = nearest {
                    finding = finding.expected(say!("peut-être « {} »", nearest));
                }
                answers.finding(finding);
                continue;
            };
            if parameter.status == Status::Confirme {
                answers.finding(
                    Finding::new("ce paramètre est confirmé par un texte : la valeur fournie est ignorée")
                        .at_field(field)
                        .found(&given.value)
                        .basis(parameter.source.clone())
                        .mend("Retirez ce paramètre de projet.toml."),
                );
                continue;
            }
            let is_read = match parameter.unit {
                ParameterUnit::Texte => true,
                ParameterUnit::Formats => Accepted::parse(&given.value).is_ok(),
                ParameterUnit::Date => scope.date_parameter(name).is_some(),
                _ => !scope.parameter(name).is_missing(),
            };
            answers.expect(is_read, || {
                Finding::new("valeur de paramètre illisible")
                    .at_field(format!("{field}.valeur"))
                    .found(&given.value)
                    .mend("Écrivez la valeur comme fund.toml écrit les autres : 45 %, 12 500,00, 2027-12-31, « pdf, docx ».")
            });
        }
        answers.compared(
            supplied.len(),
            say!(
                "{} parmi ceux du fonds",
                Fact::count(supplied.len(), "paramètre fourni cherché", "paramètres fournis cherchés")
            ),
        );
    }),
};
