//! Not started before filing.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use jiff::civil::Date;

/// Not started before filing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-03",
    title: "L’opération ne commence pas avant le dépôt de la demande",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Le début et le premier engagement (devis signé, commande) sont comparés à la date de dépôt. La date du premier engagement est celle que donne le demandeur : aucun devis ni commande n’est lu.",
        why: "Un engagement antérieur retire l’effet incitatif d’une aide d’État et fait exclure la dépense par la plupart des fonds.",
        basis: Basis::Text {
            citation: "Règlement (UE) n° 651/2014, art. 6 (effet incitatif d’une aide d’État) ; hors aide d’État, règle de l’autorité : signaler l’intention avant tout démarrage",
            sentence: None,
        },
        mend: "Déposez avant tout engagement ; sinon sortez de l’assiette les dépenses engagées avant le dépôt.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let Some(filing) = calendar.filing else {
            answers.missing_field("calendrier.depot");
            return;
        };
        let early = |finding: Finding, field: &str, date: Date| {
            finding
                .at_field(field)
                .at_field("calendrier.depot")
                .found(date)
                .expected(say!("le {} au plus tôt", filing))
        };
        match calendar.start {
            None => answers.missing_field("calendrier.debut"),
            Some(start) if start < filing => answers.finding(early(
                Finding::new("le début de l’opération précède le dépôt de la demande"),
                "calendrier.debut",
                start,
            )),
            Some(start) => answers
                .compared(1, say!("début de l’opération le {}, dépôt de la demande le {}", start, filing)),
        }
        match calendar.first_commitment {
            None => answers.missing_field("calendrier.premier_engagement"),
            Some(first) if first < filing => answers.finding(early(
                Finding::new("le premier engagement précède le dépôt de la demande"),
                "calendrier.premier_engagement",
                first,
            )),
            // No quote or order was read: the date is the applicant's word.
            Some(first) => answers.declared(say!("premier engagement le {}, selon le demandeur", first)),
        }
    }),
};
