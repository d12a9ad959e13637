//! Judges each subtotal and total once, for the checks that each report one kind of fault.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::Scope;
use super::line_faults::LineFaults;
use super::totals::sum_of_years;
use crate::formula::{CellRef, Outcome, Value};
use crate::model::budget::DeclaredTotal;
use crate::model::{Located, Maybe, Money, Place, TotalColumn, TotalScope};
use crate::source::table::IssueKind;
use crate::source::workbook::sheet::Cell;

/// Most wrong totals that are grouped by cause.
const MOST_WRONG_TOTALS: usize = 100;

/// Most lines without amount that are named.
const LINES_NAMED: usize = 6;

/// Most cells counted while following the formulas of totals.
const COUNTED_CELLS: usize = 2_000_000;

/// One line that a total covers.
#[derive(Debug, Clone)]
pub(super) struct Covered {
    pub(super) place: Place,
    pub(super) amount: Money,
}

/// What is wrong with a total, its formulas recomputed.
#[derive(Debug)]
pub(super) enum Verdict {
    /// No readable value.
    NoValue,
    /// Covered lines have no amount: the first of their cells.
    NoLine(Vec<Place>),
    /// The same, to the cent.
    Right,
    /// Something else than the sum of the lines.
    Wrong { stated: Money, sum: Money, lines: Vec<Covered> },
    /// Wrong by what other totals, or lines that are themselves wrong, are wrong by.
    Follows { causes: Vec<Place> },
    /// Its formula leaves lines out or counts some twice.
    Range(Coverage),
    /// Exact before rounding: the lines are rounded one by one, the total once.
    Drift { stated: Money, sum: Money },
}

/// How the formula of a total takes the lines it should.
#[derive(Debug, Clone, Default)]
pub(super) struct Coverage {
    /// Lines left out that touch a range of the formula.
    pub(super) edges: Vec<CellRef>,
    /// Lines left out elsewhere.
    pub(super) outside: Vec<CellRef>,
    /// Lines counted more than once.
    pub(super) doubled: Vec<CellRef>,
    /// The subtotals through which they are counted again.
    pub(super) through: Vec<CellRef>,
}

impl Coverage {
    fn is_whole(&self) -> bool {
        self.edges.is_empty() && self.outside.is_empty() && self.doubled.is_empty()
    }
}

/// What a cell is worth once its formula is recomputed; a cell typed by hand is worth what it says.
pub(super) fn recomputed(scope: &Scope<'_>, cell: &Located<Money>) -> Money {
    scope
        .recalculation
        .cell_of(&cell.place)
        .and_then(|at| corrected(scope, at, Some(cell.value)))
        .unwrap_or(cell.value)
}

/// True when the saved value of a cell is not what its formula gives: T-10 says so.
pub(super) fn is_stale(scope: &Scope<'_>, place: &Place) -> bool {
    let at = scope.recalculation.cell_of(place);
    at.and_then(|at| scope.recalculation.get(at))
        .is_some_and(|one| matches!(one.outcome, Outcome::Stale { .. }))
}

/// The amount of a cell after recomputation, in the unit in which it was read.
fn corrected(scope: &Scope<'_>, at: CellRef, stated: Option<Money>) -> Option<Money> {
    let one = scope.recalculation.get(at);
    match (one.map(|one| &one.outcome), stated) {
        (Some(Outcome::Stale { computed: Value::Number(computed), .. }), Some(stated)) => {
            let saved = number_of(scope.recalculation.content(at)?)?;
            // The reader may have multiplied thousands of euros: the same factor applies.
            let factor = [1_i64, 1_000, 1_000_000]
                .into_iter()
                .map(Decimal::from)
                .find(|factor| saved.checked_mul(*factor).and_then(Money::from_decimal) == Some(stated));
            factor.and_then(|factor| Money::from_decimal(computed.checked_mul(factor)?)).or(Some(stated))
        }
        (Some(Outcome::Uncached(Value::Number(computed))), None) => {
            let scaled =
                scope.reading.issues.iter().any(|issue| matches!(issue.kind, IssueKind::ScaledAmount { .. }));
            if scaled { None } else { Money::from_decimal(*computed) }
        }
        _ => stated,
    }
}

