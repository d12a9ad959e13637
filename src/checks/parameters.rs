//! Family M: the fund's parameters and the user's overrides.

use super::{Anomaly, Check, Explanation, Severity, counted};
use crate::model::fund::Status;

/// Empty parameters.
pub const EMPTY_PARAMETERS: Check = Check {
    code: "M-01",
    title: "Les paramètres du fonds sont renseignés",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque paramètre du fonds doit avoir une valeur, dans fund.toml ou dans projet.toml › fonds.<id>.parametres.",
        why: "Un contrôle qui a besoin d’une valeur absente répond « non vérifiable », jamais « conforme ».",
        source: "Chaque paramètre nomme qui détient la réponse",
        mend: "Demandez la valeur à l’autorité, puis inscrivez-la avec sa source.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let fund = scope.fund();
        let supplied =
            scope.project().fund_requests.get(&fund.identity.id).map(|request| &request.parameters);
        let mut known = 0usize;
        for (name, parameter) in &fund.parameters {
            let given = parameter.status != Status::Vide
                || supplied.is_some_and(|supplied| supplied.contains_key(name));
            if given {
                known += 1;
            } else {
                answers.missing(format!("{} – {}", parameter.label, parameter.source));
            }
        }
        if known > 0 {
            let known = counted(known, "paramètre renseigné", "paramètres renseignés");
            answers.compliant(format!("{known} sur {}", fund.parameters.len()));
        }
    },
};

/// Overrides that serve nothing; judged after the other checks, see `run`.
pub const OVERRIDES: Check = Check {
    code: "M-02",
    title: "Chaque dérogation porte sur un contrôle existant, avec un motif, et sert",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque entrée de projet.toml › controles est comparée aux contrôles et à ce qu’ils ont répondu.",
        why: "Une dérogation oubliée masquera la prochaine vraie anomalie.",
        source: "Règle du programme",
        mend: "Retirez la dérogation devenue inutile, ou complétez son motif.",
        since: "0.1.0",
    },
    run: |_, _| {},
};

/// Parameters supplied by the applicant that the fund does not know.
pub const UNKNOWN_PARAMETERS: Check = Check {
    code: "M-03",
    title: "Les paramètres fournis par le demandeur existent dans le fonds",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque nom de projet.toml › fonds.<id>.parametres est cherché dans fund.toml ; une valeur confirmée du fonds ne se remplace pas.",
        why: "Un nom mal écrit laisserait la vraie règle vide sans le dire.",
        source: "Règle du programme",
        mend: "Corrigez le nom du paramètre, ou retirez-le.",
        since: "0.1.0",
    },
    run: |scope, answers| {
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
                    let mut anomaly = Anomaly::new("paramètre inconnu du fonds").at_field(field).found(name);
                    if let Some(nearest) = nearest {
                        anomaly = anomaly.expected(format!("peut-être « {nearest} »"));
                    }
                    answers.anomaly(anomaly);
                }
                Some(parameter) if parameter.status == Status::Confirme => answers.anomaly(
                    Anomaly::new("ce paramètre est confirmé par un texte : la valeur fournie est ignorée")
                        .at_field(field)
                        .source(parameter.source.clone()),
                ),
                Some(_) => {}
            }
            let unreadable =
                scope.plan().parameters.get(name).is_some_and(|key| scope.ledger().value(*key).is_missing());
            if unreadable {
                let value = &request.parameters[name].value;
                answers.anomaly(
                    Anomaly::new("valeur de paramètre illisible")
                        .at_field(format!("fonds.{}.parametres.{name}.valeur", fund.identity.id))
                        .found(value),
                );
            }
        }
        answers.compliant(counted(request.parameters.len(), "paramètre fourni", "paramètres fournis"));
    },
};
