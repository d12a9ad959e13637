//! How the sheets of an `.xlsx` or `.xlsm` look, for a copy of them: no figure is ever drawn from a look.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, StyleRange, Xlsx};

use super::error::ReadError;
use super::forgiven::forgive;
use super::package::Package;
use super::reference::parse_row;
use super::xlsx_scan::{attribute, sheet_entries, walk};
use crate::source::{guard, limits};

/// The look of one sheet.
#[derive(Debug, Default)]
pub struct Appearance {
    /// The formats of its cells.
    pub styles: StyleRange,
    /// First and last columns, zero-based, with their width in characters.
    pub widths: Vec<(u32, u32, f64)>,
    /// Rows, zero-based, with their height in points.
    pub heights: Vec<(u32, f64)>,
}

/// The looks of the sheets of a workbook, by name. Empty for the formats whose reader gives none, and for a workbook whose
/// styles cannot be read: the copy is then plain.
#[must_use]
pub fn appearances(name: &str, bytes: &[u8]) -> BTreeMap<String, Appearance> {
    if !bytes.starts_with(b"PK") {
        return BTreeMap::new();
    }
    guard::catch(|| of_package(name, bytes)).and_then(Result::ok).unwrap_or_default()
}

fn of_package(name: &str, bytes: &[u8]) -> Result<BTreeMap<String, Appearance>, ReadError> {
    let mut package = Package::open(name, bytes)?;
    forgive(name, &mut package)?;
    let entries = sheet_entries(name, &package)?;
    let mut workbook = Xlsx::new(Cursor::new(package.archive()))
        .map_err(|error| ReadError::damaged(name, error.to_string()))?;
    let names: Vec<String> = workbook.sheets_metadata().iter().map(|sheet| sheet.name.clone()).collect();
    let mut found = BTreeMap::new();
    for (sheet, entry) in names.into_iter().zip(&entries) {
        let mut appearance = Appearance {
            // A sheet that is a chart has no cell.
            styles: workbook.worksheet_style(&sheet).unwrap_or_default(),
            ..Appearance::default()
        };
        if let Some(xml) = package.text(&entry.part)? {
            appearance.sizes(name, &entry.part, xml)?;
        }
        found.insert(sheet, appearance);
    }
    Ok(found)
}

impl Appearance {
    /// Reads widths and heights, where the sheet says them.
    fn sizes(&mut self, file: &str, part: &str, xml: &str) -> Result<(), ReadError> {
        let mut next_row = 0_u32;
        walk(file, part, xml, |element| {
            let number = |name| attribute(element, name).and_then(|text| text.parse::<f64>().ok());
            let bound = |name| attribute(element, name)?.parse::<u32>().ok()?.checked_sub(1);
            match element.local_name().as_ref() {
                "col" => {
                    if let (Some(first), Some(last), Some(width)) =
                        (bound("min"), bound("max"), number("width"))
                    {
                        self.widths.push((first, last.min(limits::LAST_COLUMN), width));
                    }
                }
                "row" => {
                    let row = attribute(element, "r").and_then(|text| parse_row(text.as_bytes()));
                    let row = row.unwrap_or(next_row);
                    next_row = row.saturating_add(1);
                    if let Some(height) = number("ht") {
                        self.heights.push((row, height));
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }
}
