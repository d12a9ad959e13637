//! Amounts out of sight.

use super::shared::{TYPED, cells_looked_at};
use crate::checks::reading::issues::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::table::IssueKind;

/// Amounts out of sight.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-23",
    title: "Aucune ligne, colonne ou feuille masquée ne compte",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les lignes, les colonnes et les feuilles masquées qui portent des montants sont lues, comptées et signalées.",
        why: "Un montant compté que personne ne voit à l’écran fausse la relecture.",
        source: TYPED,
        mend: "Affichez la ligne, la colonne ou la feuille, ou supprimez-la.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| {
            Some(match &issue.kind {
                IssueKind::HiddenRow => {
                    Finding::new("ligne masquée, et pourtant comptée").expected("une ligne affichée")
                }
                IssueKind::FilterOn { rows, has_criteria, first } => {
                    let rows = Fact::count(*rows, "ligne comptée", "lignes comptées");
                    let finding = if *has_criteria {
                        Finding::new(say!("un filtre actif masque {} (la première : {})", rows, first))
                            .mend("Retirez le filtre (Données, Effacer), puis enregistrez le classeur.")
                    } else {
                        Finding::new(say!(
                            "{} en lignes masquées dans la plage d’un filtre (la première : {})",
                            rows,
                            first
                        ))
                        .mend("Affichez les lignes, ou retirez le filtre (Données, Effacer).")
                    };
                    finding.expected("toutes les lignes affichées")
                }
                IssueKind::HiddenColumn => {
                    Finding::new("colonne masquée, et pourtant lue").expected("une colonne affichée")
                }
                IssueKind::HiddenSheet { kind } => {
                    Finding::new(say!("feuille masquée, et pourtant lue (tableau {})", kind.french()))
                        .expected("une feuille affichée")
                }
                _ => return None,
            })
        });
        cells_looked_at(audit, answers);
    }),
};
