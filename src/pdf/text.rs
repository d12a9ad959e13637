//! From inline content to lines of glyphs. Shaping and line breaking are parley's.
//!
//! Two ways lead to a line. Text that fits on one line is put together from shaped words kept in a cache, since
//! tables repeat the same words and digits thousands of times. Text that wraps goes through parley as a whole.

mod breaks;

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use parley::style::{FontFamily, FontFeatures, FontStyle, FontWeight, OverflowWrap};
use parley::{FontContext, LayoutContext, StyleProperty};

use super::block::{Check, Inline, SpanKind};
use super::colour::Colour;
use super::display::{Glyph, Owner, Run, Target};
use super::error::Notice;
use super::font::{FACES, Face, Fonts};
use super::french::{self, Sign};
use super::limits;
use super::structure::ElementId;
use crate::model::character::{is_blank, is_left_out};

/// No substitution that would make one glyph stand for several characters.
const FEATURES: &str = "\"calt\" 0, \"liga\" 0, \"clig\" 0, \"dlig\" 0";

/// Figures of one width. For digits alone: the same feature would also space hyphens and points out.
const DIGIT_FEATURES: &str = "\"tnum\" 1, \"lnum\" 1, \"calt\" 0, \"liga\" 0, \"clig\" 0, \"dlig\" 0";

/// Drawn where a glyph is missing, and read as U+FFFD.
pub(crate) use crate::model::character::MISSING;

/// Ends a line inside a paragraph.
const FORCED_BREAK: char = '\u{2028}';

/// Hyphen added by the engine, read as a soft hyphen.
pub(crate) const ADDED_HYPHEN: char = '\u{2010}';

/// Face, size and colour of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) size: f32,
    pub(crate) colour: Colour,
    /// Distance above the baseline.
    pub(crate) rise: f32,
    /// In the face of the statement beside the emblem, neither bold nor italic.
    pub(crate) statement: bool,
}

impl Style {
    pub(crate) fn new(size: f32, colour: Colour) -> Style {
        Style { bold: false, italic: false, size, colour, rise: 0.0, statement: false }
    }

    pub(crate) fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    fn face(self) -> Face {
        if self.statement { Face::Statement } else { Face::of(self.bold, self.italic) }
    }
}

/// A link that a segment belongs to.
#[derive(Debug, Clone)]
pub(crate) struct LinkMark {
    pub(crate) element: ElementId,
    pub(crate) target: Target,
    pub(crate) contents: String,
}

/// A stretch of text of one style and one place in the structure.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub(crate) style: Style,
    pub(crate) owner: Owner,
    pub(crate) link: Option<Rc<LinkMark>>,
    /// Index of a figure met here, set on the segment that begins it.
    pub(crate) figure: Option<usize>,
    /// Notices that its text gave rise to, by their index.
    pub(crate) notices: Vec<usize>,
    pub(crate) check: Option<Check>,
    /// Code: no spacing rules, no apostrophes.
    pub(crate) literal: bool,
    pub(crate) no_wrap: bool,
}

/// A paragraph ready for shaping.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rich {
    text: String,
    segments: Vec<Segment>,
    /// Byte range of each segment in `text`.
    ranges: Vec<Range<usize>>,
}

