//! What the checks of printed texts share.

use crate::audit::survey::{Remark, Sign, Survey, Trouble, readable};
use crate::checks::Scope;
use crate::findings::say;
use crate::findings::{Answers, Fact, Finding};
use crate::model::Place;
use crate::model::character::{code_point, describe, is_no_character};
use std::collections::BTreeMap;

/// What the standards say of signs without a glyph, in the words of the rules that judge our documents.
pub(in crate::checks) const GLYPHS: &str = "Usage : PDF/A-3 (ISO 19005-3), 6.2.11.8 : aucun signe sans dessin ; 6.2.11.7.3 : zone à usage privé ; PDF/UA-1 (ISO 14289-1), 7.21.8";

/// Texts shown for one check; those that follow are counted.
pub(in crate::checks) const SHOWN: usize = 20;

/// Places shown for one text.
pub(in crate::checks) const PLACES: usize = 4;

/// Characters shown of a text.
pub(in crate::checks) const EXCERPT: usize = 60;

/// How many cells and lines were read.
pub(in crate::checks) fn read(surveys: &[&Survey]) -> usize {
    surveys.iter().map(|survey| survey.texts).sum()
}

/// The same, with its noun.
pub(in crate::checks) fn texts(surveys: &[&Survey]) -> Fact {
    Fact::count(read(surveys), "texte lu", "textes lus")
}

/// The signs that are printed wrongly, in names or in sentences.
pub(in crate::checks) fn signs(scope: &Scope<'_>, answers: &mut Answers, names: bool) {
    report(scope, answers, |remark, elsewhere| match &remark.trouble {
        Trouble::Signs(signs) if remark.is_name == names => Some(unprintable(remark, signs, elsewhere)),
        _ => None,
    });
}

/// A text that is told, with the places that hold this very text, up to a bound; the others are counted.
struct Told<'a> {
    remark: &'a Remark,
    places: Vec<&'a Place>,
    more: usize,
}

/// One finding for each text that `judge` takes, up to a bound; `judge` is given what to say of the places left out.
pub(in crate::checks) fn report(
    scope: &Scope<'_>,
    answers: &mut Answers,
    judge: impl Fn(&Remark, Fact) -> Option<Finding>,
) {
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<Told<'_>> = Vec::new();
    for remark in scope.surveys.iter().flat_map(|survey| &survey.remarks) {
        if judge(remark, elsewhere(0)).is_none() {
            continue;
        }
        let known = texts.get(&*remark.text).filter(|_| !remark.text.is_empty());
        match known.and_then(|at| found.get_mut(*at)) {
            // The first place is the remark's own.
            Some(told) if told.places.len() + 1 < PLACES => told.places.push(&remark.place),
            Some(told) => told.more += 1,
            None => {
                texts.insert(&remark.text, found.len());
                found.push(Told { remark, places: Vec::new(), more: 0 });
            }
        }
    }
    for told in found.iter().take(SHOWN) {
        if let Some(finding) = judge(told.remark, elsewhere(told.more)) {
            answers.finding(finding.at_all(told.places.iter().copied()));
        }
    }
    if let Some(first) = found.get(SHOWN) {
        let message = match found.len() - SHOWN {
            1 => "1 autre texte dans le même cas".into(),
            others => say!(
                "{} dans le même cas, à partir de celui-ci",
                Fact::count(others, "autre texte", "autres textes")
            ),
        };
        answers.finding(Finding::new(message).at(&first.remark.place));
    }
}

/// How many more places hold a text.
fn elsewhere(more: usize) -> Fact {
    match more {
        0 => Fact::Words(""),
        _ => say!(" (et {})", Fact::count(more, "autre endroit", "autres endroits")).into(),
    }
}

