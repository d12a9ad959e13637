//! Lines that no total takes.

use std::collections::{BTreeMap, BTreeSet};

use super::shared::{RULE, at_cell, formulas_compared, saved_with_formula};
use crate::audit::Audit;
use crate::audit::totals::{Verdict, to_type};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Severity};
use crate::formula::CellRef;
use crate::model::{DeclaredTotal, Money};
use crate::source::table::IssueKind;

/// Lines that no total takes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-13",
    title: "Chaque ligne d’un tableau entre dans ses totaux",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les lignes qui n’entrent dans aucune plage de la formule du total, directement ou par un sous-total, sont signalées.",
        why: "Une ligne hors du total est dans le plan et pas dans le total que lit l’instructeur.",
        basis: Basis::Arithmetic(RULE),
        mend: "Ajoutez la ligne à la formule du total, ou son sous-total s’il en manque un.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        let mut lines: BTreeMap<(usize, u32), Vec<Omission<'_>>> = BTreeMap::new();
        let mut subtotals: BTreeMap<(u32, u32), Vec<Omission<'_>>> = BTreeMap::new();
        let below = audit.noticed(|kind| matches!(kind, IssueKind::LineOutsideTable { .. }));
        let misplaced: BTreeSet<(usize, u32)> = below.iter().map(|cell| (cell.sheet, cell.row)).collect();
        for (total, verdict) in audit.totals() {
            let Verdict::Range { coverage, stated, sum } = verdict else { continue };
            let Some(at) = audit.cell_of(&total.place) else { continue };
            // Edges are T-12's, lines below the total L-04's.
            seen.extend(coverage.edges.iter().copied());
            let omission = |cell| Omission { cell, at, total, stated: *stated, sum: *sum };
            let mut outside = coverage.outside.clone();
            // A whole block left out is its subtotal left out.
            while let Some((cell, covered)) = audit.forgotten_subtotal(total, &outside) {
                outside.retain(|line| !covered.contains(line));
                seen.extend(covered);
                subtotals.entry((at.row, cell.row)).or_default().push(omission(cell));
            }
            for cell in outside {
                if !misplaced.contains(&(cell.sheet, cell.row)) && seen.insert(cell) {
                    lines.entry((cell.sheet, cell.row)).or_default().push(omission(cell));
                }
            }
        }
        for columns in subtotals.into_values() {
            tell_subtotal(audit, answers, &columns);
        }
        for columns in lines.into_values() {
            tell_line(audit, answers, &columns);
        }
        formulas_compared(audit, answers);
    }),
};

/// A cell, the total that leaves it out, what the total says and what it should.
struct Omission<'a> {
    cell: CellRef,
    at: CellRef,
    total: &'a DeclaredTotal,
    stated: Money,
    sum: Money,
}

fn tell_subtotal(audit: &Audit<'_>, answers: &mut Answers, columns: &[Omission<'_>]) {
    let Some(first) = columns.first() else { return };
    let from = first.at.sheet;
    let mut finding = at_cell(
        audit,
        first.at,
        say!("le total « {} » oublie le sous-total {}", &first.total.label, audit.names(&[first.cell], from)),
    )
    .found(saved_with_formula(audit, first.at))
    .expected(say!("une somme qui prend aussi {}", audit.names(&[first.cell], from)))
    .stake(first.stated.distance(first.sum));
    for omission in columns.iter().skip(1) {
        finding = finding.at(&omission.total.place);
    }
    for omission in columns {
        let place = &omission.total.place;
        finding = finding
            .at(&audit.place(omission.cell))
            .mended_by(place, to_type(audit, place, omission.stated, omission.sum));
    }
    answers.finding(finding);
}

fn tell_line(audit: &Audit<'_>, answers: &mut Answers, columns: &[Omission<'_>]) {
    let Some(first) = columns.first() else { return };
    let line = first.cell.row.saturating_add(1);
    let mut finding = at_cell(
        audit,
        first.cell,
        say!("la ligne {} n’entre pas dans le total « {} »", line.to_string(), &first.total.label),
    )
    .found(say!(
        "{} ({} en {})",
        audit.saved(first.cell),
        audit.formula(first.at),
        Fact::cells([first.total.place.clone()], &audit.place(first.cell))
    ))
    .expected("une ligne prise une fois dans le total")
    .stake(first.stated.distance(first.sum));
    for omission in columns {
        let place = &omission.total.place;
        finding = finding.at(place).mended_by(place, to_type(audit, place, omission.stated, omission.sum));
    }
    answers.finding(finding);
}
