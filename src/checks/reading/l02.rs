//! Values that could not be read.

use super::shared::{TYPED, report};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::source::table::IssueKind;

/// Values that could not be read.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-02",
    title: "Chaque valeur du classeur est lisible sans hésitation",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les montants, années, dates, taux et nombres que rien ne permet de lire sont signalés ; les erreurs, les formules sans résultat, les montants ambigus et les dates parmi les montants relèvent de T-11, T-20, T-25 et T-26.",
        why: "Une valeur devinée est une valeur fausse : le programme refuse plutôt que de choisir.",
        source: TYPED,
        mend: "Corrigez la cellule, puis enregistrez le classeur.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, |kind| {
            Some(match kind {
                IssueKind::UnreadableAmount => {
                    ("montant illisible".to_owned(), Some("un montant comme 1 234,56".to_owned()))
                }
                IssueKind::UnreadableYear => {
                    ("année illisible".to_owned(), Some("une année comme 2024".to_owned()))
                }
                IssueKind::UnreadableDate => {
                    ("date illisible".to_owned(), Some("une date comme 15/01/2024".to_owned()))
                }
                IssueKind::UnreadableRate => {
                    ("taux illisible".to_owned(), Some("un taux de 0 à 100 %, comme 20 %".to_owned()))
                }
                IssueKind::UnreadableNumber => {
                    ("nombre illisible".to_owned(), Some("un nombre comme 12,5".to_owned()))
                }
                _ => return None,
            })
        });
        for (rank, anomaly) in answers.findings.iter_mut().enumerate() {
            crate::checks::totals::formulas::complete(scope, anomaly, rank);
        }
        answers.compliant(counted(scope.reading.tables.len(), "tableau lu", "tableaux lus"));
    }),
};
