//! The word of a draft across its pages, drawn as outlines: text would mix its letters into the words that a reader
//! extracts or searches.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

use crate::pdf::colour::Colour;
use crate::pdf::display::{Artifact, Drawing, Item, Owner, Paint, Shape};
use crate::pdf::font::{Face, Fonts};

use super::Geometry;

const WORD: &str = "BROUILLON";
/// Points.
const SIZE: f32 = 96.0;
/// Straight lines that a curve becomes: at this size, a tenth of a point off at most.
const STEPS: u8 = 6;

/// The word, large and light, along the diagonal of the page.
pub(crate) fn draft(geometry: Geometry, colour: Colour, fonts: &Fonts) -> Item {
    let (rings, width) = outlines(fonts).unwrap_or_default();
    let (sin, cos) = geometry.height.atan2(geometry.width).sin_cos();
    let (centre_x, centre_y) = (geometry.width / 2.0, geometry.height / 2.0);
    // From the start of the baseline, y upwards, to the page, y downwards.
    let placed = |(x, y): (f32, f32)| {
        let (dx, dy) = (x - width / 2.0, y - SIZE * 0.36);
        (centre_x + dx * cos - dy * sin, centre_y - dx * sin - dy * cos)
    };
    let rings = rings.into_iter().map(|ring| ring.into_iter().map(placed).collect()).collect();
    let light = colour.0.map(|part| part.saturating_add((255 - part) / 3 * 2));
    Item {
        owner: Owner::Artifact(Artifact::Watermark),
        drawing: Drawing::Shape { shape: Shape::Rings(rings), paint: Paint::Fill(Colour(light)) },
    }
}

/// The outlines of the word on its baseline, and its width; `None` when the font has none.
fn outlines(fonts: &Fonts) -> Option<(Lines, f32)> {
    let face = fonts.faces.get(Face::Bold as usize)?;
    let font = FontRef::new(&face.bytes).ok()?;
    let (size, place) = (Size::new(SIZE), LocationRef::default());
    let (characters, glyphs) = (font.charmap(), font.outline_glyphs());
    let advances = font.glyph_metrics(size, place);
    let mut pen = Rings::default();
    for letter in WORD.chars() {
        let glyph = characters.map(letter)?;
        glyphs.get(glyph)?.draw(DrawSettings::unhinted(size, place), &mut pen).ok()?;
        pen.origin += advances.advance_width(glyph)?;
    }
    Some((pen.rings, pen.origin))
}

/// Closed lines.
type Lines = Vec<Vec<(f32, f32)>>;

/// Closed lines, glyph after glyph.
#[derive(Default)]
struct Rings {
    rings: Lines,
    /// Where the current glyph begins.
    origin: f32,
}

impl Rings {
    fn last(&self) -> (f32, f32) {
        self.rings.last().and_then(|ring| ring.last()).copied().unwrap_or_default()
    }

    fn add(&mut self, point: (f32, f32)) {
        if let Some(ring) = self.rings.last_mut() {
            ring.push(point);
        }
    }

    fn steps() -> impl Iterator<Item = f32> {
        (1..=STEPS).map(|step| f32::from(step) / f32::from(STEPS))
    }
}

impl OutlinePen for Rings {
    fn move_to(&mut self, x: f32, y: f32) {
        self.rings.push(vec![(self.origin + x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add((self.origin + x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, to) = (self.last(), (self.origin + cx, cy), (self.origin + x, y));
        for t in Rings::steps() {
            let mix =
                |a: f32, b: f32, c: f32| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
            self.add((mix(from.0, control.0, to.0), mix(from.1, control.1, to.1)));
        }
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (from, to) = (self.last(), (self.origin + x, y));
        let (first, second) = ((self.origin + cx0, cy0), (self.origin + cx1, cy1));
        for t in Rings::steps() {
            let s = 1.0 - t;
            let mix = |a: f32, b: f32, c: f32, d: f32| {
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            self.add((mix(from.0, first.0, second.0, to.0), mix(from.1, first.1, second.1, to.1)));
        }
    }

    fn close(&mut self) {}
}