impl Rich {
    /// Typesets segments given with their raw text, in order.
    pub(crate) fn new(parts: Vec<(String, Segment)>, shaper: &mut Shaper) -> Rich {
        use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
        let mut signs: Vec<Sign> = Vec::new();
        let mut segments = Vec::with_capacity(parts.len());
        for (index, (text, segment)) in parts.into_iter().enumerate() {
            let literal = segment.literal;
            let mut push = |character: char| {
                let character = if is_blank(character) { ' ' } else { character };
                signs.push(Sign { character, segment: index, literal });
            };
            if is_nfc_quick(text.chars()) == IsNormalized::Yes {
                text.chars().for_each(&mut push);
            } else {
                text.nfc().for_each(&mut push);
            }
            segments.push(segment);
        }
        signs.retain(|sign| !is_left_out(sign.character));
        french::typeset(&mut signs);
        let mut text = String::with_capacity(signs.len());
        let mut ranges = vec![0..0; segments.len()];
        let mut current = usize::MAX;
        let mut missing = Missing::default();
        for (position, sign) in signs.iter().enumerate() {
            let Some(segment) = segments.get(sign.segment) else {
                continue;
            };
            let Some(range) = ranges.get_mut(sign.segment) else {
                continue;
            };
            if sign.segment != current {
                current = sign.segment;
                range.start = text.len();
            }
            let character = match sign.character {
                // The space hangs at the end of the line: words on either side stay apart for those who only hear them.
                FORCED_BREAK => {
                    text.push(' ');
                    '\n'
                }
                // Thousands are set apart more narrowly than words.
                ' ' if segment.no_wrap && between_digits(&signs, position) => french::NNBSP,
                ' ' if segment.no_wrap => '\u{A0}',
                // The engine's own hyphen must stay the only one of its kind.
                '\u{2010}' => '-',
                c if segment.check.is_some() || c == '\u{A0}' || shaper.covers(segment.style.face(), c) => c,
                c => {
                    missing.add(c, position, sign.segment);
                    MISSING
                }
            };
            text.push(character);
            range.end = text.len();
        }
        if let Some((notice, segment)) = missing.notice(&signs)
            && let Some(segment) = segments.get_mut(segment)
        {
            segment.notices.push(shaper.notices.add(notice));
        }
        // Segments emptied by the collapsing of spaces sit where the next one starts.
        let mut at = 0;
        for range in &mut ranges {
            if range.end == 0 && range.start == 0 {
                *range = at..at;
            }
            at = range.end;
        }
        Rich { text, segments, ranges }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a part of it may not be broken.
    pub(crate) fn keeps_lines(&self) -> bool {
        self.segments.iter().any(|segment| segment.no_wrap)
    }

    /// Multiplies every size.
    pub(crate) fn scale(&mut self, factor: f32) {
        for segment in &mut self.segments {
            segment.style.size *= factor;
            segment.style.rise *= factor;
        }
    }

    /// Where a part that begins here has as many runs of style as may be shaped at once, after a space where there is one;
    /// nothing when the rest has no more.
    fn reach(&self, from: usize, most: usize) -> Option<usize> {
        let first = self.segment_at(from);
        let mut starts = self
            .ranges
            .iter()
            .skip(first)
            .filter(|range| !range.is_empty())
            .map(|range| range.start)
            .peekable();
        let (mut runs, mut in_digits, mut cut) = (0, false, None);
        for (at, byte) in self.text.bytes().enumerate().skip(from) {
            while starts.next_if(|start| *start <= at).is_some() {
                runs += 1;
            }
            let is_digit = byte.is_ascii_digit();
            runs += usize::from(is_digit && !in_digits);
            in_digits = is_digit;
            if runs > most {
                return Some(cut.unwrap_or(at));
            }
            if matches!(byte, b' ' | b'\n') {
                cut = Some(at + 1);
            }
        }
        None
    }

    /// A part of it, with the segments that stand there.
    fn part(&self, part: Range<usize>) -> Rich {
        let shared = |range: &Range<usize>| {
            let (start, end) = (range.start.max(part.start), range.end.min(part.end));
            (start < end).then(|| start - part.start..end - part.start)
        };
        let kept = self.segments.iter().zip(&self.ranges);
        let (segments, ranges) =
            kept.filter_map(|(segment, range)| Some((segment.clone(), shared(range)?))).unzip();
        Rich { text: self.text.get(part).unwrap_or_default().to_owned(), segments, ranges }
    }

    fn segment_at(&self, byte: usize) -> usize {
        self.ranges.partition_point(|range| range.end <= byte).min(self.ranges.len().saturating_sub(1))
    }
}

/// What happened in a rendering, each thing once.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    indices: BTreeMap<Notice, usize>,
}

impl Notices {
    /// The index of a notice, new or known.
    pub(crate) fn add(&mut self, notice: Notice) -> usize {
        let next = self.indices.len();
        *self.indices.entry(notice).or_insert(next)
    }

