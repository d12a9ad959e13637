//! Amounts out of sight.

use crate::checks::reading::shared::TYPED;
use crate::checks::reading::shared::table_name;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
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
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| {
            let (one, several, expected) = match kind {
                IssueKind::HiddenRow => (
                    "ligne masquée, et pourtant comptée".to_owned(),
                    "lignes masquées, et pourtant comptées",
                    "une ligne affichée",
                ),
                IssueKind::HiddenColumn => (
                    "colonne masquée, et pourtant lue".to_owned(),
                    "colonnes masquées, et pourtant lues",
                    "une colonne affichée",
                ),
                IssueKind::HiddenSheet { kind } => (
                    format!("feuille masquée, et pourtant lue (tableau {})", table_name(*kind)),
                    "feuilles masquées, et pourtant lues",
                    "une feuille affichée",
                ),
                _ => return None,
            };
            Some(Told { one, several, expected: Some(expected.to_owned()) })
        });
        read(scope, answers);
    }),
};
