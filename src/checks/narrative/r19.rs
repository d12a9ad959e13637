//! Publicity of the support: which display the cost asks for, and what belongs to the former period.

use crate::checks::reliance::relied;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::model::text::{holds_words, normalise};
use crate::rules::catalogue::PLAQUE;

/// Words of a permanent display, and of a poster.
const PLAQUES: [&str; 4] = ["plaque", "plaques", "panneau", "panneaux"];
const POSTERS: [&str; 5] = ["affiche", "affiches", "affichage", "plaque", "panneau"];

/// What belongs to the former period: its years, and the mark that then signalled the support.
const FORMER: [&str; 3] = ["2014-2020", "l’Europe s’engage", "FEDER 2014"];

/// Publicity of the support.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-19",
    title: "La publicité annoncée est celle du coût de l’opération et de la période 2021-2027",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le coût total est comparé au seuil au-delà duquel une plaque ou un panneau permanent est dû (investissements matériels, équipements) ; dans les autres cas, une affiche A3 l’est. Le mot est cherché dans la description, avec ceux de la période 2014-2020, dont les logos et mentions ne valent plus. Le coût est celui de l’opération entière, quel que soit son découpage administratif.",
        why: "Une publicité qui manque, ou celle de la période passée, coûte jusqu’à 3 % du soutien.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 50, § 1",
            sentence: Some(
                "en apposant, en un lieu bien visible du public, pour les opérations ne relevant pas du point c), au moins une affiche de format A3 au minimum, ou un affichage électronique équivalent, présentant des informations sur l’opération qui mettent en avant le soutien octroyé par les Fonds",
            ),
        },
        mend: "Annoncez la plaque, le panneau ou l’affiche A3 dans la description, et ôtez ce qui est de la période 2014-2020.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.does_not_bear(PLAQUE, answers) {
            return;
        }
        let Some((file, description)) = scope.folder.description.as_ref().zip(scope.description) else {
            answers.missing_field("projet.description");
            return;
        };
        let lines: Vec<(usize, String)> =
            description.lines.iter().map(|line| (line.line, normalise(&line.text))).collect();
        let former = FORMER.map(|words| (words, normalise(words)));
        for (number, text) in &lines {
            if let Some((words, _)) = former.iter().find(|(_, words)| holds_words(text, words)) {
                answers.finding(
                    Finding::new("le texte cite la période 2014-2020, dont la publicité ne vaut plus")
                        .at(&Place::line(file.name.as_str(), *number))
                        .found(say!("« {} »", *words))
                        .expected("la mention « Cofinancé par l’Union européenne », avec l’emblème"),
                );
            }
        }
        let says =
            |words: &[&str]| lines.iter().any(|(_, text)| words.iter().any(|word| holds_words(text, word)));
        let total = scope.needed(scope.plan().total_cost, answers);
        let Some((total, threshold)) = total.zip(scope.rule_money(PLAQUE, answers)) else { return };
        let is_permanent = total > threshold.value && scope.has_investment();
        let (due, words): (&'static str, &[&str]) = if is_permanent {
            ("une plaque ou un panneau permanent", &PLAQUES)
        } else {
            ("une affiche de format A3", &POSTERS)
        };
        answers.expect(says(words), || {
            Finding::new(say!("la description n’annonce pas {}", Fact::Words(due)))
                .at(&Place::file(file.name.as_str()))
                .expected(say!("{}, pour un coût total de {}", Fact::Words(due), total))
                .from_figures([scope.plan().total_cost])
        });
        answers.compared(
            1,
            say!("coût total de {}, seuil de {} : {}", total, relied(&threshold), Fact::Words(due)),
        );
    }),
};
