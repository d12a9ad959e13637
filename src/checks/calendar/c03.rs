//! Not started before filing.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::french_date;
use jiff::civil::Date;

/// Not started before filing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-03",
    title: "L’opération ne commence pas avant le dépôt de la demande",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Le début et le premier engagement (devis signé, commande) sont comparés à la date de dépôt.",
        why: "Un engagement antérieur retire l’effet incitatif d’une aide d’État et fait exclure la dépense par la plupart des fonds.",
        source: "Règlement (UE) n° 651/2014, art. 6 (effet incitatif) ; motifs de renvoi constatés (statut : à confirmer)",
        mend: "Déposez avant tout engagement ; sinon sortez de l’assiette les dépenses engagées avant le dépôt.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let Some(filing) = calendar.filing else {
            answers.missing_field("calendrier.depot");
            return;
        };
        let mut compare = |field: &str, what: &str, date: Option<Date>| match date {
            Some(date) if date < filing => answers.finding(
                Finding::new(format!("{what} précède le dépôt de la demande"))
                    .at_field(format!("calendrier.{field}"))
                    .found(french_date(date))
                    .expected(format!("le {} au plus tôt", french_date(filing))),
            ),
            Some(date) => answers.compliant(format!("{what} : {}", french_date(date))),
            None => answers.missing_field(&format!("calendrier.{field}")),
        };
        compare("debut", "le début de l’opération", calendar.start);
        compare("premier_engagement", "le premier engagement", calendar.first_commitment);
    }),
};
