//! Acts and letters dated after the application.

use super::dates::{Typed, typed};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// Acts and letters dated after the application.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-09",
    title: "Les actes et les lettres ne sont pas datés de l’avenir",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La date de chaque délibération, lettre, pièce et décision est comparée à la date d’effet du dossier.",
        why: "Un acte daté d’après la demande est une faute de frappe, ou un acte qui n’existe pas encore.",
        basis: Basis::Usage("Usage : une pièce est datée d’avant le dossier qu’elle appuie"),
        mend: "Corrigez la date de l’acte, ou la date d’effet si le dossier est déposé plus tard.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(today) = scope.effective_date else {
            answers.missing_field("projet.date_effet");
            return;
        };
        let mut past = 0;
        for Typed { what, place, date, shown, .. } in typed(scope).into_iter().filter(|one| one.is_of_act) {
            if date <= today {
                past += 1;
                continue;
            }
            answers.finding(
                Finding::new(say!("{} est postérieure à la date d’effet", what))
                    .at(&place)
                    .found(shown)
                    .expected(say!("le {} au plus tard", today)),
            );
        }
        if answers.is_empty() && past == 0 {
            answers.not_applicable("aucun acte n’est daté");
        }
        answers.compared(past, Fact::count(past, "date d’acte, antérieure", "dates d’actes, antérieures"));
    }),
};
