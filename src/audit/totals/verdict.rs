//! What is wrong with a total, its formulas recomputed.

use rust_decimal::Decimal;

use super::corrected::{corrected, number_of};
use super::covered::{Covered, covered};
use super::follow::follow;
use super::index::TotalIndex;
use crate::audit::Audit;
use crate::formula::{CellRef, Outcome, Value};
use crate::model::budget::DeclaredTotal;
use crate::model::{Money, Place};

/// What is wrong with a total, its formulas recomputed.
#[derive(Debug)]
pub enum Verdict {
    /// No readable value.
    NoValue,
    /// Covered lines have no amount: the first of their cells.
    NoLine(Vec<Place>),
    /// The same, to the cent.
    Right,
    /// Something else than the sum of the lines.
    Wrong {
        /// What the total says.
        stated: Money,
        /// What its lines add up to.
        sum: Money,
        /// The lines.
        lines: Vec<Covered>,
    },
    /// Wrong by what other totals, or lines that are themselves wrong, are wrong by.
    Follows {
        /// What the total says.
        stated: Money,
        /// What its lines add up to.
        sum: Money,
        /// The cells that explain the whole difference.
        causes: Vec<Place>,
    },
    /// Its formula leaves lines out or counts some twice.
    Range {
        /// Which lines.
        coverage: Coverage,
        /// What the total says.
        stated: Money,
        /// What its lines add up to.
        sum: Money,
    },
    /// Exact before rounding: the lines are rounded one by one, the total once.
    Drift {
        /// What the total says.
        stated: Money,
        /// What its rounded lines add up to.
        sum: Money,
    },
}

/// How the formula of a total takes the lines it should.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Lines left out that touch a range of the formula.
    pub edges: Vec<CellRef>,
    /// Lines left out elsewhere.
    pub outside: Vec<CellRef>,
    /// Lines counted more than once.
    pub doubled: Vec<CellRef>,
    /// The subtotals through which they are counted again.
    pub through: Vec<CellRef>,
}

impl Coverage {
    fn is_whole(&self) -> bool {
        self.edges.is_empty() && self.outside.is_empty() && self.doubled.is_empty()
    }
}

/// The verdict of each total, in the order of the workbook.
pub fn verdicts(audit: &Audit<'_>) -> Vec<Verdict> {
    let totals = &audit.budget().declared_totals;
    let index = TotalIndex::new(audit);
    let mut judged: Vec<(&DeclaredTotal, Verdict)> = Vec::new();
    for total in totals {
        judged.push((total, verdict(audit, total, &index)));
    }
    follow(audit, &mut judged);
    judged.into_iter().map(|(_, verdict)| verdict).collect()
}

fn verdict(audit: &Audit<'_>, total: &DeclaredTotal, index: &TotalIndex<'_>) -> Verdict {
    let cell = audit.recalculation.cell_of(&total.place);
    let stated = match cell {
        Some(cell) => corrected(audit, cell, total.value),
        None => total.value,
    };
    let Some(stated) = stated else { return Verdict::NoValue };
    let lines = match covered(audit, total) {
        Ok(lines) => lines,
        Err(without) => return Verdict::NoLine(without),
    };
    let sum = lines.iter().fold(Money::ZERO, |sum, line| sum.checked_add(line.amount).unwrap_or(sum));
    // A loop is told as such: what it adds has no meaning.
    let follows_itself = |cell: &CellRef| {
        audit.recalculation.get(*cell).is_some_and(|one| matches!(one.outcome, Outcome::Circular(_)))
    };
    let coverage =
        cell.filter(|cell| !follows_itself(cell)).and_then(|cell| index.coverage(audit, cell, &lines));
    if let Some(coverage) = coverage.filter(|coverage| !coverage.is_whole()) {
        return Verdict::Range { coverage, stated, sum };
    }
    if sum == stated {
        return Verdict::Right;
    }
    if let Some(exact) = cell.and_then(|cell| drift(audit, cell, &lines))
        && Money::from_decimal(exact) == Some(stated)
    {
        return Verdict::Drift { stated, sum };
    }
    Verdict::Wrong { stated, sum, lines }
}

/// The sum of the lines before any rounding, when the total is a formula and gives it.
fn drift(audit: &Audit<'_>, total: CellRef, lines: &[Covered]) -> Option<Decimal> {
    let Value::Number(computed) = audit.recalculation.get(total)?.computed()? else { return None };
    let mut exact = Decimal::ZERO;
    for line in lines {
        let at = audit.recalculation.cell_of(&line.place)?;
        let number = match audit.recalculation.get(at).and_then(|one| one.computed()) {
            Some(Value::Number(number)) => *number,
            _ => number_of(audit.recalculation.content(at)?)?,
        };
        exact = exact.checked_add(number)?;
    }
    (computed.checked_sub(exact)?.abs() <= Decimal::new(1, 7)).then_some(exact)
}
