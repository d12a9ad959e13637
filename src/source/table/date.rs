//! Dates as people type them.

use jiff::civil::Date;

use super::normal::plain;
use super::wide::is_year;
use crate::model::date::month_of;

/// Reads `12/03/2024`, `12-03-2024`, `12.03.2024`, `2024-03-12`, `12 mars 2024` or `1er mars 2024`.
///
/// A year of two digits is refused: it may be the day of another habit.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
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

/// Words that may stand beside a year and name no other one.
const BESIDE: [&str; 24] = [
    "trimestre",
    "semestre",
    "er",
    "ere",
    "e",
    "eme",
    "nd",
    "nde",
    "premier",
    "deuxieme",
    "second",
    "troisieme",
    "quatrieme",
    "trim",
    "sem",
    "debut",
    "fin",
    "mi",
    "courant",
    "annee",
    "exercice",
    "de",
    "a",
    "et",
];

/// Short names of months.
const SHORT: [&str; 11] = ["janv", "jan", "fev", "fevr", "avr", "juil", "sept", "oct", "nov", "dec", "mar"];

/// The years that a period names, in order and once each: « mars 2025 », « T4 2026 », « 2e semestre 2025 », `2025-2026`;
/// nothing when it says anything else.
pub(super) fn years_of_period(text: &str) -> Vec<i32> {
    if text.len() > 40 {
        return Vec::new();
    }
    let words = plain(text);
    let mut years: Vec<i32> = Vec::new();
    for word in words.split_whitespace() {
        let number = word.parse::<i32>().ok().filter(|_| word.bytes().all(|b| b.is_ascii_digit()));
        match (number, years.last()) {
            (Some(year), _) if word.len() == 4 && is_year(year) => years.push(year),
            // `2025-26`: the years of two digits that follow.
            (Some(short), Some(last)) if word.len() == 2 && short == (last + 1) % 100 => years.push(last + 1),
            // A month, or the rank of a quarter, stands before the year.
            (Some(rank), None) if (1..=12).contains(&rank) => {}
            (None, _) if is_of_period(word) => {}
            _ => return Vec::new(),
        }
    }
    years.dedup();
    years
}

/// True for a month, a quarter, half a year, or a word beside them: `mars`, `t4`, `4t`, `s1`, `2e`, `semestre`.
fn is_of_period(word: &str) -> bool {
    if month_of(word).is_some() || SHORT.contains(&word) || BESIDE.contains(&word) {
        return true;
    }
    let rank = word.trim_matches(|c: char| !c.is_ascii_digit());
    let letters = word.trim_matches(|c: char| c.is_ascii_digit());
    let is_rank = matches!(rank, "1" | "2" | "3" | "4") && word.len() == rank.len() + letters.len();
    is_rank && matches!(letters, "t" | "s" | "q" | "er" | "ere" | "e" | "eme" | "nd" | "nde")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_names_its_years() {
        for text in [
            "mars 2025",
            "Août 2025",
            "T4 2025",
            "4T 2025",
            "S1-2025",
            "2e trimestre 2025",
            "1er semestre 2025",
            "2ème semestre 2025",
            "03/2025",
            "janv. 2025",
            "fin 2025",
            "janvier 2025 à mars 2025",
        ] {
            assert_eq!(years_of_period(text), [2025], "{text}");
        }
        for text in ["2025-2026", "2025/2026", "2025 et 2026", "2025-26", "décembre 2025 à mars 2026"] {
            assert_eq!(years_of_period(text), [2025, 2026], "{text}");
        }
        for text in
            ["", "T5 2025", "lot 2025", "2025 (à confirmer)", "12 brumaire 2025", "2025-30", "13/2025", "3"]
        {
            assert_eq!(years_of_period(text), [] as [i32; 0], "{text}");
        }
    }

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
