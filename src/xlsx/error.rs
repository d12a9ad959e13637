//! Why a workbook could not be written.

use crate::figures::LedgerError;

/// Why a workbook could not be written. Every case but the last three is a book put together wrongly.
#[derive(Debug, thiserror::Error)]
pub enum XlsxError {
    /// A workbook needs a sheet.
    #[error("le classeur n’a aucune feuille")]
    Empty,
    /// A row or a column beyond what a sheet holds.
    #[error("la feuille « {sheet} » dépasse les limites d’Excel : ligne {row}, colonne {column}")]
    OutOfSheet {
        /// Name of the sheet.
        sheet: String,
        /// One-based row.
        row: u64,
        /// One-based column.
        column: u64,
    },
    /// Two contents for one place, or a cell hidden under a merged area.
    #[error("la cellule {cell} de la feuille « {sheet} » est remplie deux fois")]
    Occupied {
        /// Name of the sheet.
        sheet: String,
        /// The cell, as Excel shows it.
        cell: String,
    },
    /// A figure that the ledger does not hold.
    #[error("la cellule {cell} de la feuille « {sheet} » demande un chiffre absent du registre")]
    UnknownFigure {
        /// Name of the sheet.
        sheet: String,
        /// The cell, as Excel shows it.
        cell: String,
    },
    /// A formula longer than Excel accepts, which could not be split.
    #[error("la formule du chiffre « {0} » est trop longue pour Excel")]
    FormulaTooLong(String),
    /// A partial sum could not be entered in the ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The writer refused a sheet.
    #[error("feuille « {sheet} » : {source}")]
    Sheet {
        /// Name of the sheet.
        sheet: String,
        /// What the writer said.
        source: rust_xlsxwriter::XlsxError,
    },
    /// The writer refused the workbook.
    #[error("classeur : {0}")]
    Book(#[from] rust_xlsxwriter::XlsxError),
}