fn number_of(cell: &Cell) -> Option<Decimal> {
    match Value::of_cell(&cell.value) {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Each total with its verdict, in the order of the workbook.
pub(super) fn judge<'a>(scope: &Scope<'a>) -> Vec<(&'a DeclaredTotal, &'a Verdict)> {
    let totals = &scope.budget().declared_totals;
    totals.iter().zip(scope.memo.verdicts.get_or_init(|| verdicts(scope))).collect()
}

fn verdicts(scope: &Scope<'_>) -> Vec<Verdict> {
    let totals = &scope.budget().declared_totals;
    let index = TotalIndex::new(scope);
    let mut judged: Vec<(&DeclaredTotal, Verdict)> = Vec::new();
    for total in totals {
        judged.push((total, verdict(scope, total, &index)));
    }
    follow(scope, &mut judged);
    judged.into_iter().map(|(_, verdict)| verdict).collect()
}

/// Tells the totals that are wrong only by what another one is wrong by.
fn follow(scope: &Scope<'_>, judged: &mut [(&DeclaredTotal, Verdict)]) {
    let gaps: Vec<(&Place, CellRef, i64)> = judged
        .iter()
        .filter_map(|(total, verdict)| match verdict {
            Verdict::Wrong { stated, sum, .. } => {
                Some((&total.place, scope.recalculation.cell_of(&total.place)?, stated.cents() - sum.cents()))
            }
            _ => None,
        })
        .collect();
    // A total that is right but for a line that is wrong has that line for its cause.
    let corrections = LineFaults::of(scope).corrections();
    for (_, verdict) in judged.iter_mut() {
        let Verdict::Wrong { stated, sum, lines } = verdict else { continue };
        let short: Vec<(&Place, i64)> = lines
            .iter()
            .filter_map(|line| corrections.get_key_value(&line.place).map(|(place, by)| (*place, *by)))
            .collect();
        let gap = short.iter().try_fold(0_i64, |gap, (_, by)| gap.checked_add(*by));
        if !short.is_empty() && gap == stated.cents().checked_sub(sum.cents()) {
            *verdict =
                Verdict::Follows { causes: short.into_iter().map(|(place, _)| place.clone()).collect() };
        }
    }
    // So has one that is right but for the total of a line that is not the sum of its years.
    let of_years: Vec<(CellRef, &Place, i64)> = scope
        .budget()
        .year_splits
        .iter()
        .filter_map(|split| {
            let gap = split.total.value.cents().checked_sub(sum_of_years(split).cents())?;
            Some((scope.recalculation.cell_of(&split.total.place)?, &split.total.place, gap))
        })
        .filter(|(.., gap)| *gap != 0)
        .collect();
    for (total, verdict) in judged.iter_mut().filter(|(total, _)| total.year.is_none()) {
        let Verdict::Wrong { stated, sum, .. } = verdict else { continue };
        let Some(own) = scope.recalculation.cell_of(&total.place) else { continue };
        let above: Vec<_> =
            of_years.iter().filter(|(at, ..)| (at.sheet, at.column) == (own.sheet, own.column)).collect();
        let gap = above.iter().try_fold(0_i64, |gap, (.., by)| gap.checked_add(*by));
        if !above.is_empty() && gap == stated.cents().checked_sub(sum.cents()) {
            *verdict =
                Verdict::Follows { causes: above.iter().map(|(_, place, _)| (*place).clone()).collect() };
        }
    }
    // Pairs are compared: a file with hundreds of wrong totals is told total by total.
    if gaps.len() > MOST_WRONG_TOTALS {
        return;
    }
    for (total, verdict) in judged {
        let Verdict::Wrong { stated, sum, .. } = verdict else { continue };
        let Some(own) = scope.recalculation.cell_of(&total.place) else { continue };
        let read: Vec<_> =
            gaps.iter().filter(|(_, cell, _)| *cell != own && reads(scope, own, *cell)).collect();
        // Totals of totals: only the nearest ones count, each of which already holds what it reads.
        let nearest: Vec<_> = read
            .iter()
            .filter(|(_, cell, _)| {
                !read.iter().any(|(_, other, _)| other != cell && reads(scope, *other, *cell))
            })
            .collect();
        let gap: i64 = nearest.iter().map(|(_, _, gap)| *gap).sum();
        if !nearest.is_empty() && gap == stated.cents() - sum.cents() {
            *verdict =
                Verdict::Follows { causes: nearest.iter().map(|(place, ..)| (*place).clone()).collect() };
        }
    }
}

/// True when a formula reads a cell, directly or through other formulas.
fn reads(scope: &Scope<'_>, reader: CellRef, cell: CellRef) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![reader];
    while let Some(at) = waiting.pop() {
        let Some(one) = scope.recalculation.get(at) else { continue };
        if one.areas.iter().any(|area| area.contains(cell)) {
            return true;
        }
        waiting.extend(scope.recalculation.precedents(at).iter().filter(|next| seen.insert(**next)));
    }
    false
}

fn verdict(scope: &Scope<'_>, total: &DeclaredTotal, index: &TotalIndex<'_>) -> Verdict {
    let cell = scope.recalculation.cell_of(&total.place);
    let stated = match cell {
        Some(cell) => corrected(scope, cell, total.value),
        None => total.value,
    };
    let Some(stated) = stated else { return Verdict::NoValue };
    let lines = match covered(scope, total) {
        Ok(lines) => lines,
        Err(without) => return Verdict::NoLine(without),
    };
    let sum = lines.iter().fold(Money::ZERO, |sum, line| sum.checked_add(line.amount).unwrap_or(sum));
    // A loop is told as such: what it adds has no meaning.
    let follows_itself = |cell: &CellRef| {
        scope.recalculation.get(*cell).is_some_and(|one| matches!(one.outcome, Outcome::Circular(_)))
    };
    let coverage =
        cell.filter(|cell| !follows_itself(cell)).and_then(|cell| index.coverage(scope, cell, &lines));
    if let Some(coverage) = coverage.filter(|coverage| !coverage.is_whole()) {
        return Verdict::Range(coverage);
    }
    if sum == stated {
        return Verdict::Right;
    }
    if let Some(exact) = cell.and_then(|cell| drift(scope, cell, &lines))
        && Money::from_decimal(exact) == Some(stated)
    {
        return Verdict::Drift { stated, sum };
    }
    Verdict::Wrong { stated, sum, lines }
}

/// The sum of the lines before any rounding, when the total is a formula and gives it.
fn drift(scope: &Scope<'_>, total: CellRef, lines: &[Covered]) -> Option<Decimal> {
    let Value::Number(computed) = scope.recalculation.get(total)?.computed()? else { return None };
    let mut exact = Decimal::ZERO;
    for line in lines {
        let at = scope.recalculation.cell_of(&line.place)?;
        let number = match scope.recalculation.get(at).and_then(|one| one.computed()) {
            Some(Value::Number(number)) => *number,
            _ => number_of(scope.recalculation.content(at)?)?,
        };
        exact = exact.checked_add(number)?;
    }
    (computed.checked_sub(exact)?.abs() <= Decimal::new(1, 7)).then_some(exact)
}

/// The lines a declared total covers, with their cells.
///
/// # Errors
/// The first cells of the covered lines that have no amount.
pub(super) fn covered(scope: &Scope<'_>, total: &DeclaredTotal) -> Result<Vec<Covered>, Vec<Place>> {
    let TotalScope::Lines { start, end } = total.scope;
    let budget = scope.budget();
    // The foot of a year's column adds up the lines of that year only.
    let counts =
        |year: &Maybe<i32>| total.year.is_none() || year.as_ref().map(|year| year.value) == total.year;
    let mut cells: Vec<(&Place, Maybe<Money>)> = Vec::new();
    macro_rules! gather {
        ($lines:expr, $field:ident) => {
            for line in range(&$lines, start, end).filter(|line| counts(&line.year)) {
                cells.push((&line.place, line.$field.clone()));
            }
        };
    }
    match total.column {
        TotalColumn::AmountExclVat => gather!(budget.expense_lines, amount_excl_vat),
        TotalColumn::Vat => gather!(budget.expense_lines, vat),
        TotalColumn::AmountInclVat => gather!(budget.expense_lines, amount_incl_vat),
        TotalColumn::StaffCost => gather!(budget.staff_lines, stated_cost),
        TotalColumn::ResourceAmount => {
            for line in range(&budget.resources, start, end) {
                cells.push((&line.place, line.amount.clone()));
            }
        }
        TotalColumn::Hours => {
            for line in range(&budget.staff_lines, start, end).filter(|line| counts(&line.year)) {
                let hours = line.hours.as_ref().and_then(|cell| {
                    Some(Located::new(Money::from_decimal(cell.value)?, cell.place.clone()))
                });
                cells.push((&line.place, hours));
            }
        }
    }
    let Place::Cell { column, .. } = &total.place else { return Err(Vec::new()) };
    let mut lines = Vec::with_capacity(cells.len());
    let mut without = Vec::new();
    for (line, amount) in cells {
        // Without a readable amount, the line's cell is the one in the column of the total.
        let place = match (&amount, line) {
            (Some(amount), _) => amount.place.clone(),
            (None, line) => line.in_column(*column),
        };
        let stated = amount.map(|amount| amount.value);
        let amount = match scope.recalculation.cell_of(&place) {
            Some(at) => corrected(scope, at, stated),
            None => stated,
        };
        match amount {
            Some(amount) => lines.push(Covered { place, amount }),
            None if without.len() < LINES_NAMED => without.push(place),
            None => {}
        }
    }
    if without.is_empty() { Ok(lines) } else { Err(without) }
}

fn range<T>(lines: &[T], start: usize, end: usize) -> std::slice::Iter<'_, T> {
    lines.get(start..end.min(lines.len())).unwrap_or_default().iter()
}