    /// By index.
    pub(crate) fn into_vec(self) -> Vec<Notice> {
        let mut all: Vec<(usize, Notice)> =
            self.indices.into_iter().map(|(notice, index)| (index, notice)).collect();
        all.sort();
        all.into_iter().map(|(_, notice)| notice).collect()
    }
}

/// The characters of a paragraph that no face draws.
#[derive(Default)]
struct Missing {
    characters: Vec<char>,
    /// Position and segment of the first.
    first: Option<(usize, usize)>,
}

impl Missing {
    fn add(&mut self, character: char, position: usize, segment: usize) {
        self.first.get_or_insert((position, segment));
        // A text in another writing has many: as many as a notice may count are kept.
        if self.characters.len() < 200 && !self.characters.contains(&character) {
            self.characters.push(character);
        }
    }

    /// The notice, with the segment of the first character.
    fn notice(self, signs: &[Sign]) -> Option<(Notice, usize)> {
        let (position, segment) = self.first?;
        let from = position.saturating_sub(20);
        let mut rest = signs.iter().skip(from).map(|sign| sign.character);
        let kept: String = rest.by_ref().take(45).collect();
        let before = if from > 0 { "…" } else { "" };
        let after = if rest.next().is_some() { "…" } else { "" };
        let context = format!("{before}{}{after}", kept.trim());
        Some((Notice::MissingGlyphs { characters: self.characters, context }, segment))
    }
}

fn between_digits(signs: &[Sign], position: usize) -> bool {
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| signs.get(at)).is_some_and(|sign| sign.character.is_ascii_digit())
    };
    is_digit(position.checked_sub(1)) && is_digit(position.checked_add(1))
}

/// Text of one segment on one line.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) x: f32,
    pub(crate) segment: Segment,
    pub(crate) run: Run,
}

/// One line of text.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    /// Without the space at its end.
    pub(crate) width: f32,
    /// Largest size on the line.
    pub(crate) size: f32,
}

/// Glyphs of a word, for a size of one point.
struct Word {
    glyphs: Vec<Glyph>,
    width: f32,
}

/// Shaped words by their text. Tables look millions of digits up in it.
#[allow(clippy::disallowed_types, reason = "looked up by word, never iterated: its order reaches no output")]
type Words = std::collections::HashMap<Box<str>, Rc<Word>>;

/// Shapes text with the fonts of one rendering.
pub(crate) struct Shaper {
    fonts: Fonts,
    context: FontContext,
    layouts: LayoutContext<()>,
    blobs: [u64; FACES],
    words: [Words; FACES],
    pub(crate) notices: Notices,
}

impl Shaper {
    pub(crate) fn new(fonts: &Fonts) -> Shaper {
        let (context, blobs) = fonts.layout_context();
        Shaper {
            fonts: fonts.clone(),
            context,
            layouts: LayoutContext::new(),
            blobs,
            words: Default::default(),
            notices: Notices::default(),
        }
    }

    fn covers(&self, face: Face, c: char) -> bool {
        self.fonts.face(face).covers(c)
    }

    /// Ascent and descent of the family as fractions of the size.
    pub(crate) fn extents(&self) -> (f32, f32) {
        self.fonts.face(Face::Regular).extents()
    }

    /// Width on one line.
    pub(crate) fn width(&mut self, rich: &Rich) -> f32 {
        let mut width = 0.0;
        let mut widest: f32 = 0.0;
        for (index, range) in rich.ranges.iter().enumerate() {
            let (Some(text), Some(segment)) = (rich.text.get(range.clone()), rich.segments.get(index)) else {
                continue;
            };
            for token in tokens(text) {
                if token == "\n" {
                    widest = widest.max(width);
                    width = 0.0;
                } else {
                    width += self.word(segment.style.face(), token).width * segment.style.size;
                }
            }
        }
        widest.max(width)
    }

