//! Display list to printpdf operations, with the numbers by which structure elements find their content.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, LineDashPattern, Op, PaintMode, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem,
    TextMatrix, WindingOrder, XObjectId, XObjectTransform,
};

use super::colour::Colour;
use super::display::{Artifact, Drawing, Item, Owner, Paint, Run, Shape};
use super::embed::{Subset, reading};
use super::structure::{SlotId, Tree};

/// Content drawn on one page: marked-content identifiers in order, with the slot of each.
pub(crate) type Marks = Vec<SlotId>;

/// Name of the logo among a page's resources.
pub(crate) const LOGO: &str = "Logo";

/// How far, in thousandths of an em, a glyph may drift before it is moved. A twentieth of a point at body size.
const DRIFT: f32 = 4.0;

/// What a page draws in printpdf's terms, and its marked content. `size` is the width and the height of the page.
pub(crate) fn draw(items: Vec<Item>, tree: &Tree, height: f32, subsets: &[Subset]) -> (Vec<Op>, Marks) {
    let mut pen = Pen {
        subsets,
        tree,
        height,
        ops: Vec::with_capacity(items.len() * 6),
        marks: Vec::new(),
        fill: None,
        stroke: None,
        font: None,
        in_text: false,
    };
    pen.page(&items);
    (pen.ops, pen.marks)
}

struct Pen<'a> {
    subsets: &'a [Subset],
    tree: &'a Tree,
    height: f32,
    ops: Vec<Op>,
    marks: Marks,
    fill: Option<Colour>,
    stroke: Option<(Colour, f32)>,
    font: Option<(usize, f32)>,
    in_text: bool,
}

