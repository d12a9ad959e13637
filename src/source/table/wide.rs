//! Columns that hold a year each: `2024 | 2025 | Total`, `HT 2024`, or `HT | TVA` under a group title `2024`.

use super::normal::{Normal, normalise};
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
    fn a_year_alone_heads_an_amount_of_expenses() {
        use TableKind::{Expenses, Staff};
        assert_eq!(year_role(Expenses, ""), Some((ColumnRole::AmountExclVat, Certainty::Supposed)));
        assert_eq!(year_role(Expenses, "ttc"), Some((ColumnRole::AmountInclVat, Certainty::Said)));
        assert_eq!(year_role(Expenses, "devi"), None);
        assert_eq!(year_role(Staff, ""), None);
        assert_eq!(year_role(Staff, "heure"), Some((ColumnRole::Hours, Certainty::Said)));
    }
}