    /// Width of the widest part that cannot be broken.
    pub(crate) fn narrowest(&mut self, rich: &Rich) -> f32 {
        let mut widest: f32 = 0.0;
        let mut width = 0.0;
        for (index, range) in rich.ranges.iter().enumerate() {
            let (Some(text), Some(segment)) = (rich.text.get(range.clone()), rich.segments.get(index)) else {
                continue;
            };
            for token in tokens(text) {
                if matches!(token, " " | "\n") {
                    width = 0.0;
                } else {
                    width += self.word(segment.style.face(), token).width * segment.style.size;
                    widest = widest.max(width);
                    if token.ends_with(['-', '\u{2010}', '–', '—']) {
                        width = 0.0;
                    }
                }
            }
        }
        widest
    }

    /// Widths of the parts that cannot be broken, each with that of the space after it: infinite before a forced break.
    pub(crate) fn parts(&mut self, rich: &Rich) -> Vec<(f32, f32)> {
        let mut parts = Vec::new();
        let mut width = 0.0;
        for (range, segment) in rich.ranges.iter().zip(&rich.segments) {
            let text = rich.text.get(range.clone()).unwrap_or_default();
            for token in tokens(text) {
                if token == "\n" {
                    parts.push((std::mem::take(&mut width), f32::INFINITY));
                    continue;
                }
                let advance = self.word(segment.style.face(), token).width * segment.style.size;
                if token == " " {
                    parts.push((std::mem::take(&mut width), advance));
                    continue;
                }
                width += advance;
                if token.ends_with(['-', '\u{2010}', '–', '—']) {
                    parts.push((std::mem::take(&mut width), 0.0));
                }
            }
        }
        if width > 0.0 {
            parts.push((width, 0.0));
        }
        parts
    }

    /// Lines of at most `width` points.
    pub(crate) fn lines(&mut self, rich: &Rich, width: f32) -> Vec<Line> {
        if rich.is_empty() {
            return Vec::new();
        }
        // A tenth of a point absorbs the rounding of column widths that were computed from this very text.
        let width = width + 0.1;
        let mut lines = if !rich.text.contains('\n') && self.width(rich) <= width {
            vec![self.single_line(rich)]
        } else {
            self.wrap(rich, width.max(1.0))
        };
        for piece in lines.iter_mut().flat_map(|line| &mut line.pieces) {
            self.spell_check_box(piece);
        }
        lines
    }

    /// Gives a check box a blank glyph that reads as the box: readers that follow the page rather than the
    /// structure would find nothing in its strokes.
    fn spell_check_box(&mut self, piece: &mut Piece) {
        let Some(check) = piece.segment.check else {
            return;
        };
        let advance = piece.run.width();
        let blank = self.word(piece.run.face, " ");
        let text = check_text(check);
        piece.run.glyphs = blank
            .glyphs
            .first()
            .map(|glyph| Glyph { text_len: u16::try_from(text.len()).unwrap_or(0), advance, ..*glyph })
            .into_iter()
            .collect();
        piece.run.text = text.to_owned();
    }

    /// One line put together from cached words.
    pub(crate) fn single_line(&mut self, rich: &Rich) -> Line {
        let mut line = Line { pieces: Vec::with_capacity(rich.segments.len()), width: 0.0, size: 0.0 };
        let mut x = 0.0;
        for (range, segment) in rich.ranges.iter().zip(&rich.segments) {
            let Some(text) = rich.text.get(range.clone()).filter(|text| !text.is_empty()) else {
                continue;
            };
            let style = segment.style;
            let mut glyphs = Vec::with_capacity(text.len());
            let start = x;
            for token in tokens(text) {
                let word = self.word(style.face(), token);
                glyphs.extend(word.glyphs.iter().map(|glyph| Glyph {
                    advance: glyph.advance * style.size,
                    dx: glyph.dx * style.size,
                    dy: glyph.dy * style.size,
                    ..*glyph
                }));
                x += word.width * style.size;
                if token != " " {
                    line.width = x;
                }
            }
            line.size = line.size.max(style.size);
            line.pieces.push(Piece {
                x: start,
                segment: segment.clone(),
                run: Run {
                    face: style.face(),
                    size: style.size,
                    colour: style.colour,
                    text: text.to_owned(),
                    glyphs,
                },
            });
        }
        line
    }

