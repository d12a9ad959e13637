//! The legal minimum wage (SMIC), gross, by the hour, on 1 January of each year.
//!
//! 2024: 11,65 € (gazette-du-midi.fr on the decree of 20 December 2023), 8,80 € in Mayotte (Conseil d’État, 6 June 2025,
//! n° 492789, which cites décret n° 2023-1216). From 1 November 2024: 11,88 €, 8,98 € in Mayotte (décret n° 2024-951 du
//! 23 octobre 2024, read on legifrance.gouv.fr, JORFTEXT000050392683). From 1 January 2026: 12,02 €, 9,33 € in Mayotte
//! (décret n° 2025-1228 du 17 décembre 2025, on pages that quote it, efl.fr among them: to be confirmed). Read on
//! 28 November 2026. A later rise, if there was one, is not known: the minimum is a lower bound.

use rust_decimal::Decimal;

/// A legal minimum.
pub(in crate::checks) struct Minimum {
    /// Euros by the hour.
    pub(in crate::checks) hourly: Decimal,
    /// The decree that gives it.
    pub(in crate::checks) decree: &'static str,
}

/// The first year of each amount, in cents: everywhere, then in Mayotte, and the decree.
const MINIMA: [(i32, i64, i64, &str); 3] = [
    (2024, 1_165, 880, "décret n° 2023-1216 du 20 décembre 2023"),
    (2025, 1_188, 898, "décret n° 2024-951 du 23 octobre 2024"),
    (2026, 1_202, 933, "décret n° 2025-1228 du 17 décembre 2025"),
];

/// The minimum in force on 1 January of a year, the last one known for those that follow; `None` before 2024.
pub(in crate::checks) fn minimum(year: i32, postcode: Option<&str>) -> Option<Minimum> {
    let is_mayotte = postcode.is_some_and(|postcode| postcode.trim().starts_with("976"));
    let (_, everywhere, mayotte, decree) = MINIMA.iter().rev().find(|(first, ..)| *first <= year)?;
    let cents = if is_mayotte { *mayotte } else { *everywhere };
    Some(Minimum { hourly: Decimal::new(cents, 2), decree })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minimum_follows_the_year_and_the_place() {
        let hourly = |year, postcode| minimum(year, postcode).map(|minimum| minimum.hourly);
        assert_eq!(hourly(2023, None), None);
        assert_eq!(hourly(2024, Some("62400")), Some(Decimal::new(1_165, 2)));
        assert_eq!(hourly(2025, Some("97600")), Some(Decimal::new(898, 2)));
        assert_eq!(hourly(2030, None), Some(Decimal::new(1_202, 2)));
    }
}
