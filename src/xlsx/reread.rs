//! Our own workbook read again, so that what it shows is proved and not assumed.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;

use calamine::{DataRef, Xlsx, open_workbook_from_rs};
use rust_decimal::Decimal;

use super::write::Placed;
use crate::figures::{Expression, Ledger, Value};

/// Largest difference allowed on rates, relative to the value: the last digits that a float cannot hold.
const RATE_PRECISION: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// What a workbook shows that the ledger does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// The file, or one of its sheets, does not open.
    Unreadable {
        /// What the reader said.
        reason: String,
    },
    /// A figure whose cell shows something else.
    Cell {
        /// Name of the sheet.
        sheet: String,
        /// The cell, as Excel shows it.
        cell: String,
        /// Identifier of the figure.
        figure: String,
        /// What the ledger says.
        expected: String,
        /// What the cell holds.
        found: String,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { reason } => write!(f, "le classeur produit ne se relit pas\u{202f}: {reason}"),
            Self::Cell { sheet, cell, figure, expected, found } => write!(
                f,
                "{sheet}!{cell}\u{202f}: {found} au lieu de {expected} (chiffre «\u{202f}{figure}\u{202f}»)"
            ),
        }
    }
}

/// What a cell holds, and whether a formula computes it.
struct Held {
    value: Shown,
    live: bool,
}

#[derive(PartialEq)]
enum Shown {
    Number(f64),
    Text(String),
    Other(String),
}

/// Reads a workbook again and compares every placed figure with the ledger: amounts and numbers exactly, rates to 10⁻¹².
///
/// Also checks that a computed figure is a formula still, and that a missing one shows no number.
///
/// # Errors
/// Every cell that differs, or why the file does not open.
pub fn reread(bytes: &[u8], placed: &[Placed], ledger: &Ledger) -> Result<(), Vec<Mismatch>> {
    let unreadable = |reason: String| vec![Mismatch::Unreadable { reason }];
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|e: calamine::XlsxError| unreadable(e.to_string()))?;
    let mut sheets: BTreeMap<&str, BTreeMap<(u32, u32), Held>> = BTreeMap::new();
    for name in placed.iter().map(|place| &*place.sheet) {
        if !sheets.contains_key(name) {
            let cells = cells(&mut workbook, name).map_err(|e| unreadable(e.to_string()))?;
            sheets.insert(name, cells);
        }
    }
    let mismatches: Vec<Mismatch> = placed
        .iter()
        .filter_map(|place| {
            let held = sheets.get(&*place.sheet).and_then(|cells| cells.get(&(place.row, place.column)));
            compare(place, held, ledger)
        })
        .collect();
    if mismatches.is_empty() { Ok(()) } else { Err(mismatches) }
}

fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
) -> Result<BTreeMap<(u32, u32), Held>, calamine::XlsxError> {
    let mut cells = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell_with_formula()? {
        let value = match cell.value {
            DataRef::Float(number) => Shown::Number(number),
            #[allow(clippy::cast_precision_loss)] // Integers of our own files come from floats.
            DataRef::Int(number) => Shown::Number(number as f64),
            DataRef::String(text) => Shown::Text(text),
            DataRef::SharedString(text) => Shown::Text(text.to_owned()),
            DataRef::Empty => continue,
            other => Shown::Other(format!("{other:?}")),
        };
        cells.insert(cell.pos, Held { value, live: cell.formula.is_some() });
    }
    Ok(cells)
}

fn compare(place: &Placed, held: Option<&Held>, ledger: &Ledger) -> Option<Mismatch> {
    let figure = (place.key.index() < ledger.len()).then(|| ledger.get(place.key));
    let mismatch = |expected: String, found: String| {
        Some(Mismatch::Cell {
            sheet: place.sheet.to_string(),
            cell: place.cell(),
            figure: figure.as_ref().map_or_else(|| "?".to_owned(), |figure| figure.id.to_string()),
            expected,
            found,
        })
    };
    let Some(known) = &figure else { return mismatch("rien".to_owned(), "un chiffre inconnu".to_owned()) };
    let expected = known.value.french();
    let Some(held) = held else { return mismatch(expected, "une cellule vide".to_owned()) };
    if !agrees(known.value, &held.value) {
        return mismatch(expected, held.value.to_string());
    }
    let computed = !matches!(known.expression, Expression::Given(_)) || !place.definition;
    if computed && !known.value.is_missing() && !held.live {
        return mismatch(format!("la formule de {expected}"), "une valeur figée".to_owned());
    }
    None
}

fn agrees(value: Value, shown: &Shown) -> bool {
    match (value.decimal(), shown) {
        (None, Shown::Text(text)) => *text == value.french(),
        (Some(expected), Shown::Number(number)) => {
            // The shortest decimal form of the float, so that 0,1 is 0.1 and nothing else.
            let Some(found) = decimal(*number) else { return false };
            match value {
                Value::Money(_) | Value::Foreign(..) => found == expected,
                _ => {
                    found.saturating_sub(expected).abs()
                        <= RATE_PRECISION.saturating_mul(expected.abs().max(Decimal::ONE))
                }
            }
        }
        _ => false,
    }
}

fn decimal(number: f64) -> Option<Decimal> {
    let text = number.to_string();
    // Beyond 28 decimals a decimal rounds; such digits are below any comparison made here.
    text.parse().ok().or_else(|| text.get(..30)?.parse().ok())
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{}", number.to_string().replace('.', ",")),
            Self::Text(text) => write!(f, "le texte «\u{202f}{text}\u{202f}»"),
            Self::Other(other) => f.write_str(other),
        }
    }
}