/// What printing would do to the first sign of a text; the words of each case stand whole, so that two findings of one
/// kind are known as such.
fn unprintable(remark: &Remark, signs: &[Sign], elsewhere: Fact) -> Finding {
    let first = signs.first().copied().unwrap_or(Sign::Lost);
    let (c, code, what) = (first.character(), code_point(first.character()), Fact::Words(first.what()));
    let sign = c.to_string();
    let others = match signs.len() {
        0 | 1 => Fact::Words(""),
        2 => Fact::Words(" ; un autre signe de ce texte est dans le même cas"),
        count => say!(
            " ; {} de ce texte sont dans le même cas",
            Fact::count(count - 1, "autre signe", "autres signes")
        )
        .into(),
    };
    let (message, mend) = match first {
        Sign::NoGlyph(_) if is_no_character(c) => (
            say!(
                "{}, {} : absent de la police, imprimé comme une case vide{}{}",
                code,
                what,
                others,
                elsewhere
            ),
            mend_of(c),
        ),
        Sign::NoGlyph(_) => (
            say!(
                "« {} » ({}), {} : absent de la police, imprimé comme une case vide{}{}",
                sign,
                code,
                what,
                others,
                elsewhere
            ),
            mend_of(c),
        ),
        Sign::RightToLeft(_) => (
            say!(
                "« {} » ({}), {} : écriture de droite à gauche, que les documents ne savent pas mettre en page : imprimé comme une case vide{}{}",
                sign,
                code,
                what,
                others,
                elsewhere
            ),
            "Écrivez aussi ce texte en lettres latines, comme sur l’acte officiel, et retirez l’original.",
        ),
        Sign::Private(_) => (
            say!(
                "{}, {} : signe propre à un logiciel ou à une police, sans sens établi : imprimé comme une case vide{}{}",
                code,
                what,
                others,
                elsewhere
            ),
            "Retapez le signe voulu : une puce, une flèche ou un logo collés depuis un autre document n’ont pas de sens ici.",
        ),
        Sign::Lost => (
            say!(
                "{}, {} : le caractère d’origine a été perdu avant l’enregistrement : imprimé comme une case vide{}{}",
                code,
                what,
                others,
                elsewhere
            ),
            "Reprenez le texte à sa source et retapez-le.",
        ),
        Sign::Box => (
            say!(
                "« {} » ({}), {} : c’est le dessin que les documents donnent à un signe manquant{}{}",
                sign,
                code,
                what,
                others,
                elsewhere
            ),
            "Pour une case à cocher, utilisez ☐ (U+2610) ou ☑ (U+2611).",
        ),
        Sign::LoneMark(_) => (
            say!(
                "{}, {} : accent sans lettre qui le porte, imprimé sur le signe voisin ou dans le vide{}{}",
                code,
                what,
                others,
                elsewhere
            ),
            "Retapez la lettre avec son accent.",
        ),
    };
    let position = remark.text.chars().position(|other| other == c).unwrap_or(0);
    Finding::new(message).at(&remark.place).found(excerpt(&remark.text, position)).mend(mend)
}

/// How to do without a sign that the fonts lack.
pub(in crate::checks) fn mend_of(c: char) -> &'static str {
    match describe(c) {
        "pictogramme" => "Retirez ce pictogramme, ou remplacez-le par un mot.",
        "flèche" | "signe mathématique" | "code sans caractère" | "autre écriture ou symbole" => {
            "Remplacez ce signe par un mot ou par un signe courant."
        }
        _ => {
            "Écrivez aussi ce texte en lettres latines, comme sur l’acte officiel, et retirez l’original ; ou remplacez les polices du dossier des modèles (--templates) par des polices qui ont cette écriture."
        }
    }
}

/// The part of a text that holds the character of a position, on one line, invisible signs written out.
pub(in crate::checks) fn excerpt(text: &str, position: usize) -> String {
    let from = if position < EXCERPT / 2 { 0 } else { position - EXCERPT / 3 };
    let mut rest = text.chars().skip(from);
    let kept: String = rest.by_ref().take(EXCERPT).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" });
    format!("{before}{}{after}", readable(kept.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_around_its_sign() {
        let text = format!("{}漢{}", "mot ".repeat(50), " fin".repeat(50));
        let shown = excerpt(&text, 200);
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains('漢'), "{shown}");
        assert!(shown.chars().count() <= EXCERPT + 2);
        assert_eq!(excerpt("a\u{202E}b\nc", 1), "a[U+202E]b c");
    }
}
