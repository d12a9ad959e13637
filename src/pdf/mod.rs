//! Semantic XHTML to archival, tagged PDF (PDF/A-3a and PDF/UA-1). This module knows nothing of grants.
//!
//! XHTML → known elements ([`dom`]) → blocks ([`block`], [`read`]) → slices and pages ([`layout`], giving the
//! backend-neutral [`display`] list and the [`structure`] tree) → printpdf operations ([`draw`], [`convert`]) → finishing with lopdf
//! ([`finish`]) → bytes. The same request gives the same bytes, on any machine and from any thread.
//!
//! The vocabulary of the XHTML is described in `VOCABULARY.md`, beside this file.

mod annotations;
pub(crate) mod block;
mod cmap;
mod colour;
mod contrast;
mod convert;
mod display;
pub(crate) mod dom;
mod draw;
mod embed;
mod error;
mod finish;
mod font;
mod foreign;
mod french;
mod icc;
mod layout;
pub(crate) mod limits;
mod logo;
pub(crate) mod read;
mod read_chart;
mod read_element;
mod sfnt;
mod string;
mod structure;
mod tags;
mod text;
mod theme;
mod write;
mod xmp;

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::language::ForeignWords;

pub use error::{Notice, NoticeOnPage, PdfError};
pub use font::{Fonts, coverage};
pub use logo::Logo;
pub use theme::Theme;

/// What an attached file is to the document that carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it.
    Source,
    /// The figures that the document shows.
    Data,
}

impl Relationship {
    fn name(self) -> &'static str {
        match self {
            Relationship::Source => "Source",
            Relationship::Data => "Data",
        }
    }
}

/// What begins the address of another PDF, by its path from the folder of this one.
pub const BESIDE: &str = "pack:";

/// A file carried inside the document.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// File name shown to the reader.
    pub name: String,
    /// Media type, such as `application/json`.
    pub mime: String,
    /// One line, in French.
    pub description: String,
    /// What it is to the document.
    pub relationship: Relationship,
    /// Contents.
    pub bytes: Arc<[u8]>,
    /// Day of last change.
    pub modified: Date,
}

/// What to render, and with what.
pub struct RenderRequest<'a> {
    /// The document, as described in `VOCABULARY.md`.
    pub html: &'a str,
    /// Title of the document, shown in the viewer's title bar.
    pub title: &'a str,
    /// Who signs the document.
    pub author: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// Left of the running header.
    pub header: &'a str,
    /// Left of the footer; `n/N` is on the right.
    pub footer: &'a str,
    /// Day written in the metadata, as midnight UTC.
    pub date: Date,
    /// Writes BROUILLON across each page.
    pub draft: bool,
    /// Pages lie on their long side.
    pub landscape: bool,
    /// Colours, sizes, margins, logo.
    pub theme: &'a Theme,
    /// The text family.
    pub fonts: &'a Fonts,
    /// Words of other languages than French.
    pub foreign: &'a [&'a ForeignWords],
    /// Files to carry.
    pub attachments: Vec<Attachment>,
}

/// A figure of the ledger as it was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureOnPage {
    /// `value` of the `<data>` element.
    pub id: String,
    /// Text printed, with its typographic spaces.
    pub text: String,
    /// 1-based page where it begins.
    pub page: usize,
}

/// A total carried from one page of a table to the next, as it was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOnPage {
    /// Text printed.
    pub text: String,
    /// 1-based page.
    pub page: usize,
    /// True at the top of a page (« Report »), false at its foot (« À reporter »).
    pub is_brought_forward: bool,
}

/// A rendered document.
#[derive(Debug, Clone)]
pub struct RenderedPdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub page_count: usize,
    /// Every `<data value="…">` met, in order.
    pub figures: Vec<FigureOnPage>,
    /// Totals carried over, in order.
    pub carried: Vec<CarriedOnPage>,
    /// What the engine had to work around, by page.
    pub notices: Vec<NoticeOnPage>,
}

/// Renders a document.
///
/// # Errors
/// [`PdfError::Malformed`], [`PdfError::Vocabulary`] and [`PdfError::TooDeep`] point at a line of the XHTML;
/// [`PdfError::Font`] and [`PdfError::Writing`] come from the fonts and from the engine itself.
pub fn render(request: &RenderRequest<'_>) -> Result<RenderedPdf, PdfError> {
    // Each stage is dropped once the next one is made: a long table would otherwise be held five times over.
    let mut parsed = dom::parse(request.html)?;
    foreign::mark(&mut parsed, request.foreign);
    let document = read::document(&parsed)?;
    drop(parsed);
    let layout::LaidOut { mut layout, figures, carried, notices } = layout::lay_out(&document, request)?;
    drop(document);
    let subsets = embed::subsets(&layout, request.fonts)?;
    let skeleton = convert::skeleton(&layout, &subsets)?;
    let sheets = convert::sheets(&mut layout, &subsets)?;
    let bytes = finish::finish(skeleton, sheets, &layout, &subsets, request)?;
    Ok(RenderedPdf {
        bytes,
        page_count: layout.pages.len(),
        figures: figures
            .into_iter()
            .map(|figure| FigureOnPage { id: figure.id, text: figure.text, page: figure.page + 1 })
            .collect(),
        carried: carried.iter().flat_map(carried_on_page).collect(),
        notices,
    })
}

/// The amounts of one row of carried totals.
fn carried_on_page(mark: &layout::CarriedMark) -> impl Iterator<Item = CarriedOnPage> {
    let (page, is_brought_forward) = (mark.page + 1, mark.brought_forward);
    mark.texts.iter().map(move |(_, text)| CarriedOnPage { text: text.clone(), page, is_brought_forward })
}