/// The totals of the workbook by their cells.
struct TotalIndex<'a> {
    totals: BTreeMap<CellRef, &'a DeclaredTotal>,
    /// How many more cells may be counted: beyond, the totals are compared without their formulas.
    left: std::cell::Cell<usize>,
}

impl<'a> TotalIndex<'a> {
    fn new(scope: &Scope<'a>) -> Self {
        let totals = scope.budget().declared_totals.iter();
        Self {
            totals: totals
                .filter_map(|total| Some((scope.recalculation.cell_of(&total.place)?, total)))
                .collect(),
            left: std::cell::Cell::new(COUNTED_CELLS),
        }
    }

    /// How the formula of a total takes its lines; `None` when it does anything else than add.
    fn coverage(&self, scope: &Scope<'_>, total: CellRef, lines: &[Covered]) -> Option<Coverage> {
        let mut counts = BTreeMap::new();
        let mut through = Vec::new();
        self.count(scope, total, 0, &mut counts, &mut through)?;
        let cells: Vec<CellRef> =
            lines.iter().map(|line| scope.recalculation.cell_of(&line.place)).collect::<Option<_>>()?;
        if cells.iter().any(|cell| (cell.sheet, cell.column) != (total.sheet, total.column)) {
            return None;
        }
        let mut coverage = Coverage::default();
        let areas = scope.recalculation.get(total).map(|one| one.areas.as_slice()).unwrap_or_default();
        let ranges: Vec<_> = areas.iter().filter(|area| area.single().is_none()).collect();
        for cell in cells {
            match counts.get(&cell).copied().unwrap_or(0) {
                0 => {
                    let touches = ranges.iter().any(|area| {
                        area.sheet == cell.sheet
                            && (cell.row.saturating_add(1) == area.range.first_row
                                || cell.row == area.range.last_row.saturating_add(1))
                    });
                    if touches { coverage.edges.push(cell) } else { coverage.outside.push(cell) }
                }
                1 => {}
                _ => coverage.doubled.push(cell),
            }
        }
        if !coverage.doubled.is_empty() {
            through.sort_unstable();
            through.dedup();
            coverage.through = through;
        }
        // A range that stops two lines early misses both: what follows an edge is at the edge too.
        if !coverage.edges.is_empty() {
            coverage.edges.append(&mut coverage.outside);
            coverage.edges.sort_unstable();
        }
        Some(coverage)
    }

