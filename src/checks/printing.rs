//! Family R, second part: what becomes of texts on the printed page.

use std::collections::BTreeMap;

use super::survey::{
    Finding, LONGEST_WORD, LONGEST_WORD_OF_A_PARAGRAPH, MOST_COLUMNS, Sign, Trouble, readable,
};
use super::{Anomaly, Answers, Check, Explanation, Scope, Severity};
use crate::model::character::{code_point, describe, is_blank, is_no_character};

/// What the standards say of signs without a glyph, in the words of the rules that judge our documents.
const GLYPHS: &str = "PDF/A-3 (ISO 19005-3), 6.2.11.8 : aucun signe sans dessin ; 6.2.11.7.3 : zone à usage privé ; PDF/UA-1 (ISO 14289-1), 7.21.8";

/// Texts shown for one check; those that follow are counted.
const SHOWN: usize = 20;

/// Places shown for one text.
const PLACES: usize = 4;

/// Characters shown of a text.
const EXCERPT: usize = 60;

/// Names and labels.
pub const NAMES: Check = Check {
    code: "R-07",
    title: "Les noms et les intitulés s’impriment signe pour signe",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque signe des noms et des intitulés (cellules du classeur, projet.toml, noms de fichiers et de feuilles) est cherché dans les quatre polices des documents. Les écritures de droite à gauche ne sont pas mises en page.",
        why: "Un signe que la police n’a pas est imprimé comme une case vide : le nom du demandeur, d’un partenaire ou d’une dépense ne se lit plus sur la pièce déposée.",
        source: GLYPHS,
        mend: "Écrivez ce nom en lettres latines. Pour un brouillon, utilisez --draft : les cases vides y restent visibles.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        signs(scope, answers, true);
        answers.compliant("noms et intitulés du classeur et de projet.toml");
    },
};

/// Sentences.
pub const TEXTS: Check = Check {
    code: "R-08",
    title: "Les textes rédigés s’impriment signe pour signe",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque signe de la description, des textes libres de projet.toml et de la définition du fonds est cherché dans les quatre polices des documents.",
        why: "Un signe que la police n’a pas est imprimé comme une case vide, au milieu de la phrase.",
        source: GLYPHS,
        mend: "Remplacez le signe par un mot ou par un signe de l’alphabet latin.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        signs(scope, answers, false);
        answers.compliant("description, textes libres et définition du fonds");
    },
};

/// Signs that nobody sees.
pub const HIDDEN: Check = Check {
    code: "R-09",
    title: "Aucun signe invisible ne change ce que dit un texte",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les caractères de commande, les signes qui inversent le sens de l’écriture et les signes sans largeur sont cherchés dans tous les textes imprimés. Le trait d’union conditionnel et les sélecteurs de variante sont admis.",
        why: "Le texte vu à l’écran n’est pas celui qui est enregistré : le PDF l’imprime sans ces signes, et deux noms d’apparence égale peuvent différer.",
        source: "Règle du programme ; PDF/UA-1 (ISO 14289-1), 7.21.7 et PDF/A-3 (ISO 19005-3), 6.2.11.7.2 : U+0000, U+FEFF et U+FFFE exclus du texte d’un PDF",
        mend: "Retapez le texte au clavier, ou collez-le sans mise en forme.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, |finding| match &finding.trouble {
            Trouble::Hidden(characters) => Some(hidden(finding, characters)),
            _ => None,
        });
        answers.compliant("aucun caractère de commande ni de direction");
    },
};

/// Words and tables too wide for the page.
pub const ROOM: Check = Check {
    code: "R-10",
    title: "Les mots et les tableaux tiennent dans la page",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les mots de plus de 60 signes dans une cellule ou un champ, de plus de 80 dans un paragraphe, et les tableaux de plus de 15 colonnes de la description sont signalés.",
        why: "Un mot plus large que sa colonne est coupé n’importe où, et un tableau trop large est imprimé en très petits caractères. Rien n’est perdu, mais la lecture en souffre.",
        source: "Règle du programme (mise en page des documents)",
        mend: "Raccourcissez le mot ou l’adresse, ou partagez le tableau.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, room);
        answers.compliant("mots et tableaux de largeur ordinaire");
    },
};

fn signs(scope: &Scope<'_>, answers: &mut Answers, names: bool) {
    report(scope, answers, |finding| match &finding.trouble {
        Trouble::Signs(signs) if finding.is_name == names => Some(unprintable(finding, signs)),
        _ => None,
    });
}

