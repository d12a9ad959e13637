//! How each table of the workbook was understood.

use std::io::{self, Write};

use super::style::{Style, printable};
use crate::checks::table_name;
use crate::model::text::french_spacing;
use crate::model::{cell_name, column_name};
use crate::prepare::Prepared;

/// Write where each table was found and which column is read as what.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, prepared: &Prepared, style: Style) -> io::Result<()> {
    writeln!(out, "\n{}", style.strong("── Lecture du classeur ──"))?;
    for table in &prepared.reading.tables {
        let line = format!(
            "{} : feuille « {} », en-tête {}, lignes {} à {} ({} retenues)",
            table_name(table.kind),
            printable(&table.sheet),
            cell_name(table.header_row, 0),
            table.first_row.saturating_add(1),
            table.last_row.saturating_add(1),
            table.line_count
        );
        writeln!(out, "  {}", french_spacing(&line))?;
        for (role, column, header) in &table.columns {
            writeln!(
                out,
                "    {:<3} {} → {role:?}",
                column_name(*column),
                french_spacing(&printable(header))
            )?;
        }
        for header in &table.unrecognised_headers {
            let line = format!("{} : « {} », colonne non reconnue, non lue", header.place, header.value);
            writeln!(out, "    {}", french_spacing(&printable(&line)))?;
        }
    }
    Ok(())
}
