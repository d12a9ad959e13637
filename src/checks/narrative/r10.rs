//! Words and tables too wide for the page.

use super::printing::{read, report, texts};
use crate::audit::survey::{
    LONGEST_WORD, LONGEST_WORD_OF_A_PARAGRAPH, MOST_COLUMNS, Remark, Trouble, readable,
};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::limits::DESCRIPTION_COLUMNS;

/// Words and tables too wide for the page.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-10",
    title: "Les mots et les tableaux tiennent dans la page",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les mots de plus de 60 signes dans une cellule ou un champ, de plus de 80 dans un paragraphe, et les tableaux de plus de 15 colonnes de la description sont signalés.",
        why: "Un mot plus large que sa colonne est coupé n’importe où, et un tableau trop large est imprimé en très petits caractères. Rien n’est perdu, mais la lecture en souffre.",
        basis: Basis::Usage("Usage de ce logiciel (mise en page des documents)"),
        mend: "Raccourcissez le mot ou l’adresse, ou partagez le tableau.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, room);
        answers.compared(read(&scope.surveys), say!("mots et tableaux de {}", texts(&scope.surveys)));
    }),
};

fn room(remark: &Remark, elsewhere: Fact) -> Option<Finding> {
    let finding = match &remark.trouble {
        Trouble::Signs(_) | Trouble::Hidden(_) | Trouble::Deep { .. } => return None,
        // R-24 stops it.
        Trouble::WideTable { columns } if *columns > DESCRIPTION_COLUMNS => return None,
        Trouble::WideTable { columns } => Finding::new(say!(
            "tableau de {} : imprimé en très petits caractères, mots coupés{}",
            in_columns(*columns),
            elsewhere
        ))
        .found(in_columns(*columns))
        .expected(say!("au plus {}", in_columns(MOST_COLUMNS))),
        Trouble::LongWord { word, letters } => {
            let most = if remark.is_name { LONGEST_WORD } else { LONGEST_WORD_OF_A_PARAGRAPH };
            Finding::new(say!(
                "mot de {} : coupé à la largeur de sa colonne, sans trait d’union{}",
                in_signs(*letters),
                elsewhere
            ))
            .found(beginning(remark.text.get(word.clone()).unwrap_or_default()))
            .expected(say!("au plus {} sans espace ni trait d’union", in_signs(most)))
        }
    };
    Some(finding.at(&remark.place))
}

pub(in crate::checks) const fn in_columns(count: usize) -> Fact {
    Fact::count(count, "colonne", "colonnes")
}

const fn in_signs(count: usize) -> Fact {
    Fact::count(count, "signe", "signes")
}

/// The beginning of a word: the whole of it would be too wide for the control report as well.
fn beginning(word: &str) -> String {
    let kept: String = word.chars().take(24).collect();
    format!("{}…", readable(&kept))
}
