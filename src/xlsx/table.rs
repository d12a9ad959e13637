//! Tables that a spreadsheet knows as such: they filter, sort, and take in the lines inserted among theirs.

use rust_xlsxwriter::{
    Format, Formula, Table as ExcelTable, TableColumn as ExcelColumn, TableFunction, TableStyle, Worksheet,
    XlsxError,
};

use super::area::Area;

/// A table with its headers, its lines and a row of totals.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name that formulas call it by.
    pub name: String,
    /// From the headers to the row of totals, included.
    pub area: Area,
    /// The columns, in order.
    pub columns: Vec<TableColumn>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Header, as its cell shows it; no two are the same.
    pub header: String,
    /// The formula that a new line gets, without its leading `=`.
    pub formula: Option<String>,
    /// What the row of totals holds.
    pub total: ColumnTotal,
}

/// What stands under a column.
#[derive(Debug, Clone)]
pub enum ColumnTotal {
    /// Nothing.
    None,
    /// A word.
    Label(String),
    /// A formula, without its leading `=`.
    Formula(String),
}

/// The cell of the line itself in a column: `Depenses[[#This Row],[Montant HT]]`.
#[must_use]
pub fn this_row(table: &str, header: &str) -> String {
    format!("{table}[[#This Row],[{header}]]")
}

/// Declares the table. The cells are written afterwards: what they hold prevails over what the table would put there.
pub(super) fn declare(
    worksheet: &mut Worksheet,
    table: &Table,
    narrow: impl Fn(u32) -> u16,
) -> Result<(), XlsxError> {
    let columns: Vec<ExcelColumn> = table
        .columns
        .iter()
        .map(|column| {
            let mut declared = ExcelColumn::new().set_header(&column.header).set_format(Format::new());
            if let Some(formula) = &column.formula {
                declared = declared.set_formula(Formula::new(formula));
            }
            match &column.total {
                ColumnTotal::None => declared,
                ColumnTotal::Label(label) => declared.set_total_label(label),
                ColumnTotal::Formula(formula) => {
                    declared.set_total_function(TableFunction::Custom(Formula::new(formula)))
                }
            }
        })
        .collect();
    let declared = ExcelTable::new()
        .set_name(&table.name)
        .set_columns(&columns)
        .set_total_row(true)
        // The cells bear their own look.
        .set_style(TableStyle::None);
    let area = table.area;
    worksheet.add_table(
        area.first_row,
        narrow(area.first_column),
        area.last_row,
        narrow(area.last_column),
        &declared,
    )?;
    Ok(())
}