/// One anomaly for each text that `judge` takes, with the places that hold this very text, up to a bound; the others
/// are counted.
fn report(scope: &Scope<'_>, answers: &mut Answers, judge: impl Fn(&Finding) -> Option<Anomaly>) {
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(&Finding, Anomaly, usize)> = Vec::new();
    for finding in scope.surveys.iter().flat_map(|survey| &survey.findings) {
        let known = texts.get(finding.text.as_str()).filter(|_| !finding.text.is_empty());
        if let Some((_, anomaly, more)) = known.and_then(|at| found.get_mut(*at)) {
            if judge(finding).is_none() {
                continue;
            }
            if anomaly.places.len() < PLACES {
                anomaly.places.push(finding.place.clone());
            } else {
                *more += 1;
            }
        } else if let Some(anomaly) = judge(finding) {
            texts.insert(&finding.text, found.len());
            found.push((finding, anomaly, 0));
        }
    }
    let others = found.len().saturating_sub(SHOWN);
    let first_other = found.get(SHOWN).map(|(finding, ..)| finding.place.clone());
    for (_, mut anomaly, more) in found.into_iter().take(SHOWN) {
        match more {
            0 => {}
            1 => anomaly.message.push_str(" (et 1 autre endroit)"),
            _ => anomaly.message.push_str(&format!(" (et {more} autres endroits)")),
        }
        answers.anomaly(anomaly);
    }
    if let Some(place) = first_other {
        let message = match others {
            1 => "1 autre texte dans le même cas".to_owned(),
            _ => format!("{others} autres textes dans le même cas, à partir de celui-ci"),
        };
        answers.anomaly(Anomaly::new(message).at(&place));
    }
}

fn unprintable(finding: &Finding, signs: &[Sign]) -> Anomaly {
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
    let position = finding.text.chars().position(|c| c == first.character()).unwrap_or(0);
    Anomaly::new(format!("{shown}, {} : {fate}{others}", first.what()))
        .at(&finding.place)
        .found(excerpt(&finding.text, position))
        .mend(mend)
}

/// How to do without a sign that the fonts lack.
fn mend_of(c: char) -> &'static str {
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

fn hidden(finding: &Finding, characters: &[char]) -> Anomaly {
    let list: Vec<String> =
        characters.iter().take(4).map(|c| format!("{} ({})", code_point(*c), describe(*c))).collect();
    let more = if characters.len() > list.len() { ", et d’autres" } else { "" };
    let blank = characters.first().is_some_and(|c| is_blank(*c));
    let fate = if blank { "imprimé comme une espace" } else { "retiré du PDF" };
    let (noun, fate) = match characters.len() {
        1 => ("signe invisible", fate.to_owned()),
        _ => ("signes invisibles", "retirés du PDF".to_owned()),
    };
    let position = finding.text.chars().position(|c| characters.contains(&c)).unwrap_or(0);
    Anomaly::new(format!("{noun} {}{more} : {fate}", list.join(", ")))
        .at(&finding.place)
        .found(excerpt(&finding.text, position))
}

fn room(finding: &Finding) -> Option<Anomaly> {
    match &finding.trouble {
        Trouble::LongWord { word, letters } => {
            let most = if finding.is_name { LONGEST_WORD } else { LONGEST_WORD_OF_A_PARAGRAPH };
            Some(
                Anomaly::new(format!(
                    "mot de {letters} signes : coupé à la largeur de sa colonne, sans trait d’union"
                ))
                .at(&finding.place)
                .found(beginning(word))
                .expected(format!("au plus {most} signes sans espace ni trait d’union")),
            )
        }
        Trouble::WideTable { columns } => Some(
            Anomaly::new(format!(
                "tableau de {columns} colonnes : imprimé en très petits caractères, mots coupés"
            ))
            .at(&finding.place)
            .found(format!("{columns} colonnes"))
            .expected(format!("au plus {MOST_COLUMNS} colonnes")),
        ),
        _ => None,
    }
}

/// The beginning of a word: the whole of it would be too wide for the control report as well.
fn beginning(word: &str) -> String {
    let kept: String = word.chars().take(24).collect();
    format!("{}…", readable(&kept))
}

/// The part of a text that holds the character of a position, on one line, invisible signs written out.
fn excerpt(text: &str, position: usize) -> String {
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