impl Pen<'_> {
    fn page(&mut self, items: &[Item]) {
        // Grounds and rules lie behind the text: drawn together, they cost one artifact a page instead of several a row.
        let depth = |item: &&Item| match (item.owner, &item.drawing) {
            (Owner::Artifact(Artifact::Layout), Drawing::Shape { paint: Paint::Fill(_), .. }) => 0,
            (Owner::Artifact(Artifact::Watermark), _) => 1,
            (Owner::Artifact(Artifact::Layout), _) => 2,
            _ => 3,
        };
        let layers = (0..4).flat_map(|layer| items.iter().filter(move |item| depth(item) == layer));
        let mut current: Option<Owner> = None;
        for item in layers {
            if current != Some(item.owner) {
                if current.is_some() {
                    self.end_text();
                    self.ops.push(Op::EndMarkedContent);
                }
                self.begin(item.owner);
                current = Some(item.owner);
            }
            self.item(item);
        }
        if current.is_some() {
            self.end_text();
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn begin(&mut self, owner: Owner) {
        let (tag, properties) = match owner {
            Owner::Content(slot) => {
                let mcid = self.marks.len() as i64;
                self.marks.push(slot);
                (
                    self.tree.role_of_slot(slot).name().to_owned(),
                    BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]),
                )
            }
            Owner::Artifact(kind) => ("Artifact".to_owned(), artifact(kind)),
        };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag,
            properties: DictItem::Dict { map: properties },
        });
    }

    fn item(&mut self, item: &Item) {
        match &item.drawing {
            Drawing::Text { x, y, run } => self.text(*x, *y, run),
            Drawing::Shape { shape, paint } => self.shape(shape, paint),
            Drawing::Logo { x, y, width, height } => {
                self.end_text();
                let transform = XObjectTransform {
                    translate_x: Some(Pt(round(*x))),
                    translate_y: Some(Pt(round(self.height - y - height))),
                    scale_x: Some(round(*width)),
                    scale_y: Some(round(*height)),
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                // The image itself joins the page's resources when the file is finished.
                self.ops.push(Op::UseXobject { id: XObjectId(LOGO.into()), transform });
            }
        }
    }

    fn begin_text(&mut self) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn set_fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    fn set_stroke(&mut self, colour: Colour, width: f32) {
        if self.stroke.is_none_or(|(current, _)| current != colour) {
            self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
        }
        if self.stroke.is_none_or(|(_, current)| current.to_bits() != width.to_bits()) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        }
        self.stroke = Some((colour, width));
    }

    fn text(&mut self, x: f32, y: f32, run: &Run) {
        let Some((index, subset)) =
            self.subsets.iter().enumerate().find(|(_, subset)| subset.face == run.face)
        else {
            return;
        };
        if run.glyphs.is_empty() {
            return;
        }
        self.set_fill(run.colour);
        self.begin_text();
        if self.font != Some((index, run.size)) {
            self.font = Some((index, run.size));
            self.ops.push(subset.set_font(run.size));
        }
        let matrix = [1.0, 0.0, 0.0, 1.0, round(x), round(self.height - y)];
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(matrix) });
        self.glyphs(x, y, run, subset);
    }

    fn glyphs(&mut self, x: f32, y: f32, run: &Run, subset: &Subset) {
        let thousandths = 1000.0 / run.size;
        let mut items: Vec<TextItem> = Vec::new();
        let mut text = String::with_capacity(run.glyphs.len() * 4);
        // Where the viewer's pen is, and where the glyph belongs, from the start of the run.
        let (mut pen, mut place) = (0.0_f32, 0.0_f32);
        let mut raised = 0.0_f32;
        let mut at = 0;
        for glyph in &run.glyphs {
            let id = subset.glyph(glyph.id);
            let end = at + usize::from(glyph.text_len);
            let wanted = place + glyph.dx * thousandths;
            if (glyph.dy - raised).abs() > 0.01 {
                // A mark above or below its letter needs a line of its own.
                self.show(&mut items, &mut text);
                raised = glyph.dy;
                pen = wanted;
                let matrix =
                    [1.0, 0.0, 0.0, 1.0, round(x + wanted / thousandths), round(self.height - y + raised)];
                self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(matrix) });
            } else if (wanted - pen).abs() >= DRIFT {
                if !text.is_empty() {
                    items.push(TextItem::Text(std::mem::take(&mut text)));
                }
                let kern = (pen - wanted).round();
                items.push(TextItem::Offset(kern));
                pen -= kern;
            }
            let source = run.text.get(at..end).unwrap_or_default();
            let same = subset.texts.get(&id).is_some_and(|read| reads_as(read, source));
            if !same && !source.is_empty() {
                self.show(&mut items, &mut text);
                self.spelled(id, source);
            } else {
                text.push(Subset::character(id));
            }
            pen += subset.width(id);
            place += glyph.advance * thousandths;
            at = end;
        }
        self.show(&mut items, &mut text);
    }

    fn show(&mut self, items: &mut Vec<TextItem>, text: &mut String) {
        if !text.is_empty() {
            items.push(TextItem::Text(std::mem::take(text)));
        }
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }

    /// A glyph that also stands for other texts elsewhere says which one it is here.
    fn spelled(&mut self, glyph: u16, source: &str) {
        let mut utf16 = vec![0xFE, 0xFF];
        for unit in reading(source).encode_utf16() {
            utf16.extend(unit.to_be_bytes());
        }
        let map =
            BTreeMap::from([("ActualText".to_owned(), DictItem::String { data: utf16, literal: false })]);
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".into(),
            properties: DictItem::Dict { map },
        });
        self.ops.push(Op::ShowText { items: vec![TextItem::Text(Subset::character(glyph).to_string())] });
        self.ops.push(Op::EndMarkedContent);
    }

    fn shape(&mut self, shape: &Shape, paint: &Paint) {
        self.end_text();
        let rings: Vec<Vec<(f32, f32)>> = match shape {
            Shape::Rectangle { x, y, width, height } => {
                if let Paint::Fill(colour) = paint {
                    self.set_fill(*colour);
                    self.ops.push(Op::DrawRectangle {
                        rectangle: Rect {
                            x: Pt(round(*x)),
                            y: Pt(round(self.height - y - height)),
                            width: Pt(round(*width)),
                            height: Pt(round(*height)),
                            mode: Some(PaintMode::Fill),
                            winding_order: Some(WindingOrder::NonZero),
                        },
                    });
                    return;
                }
                vec![vec![(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)]]
            }
            Shape::Polygon { points, .. } => vec![points.clone()],
            Shape::Rings(rings) => rings.clone(),
        };
        let height = self.height;
        let rings = rings.into_iter().map(|points| {
            let point = |(x, y)| printpdf::LinePoint {
                p: Point { x: Pt(round(x)), y: Pt(round(height - y)) },
                bezier: false,
            };
            points.into_iter().map(point).collect::<Vec<_>>()
        });
        match paint {
            Paint::Fill(colour) => {
                self.set_fill(*colour);
                self.ops.push(Op::DrawPolygon {
                    polygon: Polygon {
                        rings: rings.map(|points| PolygonRing { points }).collect(),
                        mode: PaintMode::Fill,
                        winding_order: WindingOrder::NonZero,
                    },
                });
            }
            Paint::Stroke { colour, width, dash } => {
                let closed = !matches!(shape, Shape::Polygon { closed: false, .. });
                self.set_stroke(*colour, *width);
                if let Some((on, off)) = dash {
                    self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[*on, *off]) });
                }
                for points in rings {
                    self.ops.push(Op::DrawLine { line: printpdf::Line { points, is_closed: closed } });
                }
                if dash.is_some() {
                    self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
                }
            }
        }
    }
}

/// [`reading`] without the allocation, for the usual single character.
fn reads_as(read: &str, source: &str) -> bool {
    read == source || reading(source) == read
}

fn artifact(kind: Artifact) -> BTreeMap<String, DictItem> {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let (kind, subtype, attached) = match kind {
        Artifact::Layout => ("Layout", None, None),
        Artifact::Header => ("Pagination", Some("Header"), Some("Top")),
        Artifact::Footer => ("Pagination", Some("Footer"), Some("Bottom")),
        Artifact::Repeated => ("Pagination", None, None),
        Artifact::Watermark => ("Pagination", Some("Watermark"), None),
    };
    let mut map = BTreeMap::from([("Type".to_owned(), name(kind))]);
    if let Some(subtype) = subtype {
        map.insert("Subtype".into(), name(subtype));
    }
    if let Some(edge) = attached {
        map.insert("Attached".into(), DictItem::Array(vec![name(edge)]));
    }
    map
}

fn rgb(colour: Colour) -> Color {
    let [r, g, b] = colour.0.map(|part| round(f32::from(part) / 255.0));
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// Thousandths of a point are enough, and keep the file small.
fn round(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}