    /// Counts how often each cell enters a total, through the totals it adds.
    fn count(
        &self,
        scope: &Scope<'_>,
        total: CellRef,
        depth: usize,
        counts: &mut BTreeMap<CellRef, u32>,
        through: &mut Vec<CellRef>,
    ) -> Option<()> {
        let formula = scope.recalculation.content(total)?.formula.as_ref()?;
        let one = scope.recalculation.get(total)?;
        if depth > 8 || !is_additive(formula) || one.areas.is_empty() {
            return None;
        }
        let leaves_subtotals = is_subtotal(formula);
        for area in &one.areas {
            if area.sheet != total.sheet
                || area.range.first_column != total.column
                || area.range.last_column != total.column
            {
                return None;
            }
            let sheet = scope.recalculation.sheet(total)?;
            for cell in sheet.rows_between(area.range.first_row, area.range.last_row).flatten() {
                let at = CellRef { sheet: area.sheet, row: cell.row, column: cell.column };
                self.left.set(self.left.get().checked_sub(1)?);
                if cell.column != total.column {
                    continue;
                }
                let Some(inner) = self.totals.get(&at) else {
                    *counts.entry(at).or_default() += 1;
                    continue;
                };
                if leaves_subtotals && cell.formula.as_ref().is_some_and(|formula| is_subtotal(formula)) {
                    continue;
                }
                if area.single().is_none() {
                    through.push(at);
                }
                let mut of_inner = BTreeMap::new();
                if self.count(scope, at, depth + 1, &mut of_inner, &mut Vec::new()).is_none() {
                    // Typed by hand, or computed otherwise: it stands for the lines it covers.
                    of_inner.clear();
                    for line in covered(scope, inner).ok()? {
                        *of_inner.entry(scope.recalculation.cell_of(&line.place)?).or_default() += 1;
                    }
                }
                for (line, times) in of_inner {
                    *counts.entry(line).or_default() += times;
                }
            }
        }
        Some(())
    }
}

