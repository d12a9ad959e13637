//! Words and tables too wide for the page.

use crate::audit::survey::{
    LONGEST_WORD, LONGEST_WORD_OF_A_PARAGRAPH, MOST_COLUMNS, Remark, Trouble, readable,
};
use crate::checks::narrative::printing::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Words and tables too wide for the page.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-10",
    title: "Les mots et les tableaux tiennent dans la page",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les mots de plus de 60 signes dans une cellule ou un champ, de plus de 80 dans un paragraphe, et les tableaux de plus de 15 colonnes de la description sont signalés.",
        why: "Un mot plus large que sa colonne est coupé n’importe où, et un tableau trop large est imprimé en très petits caractères. Rien n’est perdu, mais la lecture en souffre.",
        source: "Règle du programme (mise en page des documents)",
        mend: "Raccourcissez le mot ou l’adresse, ou partagez le tableau.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, room);
        answers.compliant("mots et tableaux de largeur ordinaire");
    }),
};

fn room(remark: &Remark) -> Option<Finding> {
    match &remark.trouble {
        Trouble::LongWord { word, letters } => {
            let most = if remark.is_name { LONGEST_WORD } else { LONGEST_WORD_OF_A_PARAGRAPH };
            Some(
                Finding::new(format!(
                    "mot de {letters} signes : coupé à la largeur de sa colonne, sans trait d’union"
                ))
                .at(&remark.place)
                .found(beginning(word))
                .expected(format!("au plus {most} signes sans espace ni trait d’union")),
            )
        }
        Trouble::WideTable { columns } => Some(
            Finding::new(format!(
                "tableau de {columns} colonnes : imprimé en très petits caractères, mots coupés"
            ))
            .at(&remark.place)
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
