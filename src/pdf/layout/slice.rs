//! Slices: strips of a page that are never cut.

use crate::pdf::colour::Colour;
use crate::pdf::display::{AnchorId, Drawing, FigureBox, Item, LinkArea, Owner, Paint, Shape, SigningArea};
use crate::pdf::structure::SlotId;
use crate::pdf::text::Style;

use super::carried::Carried;

/// Index of a box drawn behind slices.
pub(crate) type BoxId = usize;
/// Index of a repeated table header.
pub(crate) type HeadId = usize;

/// A page number printed once pages are known.
#[derive(Debug, Clone)]
pub(crate) struct PageReference {
    pub(crate) anchor: AnchorId,
    pub(crate) slot: SlotId,
    pub(crate) style: Style,
    /// Right end of the number.
    pub(crate) right: f32,
    pub(crate) baseline: f32,
}

/// A strip of the flow. Its items' `x` are those of the page, their `y` count from the top of the strip.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slice {
    pub(crate) height: f32,
    /// Space asked for before it, unless it opens a page; the larger of two neighbours' wishes is granted.
    pub(crate) before: f32,
    pub(crate) after: f32,
    /// No page break between the previous slice and this one, if that can be.
    pub(crate) keep: bool,
    pub(crate) page_break: bool,
    pub(crate) items: Vec<Item>,
    pub(crate) links: Vec<LinkArea>,
    pub(crate) signing: Vec<SigningArea>,
    pub(crate) anchors: Vec<AnchorId>,
    pub(crate) figures: Vec<usize>,
    /// Notices that its text gave rise to, by their index.
    pub(crate) notices: Vec<usize>,
    pub(crate) references: Vec<PageReference>,
    pub(crate) figure_boxes: Vec<FigureBox>,
    pub(crate) boxes: Vec<BoxId>,
    /// Room left above it under a repeated header, for a line in the middle of a row.
    pub(crate) lead: f32,
    /// How much of its height it gives up when what it is kept with would otherwise not fit.
    pub(crate) slack: f32,
    /// Header drawn again when a page begins with this slice.
    pub(crate) head: Option<HeadId>,
    /// What its table has added up to after it, carried to the next page when this one ends here.
    pub(crate) carried: Option<Carried>,
}

impl Slice {
    pub(crate) fn blank(height: f32) -> Slice {
        Slice { height, ..Slice::default() }
    }

    /// Moves everything down, and makes the slice taller by as much.
    pub(crate) fn push_down(&mut self, by: f32) {
        self.shift(by);
        self.height += by;
    }

    fn shift(&mut self, by: f32) {
        for item in &mut self.items {
            item.drawing.shift(by);
        }
        for link in &mut self.links {
            link.y += by;
        }
        for area in &mut self.signing {
            area.y += by;
        }
        for reference in &mut self.references {
            reference.baseline += by;
        }
        for figure in &mut self.figure_boxes {
            figure.y += by;
        }
    }

    /// Takes over what another slice holds, `down` points lower. Heights are the caller's.
    pub(crate) fn absorb(&mut self, mut other: Slice, down: f32) {
        other.shift(down);
        self.items.append(&mut other.items);
        self.links.append(&mut other.links);
        self.signing.append(&mut other.signing);
        self.anchors.append(&mut other.anchors);
        self.figures.append(&mut other.figures);
        self.notices.append(&mut other.notices);
        self.references.append(&mut other.references);
        self.figure_boxes.append(&mut other.figure_boxes);
        self.boxes.append(&mut other.boxes);
    }
}

impl Drawing {
    pub(crate) fn shift(&mut self, by: f32) {
        match self {
            Drawing::Text { y, .. } | Drawing::Logo { y, .. } => *y += by,
            Drawing::Shape { shape, .. } => match shape {
                Shape::Rectangle { y, .. } => *y += by,
                Shape::Polygon { points, .. } => {
                    for (_, y) in points {
                        *y += by;
                    }
                }
                Shape::Rings(rings) => {
                    for (_, y) in rings.iter_mut().flatten() {
                        *y += by;
                    }
                }
            },
        }
    }
}

/// Height of slices piled up without a page break, outer spaces excluded.
pub(crate) fn height(slices: &[Slice]) -> f32 {
    let mut total = 0.0;
    let mut after: Option<f32> = None;
    for slice in slices {
        if let Some(after) = after {
            total += after.max(slice.before);
        }
        total += slice.height;
        after = Some(slice.after);
    }
    total
}

/// Piles slices into one that is never cut.
pub(crate) fn merge(slices: Vec<Slice>) -> Slice {
    let mut whole = Slice::default();
    let mut after: Option<f32> = None;
    for slice in slices {
        if let Some(after) = after {
            whole.height += after.max(slice.before);
        }
        after = Some(slice.after);
        let (down, height) = (whole.height, slice.height);
        whole.absorb(slice, down);
        whole.height += height;
    }
    whole
}

/// Puts columns side by side, line by line, so that a page break can pass between lines.
pub(crate) fn side_by_side(columns: Vec<Vec<Slice>>) -> Vec<Slice> {
    let mut rows: Vec<Slice> = Vec::new();
    for column in columns {
        let mut after = 0.0_f32;
        for (index, slice) in column.into_iter().enumerate() {
            // Spaces between a column's slices become part of the lines, or columns would drift apart.
            let down = if index == 0 { 0.0 } else { after.max(slice.before) };
            after = slice.after;
            if rows.len() <= index {
                rows.push(Slice::default());
            }
            if let Some(row) = rows.get_mut(index) {
                row.height = row.height.max(slice.height + down);
                row.absorb(slice, down);
            }
        }
    }
    rows
}

/// Forbids page breaks that leave the first or the last line alone.
pub(crate) fn guard_ends(slices: &mut [Slice]) {
    if let Some(second) = slices.get_mut(1) {
        second.keep = true;
    }
    if slices.len() > 1
        && let Some(last) = slices.last_mut()
    {
        last.keep = true;
    }
}

/// A filled rectangle.
pub(crate) fn filled(owner: Owner, x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Item {
    Item {
        owner,
        drawing: Drawing::Shape {
            shape: Shape::Rectangle { x, y, width, height },
            paint: Paint::Fill(colour),
        },
    }
}

/// A straight stroke.
pub(crate) fn stroke(
    owner: Owner,
    from: (f32, f32),
    to: (f32, f32),
    width: f32,
    colour: Colour,
    dash: Option<(f32, f32)>,
) -> Item {
    Item {
        owner,
        drawing: Drawing::Shape {
            shape: Shape::Polygon { points: vec![from, to], closed: false },
            paint: Paint::Stroke { colour, width, dash },
        },
    }
}
