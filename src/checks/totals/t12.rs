//! Sums that take too few or too many lines.

use crate::checks::table_totals::{Verdict, judge};
use crate::checks::totals::formulas::NAMED;
use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::formula;
use crate::checks::totals::formulas::name;
use crate::checks::totals::formulas::rows;
use crate::checks::totals::formulas::saved;
use crate::checks::totals::formulas::spreading;
use crate::checks::{Check, Explanation, Run, Scope};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::formula::CellRef;
use crate::model::Place;
use crate::model::french::listed;
use std::collections::{BTreeMap, BTreeSet};

/// Sums that take too few or too many lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-12",
    title: "Chaque somme prend toutes ses lignes, une fois et une seule",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "La plage de chaque formule de total est comparée aux lignes du tableau : ligne oubliée au bord de la plage, sous-total additionné avec ses lignes.",
        why: "Une ligne ajoutée sous la plage n’entre pas dans le total ; un sous-total pris dans la plage compte ses lignes deux fois.",
        source: RULE,
        mend: "Corrigez la plage de la formule : de la première à la dernière ligne, sans les sous-totaux, ou la somme des seuls sous-totaux.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        // The same fault in the columns of one total row has one cause: the rows, told once.
        let mut groups: BTreeMap<(usize, u32, bool, Vec<u32>), Vec<RangeFault<'_>>> = BTreeMap::new();
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        for (total, verdict) in judge(scope) {
            let Verdict::Range(coverage) = verdict else { continue };
            let Some(at) = scope.recalculation.cell_of(&total.place) else { continue };
            for (doubled, cells) in [(false, &coverage.edges), (true, &coverage.doubled)] {
                let cells: Vec<CellRef> = cells.iter().copied().filter(|cell| seen.insert(*cell)).collect();
                if cells.is_empty() {
                    continue;
                }
                let key = (at.sheet, at.row, doubled, cells.iter().map(|cell| cell.row).collect());
                let through = coverage.through.clone();
                groups.entry(key).or_default().push(RangeFault { at, label: &total.label, cells, through });
            }
        }
        for ((_, _, doubled, _), faults) in groups {
            if let Some(found) = range_anomaly(scope, doubled, &faults) {
                answers.finding(found);
            }
        }
        compared(scope, answers);
    }),
};

fn names(scope: &Scope<'_>, cells: &[CellRef], from: usize) -> String {
    let mut shown: Vec<String> = cells.iter().take(NAMED).map(|cell| name(scope, *cell, from)).collect();
    if cells.len() > NAMED {
        shown.push(counted(cells.len() - NAMED, "autre", "autres"));
    }
    listed(&shown)
}

/// A total whose formula takes some lines too often or not at all.
struct RangeFault<'a> {
    at: CellRef,
    label: &'a str,
    cells: Vec<CellRef>,
    through: Vec<CellRef>,
}

fn range_anomaly(scope: &Scope<'_>, doubled: bool, faults: &[RangeFault<'_>]) -> Option<Finding> {
    let fault = faults.first()?;
    let at = fault.at;
    let others: Vec<CellRef> = faults.iter().skip(1).map(|fault| fault.at).collect();
    let alike = if others.is_empty() {
        String::new()
    } else {
        format!(" ; de même en {}", names(scope, &others, at.sheet))
    };
    let lines = if fault.cells.len() > 1 { "les lignes" } else { "la ligne" };
    let what = if doubled {
        let through = names(scope, &fault.through, at.sheet);
        let how = if fault.through.is_empty() {
            String::new()
        } else {
            format!(", une fois pour {} et une fois dans {through}", pronoun(fault.cells.len()))
        };
        format!("compte deux fois {lines} {}{how}", rows(&fault.cells))
    } else {
        format!("oublie {lines} {}, au bord de sa plage", rows(&fault.cells))
    };
    let spread = spread_of_total(scope, at);
    let mut found =
        anomaly(scope, at, format!("la somme du total « {} » {what}{alike}{spread}", fault.label))
            .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
            .expected(if doubled {
                "chaque ligne une seule fois".to_owned()
            } else {
                format!("une somme qui prend aussi {}", names(scope, &fault.cells, at.sheet))
            });
    let also = if doubled { &fault.through } else { &fault.cells };
    for cell in also.iter().chain(&others).take(NAMED) {
        found = found.at(&scope.recalculation.place(*cell));
    }
    Some(found)
}

const fn pronoun(count: usize) -> &'static str {
    if count > 1 { "elles-mêmes" } else { "elle-même" }
}

/// A total that adds the wrong lines makes wrong what reads it, right as the saved values are.
fn spread_of_total(scope: &Scope<'_>, at: CellRef) -> String {
    let places: Vec<Place> =
        scope.recalculation.readers(at).into_iter().map(|cell| scope.recalculation.place(cell)).collect();
    spreading(&scope.recalculation.place(at), &places.iter().collect::<Vec<_>>())
}
