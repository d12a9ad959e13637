//! Family D: the deliberations.

use super::{Anomaly, Answers, Check, Explanation, Scope, Severity};
use crate::figures::value::french_date;
use crate::model::project::Deliberation;

const SOURCE: &str = "Pièces d’un demandeur public : la délibération approuve l’opération et le plan de financement et autorise la signature (statut : à confirmer)";

/// The operation is approved.
pub const OPERATION: Check = Check {
    code: "D-01",
    title: "Une délibération approuve l’opération",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Une entrée [[deliberations]] doit porter approuve_operation = true.",
        why: "Sans décision de l’assemblée, la demande n’engage personne.",
        source: SOURCE,
        mend: "Faites délibérer, joignez l’extrait du registre, puis écrivez approuve_operation = true dans son entrée [[deliberations]].",
        since: "0.1.0",
    },
    run: |scope, answers| require(scope, answers, "approuve l’opération", |d| d.approves_operation),
};

/// The plan is approved.
pub const FINANCING_PLAN: Check = Check {
    code: "D-02",
    title: "Une délibération approuve le plan de financement",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Une entrée [[deliberations]] doit porter approuve_plan_financement = true.",
        why: "Une délibération qui ne montre pas le plan est un motif de renvoi courant.",
        source: SOURCE,
        mend: "Faites approuver le plan chiffré, avec le montant demandé à chaque fonds, puis écrivez approuve_plan_financement = true dans l’entrée [[deliberations]].",
        since: "0.1.0",
    },
    run: |scope, answers| {
        require(scope, answers, "approuve le plan de financement", |d| d.approves_financing_plan)
    },
};

/// The signature is authorised.
pub const SIGNATURE: Check = Check {
    code: "D-03",
    title: "Une délibération autorise la signature",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Une entrée [[deliberations]] doit porter autorise_signature = true.",
        why: "Le signataire tient son pouvoir de la délibération.",
        source: SOURCE,
        mend: "Faites autoriser le président, ou son délégué, à signer la demande et la convention, puis écrivez autorise_signature = true dans l’entrée [[deliberations]].",
        since: "0.1.0",
    },
    run: |scope, answers| require(scope, answers, "autorise la signature", |d| d.authorises_signature),
};

/// Voted before filing.
pub const BEFORE_FILING: Check = Check {
    code: "D-04",
    title: "Les délibérations précèdent le dépôt",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "La date de chaque délibération est comparée à la date de dépôt.",
        why: "Une demande déposée sans délibération est incomplète jusqu’au vote.",
        source: SOURCE,
        mend: "Déposez après le vote, ou annoncez la délibération à venir.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(filing) = scope.project().calendar.filing else {
            answers.missing_field("calendrier.depot");
            return;
        };
        for (index, deliberation) in scope.project().deliberations.iter().enumerate() {
            if deliberation.date > filing {
                answers.anomaly(
                    Anomaly::new(format!(
                        "la délibération « {} » est postérieure au dépôt",
                        deliberation.title
                    ))
                    .at_field(format!("deliberations[{index}].date"))
                    .found(french_date(deliberation.date))
                    .expected(format!("le {} au plus tard", french_date(filing))),
                );
            } else {
                answers.compliant(format!("délibération du {}", french_date(deliberation.date)));
            }
        }
        if scope.project().deliberations.is_empty() {
            answers.missing("aucune délibération n’est déclarée");
        }
    },
};

fn require(scope: &Scope<'_>, answers: &mut Answers, what: &str, holds: fn(&Deliberation) -> bool) {
    match scope.project().deliberations.iter().find(|deliberation| holds(deliberation)) {
        Some(deliberation) => {
            answers.compliant(format!("délibération du {}", french_date(deliberation.date)))
        }
        None => answers.anomaly(
            Anomaly::new(format!("aucune délibération n’{what}"))
                .at_field("deliberations")
                .expected(format!("une délibération qui {what}")),
        ),
    }
}
