//! Names of sheets, and how a formula refers to a cell.

use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};

use crate::figures::formula::CellRef;

/// The longest sheet name Excel accepts, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// Valid and distinct names of sheets, close to those asked for.
#[must_use]
pub fn sheet_names<'a>(asked: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    // Excel compares names without regard to case.
    let taken =
        |names: &[String], name: &str| names.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    for (index, text) in asked.enumerate() {
        let clean = clean(text, index);
        let mut name = cut(&clean, LONGEST_NAME);
        let mut copy = 2;
        while taken(&names, &name) {
            let suffix = format!(" ({copy})");
            name = cut(&clean, LONGEST_NAME - suffix.len()) + &suffix;
            copy += 1;
        }
        names.push(name);
    }
    names
}

fn clean(text: &str, index: usize) -> String {
    let mut name = String::new();
    for c in text.chars() {
        let c = if c.is_control() || matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c };
        // The writer takes capitals before a bracket for a function and could rewrite the name inside a formula.
        if c == '(' && name.ends_with(|p: char| p.is_ascii_uppercase() || p.is_ascii_digit() || p == '.') {
            name.push(' ');
        }
        if c != ' ' || !name.ends_with(' ') {
            name.push(c);
        }
    }
    let name = trim(&name);
    match name {
        "" => format!("Feuille {}", index + 1),
        // Reserved by Excel for shared workbooks.
        name if name.eq_ignore_ascii_case("history") => format!("{name} 1"),
        name => name.to_owned(),
    }
}

/// Neither spaces nor apostrophes at the ends: Excel refuses the latter.
fn trim(name: &str) -> &str {
    name.trim_matches(|c: char| c == '\'' || c.is_whitespace())
}

fn cut(name: &str, longest: usize) -> String {
    let mut units = 0;
    let kept: String = name
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= longest
        })
        .collect();
    trim(&kept).to_owned()
}

/// The name of a sheet as formulas write it before a cell: `'Plan d''actions'!`.
pub(super) fn prefix(name: &str) -> String {
    format!("'{}'!", name.replace('\'', "''"))
}

/// A cell or a range as a formula on sheet `host` writes it: `F14`, `'Dépenses'!F14:F20`.
pub(super) fn reference(prefixes: &[String], host: usize, first: &CellRef, last: Option<&CellRef>) -> String {
    let mut text = match prefixes.get(first.sheet) {
        Some(prefix) if first.sheet != host => prefix.clone(),
        _ => String::new(),
    };
    text.push_str(&a1(first.row, first.column));
    if let Some(last) = last {
        text.push(':');
        text.push_str(&a1(last.row, last.column));
    }
    text
}

/// A cell as Excel shows it; the column is one Excel has.
pub(super) fn a1(row: u32, column: u32) -> String {
    row_col_to_cell(row, u16::try_from(column).unwrap_or(u16::MAX))
}

/// A cell that a copied formula does not shift: `$F$14`.
pub(super) fn fixed(row: u32, column: u32) -> String {
    row_col_to_cell_absolute(row, u16::try_from(column).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_valid_and_distinct() {
        let asked = [
            "Dépenses",
            "dépenses",
            "a/b:c*[d]",
            "",
            "'Plan d'actions'",
            "Répartition des dépenses par partenaire",
            "Répartition des dépenses par partenaire",
            "SORT(2)",
        ];
        assert_eq!(
            sheet_names(asked.into_iter()),
            [
                "Dépenses",
                "dépenses (2)",
                "a b c d",
                "Feuille 4",
                "Plan d'actions",
                "Répartition des dépenses par pa",
                "Répartition des dépenses pa (2)",
                "SORT (2)",
            ]
        );
    }

    #[test]
    fn references_are_quoted_across_sheets_only() {
        let prefixes = [prefix("Dépenses"), prefix("Plan d'actions")];
        let cell = |sheet, row| CellRef { sheet, column: 5, row };
        assert_eq!(reference(&prefixes, 0, &cell(0, 13), None), "F14");
        assert_eq!(reference(&prefixes, 0, &cell(1, 13), Some(&cell(1, 19))), "'Plan d''actions'!F14:F20");
    }
}
