//! Orders of size: amounts in thousands of euros among amounts in euros.

use std::sync::Arc;

use super::Audit;
use crate::model::text::{Mark, mark, normalise};
use crate::model::{ExpenseLine, Located, Maybe, Money, Place, StaffLine};

/// What a number of thousands of euros may lose by rounding: half a thousand, and never more than a twentieth.
const HALF_A_THOUSAND: i64 = 50_000;

/// True when one amount is the other in thousands of euros, rounded or not.
#[must_use]
pub fn is_thousandfold(one: Money, other: Money) -> bool {
    let (small, large) = if one.cents().abs() <= other.cents().abs() { (one, other) } else { (other, one) };
    let (small, large) = (i128::from(small.cents()), i128::from(large.cents()));
    if small == 0 || (small < 0) != (large < 0) {
        return false;
    }
    let gap = (small * 1_000 - large).abs();
    gap <= i128::from(HALF_A_THOUSAND) && gap * 20 <= large.abs()
}

/// An amount of another order of size than the same expense in other years.
#[derive(Debug)]
pub struct Outlier<'a> {
    /// The amount.
    pub amount: &'a Located<Money>,
    /// Where it was typed: the unit price or the annual cost it comes from, when the line has one.
    pub typed: &'a Place,
    /// The usual amount.
    pub usual: &'a Located<Money>,
}

/// The amounts of expenses that come back from year to year: how many were compared, and those of another order.
#[must_use]
pub fn repeated<'a>(audit: &Audit<'a>) -> (usize, Vec<Outlier<'a>>) {
    let budget = audit.budget();
    let expenses = budget.expense_lines.iter().filter_map(|line| {
        let amount = line.amount_excl_vat.as_ref().or(line.amount_incl_vat.as_ref())?;
        let typed = line.unit_price.as_ref().filter(|_| audit.has_formula(&amount.place));
        Some(Row {
            line: Line::Expense(line),
            amount,
            typed: typed.map_or(&amount.place, |price| &price.place),
        })
    });
    let staff = budget.staff_lines.iter().filter_map(|line| {
        let amount = line.annual_cost.as_ref()?;
        Some(Row { line: Line::Staff(line), amount, typed: &amount.place })
    });
    // What names an expense is only kept of those that are told: a budget may have a hundred thousand of them.
    let mut rows: Vec<(Mark, Row<'a>)> =
        expenses.chain(staff).map(|row| (mark(&row.line.names()), row)).collect();
    rows.sort_by_key(|(mark, _)| *mark);
    let mut compared = 0;
    let mut found: Vec<(Line<'a>, Vec<Outlier<'a>>)> = Vec::new();
    for group in rows.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1) {
        compared += group.len();
        let mut sorted: Vec<&Row<'a>> = group.iter().map(|(_, row)| row).collect();
        sorted.sort_by_key(|row| (row.amount.value, &row.amount.place));
        let Some(usual) = sorted.get(sorted.len() / 2).map(|row| row.amount) else { continue };
        let others = group.iter().filter(|(_, row)| is_another_magnitude(row.amount.value, usual.value));
        let outliers: Vec<_> =
            others.map(|(_, row)| Outlier { amount: row.amount, typed: row.typed, usual }).collect();
        if let (Some((_, row)), false) = (group.first(), outliers.is_empty()) {
            found.push((row.line, outliers));
        }
    }
    found.sort_by_cached_key(|(line, _)| line.names());
    (compared, found.into_iter().flat_map(|(_, outliers)| outliers).collect())
}

/// A line whose amount is compared with those of other years.
struct Row<'a> {
    line: Line<'a>,
    amount: &'a Located<Money>,
    typed: &'a Place,
}

#[derive(Clone, Copy)]
enum Line<'a> {
    Expense(&'a ExpenseLine),
    Staff(&'a StaffLine),
}

impl Line<'_> {
    /// What makes two lines the same expense.
    fn names(self) -> Vec<String> {
        match self {
            Self::Expense(line) => {
                [&line.category, &line.label, &line.supplier, &line.partner].map(without_years).to_vec()
            }
            Self::Staff(line) => [&line.label, &line.partner].map(without_years).to_vec(),
        }
    }
}

/// From 500 to 2 000 times smaller or larger.
fn is_another_magnitude(one: Money, usual: Money) -> bool {
    let (small, large) = if one < usual { (one, usual) } else { (usual, one) };
    let (small, large) = (i128::from(small.cents()), i128::from(large.cents()));
    small > 0 && (small * 500..=small * 2_000).contains(&large)
}

/// A text without the years it names: « Ateliers 2024 » and « Ateliers 2025 » are one expense.
fn without_years(text: &Maybe<Arc<str>>) -> String {
    let text = text.as_ref().map(|cell| normalise(&cell.value)).unwrap_or_default();
    let is_year =
        |word: &&str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
    text.split_whitespace().filter(|word| !is_year(word)).collect::<Vec<_>>().join(" ")
}

/// The line whose amount, times or divided by a thousand, explains a difference exactly.
#[must_use]
pub fn line_in_thousands<'a>(
    gap: Money,
    mut lines: impl Iterator<Item = (&'a Place, Money)>,
) -> Option<&'a Place> {
    let gap = i128::from(gap.cents());
    lines
        .find(|(_, amount)| {
            let amount = i128::from(amount.cents());
            amount != 0 && (amount * 999 == gap || amount * -999 == gap * 1_000)
        })
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(cents: i64) -> Money {
        Money::from_cents(cents)
    }

    #[test]
    fn a_thousand_times_is_told_from_any_other_difference() {
        // 12 345,67 € as 12,35 k€, 12,3 k€, 12 k€; and exactly.
        for small in [1_235, 1_230, 1_200] {
            assert!(is_thousandfold(money(small), money(1_234_567)), "{small}");
            assert!(is_thousandfold(money(1_234_567), money(small)), "{small}");
        }
        assert!(is_thousandfold(money(-1_000), money(-1_000_000)));
        for (one, other) in
            [(0, 1_000_000), (1_000, 100_000), (1_000, 1_100_000), (-1_000, 1_000_000), (5, 5)]
        {
            assert!(!is_thousandfold(money(one), money(other)), "{one} {other}");
        }
        assert!(!is_thousandfold(money(i64::MAX), money(i64::MIN + 1)));
    }

    #[test]
    fn the_line_in_thousands_explains_the_whole_gap() {
        let place = Place::field("a", "b");
        // The total counts 12 500,00, the line says 12,50.
        let lines = || [(&place, money(1_250))].into_iter();
        assert_eq!(line_in_thousands(money(1_248_750), lines()), Some(&place));
        assert_eq!(line_in_thousands(money(1_248_751), lines()), None);
        // The total counts 12,50, the line says 12 500,00.
        let lines = [(&place, money(1_250_000))].into_iter();
        assert_eq!(line_in_thousands(money(-1_248_750), lines), Some(&place));
        assert_eq!(line_in_thousands(money(0), [(&place, money(0))].into_iter()), None);
    }
}