    fn word(&mut self, face: Face, token: &str) -> Rc<Word> {
        if let Some(word) = self.words.get(face as usize).and_then(|words| words.get(token)) {
            return Rc::clone(word);
        }
        let word = Rc::new(self.shape_word(face, token));
        if let Some(words) = self.words.get_mut(face as usize) {
            words.insert(token.into(), Rc::clone(&word));
        }
        word
    }

    fn shape_word(&mut self, face: Face, token: &str) -> Word {
        const SIZE: f32 = 1000.0;
        let style = Style {
            bold: face.is_bold(),
            italic: face.is_italic(),
            statement: face == Face::Statement,
            ..Style::new(SIZE, Colour([0; 3]))
        };
        let mut builder = self.layouts.ranged_builder(&mut self.context, token, 1.0, false);
        push_defaults(&mut builder, style);
        if token.bytes().all(|b| b.is_ascii_digit()) {
            builder.push_default(StyleProperty::FontFeatures(FontFeatures::from(DIGIT_FEATURES)));
        }
        let mut layout: parley::Layout<()> = builder.build(token);
        layout.break_all_lines(None);
        let mut glyphs = Vec::with_capacity(token.len());
        for line in layout.lines() {
            for run in line.runs() {
                for cluster in run.visual_clusters() {
                    let text = token.get(cluster.text_range()).unwrap_or_default();
                    push_cluster(&cluster, text, 1.0 / SIZE, &mut glyphs);
                }
            }
        }
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        Word { glyphs, width }
    }

    fn wrap(&mut self, rich: &Rich, width: f32) -> Vec<Line> {
        let hyphenated = self.hyphenate(rich, width);
        let rich = hyphenated.as_ref().unwrap_or(rich);
        let mut lines = Vec::new();
        let mut from = 0;
        while let Some(to) = rich.reach(from, limits::RUNS) {
            let (mut some, last) = self.shape(&rich.part(from..to), width, false);
            // The last line goes on in the next part.
            if last > 0 {
                some.pop();
                from += last;
            } else {
                from = to;
            }
            lines.append(&mut some);
        }
        if from == 0 {
            return self.shape(rich, width, true).0;
        }
        lines.append(&mut self.shape(&rich.part(from..rich.text.len()), width, true).0);
        lines
    }

    /// The lines of a text, and where the last of them begins; `is_end` when it is the end of the paragraph.
    fn shape(&mut self, rich: &Rich, width: f32, is_end: bool) -> (Vec<Line>, usize) {
        let Some(first) = rich.segments.first() else {
            return (Vec::new(), 0);
        };
        let mut builder = self.layouts.ranged_builder(&mut self.context, &rich.text, 1.0, false);
        push_defaults(&mut builder, first.style);
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        for (segment, range) in rich.segments.iter().zip(&rich.ranges) {
            if range.is_empty() {
                continue;
            }
            builder.push(StyleProperty::FontSize(segment.style.size), range.clone());
            builder.push(StyleProperty::FontWeight(weight(segment.style)), range.clone());
            builder.push(StyleProperty::FontStyle(slope(segment.style)), range.clone());
        }
        for digits in digit_ranges(&rich.text) {
            builder.push(StyleProperty::FontFeatures(FontFeatures::from(DIGIT_FEATURES)), digits);
        }
        let mut layout: parley::Layout<()> = builder.build(&rich.text);
        layout.break_all_lines(Some(width));
        if is_end {
            breaks::avoid_runt(&mut layout, &rich.text, width, first.style.size);
        }
        let mut lines = Vec::with_capacity(layout.len());
        let mut last = 0;
        for shaped in layout.lines() {
            last = shaped.text_range().start;
            let mut line = Line { pieces: Vec::new(), width: 0.0, size: 0.0 };
            let mut x = 0.0;
            let mut current = usize::MAX;
            for run in shaped.runs() {
                let blob = run.font().data.id();
                let face = Face::ALL
                    .into_iter()
                    .zip(self.blobs)
                    .find(|(_, id)| *id == blob)
                    .map_or(Face::Regular, |(face, _)| face);
                for cluster in run.visual_clusters() {
                    let range = cluster.text_range();
                    let text = rich.text.get(range.clone()).unwrap_or_default();
                    if text == "\n" {
                        continue;
                    }
                    let index = rich.segment_at(range.start);
                    let Some(segment) = rich.segments.get(index) else {
                        continue;
                    };
                    let same_face = line.pieces.last().is_some_and(|piece| piece.run.face == face);
                    if index != current || !same_face {
                        current = index;
                        line.size = line.size.max(segment.style.size);
                        line.pieces.push(Piece {
                            x,
                            segment: segment.clone(),
                            run: Run {
                                face,
                                size: segment.style.size,
                                colour: segment.style.colour,
                                text: String::new(),
                                glyphs: Vec::new(),
                            },
                        });
                    }
                    let Some(piece) = line.pieces.last_mut() else {
                        continue;
                    };
                    let before = piece.run.glyphs.len();
                    push_cluster(&cluster, text, 1.0, &mut piece.run.glyphs);
                    piece.run.text.push_str(text);
                    x += piece.run.glyphs.iter().skip(before).map(|glyph| glyph.advance).sum::<f32>();
                    if !matches!(text, " ") {
                        line.width = x;
                    }
                }
            }
            if line.size <= 0.0 {
                line.size = first.style.size;
            }
            lines.push(line);
        }
        (lines, last)
    }
}

