//! Dates out of reason.

use super::dates::{Typed, typed};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use jiff::civil::Date;

/// Dates out of reason.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-08",
    title: "Les dates tapées sont plausibles",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque date et chaque année que porte projet.toml ou la feuille Ressources, et la date d’effet, est comparée à celle du milieu : au-delà de douze ans d’écart, c’est une faute de frappe. Sans assez de dates, l’intervalle va de 2000 à 2060.",
        why: "Une date d’effet de 2042 pour 2024 fait passer toutes les aides reçues hors du compte, sans que rien ne le montre.",
        basis: Basis::Usage("Usage : une opération et ses pièces tiennent en quelques années"),
        mend: "Corrigez l’année de la date.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let all = typed(scope);
        let mut sorted: Vec<Date> = all.iter().map(|one| one.date).collect();
        sorted.sort_unstable();
        let middle = sorted.get(sorted.len() / 2).filter(|_| sorted.len() >= FEWEST).map(|date| date.year());
        let (first, last) = middle.map_or((2000, 2060), |year| (year - FURTHEST, year + FURTHEST));
        let mut sound = 0;
        for Typed { what, place, date, shown, .. } in all {
            if (first..=last).contains(&date.year()) {
                sound += 1;
                continue;
            }
            answers.finding(
                Finding::new(say!("{} est loin de toutes les autres dates", what))
                    .at(&place)
                    .found(shown)
                    .expected(say!(
                        "une année de {} à {}",
                        Fact::Year(first.into()),
                        Fact::Year(last.into())
                    )),
            );
        }
        if answers.is_empty() && sound == 0 {
            answers.not_applicable("aucune date n’est donnée");
        }
        answers.compared(sound, Fact::count(sound, "date plausible", "dates plausibles"));
    }),
};

/// Fewest dates that have a middle.
const FEWEST: usize = 4;

/// Furthest from the middle, in years: an operation lasts a few, and what it rests on is a little older.
const FURTHEST: i16 = 12;
