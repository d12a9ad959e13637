//! What several checks of this family share.

use crate::audit::survey::{Remark, Sign, Trouble, readable};
use crate::checks::Scope;
use crate::findings::{Answers, Finding};
use crate::model::character::{code_point, describe, is_no_character};
use std::collections::BTreeMap;

/// What the standards say of signs without a glyph, in the words of the rules that judge our documents.
pub(in crate::checks) const GLYPHS: &str = "PDF/A-3 (ISO 19005-3), 6.2.11.8 : aucun signe sans dessin ; 6.2.11.7.3 : zone à usage privé ; PDF/UA-1 (ISO 14289-1), 7.21.8";

/// Texts shown for one check; those that follow are counted.
pub(in crate::checks) const SHOWN: usize = 20;

/// Places shown for one text.
pub(in crate::checks) const PLACES: usize = 4;

/// Characters shown of a text.
pub(in crate::checks) const EXCERPT: usize = 60;

pub(in crate::checks) fn signs(scope: &Scope<'_>, answers: &mut Answers, names: bool) {
    report(scope, answers, |remark| match &remark.trouble {
        Trouble::Signs(signs) if remark.is_name == names => Some(unprintable(remark, signs)),
        _ => None,
    });
}

/// One anomaly for each text that `judge` takes, with the places that hold this very text, up to a bound; the others
/// are counted.
pub(in crate::checks) fn report(
    scope: &Scope<'_>,
    answers: &mut Answers,
    judge: impl Fn(&Remark) -> Option<Finding>,
) {
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(&Remark, Finding, usize)> = Vec::new();
    for remark in scope.surveys.iter().flat_map(|survey| &survey.remarks) {
        let known = texts.get(remark.text.as_str()).filter(|_| !remark.text.is_empty());
        if let Some((_, anomaly, more)) = known.and_then(|at| found.get_mut(*at)) {
            if judge(remark).is_none() {
                continue;
            }
            if anomaly.places.len() < PLACES {
                anomaly.places.push(remark.place.clone());
            } else {
                *more += 1;
            }
        } else if let Some(anomaly) = judge(remark) {
            texts.insert(&remark.text, found.len());
            found.push((remark, anomaly, 0));
        }
    }
    let others = found.len().saturating_sub(SHOWN);
    let first_other = found.get(SHOWN).map(|(remark, ..)| remark.place.clone());
    for (_, mut anomaly, more) in found.into_iter().take(SHOWN) {
        match more {
            0 => {}
            1 => anomaly.message = anomaly.message.then(" (et 1 autre endroit)".into()),
            _ => anomaly.message = anomaly.message.then(format!(" (et {more} autres endroits)").into()),
        }
        answers.finding(anomaly);
    }
    if let Some(place) = first_other {
        let message = match others {
            1 => "1 autre texte dans le même cas".to_owned(),
            _ => format!("{others} autres textes dans le même cas, à partir de celui-ci"),
        };
        answers.finding(Finding::new(message).at(&place));
    }
}

pub(in crate::checks) fn unprintable(remark: &Remark, signs: &[Sign]) -> Finding {
    let first = signs.first().copied().unwrap_or(Sign::Lost);
    let (fate, mend) = match first {
        Sign::NoGlyph(c) => ("absent de la police, imprimé comme une case vide", mend_of(c)),
        Sign::RightToLeft(_) => (
            "écriture de droite à gauche, que les documents ne savent pas mettre en page : imprimé comme une case vide",
            "Écrivez aussi ce texte en lettres latines, comme sur l’acte officiel, et retirez l’original.",
        ),
        Sign::Private(_) => (
            "signe propre à un logiciel ou à une police, sans sens établi : imprimé comme une case vide",
            "Retapez le signe voulu : une puce, une flèche ou un logo collés depuis un autre document n’ont pas de sens ici.",
        ),
        Sign::Lost => (
            "le caractère d’origine a été perdu avant l’enregistrement : imprimé comme une case vide",
            "Reprenez le texte à sa source et retapez-le.",
        ),
        Sign::Box => (
            "c’est le dessin que les documents donnent à un signe manquant",
            "Pour une case à cocher, utilisez ☐ (U+2610) ou ☑ (U+2611).",
        ),
        Sign::LoneMark(_) => (
            "accent sans lettre qui le porte, imprimé sur le signe voisin ou dans le vide",
            "Retapez la lettre avec son accent.",
        ),
    };
    let shown = match first {
        Sign::Private(_) | Sign::Lost | Sign::LoneMark(_) => code_point(first.character()),
        Sign::NoGlyph(c) if is_no_character(c) => code_point(c),
        _ => format!("« {} » ({})", first.character(), code_point(first.character())),
    };
    let others = match signs.len() {
        0 | 1 => String::new(),
        2 => " ; un autre signe de ce texte est dans le même cas".to_owned(),
        count => format!(" ; {} autres signes de ce texte sont dans le même cas", count - 1),
    };
    let position = remark.text.chars().position(|c| c == first.character()).unwrap_or(0);
    Finding::new(format!("{shown}, {} : {fate}{others}", first.what()))
        .at(&remark.place)
        .found(excerpt(&remark.text, position))
        .mend(mend)
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