fn push_defaults(builder: &mut parley::RangedBuilder<'_, ()>, style: Style) {
    builder.push_default(StyleProperty::FontFamily(FontFamily::named(style.face().family())));
    builder.push_default(StyleProperty::FontSize(style.size));
    builder.push_default(StyleProperty::FontWeight(weight(style)));
    builder.push_default(StyleProperty::FontStyle(slope(style)));
    builder.push_default(StyleProperty::FontFeatures(FontFeatures::from(FEATURES)));
}

/// Byte ranges of runs of digits.
fn digit_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_digit() {
            match ranges.last_mut() {
                Some(range) if range.end == at => range.end = at + 1,
                _ => ranges.push(at..at + 1),
            }
        }
    }
    ranges
}

fn weight(style: Style) -> FontWeight {
    if style.bold { FontWeight::BOLD } else { FontWeight::NORMAL }
}

fn slope(style: Style) -> FontStyle {
    if style.italic { FontStyle::Italic } else { FontStyle::Normal }
}

/// Adds the glyphs of a cluster. Each stands for one character when there are as many of both; otherwise the first
/// stands for all.
fn push_cluster(cluster: &parley::Cluster<'_, ()>, text: &str, scale: f32, glyphs: &mut Vec<Glyph>) {
    let one_each = cluster.glyphs().count() == text.chars().count();
    let mut lengths = text.chars().map(char::len_utf8);
    let mut whole = text.len();
    for glyph in cluster.glyphs() {
        let length = if one_each { lengths.next().unwrap_or(0) } else { std::mem::take(&mut whole) };
        glyphs.push(Glyph {
            id: u16::try_from(glyph.id).unwrap_or(0),
            text_len: u16::try_from(length).unwrap_or(u16::MAX),
            advance: glyph.advance * scale,
            dx: glyph.x * scale,
            dy: glyph.y * scale,
        });
    }
}

/// Splits text into what the cache holds: single spaces, single digits, and words.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let alone = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\n' | '\u{A0}' | '\u{202F}');
        let length = if alone(first) {
            first.len_utf8()
        } else {
            // A hyphen ends a word, so that widths can be told where a line may break.
            rest.char_indices()
                .find_map(|(at, c)| {
                    if at > 0 && alone(c) {
                        Some(at)
                    } else if matches!(c, '-' | '–' | '—') {
                        Some(at + c.len_utf8())
                    } else {
                        None
                    }
                })
                .unwrap_or(rest.len())
        };
        let (token, tail) = rest.split_at(length);
        rest = tail;
        Some(token)
    })
}

