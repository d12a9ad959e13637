//! Effective date.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};

/// Effective date.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-02",
    title: "La date d’effet du dossier est donnée",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "La date que portent les documents vient de projet.toml › projet.date_effet ou de --date, jamais de l’horloge ; rien ne permet de la comparer.",
        why: "Le même dossier, reconstruit des années plus tard, doit porter la même date et appliquer les mêmes règles.",
        basis: Basis::Usage(
            "Usage : un dossier porte une seule date, celle à laquelle ses règles s’apprécient",
        ),
        mend: "Ajoutez date_effet = AAAA-MM-JJ dans [projet], ou donnez --date.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| match scope.effective_date {
        Some(date) => answers.declared(say!("le dossier porte la date du {}", date)),
        None => answers.finding(
            Finding::new("à renseigner : la date d’effet du dossier")
                .at_field("projet.date_effet")
                .expected("une date AAAA-MM-JJ"),
        ),
    }),
};
