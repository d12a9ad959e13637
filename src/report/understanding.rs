//! How each table of the workbook was understood.

use std::io::{self, Write};

use super::style::{Style, printable};
use crate::audit::line::role_name;
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::model::{cell_name, column_name};
use crate::source::table::{BudgetReading, Inherited, Origin};

/// Write where each table was found and which column is read as what.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, reading: &BudgetReading, style: Style) -> io::Result<()> {
    writeln!(out, "\n{}", style.strong("── Lecture du classeur ──"))?;
    for table in reading.all_tables() {
        let line = format!(
            "{} : {}en-tête en {}, lignes {} à {} ({})",
            table.kind.french(),
            match &*table.sheet {
                "" => String::new(),
                sheet => format!("feuille « {} », ", printable(sheet)),
            },
            cell_name(table.header_row, 0_u32),
            table.first_row.saturating_add(1),
            table.last_row.saturating_add(1),
            counted(table.line_count, "ligne retenue", "lignes retenues")
        );
        writeln!(out, "  {}", french_spacing(&line))?;
        for (role, column, header) in &table.columns {
            writeln!(
                out,
                "    {:<3} {} → {}",
                column_name(*column),
                french_spacing(&printable(header)),
                role_name(*role)
            )?;
        }
        for (year, role, column, header) in &table.year_columns {
            writeln!(
                out,
                "    {:<3} {} → {}, année {year}",
                column_name(*column),
                french_spacing(&printable(header)),
                role_name(*role)
            )?;
        }
        for inherited in &table.inherited {
            writeln!(out, "    {}", french_spacing(&printable(&inherited_line(inherited))))?;
        }
        for note in &table.notes {
            let line = format!("{} : « {} », texte hors des lignes, non lu", note.place, note.value);
            writeln!(out, "    {}", french_spacing(&printable(&line)))?;
        }
        for header in &table.unrecognised_headers {
            let line = format!("{} : « {} », colonne non reconnue, non lue", header.place, header.value);
            writeln!(out, "    {}", french_spacing(&printable(&line)))?;
        }
    }
    Ok(())
}

/// What lines took from above them, and from which cell.
fn inherited_line(inherited: &Inherited) -> String {
    let rows = match (inherited.first_row.saturating_add(1), inherited.last_row.saturating_add(1)) {
        (first, last) if first == last => format!("ligne {first}"),
        (first, last) => format!("lignes {first} à {last}"),
    };
    let origin = match inherited.origin {
        Origin::Carried => "laissé vide, repris de la cellule",
        Origin::Section => "d’après le titre de rubrique",
        Origin::Title => "d’après le titre du tableau",
        Origin::SheetName => "d’après le nom de la feuille",
        Origin::Stated => "d’après",
        Origin::Named => "d’après l’intitulé de la cellule",
    };
    format!(
        "{} « {} » {origin} {} ({}, {rows})",
        role_name(inherited.role),
        inherited.value,
        inherited.from,
        counted(inherited.lines, "ligne retenue", "lignes retenues")
    )
}
