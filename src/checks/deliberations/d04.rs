//! Voted before filing.

use super::shared::declared;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// Voted before filing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-04",
    title: "Les délibérations précèdent le dépôt",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La date de chaque délibération est comparée à la date de dépôt.",
        why: "Une demande déposée sans délibération est incomplète jusqu’au vote.",
        basis: Basis::Usage("Usage : la délibération précède le dossier qui la cite (à confirmer)"),
        mend: "Déposez après le vote, ou annoncez la délibération à venir.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let deliberations = declared(scope, answers);
        if deliberations.is_empty() {
            return;
        }
        let Some(filing) = scope.project().calendar.filing else {
            answers.missing_field("calendrier.depot");
            return;
        };
        for (index, deliberation) in deliberations.iter().enumerate() {
            answers.expect(deliberation.date <= filing, || {
                Finding::new(say!("la délibération « {} » est postérieure au dépôt", &deliberation.title))
                    .at_field(format!("deliberations[{index}].date"))
                    .at_field("calendrier.depot")
                    .found(deliberation.date)
                    .expected(say!("le {} au plus tard", filing))
            });
        }
        let dates = deliberations.iter().map(|deliberation| deliberation.date);
        answers.compared(
            deliberations.len(),
            say!("dépôt le {} ; délibérations : {}", filing, Fact::list(dates)),
        );
    }),
};
