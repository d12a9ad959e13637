//! The cells where whoever made the workbook checks it: « Écart », « Contrôle ».

use super::Audit;
use crate::formula::CellRef;
use crate::model::Place;
use crate::model::text::normalise;
use crate::source::workbook::sheet::{Cell, CellValue};

/// Cells looked at beside a label.
const REACH: u32 = 30;

/// Most cells of controls.
const MOST: usize = 1_000;

/// A cell that checks the workbook.
#[derive(Debug)]
pub struct Control {
    /// Its label.
    pub label: String,
    /// The cell.
    pub place: Place,
    /// What it shows.
    pub shown: String,
    /// True when it shows zero, true, or « OK ».
    pub is_quiet: bool,
}

/// The cells of control of the workbook, those of the lines of its tables left out.
#[must_use]
pub fn controls(audit: &Audit<'_>) -> Vec<Control> {
    let mut found = Vec::new();
    for sheet_index in 0.. {
        let at = |row, column| CellRef { sheet: sheet_index, row, column };
        let Some(sheet) = audit.recalculation.sheet(at(0, 0)) else { break };
        let tables = || audit.reading.tables.iter().filter(|table| table.sheet == sheet.name);
        for cells in sheet.rows_between(0, u32::MAX) {
            let Some(row) = cells.first().map(|cell| cell.row) else { continue };
            if tables().any(|table| (table.header_row..=table.last_row).contains(&row)) {
                continue;
            }
            for (index, cell) in cells.iter().enumerate() {
                let Some(kind) = cell.text().and_then(kind) else { continue };
                let beside = cells.iter().skip(index + 1).find(|cell| !cell.is_blank());
                let value = beside.filter(|value| {
                    value.column - cell.column <= REACH && value.text().is_none_or(is_verdict)
                });
                let below = || sheet.cell(row.saturating_add(1), cell.column).filter(|_| beside.is_none());
                let Some(value) = value.or_else(below) else { continue };
                let Some(is_quiet) = is_quiet(value, kind) else { continue };
                if found.len() < MOST {
                    found.push(Control {
                        label: cell.shown(),
                        place: audit.place(at(value.row, value.column)),
                        shown: value.shown(),
                        is_quiet,
                    });
                }
            }
        }
    }
    found
}

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A difference: a number, computed or typed.
    Gap,
    /// A control: a result of a formula, or a word.
    Control,
}

fn kind(text: &str) -> Option<Kind> {
    if text.len() > 120 {
        return None;
    }
    let words = normalise(text);
    let mut words = words.split(' ');
    match (words.next()?, words.next()) {
        ("ecart" | "ecarts", Some("type")) => None,
        ("ecart" | "ecarts", _) => Some(Kind::Gap),
        ("difference", None | Some("entre" | "a" | "ressources" | "depenses" | "total")) => Some(Kind::Gap),
        ("controle" | "controles" | "verification" | "verif" | "check" | "equilibre", _) => {
            Some(Kind::Control)
        }
        _ => None,
    }
}

/// Words that a control shows.
fn is_verdict(text: &str) -> bool {
    verdict(text).is_some()
}

fn verdict(text: &str) -> Option<bool> {
    match normalise(text).as_str() {
        "ok" | "vrai" | "oui" | "conforme" | "correct" | "equilibre" | "true" => Some(true),
        "ko" | "faux" | "non" | "erreur" | "incorrect" | "desequilibre" | "false" | "non ok" => Some(false),
        _ => None,
    }
}

/// `None` for what is no control.
fn is_quiet(cell: &Cell, kind: Kind) -> Option<bool> {
    let is_computed = cell.formula.is_some();
    match &cell.value {
        CellValue::Number(number) if is_computed || kind == Kind::Gap => Some(number.abs() < 0.005),
        CellValue::Bool(holds) => Some(*holds),
        CellValue::Text(text) if is_computed || kind == Kind::Control => verdict(text),
        CellValue::Error(_) if is_computed => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_controls_are_told_from_others() {
        for (text, expected) in [
            ("Écart entre ressources et coût total", Some(Kind::Gap)),
            ("ÉCART", Some(Kind::Gap)),
            ("Contrôle :", Some(Kind::Control)),
            ("Vérification du plan", Some(Kind::Control)),
            ("Écart-type", None),
            ("Différence de niveau", None),
            ("Total", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
        assert_eq!((verdict("OK"), verdict("KO"), verdict("12")), (Some(true), Some(false), None));
    }
}
