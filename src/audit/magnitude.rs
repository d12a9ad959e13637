//! Orders of size: amounts in thousands of euros among amounts in euros.

use super::Audit;
use super::sisters::{Shifted, Sister, groups, shifted};
use crate::model::{Money, Place};

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
pub enum Outlier<'a> {
    /// In thousands, or a thousand times too large.
    Thousandfold {
        /// The line.
        line: Sister<'a>,
        /// A usual one.
        usual: Sister<'a>,
    },
    /// Ten or a hundred times too small or too large.
    Shifted(Shifted<'a>),
}

impl<'a> Outlier<'a> {
    /// The line.
    #[must_use]
    pub const fn line(&self) -> &Sister<'a> {
        match self {
            Self::Thousandfold { line, .. } => line,
            Self::Shifted(shifted) => &shifted.line,
        }
    }
}

/// The amounts of expenses that come back from year to year: how many were compared, and those of another order.
#[must_use]
pub fn repeated<'a>(audit: &Audit<'a>) -> (usize, Vec<Outlier<'a>>) {
    let (mut compared, mut outliers) = (0, Vec::new());
    for lines in groups(audit) {
        compared += lines.len();
        let mut sorted = lines.clone();
        sorted.sort_by_key(|line| (line.amount, line.place));
        let Some(usual) = sorted.get(sorted.len() / 2).copied() else { continue };
        let (far, near): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|line| is_another_magnitude(line.amount, usual.amount));
        outliers.extend(far.into_iter().map(|line| Outlier::Thousandfold { line, usual }));
        if near.len() > 1 {
            outliers.extend(shifted(audit, &near).into_iter().map(Outlier::Shifted));
        }
    }
    (compared, outliers)
}

/// From 500 to 2 000 times smaller or larger.
fn is_another_magnitude(one: Money, usual: Money) -> bool {
    let (small, large) = if one < usual { (one, usual) } else { (usual, one) };
    let (small, large) = (i128::from(small.cents()), i128::from(large.cents()));
    small > 0 && (small * 500..=small * 2_000).contains(&large)
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
