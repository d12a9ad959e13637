//! Signs that nobody sees.

use crate::audit::survey::{Remark, Trouble};
use crate::checks::narrative::printing::excerpt;
use crate::checks::narrative::printing::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::character::{code_point, describe, is_blank};

/// Signs that nobody sees.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-09",
    title: "Aucun signe invisible ne change ce que dit un texte",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les caractères de commande, les signes qui inversent le sens de l’écriture et les signes sans largeur sont cherchés dans tous les textes imprimés. Le trait d’union conditionnel et les sélecteurs de variante sont admis.",
        why: "Le texte vu à l’écran n’est pas celui qui est enregistré : le PDF l’imprime sans ces signes, et deux noms d’apparence égale peuvent différer.",
        source: "Règle du programme ; PDF/UA-1 (ISO 14289-1), 7.21.7 et PDF/A-3 (ISO 19005-3), 6.2.11.7.2 : U+0000, U+FEFF et U+FFFE exclus du texte d’un PDF",
        mend: "Retapez le texte au clavier, ou collez-le sans mise en forme.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, |remark| match &remark.trouble {
            Trouble::Hidden(characters) => Some(hidden(remark, characters)),
            _ => None,
        });
        answers.compliant("aucun caractère de commande ni de direction");
    }),
};

fn hidden(remark: &Remark, characters: &[char]) -> Finding {
    let list: Vec<String> =
        characters.iter().take(4).map(|c| format!("{} ({})", code_point(*c), describe(*c))).collect();
    let more = if characters.len() > list.len() { ", et d’autres" } else { "" };
    let blank = characters.first().is_some_and(|c| is_blank(*c));
    let fate = if blank { "imprimé comme une espace" } else { "retiré du PDF" };
    let (noun, fate) = match characters.len() {
        1 => ("signe invisible", fate.to_owned()),
        _ => ("signes invisibles", "retirés du PDF".to_owned()),
    };
    let position = remark.text.chars().position(|c| characters.contains(&c)).unwrap_or(0);
    Finding::new(format!("{noun} {}{more} : {fate}", list.join(", ")))
        .at(&remark.place)
        .found(excerpt(&remark.text, position))
}
