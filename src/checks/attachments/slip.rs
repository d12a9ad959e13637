//! A point in another place.

use crate::findings::Fact;
use rust_decimal::Decimal;

/// Amounts that differ by the place of the point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) power: Decimal,
    /// True when the document's amount is the larger.
    pub(super) is_larger: bool,
}

impl Slip {
    /// The power of ten that parts what a line says from what its document says; `None` when it is none.
    pub(super) fn between(found: Decimal, said: Decimal) -> Option<Self> {
        let ratio = said.checked_div(found)?;
        let is_larger = ratio > Decimal::ONE;
        let ratio = if is_larger { ratio } else { Decimal::ONE.checked_div(ratio)? };
        // Prices rounded to the cent after the slip are a little off.
        let near = |power: &Decimal| {
            ratio.checked_div(*power).is_some_and(|one| (one - Decimal::ONE).abs() < Decimal::new(5, 3))
        };
        let power = [10, 100, 1000].into_iter().map(Decimal::from).find(near)?;
        Some(Self { power, is_larger })
    }

    /// The word for the way it goes, seen from the line.
    pub(super) const fn words(self, larger: &'static str, smaller: &'static str) -> Fact {
        Fact::Words(if self.is_larger { larger } else { smaller })
    }
}
