//! Signs that nobody sees.

use crate::checks::narrative::printing::excerpt;
use crate::checks::narrative::printing::report;
use crate::checks::survey::{Finding, Trouble};
use crate::checks::{Anomaly, Check, Explanation, Severity};
use crate::model::character::{code_point, describe, is_blank};

/// Signs that nobody sees.
pub(in crate::checks) const CHECK: Check = Check {
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
