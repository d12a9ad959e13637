//! A workbook of any length, and the least that reading its cells takes.

use std::hint::black_box;
use std::io::Cursor;

use calamine::Reader;
use rust_xlsxwriter::{Formula, Workbook, XlsxError};

/// Every cell with its formula, and nothing else: the floor.
///
/// # Errors
/// Those of the reader.
pub fn bare_cells(content: &[u8]) -> Result<usize, calamine::XlsxError> {
    let mut workbook = calamine::Xlsx::new(Cursor::new(content))?;
    let mut cells = 0;
    for name in workbook.sheet_names() {
        let mut reader = workbook.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell_with_formula()? {
            cells += usize::from(black_box(&cell).pos.1 < 100);
        }
    }
    Ok(cells)
}

/// Columns of the workbook.
pub const COLUMNS: u32 = 11;

/// A budget of `lines` expenses, with the columns and the formulas that officers use. Exemple fictif.
///
/// # Errors
/// Those of the writer.
pub fn workbook(lines: u32) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Dépenses")?;
    let headers = [
        "N°",
        "Poste de dépenses",
        "Intitulé",
        "Prestataire",
        "Partenaire",
        "Année",
        "Montant HT (€)",
        "Taux de TVA",
        "TVA (€)",
        "Montant TTC (€)",
        "Pièce justificative",
    ];
    for (column, header) in (0_u16..).zip(headers) {
        sheet.write(0, column, header)?;
    }
    for line in 1..=lines {
        let amount = f64::from(line) * 12.34;
        let row = line + 1;
        sheet.write(line, 0, line)?;
        sheet.write(line, 1, format!("Poste {}", line % 7))?;
        sheet.write(line, 2, format!("Dépense numéro {line}"))?;
        sheet.write(line, 3, format!("Prestataire {}", line % 40))?;
        sheet.write(line, 4, "CABBALR")?;
        sheet.write(line, 5, 2024 + line % 3)?;
        sheet.write(line, 6, (amount * 100.0).round() / 100.0)?;
        sheet.write(line, 7, 0.2)?;
        let vat = Formula::new(format!("ROUND(G{row}*H{row},2)")).set_result(format!("{:.2}", amount * 0.2));
        sheet.write(line, 8, vat)?;
        let total = Formula::new(format!("G{row}+I{row}")).set_result(format!("{:.2}", amount * 1.2));
        sheet.write(line, 9, total)?;
        sheet.write(line, 10, format!("devis-{line:05}.pdf"))?;
    }
    sheet.write(lines + 1, 2, "TOTAL")?;
    sheet.write(lines + 1, 6, Formula::new(format!("SUM(G2:G{})", lines + 1)).set_result("1"))?;
    workbook.save_to_buffer()
}
