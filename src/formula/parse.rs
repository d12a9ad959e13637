//! From the text of a formula to its tree, and the cells it reads.

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, Parser, ParserLimits};

use super::area::{Area, CellRef};
use super::book::Book;
use super::cannot::Cannot;
use super::tables::area_of_table;
use crate::source::limits;
use crate::source::workbook::formula_text::reads_another_workbook;
use crate::source::workbook::sheet::CellRange;

/// Parses a formula, with or without its leading `=`.
pub(super) fn parse(formula: &str) -> Result<ASTNode, Cannot> {
    if formula.trim().is_empty() {
        return Err(Cannot::new("le texte de la formule n’est pas dans le fichier"));
    }
    if reads_another_workbook(formula) {
        return Err(Cannot::external());
    }
    let bounds = ParserLimits::default()
        .with_source_bytes(limits::FORMULA_BYTES)
        .with_ast_nodes(limits::FORMULA_NODES)
        .with_ast_height(limits::FORMULA_HEIGHT);
    let text = format!("={}", formula.trim_start().trim_start_matches('='));
    Parser::builder()
        .limits(bounds)
        .parse(&text)
        .map_err(|_| Cannot::new("la formule n’est pas lisible par le programme"))
}

/// The area that a reference names, seen from the cell of the formula; `None` for a sheet that does not exist.
pub(super) fn area_of(
    book: &Book<'_>,
    reference: &ReferenceType,
    at: CellRef,
) -> Result<Option<Area>, Cannot> {
    let sheet_of = |sheet: &Option<String>| match sheet {
        None => Some(at.sheet),
        Some(name) => book.sheet(name),
    };
    match reference {
        ReferenceType::Cell { sheet, row, col, .. } => {
            let position = row.checked_sub(1).zip(col.checked_sub(1));
            Ok(sheet_of(sheet)
                .zip(position)
                .map(|(sheet, (row, column))| Area::of_cell(CellRef { sheet, row, column })))
        }
        ReferenceType::Range { sheet, start_row, start_col, end_row, end_col, .. } => {
            let range = range_of([*start_row, *end_row], [*start_col, *end_col]);
            Ok(sheet_of(sheet).map(|sheet| Area { sheet, range }))
        }
        ReferenceType::Cell3D { .. } | ReferenceType::Range3D { .. } => {
            Err(Cannot::new("référence à plusieurs feuilles à la fois"))
        }
        ReferenceType::External(_) => Err(Cannot::external()),
        ReferenceType::Table(table) => area_of_table(book, table, at),
        ReferenceType::NamedRange(name) => Err(Cannot::new(format!("nom « {name} »"))),
    }
}

/// A range by its bounds as they are written, from one; a bound left out is that of the sheet.
fn range_of(rows: [Option<u32>; 2], columns: [Option<u32>; 2]) -> CellRange {
    let zero_based = |bound: Option<u32>| bound.map(|one| one.saturating_sub(1));
    let in_order = |[first, last]: [Option<u32>; 2], end: u32| {
        let (first, last) = (zero_based(first).unwrap_or(0), zero_based(last).unwrap_or(end));
        (first.min(last), first.max(last))
    };
    let (first_row, last_row) = in_order(rows, limits::LAST_ROW);
    let (first_column, last_column) = in_order(columns, limits::LAST_COLUMN);
    CellRange { first_row, last_row, first_column, last_column }
}

/// The areas of a reference to several sheets at once, one a sheet; `None` for any other reference, or when one of the two
/// sheets does not exist.
pub(super) fn areas_of_sheets(book: &Book<'_>, reference: &ReferenceType) -> Option<Vec<Area>> {
    let (first, last, range) = match reference {
        ReferenceType::Cell3D { sheet_first, sheet_last, row, col, .. } => {
            (sheet_first, sheet_last, range_of([Some(*row); 2], [Some(*col); 2]))
        }
        ReferenceType::Range3D {
            sheet_first, sheet_last, start_row, start_col, end_row, end_col, ..
        } => (sheet_first, sheet_last, range_of([*start_row, *end_row], [*start_col, *end_col])),
        _ => return None,
    };
    let (first, last) = (book.sheet(first)?, book.sheet(last)?);
    Some((first.min(last)..=first.max(last)).map(|sheet| Area { sheet, range }).collect())
}

/// The name of a function without the prefixes of writers: `_xlfn.XLOOKUP` is `XLOOKUP`.
pub(super) fn function_name(name: &str) -> String {
    let mut name = name.trim().to_ascii_uppercase();
    for prefix in ["_XLFN.", "_XLWS.", "COM.MICROSOFT.", "ORG.LIBREOFFICE."] {
        if let Some(rest) = name.strip_prefix(prefix) {
            name = rest.to_owned();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_are_refused_not_followed() {
        let deep = format!("{}1{}", "(".repeat(5_000), ")".repeat(5_000));
        let minus = format!("{}1", "-".repeat(50_000));
        let long = "1+".repeat(40_000) + "1";
        for text in ["", " ", "SUM(", "1+", ")", "\"", "{1,2", deep.as_str(), minus.as_str(), long.as_str()] {
            assert!(parse(text).is_err(), "{}", text.chars().take(20).collect::<String>());
        }
    }
}
