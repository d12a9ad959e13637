//! Values under a merged range.

use super::shared::{TYPED, cells_looked_at};
use crate::checks::reading::issues::report;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Place;
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
        basis: Basis::Usage(TYPED),
        mend: "Défusionnez les cellules, puis effacez la valeur cachée ou donnez à chaque ligne son montant.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| match &issue.kind {
            IssueKind::MergedCellHidesValue => Some(
                Finding::new("valeur cachée par une fusion de cellules")
                    .expected("des cellules non fusionnées"),
            ),
            IssueKind::AmountMergedOverLines { last } => Some(
                Finding::new("valeur fusionnée sur plusieurs lignes : comptée sur la première seulement")
                    .at_all(&covered(&issue.place, last))
                    .expected("une valeur par ligne")
                    .unknown(),
            ),
            _ => None,
        });
        cells_looked_at(audit, answers);
    }),
};

/// The other cells of a merge over lines, the first of them: what is read there is nothing.
fn covered(first: &Place, last: &Place) -> Vec<Place> {
    let (Place::Cell { sheet, row: top, column }, Place::Cell { row: bottom, column: right, .. }) =
        (first, last)
    else {
        return Vec::new();
    };
    let rows = (*top..=*bottom).flat_map(|row| (*column..=*right).map(move |column| (row, column)));
    rows.skip(1).take(COVERED).map(|(row, column)| sheet.cell(row, u32::from(column))).collect()
}

/// Cells of one merge that are followed.
const COVERED: usize = 1_000;
