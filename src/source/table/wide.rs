//! Columns that hold a year each: `2024 | 2025 | Total`, `HT 2024`, or `HT | TVA` under a group title `2024`.

use super::normal::{Normal, normalise, plain};
use super::role::{Certainty, ColumnRole, TableKind, role_of};
use crate::model::Place;
use crate::source::workbook::sheet::{Cell, CellValue};

/// Words that say nothing more than the year they stand beside.
const BARE: [&str; 11] = [
    "annee",
    "exercice",
    "an",
    "depense",
    "budget",
    "prevision",
    "previsionnel",
    "previsionnelle",
    "depense previsionnelle",
    "budget previsionnel",
    "prevu",
];

/// The years that a text names, and what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// The one year named; `None` when there is none, or several.
    pub(super) year: Option<i32>,
    /// The text without its years.
    pub(super) rest: Normal,
}

/// Reads the years out of a header or a title.
pub(super) fn dated(text: &str) -> Dated {
    let mut years: Vec<i32> = Vec::new();
    let mut rest = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        match digits.parse::<i32>().ok().filter(|year| digits.len() == 4 && is_year(*year)) {
            Some(year) => years.push(year),
            None => rest.push_str(&digits),
        }
        digits.clear();
        rest.push(c);
    }
    years.dedup();
    let year = if let [year] = years.as_slice() { Some(*year) } else { None };
    Dated { year, rest: normalise(&rest) }
}

/// As [`dated`], for headers that count years from the first one of the operation: `N`, `N+1`, `Année 2`.
pub(super) fn dated_from(text: &str, first_year: Option<i32>) -> Dated {
    let read = dated(text);
    if read.year.is_some() {
        return read;
    }
    match relative_year(text).zip(first_year) {
        Some(((rank, rest), first)) => Dated { year: Some(first + rank), rest: normalise(&rest) },
        None => read,
    }
}

/// How many years after the first a header says, and what is left of it.
fn relative_year(text: &str) -> Option<(i32, String)> {
    if text.len() > 40 {
        return None;
    }
    let spaced = text.replace('+', " + ");
    let words: Vec<String> = spaced.split_whitespace().map(plain).collect();
    let signs: Vec<&str> = spaced.split_whitespace().collect();
    let rank = |word: &String| word.parse::<i32>().ok().filter(|rank| (1..=9).contains(rank));
    let at = |index: usize| words.get(index);
    let rest = |from: usize, count: usize| {
        let kept = signs.iter().enumerate().filter(|(index, _)| !(from..from + count).contains(index));
        kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
    };
    (0..words.len()).find_map(|index| match at(index)?.as_str() {
        "n" => match (signs.get(index + 1), at(index + 2).and_then(rank)) {
            (Some(&"+"), Some(rank)) => Some((rank, rest(index, 3))),
            (Some(&"+"), None) => None,
            // `N°` is a number, not a year.
            _ if signs.get(index).is_some_and(|word| word.chars().all(char::is_alphanumeric)) => {
                Some((0, rest(index, 1)))
            }
            _ => None,
        },
        "annee" | "an" | "exercice" => at(index + 1).and_then(rank).map(|rank| (rank - 1, rest(index, 2))),
        ordinal => {
            let rank = match ordinal {
                "1re" | "1ere" | "premiere" => 0,
                "2e" | "2eme" | "deuxieme" | "seconde" => 1,
                "3e" | "3eme" | "troisieme" => 2,
                _ => return None,
            };
            (at(index + 1)?.as_str() == "annee").then(|| (rank, rest(index, 2)))
        }
    })
}

/// A civil year of a budget.
pub(super) fn is_year(year: i32) -> bool {
    (1990..=2100).contains(&year)
}

/// A year alone in a cell: `2024` as a number, or a date.
pub(super) fn year_in(cell: &Cell) -> Option<i32> {
    match &cell.value {
        CellValue::Number(number) => {
            #[allow(clippy::cast_possible_truncation)]
            let year = if number.fract() == 0.0 && number.abs() < 1e4 { *number as i32 } else { 0 };
            Some(year).filter(|year| is_year(*year))
        }
        CellValue::Date(date) => Some(i32::from(date.year())).filter(|year| is_year(*year)),
        _ => None,
    }
}

