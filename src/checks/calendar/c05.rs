//! Period of eligibility.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::french_date;

/// Period of eligibility.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-05",
    title: "L’opération tient dans la période d’éligibilité du fonds",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Début et fin sont comparés aux paramètres debut_eligibilite et fin_eligibilite du fonds.",
        why: "Une dépense payée hors de la période est perdue, même utile.",
        source: "Règlement (UE) 2021/1060, art. 63, § 2",
        mend: "Avancez la fin de l’opération, en gardant le temps de payer les dernières factures.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        if !scope.fund().parameters.contains_key("fin_eligibilite") {
            answers.missing("la définition du fonds ne donne pas de période d’éligibilité");
            return;
        }
        match (scope.date_parameter("debut_eligibilite"), calendar.start) {
            (Some(first), Some(start)) if start < first => answers.finding(
                Finding::new("l’opération commence avant la période d’éligibilité")
                    .at_field("calendrier.debut")
                    .found(french_date(start))
                    .expected(format!("le {} au plus tôt", french_date(first))),
            ),
            (Some(_), Some(start)) => answers.compliant(format!("début le {}", french_date(start))),
            _ => answers.missing("le début de l’opération ou de la période n’est pas connu"),
        }
        match (scope.date_parameter("fin_eligibilite"), calendar.end) {
            (Some(last), Some(end)) if end > last => answers.finding(
                Finding::new("l’opération finit après la période d’éligibilité")
                    .at_field("calendrier.fin")
                    .found(french_date(end))
                    .expected(format!("le {} au plus tard", french_date(last))),
            ),
            (Some(_), Some(end)) => answers.compliant(format!("fin le {}", french_date(end))),
            _ => answers.missing("la fin de l’opération ou de la période n’est pas connue"),
        }
    }),
};
