//! A pack in memory: its files, and which figures each of them shows.

use std::sync::Arc;

use crate::documents::filing::FiledPiece;
use crate::documents::words::Found;
use crate::figures::FigureKey;
use crate::model::shelf::Shelf;
use crate::pdf::NoticeOnPage;

/// A document, in memory.
#[derive(Debug)]
pub struct ProducedFile {
    /// Who it is for.
    pub shelf: Shelf,
    /// Name in the pack's folder: `depot/01-lettre-de-demande.pdf`.
    pub name: String,
    /// Title.
    pub title: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// Pages, for a PDF.
    pub page_count: Option<usize>,
    /// What the page layout had to work around.
    pub notices: Vec<NoticeOnPage>,
    /// Every figure it shows, in the order of the document.
    pub figures: Vec<Shown>,
    /// Totals that its tables carry from one page to the next: sums of the lines above, which the ledger does not hold.
    pub carried: Vec<CarriedTotal>,
}

/// A total that a table carries from one page to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedTotal {
    /// As printed.
    pub text: String,
    /// The page, counted from 1.
    pub page: usize,
    /// True at its head (« Report »), false at its foot (« À reporter »).
    pub is_brought_forward: bool,
}

/// A word that must not be filed, in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedWord {
    /// Name of the document in the pack's folder.
    pub file: String,
    /// The word.
    pub found: Found,
}

/// A figure in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The figure, in the ledger of the pack.
    pub key: FigureKey,
    /// Where.
    pub at: ShownAt,
}

/// Where a document shows a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownAt {
    /// On a page, counted from 1.
    Page(usize),
    /// In a cell, zero-based.
    Cell {
        /// Name of the sheet.
        sheet: Arc<str>,
        /// Row.
        row: u32,
        /// Column.
        column: u32,
    },
}

/// A pack, in memory.
#[derive(Debug)]
pub struct ProducedPack {
    /// The fund: name of the pack's folder.
    pub fund: String,
    /// Documents, manifest and sums, in the order they are listed.
    pub files: Vec<ProducedFile>,
    /// The applicant's pieces, filed after the documents.
    pub pieces: Vec<FiledPiece>,
    /// Words of the workshop in what is filed: a pack that holds any is not final.
    pub refused: Vec<RefusedWord>,
}
