//! Parameters supplied by the applicant that the fund does not know.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::fund::Status;

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
        let Some(request) = scope.project().fund_requests.get(&fund.identity.id) else {
            answers.compliant("aucun paramètre fourni");
            return;
        };
        for name in request.parameters.keys() {
            let field = format!("fonds.{}.parametres.{name}", fund.identity.id);
            match fund.parameters.get(name) {
                None => {
                    let nearest = crate::source::project_file::nearest(
                        name,
                        fund.parameters.keys().map(String::as_str),
                    );
                    let mut anomaly = Finding::new("paramètre inconnu du fonds").at_field(field).found(name);
                    if let Some(nearest) = nearest {
                        anomaly = anomaly.expected(format!("peut-être « {nearest} »"));
                    }
                    answers.finding(anomaly);
                }
                Some(parameter) if parameter.status == Status::Confirme => answers.finding(
                    Finding::new("ce paramètre est confirmé par un texte : la valeur fournie est ignorée")
                        .at_field(field)
                        .basis(parameter.source.clone()),
                ),
                Some(_) => {}
            }
            let unreadable =
                scope.plan().parameters.get(name).is_some_and(|key| scope.ledger().value(*key).is_missing());
            if unreadable {
                let value = &request.parameters[name].value;
                answers.finding(
                    Finding::new("valeur de paramètre illisible")
                        .at_field(format!("fonds.{}.parametres.{name}.valeur", fund.identity.id))
                        .found(value),
                );
            }
        }
        answers.compliant(counted(request.parameters.len(), "paramètre fourni", "paramètres fournis"));
    }),
};
