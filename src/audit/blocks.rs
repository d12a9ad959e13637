//! Lines whose category is not that of the block whose subtotal counts them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Audit;
use crate::model::budget::{DeclaredTotal, ExpenseLine, TotalScope};
use crate::model::text::{holds_words, normalise};
use crate::model::{Located, Place};

/// A line that stands in the block of another category.
#[derive(Debug)]
pub struct Stray<'a> {
    /// The category of the line.
    pub category: &'a Located<Arc<str>>,
    /// The category of the block.
    pub block: &'a str,
    /// The subtotal that counts it.
    pub subtotal: &'a DeclaredTotal,
    /// The line.
    pub line: &'a ExpenseLine,
}

/// How many lines stand in a block of one category, and those that say another one.
#[must_use]
pub fn strays<'a>(audit: &Audit<'a>) -> (usize, Vec<Stray<'a>>) {
    let budget = audit.budget();
    let mut blocks: BTreeMap<(usize, usize), Vec<&DeclaredTotal>> = BTreeMap::new();
    for total in budget.declared_totals.iter().filter(|total| !total.is_grand_total) {
        let TotalScope::Lines { start, end } = total.scope;
        if is_of_expenses(total) {
            blocks.entry((start, end)).or_default().push(total);
        }
    }
    let lines_of = |(start, end): (usize, usize)| {
        budget.expense_lines.get(start..end.min(budget.expense_lines.len())).unwrap_or_default()
    };
    // The blocks where each category stands: one met in one place only may be a slip of the pen, told elsewhere.
    let mut homes: BTreeMap<String, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for block in blocks.keys() {
        for category in lines_of(*block).iter().filter_map(|line| line.category.as_ref()) {
            homes.entry(normalise(&category.value)).or_default().insert(*block);
        }
    }
    let (mut compared, mut found) = (0, Vec::new());
    for (block, totals) in &blocks {
        let Some(subtotal) = totals.first().copied() else { continue };
        let lines = lines_of(*block);
        let Some(of_block) = category_of(subtotal, lines) else { continue };
        compared += lines.len();
        let wanted = normalise(of_block);
        for line in lines {
            let Some(category) = &line.category else { continue };
            let own = normalise(&category.value);
            let has_home = homes.get(&own).is_some_and(|homes| homes.iter().any(|home| home != block));
            if own != wanted && has_home {
                found.push(Stray { category, block: of_block, subtotal, line });
            }
        }
    }
    (compared, found)
}

/// The category of a block: the one its subtotal names, or the one of all its lines but one; most lines have it.
fn category_of<'a>(subtotal: &DeclaredTotal, lines: &'a [ExpenseLine]) -> Option<&'a str> {
    let mut counts: BTreeMap<String, (usize, &'a str)> = BTreeMap::new();
    for category in lines.iter().filter_map(|line| line.category.as_ref()) {
        counts.entry(normalise(&category.value)).or_insert((0, &category.value)).0 += 1;
    }
    let label = normalise(&subtotal.label);
    let filled: usize = counts.values().map(|(count, _)| count).sum();
    let (words, (most, name)) = counts.iter().max_by_key(|(_, (count, _))| *count)?;
    let is_named = holds_words(&label, words);
    // A subtotal that names no category may be a year's or a partner's: all its lines but one must agree.
    let agree = if is_named { most * 2 > filled } else { filled >= 4 && most + 1 >= filled };
    agree.then_some(*name)
}

fn is_of_expenses(total: &DeclaredTotal) -> bool {
    use crate::model::TotalColumn::{AmountExclVat, AmountInclVat, Vat};
    matches!(total.column, AmountExclVat | AmountInclVat | Vat) && matches!(total.place, Place::Cell { .. })
}