/// Plain text of inlines, for bookmarks and descriptions.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    gather(inlines, &mut text);
    french::typeset_text(&text)
}

fn gather(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(piece) => text.push_str(piece),
            Inline::Break => text.push(' '),
            Inline::Check(check) => text.push_str(check_text(*check)),
            Inline::Span { children, .. } => gather(children, text),
        }
    }
}

/// What a check box reads as.
pub(crate) fn check_text(check: Check) -> &'static str {
    match check {
        Check::On => "☑",
        Check::Off => "☐",
        Check::NotApplicable => "sans objet",
    }
}

/// Whether a text stands for a check box; its glyph is then a blank.
pub(crate) fn is_check_text(text: &str) -> bool {
    [Check::On, Check::Off, Check::NotApplicable].into_iter().any(|check| check_text(check) == text)
}

/// Style of a span inside `style`.
pub(crate) fn span_style(style: Style, kind: &SpanKind, link: Colour) -> Style {
    match kind {
        SpanKind::Strong => Style { bold: true, ..style },
        SpanKind::Emphasis => Style { italic: !style.italic, ..style },
        SpanKind::Small => Style { size: style.size * 0.88, ..style },
        SpanKind::Superscript => {
            Style { size: style.size * 0.7, rise: style.rise + style.size * 0.35, ..style }
        }
        SpanKind::Subscript => {
            Style { size: style.size * 0.7, rise: style.rise - style.size * 0.15, ..style }
        }
        SpanKind::Link { .. } => Style { colour: link, ..style },
        SpanKind::Code
        | SpanKind::Figure { .. }
        | SpanKind::NoWrap
        | SpanKind::Foreign { .. }
        | SpanKind::Plain => style,
    }
}

/// A forced break, as raw text of a part.
pub(crate) fn forced_break() -> String {
    FORCED_BREAK.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rich(parts: &[(&str, bool)], shaper: &mut Shaper) -> Rich {
        let segment = |bold| Segment {
            style: Style { bold, ..Style::new(10.0, Colour([0; 3])) },
            owner: Owner::Artifact(crate::pdf::display::Artifact::Layout),
            link: None,
            figure: None,
            notices: Vec::new(),
            check: None,
            literal: false,
            no_wrap: false,
        };
        Rich::new(parts.iter().map(|(text, bold)| ((*text).to_owned(), segment(*bold))).collect(), shaper)
    }

    fn read(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| line.pieces.iter().map(|piece| piece.run.text.as_str()).collect::<String>();
        lines.iter().map(|line| text(line).trim_end().to_owned()).collect()
    }

    #[test]
    fn a_paragraph_in_several_parts_has_the_lines_of_a_whole() {
        let mut shaper = Shaper::new(&Fonts::embedded().unwrap());
        let parts: Vec<(&str, bool)> = (0..200)
            .map(|rank| if rank % 2 == 0 { ("prix 12 et 34 ", false) } else { ("dont 5 ", true) })
            .collect();
        let rich = rich(&parts, &mut shaper);
        let (whole, _) = shaper.shape(&rich, 300.0, false);
        let (mut from, mut lines) = (0, Vec::new());
        while let Some(to) = rich.reach(from, 50) {
            let (mut some, last) = shaper.shape(&rich.part(from..to), 300.0, false);
            some.pop();
            from += last;
            lines.append(&mut some);
        }
        lines.append(&mut shaper.shape(&rich.part(from..rich.text.len()), 300.0, false).0);
        assert!(whole.len() > 20);
        assert_eq!(read(&lines), read(&whole));
    }

    #[test]
    fn more_runs_than_can_be_told_apart_are_shaped_all_the_same() {
        let mut shaper = Shaper::new(&Fonts::embedded().unwrap());
        let text = "1 a ".repeat(70_000);
        let rich = rich(&[(text.as_str(), false)], &mut shaper);
        let lines = shaper.wrap(&rich, 400.0);
        let signs: usize = read(&lines).iter().map(|line| line.matches('1').count()).sum();
        assert_eq!(signs, 70_000);
    }
}
