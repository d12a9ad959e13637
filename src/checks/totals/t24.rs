//! Values under a merged range.

use crate::checks::reading::shared::TYPED;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::source::table::IssueKind;

/// Values under a merged range.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-24",
    title: "Aucune fusion de cellules ne cache ni n’étale un montant",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les valeurs que recouvre une fusion de cellules, et les montants fusionnés sur plusieurs lignes, sont signalés.",
        why: "Sous une fusion, la feuille garde et additionne une valeur que personne ne voit ; étalé sur plusieurs lignes, un montant n’appartient à aucune.",
        source: TYPED,
        mend: "Défusionnez les cellules, puis effacez la valeur cachée ou donnez à chaque ligne son montant.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| {
            let (one, several, expected) = match kind {
                IssueKind::MergedCellHidesValue => (
                    "valeur cachée par une fusion de cellules",
                    "valeurs cachées par une fusion de cellules",
                    "des cellules non fusionnées",
                ),
                IssueKind::AmountMergedOverLines => (
                    "montant fusionné sur plusieurs lignes : compté sur la première seulement",
                    "montants fusionnés sur plusieurs lignes, comptés sur la première seulement",
                    "un montant par ligne",
                ),
                _ => return None,
            };
            Some(Told { one: one.to_owned(), several, expected: Some(expected.to_owned()) })
        });
        read(scope, answers);
    }),
};
