//! Judging each total: against its lines, then its formula.

use rust_decimal::Decimal;

use super::corrected::{corrected, number_of};
use super::covered::{Covered, covered};
use super::follow::follow;
use super::index::TotalIndex;
use super::verdict::Verdict;
use crate::audit::Audit;
use crate::formula::{CellRef, Outcome, Value};
use crate::model::Money;
use crate::model::budget::DeclaredTotal;

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
