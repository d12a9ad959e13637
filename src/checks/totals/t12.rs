//! Sums that take too few or too many lines.

use std::collections::{BTreeMap, BTreeSet};

use super::shared::{RULE, at_cell, formulas_compared, saved_with_formula};
use crate::audit::Audit;
use crate::audit::totals::{Verdict, to_type};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::formula::CellRef;
use crate::model::{DeclaredTotal, Money};

/// Sums that take too few or too many lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-12",
    title: "Chaque somme prend toutes ses lignes, une fois et une seule",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "La plage de chaque formule de total est comparée aux lignes du tableau : ligne oubliée au bord de la plage, sous-total additionné avec ses lignes.",
        why: "Une ligne ajoutée sous la plage n’entre pas dans le total ; un sous-total pris dans la plage compte ses lignes deux fois.",
        basis: Basis::Arithmetic(RULE),
        mend: "Corrigez la plage de la formule : de la première à la dernière ligne, sans les sous-totaux, ou la somme des seuls sous-totaux.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // The same fault in the columns of one total row has one cause: the rows, told once.
        let mut groups: BTreeMap<(usize, u32, bool, Vec<u32>), Vec<RangeFault<'_>>> = BTreeMap::new();
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        for (total, verdict) in audit.totals() {
            let Verdict::Range { coverage, stated, sum } = verdict else { continue };
            let Some(at) = audit.cell_of(&total.place) else { continue };
            for (doubled, cells) in [(false, &coverage.edges), (true, &coverage.doubled)] {
                let cells: Vec<CellRef> = cells.iter().copied().filter(|cell| seen.insert(*cell)).collect();
                if cells.is_empty() {
                    continue;
                }
                let key = (at.sheet, at.row, doubled, cells.iter().map(|cell| cell.row).collect());
                let through = coverage.through.clone();
                let fault = RangeFault { at, total, cells, through, stated: *stated, sum: *sum };
                groups.entry(key).or_default().push(fault);
            }
        }
        for ((_, _, doubled, _), faults) in groups {
            answers.findings_of(range_finding(audit, doubled, &faults));
        }
        formulas_compared(audit, answers);
    }),
};

/// A total whose formula takes some lines too often or not at all.
struct RangeFault<'a> {
    at: CellRef,
    total: &'a DeclaredTotal,
    cells: Vec<CellRef>,
    through: Vec<CellRef>,
    stated: Money,
    sum: Money,
}

fn range_finding(audit: &Audit<'_>, doubled: bool, faults: &[RangeFault<'_>]) -> Option<Finding> {
    let fault = faults.first()?;
    let (at, from) = (fault.at, fault.at.sheet);
    let others: Vec<CellRef> = faults.iter().skip(1).map(|fault| fault.at).collect();
    let subtotal = audit.subtotal_of(fault.total, &fault.cells).filter(|_| doubled);
    let lines = lines_named(&fault.cells);
    let label = &fault.total.label;
    let mut message = match (doubled, subtotal) {
        (true, Some(subtotal)) => say!(
            "la somme du total « {} » compte deux fois le sous-total « {} » ({})",
            label,
            &subtotal.label,
            Fact::cells([subtotal.place.clone()], &fault.total.place)
        ),
        (true, None) if fault.through.is_empty() => {
            say!("la somme du total « {} » compte deux fois {}", label, lines)
        }
        (true, None) => say!(
            "la somme du total « {} » compte deux fois {}, une fois pour {} et une fois dans {}",
            label,
            lines,
            Fact::Words(if fault.cells.len() > 1 { "elles-mêmes" } else { "elle-même" }),
            audit.names(&fault.through, from)
        ),
        (false, _) => say!("la somme du total « {} » oublie {}, au bord de sa plage", label, lines),
    };
    if !others.is_empty() {
        message = message.then(say!(" ; de même en {}", audit.names(&others, from)));
    }
    let mut finding = at_cell(audit, at, message)
        .found(saved_with_formula(audit, at))
        .expected(if doubled {
            "chaque ligne une seule fois".into()
        } else {
            say!("une somme qui prend aussi {}", audit.names(&fault.cells, from))
        })
        .stake(fault.stated.distance(fault.sum));
    let also = if doubled { &fault.through } else { &fault.cells };
    for cell in also.iter().chain(&others).take(PLACES) {
        finding = finding.at(&audit.place(*cell));
    }
    for fault in faults {
        let place = &fault.total.place;
        finding = finding.mended_by(place, to_type(audit, place, fault.stated, fault.sum));
    }
    Some(finding)
}

/// Places given beside the total.
const PLACES: usize = 10;

/// « la ligne 12 », « les lignes 12, 13 et 14 ».
fn lines_named(cells: &[CellRef]) -> Sentence {
    let rows = Fact::list(cells.iter().map(|cell| cell.row.saturating_add(1).to_string()));
    if cells.len() > 1 { say!("les lignes {}", rows) } else { say!("la ligne {}", rows) }
}
