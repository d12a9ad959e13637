//! Laid-out pages, as a list of things to draw that no backend has touched yet.
//!
//! Lengths are points; the origin is the top left corner of the page and y grows downwards.

use super::colour::Colour;
use super::font::Face;
use super::structure::{ElementId, SlotId};

/// One glyph of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    /// Bytes of the run's text that this glyph stands for; 0 when an earlier glyph covers them.
    pub(crate) text_len: u16,
    pub(crate) advance: f32,
    pub(crate) dx: f32,
    pub(crate) dy: f32,
}

/// Glyphs of one face, size and colour on one baseline.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) face: Face,
    pub(crate) size: f32,
    pub(crate) colour: Colour,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<Glyph>,
}

impl Run {
    pub(crate) fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// A vector shape.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Rectangle {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// Closed when filled; when stroked, closed if `closed`.
    Polygon {
        points: Vec<(f32, f32)>,
        closed: bool,
    },
    /// Outlines filled together, such as a letter's and its holes.
    Rings(Vec<Vec<(f32, f32)>>),
}

/// How a shape is painted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Paint {
    Fill(Colour),
    Stroke { colour: Colour, width: f32, dash: Option<(f32, f32)> },
}

#[derive(Debug, Clone)]
pub(crate) enum Drawing {
    /// `x` and `y` place the start of the baseline.
    Text {
        x: f32,
        y: f32,
        run: Run,
    },
    Shape {
        shape: Shape,
        paint: Paint,
    },
    /// The theme's logo; `x` and `y` place its top left corner.
    Logo {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
}

/// Why something is drawn without being content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Artifact {
    Layout,
    Header,
    Footer,
    /// A repeated header row.
    Repeated,
    /// The draft mark.
    Watermark,
}

/// What a drawing belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Artifact(Artifact),
    Content(SlotId),
}

/// A drawing with its owner.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) owner: Owner,
    pub(crate) drawing: Drawing,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Uri(String),
    /// A place in the document.
    Anchor(AnchorId),
    /// Another PDF, by its path from the folder of this one.
    File(String),
}

/// Index of a place that links, bookmarks and the table of contents point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AnchorId(pub(crate) u32);

/// A rectangle that follows a link when clicked.
#[derive(Debug, Clone)]
pub(crate) struct LinkArea {
    pub(crate) element: ElementId,
    pub(crate) target: Target,
    /// Read aloud in place of the rectangle.
    pub(crate) contents: String,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// A rectangle where someone signs, by hand or with a certificate.
#[derive(Debug, Clone)]
pub(crate) struct SigningArea {
    /// Its `Form` element.
    pub(crate) element: ElementId,
    /// Who signs, read aloud in place of the rectangle.
    pub(crate) contents: String,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
    pub(crate) links: Vec<LinkArea>,
    pub(crate) signing: Vec<SigningArea>,
}

/// A place found on a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchor {
    /// 0-based.
    pub(crate) page: usize,
    pub(crate) y: f32,
}

/// A bookmark, nested by its level.
#[derive(Debug, Clone)]
pub(crate) struct Bookmark {
    pub(crate) level: u8,
    pub(crate) title: String,
    pub(crate) anchor: AnchorId,
}

/// Everything a backend needs to write the document.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) pages: Vec<Page>,
    pub(crate) anchors: Vec<Option<Anchor>>,
    pub(crate) bookmarks: Vec<Bookmark>,
    pub(crate) tree: super::structure::Tree,
    /// Bounding box of each figure element: element, page, x, y, width, height.
    pub(crate) figures: Vec<FigureBox>,
}

/// Bounding box of a `Figure` element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FigureBox {
    pub(crate) element: ElementId,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}
