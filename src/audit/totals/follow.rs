//! Which totals are wrong only by what another cell is wrong by.

use std::collections::BTreeSet;

use super::verdict::Verdict;
use crate::audit::Audit;
use crate::formula::CellRef;
use crate::model::budget::{DeclaredTotal, YearSplit};
use crate::model::{Money, Place};

/// Most wrong totals that are grouped by cause.
const MOST_WRONG_TOTALS: usize = 100;

/// What the years of a line add up to.
#[must_use]
pub fn sum_of_years(split: &YearSplit) -> Money {
    split.parts.iter().fold(Money::ZERO, |sum, part| sum.checked_add(part.value).unwrap_or(sum))
}

/// Tells the totals that are wrong only by what another one is wrong by.
pub(super) fn follow(audit: &Audit<'_>, judged: &mut [(&DeclaredTotal, Verdict)]) {
    let gaps: Vec<(&Place, CellRef, i64)> = judged
        .iter()
        .filter_map(|(total, verdict)| match verdict {
            Verdict::Wrong { stated, sum, .. } => {
                Some((&total.place, audit.recalculation.cell_of(&total.place)?, stated.cents() - sum.cents()))
            }
            _ => None,
        })
        .collect();
    // A total that is right but for a line that is wrong has that line for its cause.
    let corrections = audit.lines().corrections();
    for (_, verdict) in judged.iter_mut() {
        let Verdict::Wrong { stated, sum, lines } = verdict else { continue };
        let short: Vec<(&Place, i64)> = lines
            .iter()
            .filter_map(|line| corrections.get_key_value(&line.place).map(|(place, by)| (*place, *by)))
            .collect();
        let gap = short.iter().try_fold(0_i64, |gap, (_, by)| gap.checked_add(*by));
        if !short.is_empty() && gap == stated.cents().checked_sub(sum.cents()) {
            *verdict = Verdict::Follows {
                stated: *stated,
                sum: *sum,
                causes: short.into_iter().map(|(place, _)| place.clone()).collect(),
            };
        }
    }
    // So has one that is right but for the total of a line that is not the sum of its years.
    let of_years: Vec<(CellRef, &Place, i64)> = audit
        .budget()
        .year_splits
        .iter()
        .filter_map(|split| {
            let gap = split.total.value.cents().checked_sub(sum_of_years(split).cents())?;
            Some((audit.recalculation.cell_of(&split.total.place)?, &split.total.place, gap))
        })
        .filter(|(.., gap)| *gap != 0)
        .collect();
    for (total, verdict) in judged.iter_mut().filter(|(total, _)| total.year.is_none()) {
        let Verdict::Wrong { stated, sum, .. } = verdict else { continue };
        let Some(own) = audit.recalculation.cell_of(&total.place) else { continue };
        let above: Vec<_> =
            of_years.iter().filter(|(at, ..)| (at.sheet, at.column) == (own.sheet, own.column)).collect();
        let gap = above.iter().try_fold(0_i64, |gap, (.., by)| gap.checked_add(*by));
        if !above.is_empty() && gap == stated.cents().checked_sub(sum.cents()) {
            *verdict = Verdict::Follows {
                stated: *stated,
                sum: *sum,
                causes: above.iter().map(|(_, place, _)| (*place).clone()).collect(),
            };
        }
    }
    // Pairs are compared: a file with hundreds of wrong totals is told total by total.
    if gaps.len() > MOST_WRONG_TOTALS {
        return;
    }
    for (total, verdict) in judged {
        let Verdict::Wrong { stated, sum, .. } = verdict else { continue };
        let Some(own) = audit.recalculation.cell_of(&total.place) else { continue };
        let read: Vec<_> =
            gaps.iter().filter(|(_, cell, _)| *cell != own && reads(audit, own, *cell)).collect();
        // Totals of totals: only the nearest ones count, each of which already holds what it reads.
        let nearest: Vec<_> = read
            .iter()
            .filter(|(_, cell, _)| {
                !read.iter().any(|(_, other, _)| other != cell && reads(audit, *other, *cell))
            })
            .collect();
        let gap: i64 = nearest.iter().map(|(_, _, gap)| *gap).sum();
        if !nearest.is_empty() && gap == stated.cents() - sum.cents() {
            *verdict = Verdict::Follows {
                stated: *stated,
                sum: *sum,
                causes: nearest.iter().map(|(place, ..)| (*place).clone()).collect(),
            };
        }
    }
}

/// True when a formula reads a cell, directly or through other formulas.
fn reads(audit: &Audit<'_>, reader: CellRef, cell: CellRef) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![reader];
    while let Some(at) = waiting.pop() {
        if audit.recalculation.areas(at).iter().any(|area| area.contains(cell)) {
            return true;
        }
        waiting.extend(audit.recalculation.precedents(at).into_iter().filter(|next| seen.insert(*next)));
    }
    false
}
