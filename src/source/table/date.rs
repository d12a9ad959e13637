//! Dates as people type them.

use jiff::civil::Date;

use super::normal::plain;
use crate::model::date::month_of;

/// Reads `12/03/2024`, `12-03-2024`, `12.03.2024`, `2024-03-12`, `12 mars 2024` or `1er mars 2024`.
///
/// A year of two digits is refused: it may be the day of another habit.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    if text.len() > 40 {
        return None;
    }
    let words = plain(text);
    let parts: Vec<&str> = words.split(' ').collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number =
        |digits: &str| digits.parse::<i16>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    if first.len() == 4 {
        return Date::new(
            number(first)?,
            i8::try_from(number(second)?).ok()?,
            i8::try_from(number(third)?).ok()?,
        )
        .ok();
    }
    if third.len() != 4 {
        return None;
    }
    let month = match month_of(second) {
        Some(month) => month,
        None => i8::try_from(number(second)?).ok()?,
    };
    let day = i8::try_from(number(first.strip_suffix("er").unwrap_or(first))?).ok()?;
    Date::new(number(third)?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_iso_dates_are_read() {
        let day = Some(jiff::civil::date(2024, 3, 1));
        for text in [
            "01/03/2024",
            "1/3/2024",
            "1-03-2024",
            "01.03.2024",
            "2024-03-01",
            "1er mars 2024",
            "1 Mars 2024",
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
        for text in ["", "mars 2024", "01/03/24", "31/02/2024", "2024", "à venir", "12 brumaire 2024"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
