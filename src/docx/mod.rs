//! The text of a document as a word processor edits it, from the XHTML that the PDF is made of.
//!
//! What others must change before it is signed has such a copy. It says the same words in the same order; it is not
//! paginated, and nothing in it is drawn: a document with a chart has none.

mod block;
mod inline;

use std::io::Cursor;

use docx_rs::{Docx, PageMargin, RunFonts};
use jiff::civil::Date;

use crate::pdf::{PdfError, dom, read};

/// Why no copy could be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The XHTML is not one that documents are written in.
    #[error(transparent)]
    Text(#[from] PdfError),
    /// What a word processor could not say.
    #[error("une copie modifiable ne peut porter ni graphique ni emblème")]
    Drawn,
    /// The archive could not be written.
    #[error("l’archive ne s’écrit pas : {0}")]
    Archive(String),
}

/// Size of the text, in half-points.
const TEXT_SIZE: usize = 21;

/// A4, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);

/// Twenty-two millimetres, in twentieths of a point.
const MARGIN: i32 = 1_247;

/// Write a document. The same XHTML and the same date give the same bytes.
///
/// # Errors
/// When the XHTML is not of the vocabulary, or holds what is drawn.
pub fn render(html: &str, date: Date) -> Result<Vec<u8>, DocxError> {
    let document = read::document(&dom::parse(html)?)?;
    let day = format!("{date}T00:00:00Z");
    let face = "Arial";
    let margin = PageMargin {
        top: MARGIN,
        left: MARGIN,
        bottom: MARGIN,
        right: MARGIN,
        header: MARGIN / 2,
        footer: MARGIN / 2,
        gutter: 0,
    };
    // Created first: the numbers of its paragraphs then begin at one.
    let mut docx = Docx::new()
        .created_at(&day)
        .updated_at(&day)
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .default_size(TEXT_SIZE)
        .default_fonts(RunFonts::new().ascii(face).hi_ansi(face).cs(face).east_asia(face));
    for part in block::parts(&document.blocks)? {
        docx = match part {
            block::Part::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            block::Part::Table(table) => docx.add_table(*table),
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|error| DocxError::Archive(error.to_string()))?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "<article><header class=\"title\"><h1>Communauté</h1></header>\
        <p class=\"addressee\">Monsieur,<br/><strong>Région</strong></p>\
        <p>Une aide de <data value=\"aide\">1 000,00 €</data> &amp; rien d’autre.</p>\
        <ol><li>un</li><li>deux</li></ol>\
        <section class=\"signature\"><dl><dt>Nom</dt><dd>A. B.</dd></dl></section></article>";

    #[test]
    fn the_same_text_gives_the_same_bytes_from_any_thread() {
        let day = jiff::civil::date(2024, 1, 15);
        let first = render(LETTER, day).unwrap();
        let threads: Vec<_> =
            (0..3).map(|_| std::thread::spawn(move || render(LETTER, day).unwrap())).collect();
        for thread in threads {
            assert!(thread.join().unwrap() == first);
        }
        assert!(render(LETTER, day).unwrap() == first);
    }

    #[test]
    fn what_is_drawn_has_no_copy() {
        let emblem = "<article><div class=\"eu-emblem\" data-text=\"Cofinancé\"></div></article>";
        let refused = render(emblem, jiff::civil::date(2024, 1, 15));
        assert!(matches!(refused, Err(DocxError::Drawn)), "{refused:?}");
    }
}
