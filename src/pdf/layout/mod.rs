//! Blocks to pages.
//!
//! The flow turns each block into *slices*: horizontal strips that are never cut, such as a line or a table row, with
//! what a page break may do around them. [`paginate`] then only has to pile slices up.

mod carried;
mod carry;
mod chart;
mod contents;
mod emblem;
mod flow;
mod headings;
mod inline;
mod list;
mod logo;
mod paginate;
mod pairs;
mod slice;
mod table;
mod title;
mod watermark;

use super::RenderRequest;
use super::block::Block;
use super::display::{AnchorId, Layout};
use super::error::{NoticeOnPage, PdfError};
use super::read::Document;
use super::text::Shaper;
use super::theme::PT_PER_MM;
pub(crate) use carried::CarriedMark;

/// Size of the page and of the area for text, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Geometry {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
}

impl Geometry {
    fn new(request: &RenderRequest<'_>) -> Geometry {
        let (width, height) = (210.0 * PT_PER_MM, 297.0 * PT_PER_MM);
        let (width, height) = if request.landscape { (height, width) } else { (width, height) };
        let margins = &request.theme.margins;
        Geometry {
            width,
            height,
            left: margins.left * PT_PER_MM,
            right: width - margins.right * PT_PER_MM,
            top: margins.top * PT_PER_MM,
            bottom: height - margins.bottom * PT_PER_MM,
        }
    }

    pub(crate) fn text_width(self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn text_height(self) -> f32 {
        self.bottom - self.top
    }
}

/// What was laid out, and what is known of it that the pages do not say.
pub(crate) struct LaidOut {
    pub(crate) layout: Layout,
    pub(crate) figures: Vec<FoundFigure>,
    /// Totals carried from one page of a table to the next.
    pub(crate) carried: Vec<CarriedMark>,
    pub(crate) notices: Vec<NoticeOnPage>,
}

/// A figure met while laying out: id, text, page.
pub(crate) struct FoundFigure {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) page: usize,
}

/// Lays a document out.
pub(crate) fn lay_out(document: &Document, request: &RenderRequest<'_>) -> Result<LaidOut, PdfError> {
    let geometry = Geometry::new(request);
    let mut shaper = Shaper::new(request.fonts);
    let headings = headings::collect(document);
    let mut flow = flow::Flow::new(request.theme, geometry, &mut shaper, headings);
    let slices = flow.document(&document.blocks);
    let flow::Parts { tree, boxes, heads, carries, figures, headings, anchor_count } = flow.finish();
    let looks = paginate::Looks { boxes: &boxes, heads: &heads, carries: &carries };
    let paginated = paginate::paginate(slices, geometry, looks, anchor_count);
    let mut pages = paginated.pages;
    carry::print(&mut pages, &paginated.carried, &carries, request.theme, &mut shaper);
    paginate::resolve_references(&mut pages, &paginated.references, &paginated.anchors, &mut shaper);
    // A title block needs no running header above it.
    let first = document.blocks.iter().find(|block| !matches!(block, Block::Emblem { .. }));
    let title_first = matches!(first, Some(Block::Title { .. }));
    paginate::furnish(&mut pages, geometry, request, &mut shaper, title_first);
    let figures = figures
        .into_iter()
        .enumerate()
        .map(|(index, (id, text))| FoundFigure {
            id,
            text,
            page: paginated.figure_pages.get(index).copied().flatten().unwrap_or(0),
        })
        .collect();
    let layout = Layout {
        width: geometry.width,
        height: geometry.height,
        pages,
        anchors: paginated.anchors,
        bookmarks: headings::bookmarks(&headings),
        tree,
        figures: paginated.figure_boxes,
    };
    let mut notices: Vec<NoticeOnPage> = shaper
        .notices
        .into_vec()
        .into_iter()
        .enumerate()
        .map(|(index, notice)| NoticeOnPage {
            page: paginated.notice_pages.get(&index).map(|page| page + 1),
            notice,
        })
        .collect();
    notices.sort();
    Ok(LaidOut { layout, figures, carried: paginated.carried, notices })
}

/// Anchors are handed out in order of creation.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    count: u32,
}

impl Anchors {
    pub(crate) fn add(&mut self) -> AnchorId {
        let id = AnchorId(self.count);
        self.count += 1;
        id
    }
}