/// True for a formula that does nothing but add cells up, rounded or not.
fn is_additive(formula: &str) -> bool {
    let text: String =
        formula.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let text = text.trim_start_matches('=');
    if text.contains(['-', '*', '/', '"', '%', '^', '&', '<', '>', '=', '{', '[']) {
        return false;
    }
    // What precedes a parenthesis is the name of a function.
    let names = text.split('(').rev().skip(1).map(|before| {
        before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_').next().unwrap_or_default()
    });
    let mut known = true;
    for name in names {
        known &= matches!(name, "" | "SUM" | "ROUND" | "SUBTOTAL");
    }
    known && (!text.contains("SUBTOTAL(") || text.contains("SUBTOTAL(9,") || text.contains("SUBTOTAL(109,"))
}

fn is_subtotal(formula: &str) -> bool {
    let text = formula.trim_start_matches(['=', ' ']).to_ascii_uppercase();
    text.starts_with("SUBTOTAL(") || text.starts_with("AGGREGATE(")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_other_formulas() {
        for formula in ["SUM(A1:A3)", "A1+A2+A3", "ROUND(SUM(A1:A3),2)", "SUBTOTAL(9,A1:A3)", "SUM(A1,A2)+A3"]
        {
            assert!(is_additive(formula), "{formula}");
        }
        for formula in
            ["SUM(A1:A3)-A2", "SUM(A1:A3)*2", "AVERAGE(A1:A3)", "SUMIF(A1:A3,1)", "SUBTOTAL(1,A1:A3)"]
        {
            assert!(!is_additive(formula), "{formula}");
        }
    }
}
