//! Voted before filing.

use super::shared::SOURCE;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::french_date;

/// Voted before filing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-04",
    title: "Les délibérations précèdent le dépôt",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La date de chaque délibération est comparée à la date de dépôt.",
        why: "Une demande déposée sans délibération est incomplète jusqu’au vote.",
        source: SOURCE,
        mend: "Déposez après le vote, ou annoncez la délibération à venir.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(filing) = scope.project().calendar.filing else {
            answers.missing_field("calendrier.depot");
            return;
        };
        for (index, deliberation) in scope.project().deliberations.iter().enumerate() {
            if deliberation.date > filing {
                answers.finding(
                    Finding::new(format!(
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
    }),
};