/// The text of a title or header that is only a year: the year.
pub(super) fn bare_year(text: &str) -> Option<i32> {
    let dated = dated(text);
    dated.year.filter(|_| dated.rest.words.is_empty() || BARE.contains(&dated.rest.words.as_str()))
}

/// What a column of one year may hold, from its words without the year.
pub(super) fn year_role(kind: TableKind, words: &str) -> Option<(ColumnRole, Certainty)> {
    if let Some((role, certainty)) = role_of(kind, words) {
        if is_yearly(kind, role) {
            return Some((role, certainty));
        }
        if !BARE.contains(&words) {
            return None;
        }
    }
    if !(words.is_empty() || BARE.contains(&words)) {
        return None;
    }
    match kind {
        TableKind::Expenses => Some((ColumnRole::AmountExclVat, Certainty::Supposed)),
        TableKind::Resources => Some((ColumnRole::Amount, Certainty::Said)),
        TableKind::Staff | TableKind::Indicators => None,
    }
}

/// Roles whose value changes with the year.
pub(super) fn is_yearly(kind: TableKind, role: ColumnRole) -> bool {
    use ColumnRole as R;
    match kind {
        TableKind::Expenses => {
            matches!(
                role,
                R::AmountExclVat | R::AmountInclVat | R::Vat | R::VatRate | R::Quantity | R::UnitPrice
            )
        }
        TableKind::Staff => matches!(role, R::Hours | R::StatedCost | R::AnnualCost | R::AnnualHours),
        TableKind::Resources => matches!(role, R::Amount),
        TableKind::Indicators => false,
    }
}

/// What a table, a section or a block says for all its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inherited {
    /// The field it fills: [`ColumnRole::Category`], [`ColumnRole::Partner`] or [`ColumnRole::Year`].
    pub role: ColumnRole,
    /// The value as written.
    pub value: String,
    /// Where it is written.
    pub from: Place,
    /// How it came to the lines.
    pub origin: Origin,
    /// How many lines took it.
    pub lines: usize,
    /// Zero-based row of the first one.
    pub first_row: u32,
    /// Zero-based row of the last one.
    pub last_row: u32,
}

/// How a value that a line does not write came to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Typed once above, and left blank on the following lines.
    Carried,
    /// The title row of a section.
    Section,
    /// The title of the table, above its headers.
    Title,
    /// The name of the sheet.
    SheetName,
    /// `[budget]` of `projet.toml`.
    Stated,
    /// The name of the line itself.
    Named,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_told_from_its_header() {
        for (text, year, words) in [
            ("2024", Some(2024), ""),
            ("HT 2024", Some(2024), "ht"),
            ("2025 (k€)", Some(2025), ""),
            ("Année 2026", Some(2026), "annee"),
            ("2024-2026", None, ""),
            ("Montant", None, "montant"),
            ("Lot 12345", None, "lot 12345"),
        ] {
            let dated = dated(text);
            assert_eq!((dated.year, dated.rest.words.as_str()), (year, words), "{text}");
        }
        assert_eq!(bare_year("Exercice 2024"), Some(2024));
        assert_eq!(bare_year("Étude 2024"), None);
    }

    #[test]
    fn years_are_counted_from_the_first() {
        for (text, year, words) in [
            ("N", Some(2025), ""),
            ("N+1", Some(2026), ""),
            ("Année N + 2", Some(2027), "annee"),
            ("Année 1", Some(2025), ""),
            ("Montant HT année 2", Some(2026), "montant ht"),
            ("2e année", Some(2026), ""),
            ("2024", Some(2024), ""),
            ("N°", None, "n"),
            ("Lot 2", None, "lot 2"),
        ] {
            let dated = dated_from(text, Some(2025));
            assert_eq!((dated.year, dated.rest.words.as_str()), (year, words), "{text}");
        }
        assert_eq!(dated_from("Année 1", None).year, None);
    }

    #[test]
    fn a_year_alone_heads_an_amount_of_expenses() {
        use TableKind::{Expenses, Staff};
        assert_eq!(year_role(Expenses, ""), Some((ColumnRole::AmountExclVat, Certainty::Supposed)));
        assert_eq!(year_role(Expenses, "ttc"), Some((ColumnRole::AmountInclVat, Certainty::Said)));
        assert_eq!(year_role(Expenses, "devi"), None);
        assert_eq!(year_role(Staff, ""), None);
        assert_eq!(year_role(Staff, "heure"), Some((ColumnRole::Hours, Certainty::Said)));
    }
}
