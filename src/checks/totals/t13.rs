//! Lines that no total takes.

use crate::checks::table_totals::{Verdict, judge};
use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::formula;
use crate::checks::totals::formulas::saved;
use crate::checks::totals::formulas::spreading;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::formula::CellRef;
use crate::model::{Place, cell_name};
use crate::source::table::IssueKind;
use std::collections::{BTreeMap, BTreeSet};

/// Lines that no total takes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-13",
    title: "Chaque ligne d’un tableau entre dans ses totaux",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les lignes qui n’entrent dans aucune plage de la formule du total, directement ou par un sous-total, sont signalées.",
        why: "Une ligne hors du total est dans le plan et pas dans le total que lit l’instructeur.",
        source: RULE,
        mend: "Ajoutez la ligne à la formule du total, ou son sous-total s’il en manque un.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        let mut lines: BTreeMap<(usize, u32), Vec<Omission<'_>>> = BTreeMap::new();
        let misplaced: BTreeSet<(usize, u32)> = scope
            .reading
            .issues
            .iter()
            .filter(|issue| matches!(issue.kind, IssueKind::LineOutsideTable { .. }))
            .filter_map(|issue| scope.recalculation.cell_of(&issue.place))
            .map(|cell| (cell.sheet, cell.row))
            .collect();
        for (total, verdict) in judge(scope) {
            let Verdict::Range(coverage) = verdict else { continue };
            let Some(at) = scope.recalculation.cell_of(&total.place) else { continue };
            // Edges are T-12's, lines below the total L-04's.
            seen.extend(coverage.edges.iter().copied());
            for cell in &coverage.outside {
                if !misplaced.contains(&(cell.sheet, cell.row)) && seen.insert(*cell) {
                    lines.entry((cell.sheet, cell.row)).or_default().push((*cell, at, &total.label));
                }
            }
        }
        for columns in lines.into_values() {
            let Some((cell, at, label)) = columns.first().copied() else { continue };
            let totals: Vec<Place> =
                columns.iter().map(|(_, total, _)| scope.recalculation.place(*total)).collect();
            let line = cell.row.saturating_add(1);
            let spread = spreading(&scope.recalculation.place(cell), &totals.iter().collect::<Vec<_>>());
            let mut found = anomaly(
                scope,
                cell,
                format!("la ligne {line} n’entre pas dans le total « {label} »{spread}"),
            )
            .found(format!(
                "{} ({} en {})",
                saved(scope, cell),
                formula(scope, at),
                cell_name(at.row, at.column)
            ))
            .expected("une ligne prise une fois dans le total");
            for total in &totals {
                found = found.at(total);
            }
            answers.finding(found);
        }
        compared(scope, answers);
    }),
};

/// A line's cell, the total that leaves it out, and its label.
type Omission<'a> = (CellRef, CellRef, &'a str);
