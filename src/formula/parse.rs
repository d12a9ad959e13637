//! From the text of a formula to its tree, and the cells it reads.

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, Parser, ParserLimits};

use super::area::{Area, CellRef};
use super::book::Book;
use super::cannot::Cannot;
use crate::source::limits;
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

/// `[1]Feuil1!A1`, `'[budget.xlsx]Feuil 1'!A1` or a file address.
pub(super) fn reads_another_workbook(formula: &str) -> bool {
    // What stands between double quotes is text.
    let outside: String = formula.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    if outside.contains("file:///") {
        return true;
    }
    outside.match_indices('[').any(|(start, _)| {
        let rest = outside.get(start + 1..).unwrap_or_default();
        let Some((inside, after)) = rest.split_once(']') else { return false };
        // A structured reference such as `Table[Montant]` has brackets but no sheet right after them.
        let sheet: &str = after.split_once('!').map_or("", |(sheet, _)| sheet);
        !inside.is_empty()
            && after.contains('!')
            && !sheet.contains(['[', ')', ',', '+', '*', '/', '(', ';', ':', '=', '&'])
            && !after.starts_with('!')
    })
}

/// The area that a reference names, seen from the sheet of the formula; `None` for a sheet that does not exist.
pub(super) fn area_of(
    book: &Book<'_>,
    reference: &ReferenceType,
    from: usize,
) -> Result<Option<Area>, Cannot> {
    let sheet_of = |sheet: &Option<String>| match sheet {
        None => Some(from),
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
            let zero_based = |bound: &Option<u32>| bound.map(|one| one.saturating_sub(1));
            let (rows, columns) = (
                (zero_based(start_row).unwrap_or(0), zero_based(end_row).unwrap_or(limits::LAST_ROW)),
                (zero_based(start_col).unwrap_or(0), zero_based(end_col).unwrap_or(limits::LAST_COLUMN)),
            );
            let range = CellRange {
                first_row: rows.0.min(rows.1),
                last_row: rows.0.max(rows.1),
                first_column: columns.0.min(columns.1),
                last_column: columns.0.max(columns.1),
            };
            Ok(sheet_of(sheet).map(|sheet| Area { sheet, range }))
        }
        ReferenceType::Cell3D { .. } | ReferenceType::Range3D { .. } => {
            Err(Cannot::new("référence à plusieurs feuilles à la fois"))
        }
        ReferenceType::External(_) => Err(Cannot::external()),
        ReferenceType::Table(table) => {
            Err(Cannot::new(format!("référence au tableau structuré « {} »", table.name)))
        }
        ReferenceType::NamedRange(name) => Err(Cannot::new(format!("nom « {name} »"))),
    }
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
    fn formulas_that_read_another_workbook_are_told() {
        for formula in [
            "[1]Feuil1!A1",
            "SUM('[autre budget.xlsx]Feuil 1'!A1:A3)",
            "A1+'C:\\docs\\[autre.xlsx]F'!B2",
            "'file:///tmp/a.ods'#$F.A1",
        ] {
            assert!(reads_another_workbook(formula), "{formula}");
        }
        for formula in [
            "SUM(A1:A3)",
            "Feuil2!A1",
            "SUM(Table1[Montant])",
            "Table1[Montant]+Feuil2!A1",
            "IF(A1=\"[1]F!A1\",1,2)",
        ] {
            assert!(!reads_another_workbook(formula), "{formula}");
        }
    }

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
