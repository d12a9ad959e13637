//! Signs that nobody sees.

use super::printing::{excerpt, read, report, texts};
use crate::audit::survey::{Remark, Trouble};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
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
        basis: Basis::Usage(
            "Usage de ce logiciel ; PDF/UA-1 (ISO 14289-1), 7.21.7 et PDF/A-3 (ISO 19005-3), 6.2.11.7.2 : U+0000, U+FEFF et U+FFFE exclus du texte d’un PDF",
        ),
        mend: "Retapez le texte au clavier, ou collez-le sans mise en forme.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, hidden);
        answers.compared(
            read(&scope.surveys),
            say!(
                "caractères de commande, de direction et sans largeur cherchés dans {}",
                texts(&scope.surveys)
            ),
        );
    }),
};

fn hidden(remark: &Remark, elsewhere: Fact) -> Option<Finding> {
    let Trouble::Hidden(characters) = &remark.trouble else { return None };
    let named = characters.iter().take(4).map(|c| say!("{} ({})", code_point(*c), Fact::Words(describe(*c))));
    let list = Fact::list_with(named, ", ");
    let message = match characters.as_slice() {
        [only] if is_blank(*only) => {
            say!("signe invisible {} : imprimé comme une espace{}", list, elsewhere)
        }
        [_] => say!("signe invisible {} : retiré du PDF{}", list, elsewhere),
        [_, _] | [_, _, _] | [_, _, _, _] => {
            say!("signes invisibles {} : retirés du PDF{}", list, elsewhere)
        }
        _ => say!("signes invisibles {}, et d’autres : retirés du PDF{}", list, elsewhere),
    };
    let position = remark.text.chars().position(|c| characters.contains(&c)).unwrap_or(0);
    Some(Finding::new(message).at(&remark.place).found(excerpt(&remark.text, position)))
}
