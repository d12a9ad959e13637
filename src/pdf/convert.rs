//! From pages to lopdf objects through printpdf, a few pages at a time: a page's drawing operations take fifty times the
//! room of the compressed stream that they become.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, Stream};
use printpdf::{
    FontId, Op, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, PdfWarnMsg, Pt, Rect, TextItem,
};
use rayon::prelude::*;

use super::display::{Drawing, Layout};
use super::draw::{Marks, draw};
use super::embed::Subset;
use super::error::PdfError;

/// Pages converted together. The bytes do not depend on it: each page keeps its own stream.
const SHEAF: usize = 16;

/// What one page draws.
pub(crate) struct Sheet {
    /// Compressed.
    pub(crate) content: Stream,
    /// Its marked content.
    pub(crate) marks: Marks,
    /// Whether the theme's logo is on it.
    pub(crate) shows_logo: bool,
}

/// Draws the pages, which give up their items as they are drawn.
pub(crate) fn sheets(layout: &mut Layout, subsets: &[Subset]) -> Result<Vec<Sheet>, PdfError> {
    let Layout { pages, tree, width, height, .. } = layout;
    let (size, height) = ((*width, *height), *height);
    let sheaves: Vec<Vec<Sheet>> = pages
        .par_chunks_mut(SHEAF)
        .map(|pages| {
            let mut document = empty(subsets);
            let mut marks = Vec::with_capacity(pages.len());
            for page in pages {
                let shows_logo = page.items.iter().any(|item| matches!(item.drawing, Drawing::Logo { .. }));
                let (operations, marked) = draw(std::mem::take(&mut page.items), tree, height, subsets);
                document.pages.push(blank(size, operations));
                marks.push((marked, shows_logo));
            }
            let mut converted = convert(&document)?;
            drop(document);
            let ids: Vec<_> = converted.page_iter().collect();
            ids.into_iter()
                .zip(marks)
                .map(|(id, (marks, shows_logo))| {
                    let content = converted
                        .get_dictionary(id)
                        .and_then(|page| page.get(b"Contents"))
                        .and_then(Object::as_reference)
                        .map_err(writing)?;
                    let Some(Object::Stream(mut content)) = converted.objects.remove(&content) else {
                        return Err(PdfError::Writing("page sans contenu".into()));
                    };
                    compress(&mut content)?;
                    Ok(Sheet { content, marks, shows_logo })
                })
                .collect()
        })
        .collect::<Result<_, _>>()?;
    Ok(sheaves.into_iter().flatten().collect())
}

/// The document with its fonts and its pages, without what these draw.
pub(crate) fn skeleton(layout: &Layout, subsets: &[Subset]) -> Result<Document, PdfError> {
    let size = (layout.width, layout.height);
    let mut document = empty(subsets);
    // printpdf states the widths of the glyphs that it sees drawn.
    let mut specimen = vec![Op::StartTextSection];
    for subset in subsets {
        specimen.push(subset.set_font(1.0));
        let glyphs = subset.texts.keys().map(|glyph| Subset::character(*glyph)).collect();
        specimen.push(Op::ShowText { items: vec![TextItem::Text(glyphs)] });
    }
    specimen.push(Op::EndTextSection);
    document.pages.push(blank(size, specimen));
    document.pages.resize_with(layout.pages.len(), || blank(size, Vec::new()));
    convert(&document)
}

fn empty(subsets: &[Subset]) -> PdfDocument {
    let mut document = PdfDocument::new("");
    for subset in subsets {
        document
            .resources
            .fonts
            .map
            .insert(FontId(subset.resource.into()), PdfFont::new(subset.parsed.clone()));
    }
    document
}

fn blank((width, height): (f32, f32), ops: Vec<Op>) -> PdfPage {
    let whole = || Rect::from_wh(Pt(width), Pt(height));
    PdfPage { media_box: whole(), trim_box: whole(), crop_box: whole(), ops }
}

fn convert(document: &PdfDocument) -> Result<Document, PdfError> {
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings: Vec<PdfWarnMsg> = Vec::new();
    let converted = document.to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        Some(warning) => Err(PdfError::Writing(format!("{warning:?}"))),
        None => Ok(converted),
    }
}

impl Subset {
    /// The operation that chooses this font, at a size in points.
    pub(crate) fn set_font(&self, size: f32) -> Op {
        Op::SetFont { font: PdfFontHandle::External(FontId(self.resource.into())), size: Pt(size) }
    }
}

/// Level of compression, of pages and of object streams: the highest costs a tenth of a build more, for hundredths of a file.
pub(crate) const LEVEL: u32 = 6;

/// Compresses a stream that says nothing of its filter, when it gains by it.
pub(crate) fn compress(stream: &mut Stream) -> Result<(), PdfError> {
    if stream.dict.has(b"Filter") {
        return Ok(());
    }
    let failed = |error: std::io::Error| PdfError::Writing(error.to_string());
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(&stream.content).map_err(failed)?;
    let compressed = encoder.finish().map_err(failed)?;
    if compressed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(compressed);
    }
    Ok(())
}

pub(crate) fn writing(error: lopdf::Error) -> PdfError {
    PdfError::Writing(error.to_string())
}
