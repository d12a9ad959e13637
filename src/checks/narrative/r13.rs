//! Words left by whoever has not finished writing.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::model::text::{holds_words, normalise};
use crate::source::description::figures_of;

/// Groups of words that announce a text to be written, as compared, and as shown.
const WORDS: [(&str, &str); 12] = [
    ("a completer", "à compléter"),
    ("a preciser", "à préciser"),
    ("a rediger", "à rédiger"),
    ("a confirmer avant depot", "à confirmer avant dépôt"),
    ("a remplir", "à remplir"),
    ("a renseigner", "à renseigner"),
    ("lorem ipsum", "lorem ipsum"),
    ("todo", "TODO"),
    ("tbd", "TBD"),
    ("xx", "XX"),
    ("xxx", "XXX"),
    ("xxxx", "XXXX"),
];

/// Signs that stand where a text should.
const SIGNS: [&str; 4] = ["???", "[…]", "[...]", "……"];

/// Words left by whoever has not finished writing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-13",
    title: "Aucun texte n’est resté à écrire",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "« XXX », « à compléter », « à préciser », « à rédiger », « à renseigner », « lorem ipsum », « TODO », « ??? », « […] » et « {{ » (hors « {{chiffre …}} ») sont cherchés dans chaque ligne de la description, dans l’intitulé et dans le résumé.",
        why: "Un texte resté à écrire se voit au premier regard, et se dépose pourtant.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Écrivez le texte, ou retirez la mention.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let identity = &scope.project().identity;
        let fields =
            [("projet.intitule", Some(&identity.title)), ("projet.resume", identity.summary.as_ref())];
        let mut read = 0;
        for (field, text) in fields {
            // A field that nobody has filled in is told by I-06.
            let Some(text) = text.filter(|text| !normalise(text).starts_with("a renseigner")) else {
                continue;
            };
            read += 1;
            if let Some(left) = left_in(text) {
                answers.finding(left_over(left).at_field(field));
            }
        }
        if let Some((file, description)) = scope.folder.description.as_ref().zip(scope.description) {
            for line in &description.lines {
                read += 1;
                if let Some(left) = left_in(&line.text) {
                    answers.finding(left_over(left).at(&Place::line(file.name.as_str(), line.line)));
                }
            }
        } else {
            answers.missing_field("projet.description");
        }
        answers.compared(read, Fact::count(read, "texte lu", "textes lus"));
    }),
};

fn left_over(left: &'static str) -> Finding {
    Finding::new("un texte est resté à écrire").found(say!("« {} »", left)).expected("un texte définitif")
}

/// What shows that a text is not finished.
fn left_in(text: &str) -> Option<&'static str> {
    let normal = normalise(text);
    let word = WORDS.into_iter().find(|(words, _)| holds_words(&normal, words));
    let sign = || SIGNS.into_iter().find(|sign| text.contains(sign));
    // What the text asks of the plan is printed; any other mark of a template stays as it is typed.
    let (asked, rest) = figures_of(text);
    let is_left = asked.iter().map(|(before, _)| *before).chain([rest]).any(|part| part.contains("{{"));
    word.map(|(_, shown)| shown).or_else(sign).or(is_left.then_some("{{"))
}

#[cfg(test)]
mod tests {
    use super::left_in;

    #[test]
    fn what_is_left_to_write_is_seen_and_a_sentence_is_not() {
        assert_eq!(left_in("Budget : XXX €"), Some("XXX"));
        assert_eq!(left_in("Partenaires (à compléter)"), Some("à compléter"));
        assert_eq!(left_in("Public : ???"), Some("???"));
        assert_eq!(left_in("La formation vient compléter l’offre ; au XXe siècle…"), None);
        assert_eq!(left_in("Coût : {{chiffre cout_total}}"), None);
        assert_eq!(left_in("Coût : {{chifre cout_total}}"), Some("{{"));
        assert_eq!(left_in("Des ateliers, etc. … et des visites"), None);
    }
}
