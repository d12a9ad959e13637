//! Tables: column widths, rows, and what a page break does to them.

use std::rc::Rc;

use crate::pdf::block::{Cell, CellContent, Row, RowKind, Table};
use crate::pdf::display::{Artifact, Owner};
use crate::pdf::error::Notice;
use crate::pdf::structure::{ElementId, Role, Scope};
use crate::pdf::text::{self, Rich, Style};
use crate::pdf::theme::Colour;

use super::carry::{Carried, CarryId, CarryLook};
use super::flow::{Column, Flow, keep_together, spaced};
use super::inline::Align;
use super::slice::{self, HeadId, Slice};

/// Space at the left and right of a cell's text.
const SIDE: f32 = 4.0;
/// The same in a table too wide for its page.
const TIGHT_SIDE: f32 = 1.2;
/// In a table too wide for its page, words longer than the first of these that helps may be hyphenated.
const LONG_WORDS: [f32; 3] = [90.0, 68.0, SHORT_WORD];
/// Words up to this width are never hyphenated before the text shrinks.
const SHORT_WORD: f32 = 50.0;
/// A column narrower than this part of the table,
const SLENDER: f32 = 0.2;
/// whose longest text wraps to more lines than this, makes the table's text shrink by [`DENSE`].
const MANY_LINES: f32 = 5.0;
/// Size of text in a crowded table, as a multiple of the usual one.
const DENSE: f32 = 0.88;
/// Space at the left and right of a cell's text in a crowded table.
const DENSE_SIDE: f32 = 3.0;
/// A column that lacks no more than this part of its longest text is given all of it,
const ALMOST: f32 = 0.2;
/// when no other column is left with less than this part of its width.
const SPARED: f32 = 0.88;
/// How many times room is moved from one column to another.
const REFINEMENTS: usize = 12;
/// Words times the square of columns beyond which that is not tried: it would take longer than it is worth.
const PATIENCE: usize = 2_000_000;
/// Rows that are counted, about, to compare ways to share the room.
const SAMPLE: usize = 200;
/// Rows shorter than this part of a page are not left alone by a page break.
const COMPANION: f32 = 0.15;
/// Space above and below it.
const VERTICAL: f32 = 3.0;
/// Line height in a table, tighter than in running text.
const LEADING: f32 = 1.28;
/// Smallest size that a wide table's text shrinks to.
const SMALLEST: f32 = 4.5;
/// A row taller than this part of a page may be cut between its lines.
const CUTTABLE: f32 = 0.5;
/// Columns of numbers from which on they are given one width.
const SERIES: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
    Foot,
}

/// A cell whose text is typeset but not yet laid out.
struct Prepared<'a> {
    column: usize,
    span: usize,
    align: Align,
    numeric: bool,
    content: Content<'a>,
}

enum Content<'a> {
    Rich(Rich),
    Blocks(&'a [crate::pdf::block::Block], ElementId, Style),
}

struct PreparedRow<'a> {
    part: Part,
    kind: RowKind,
    cells: Vec<Prepared<'a>>,
    /// What columns add up to after it; empty as a rule.
    carried: Vec<(usize, String)>,
}

/// Widths of the columns, and what the text became to fit in them.
struct Fitted {
    widths: Vec<f32>,
    side: f32,
    /// Factor on the size of the text.
    scale: f32,
}

/// What all rows of a table's body share.
struct Body {
    offsets: Vec<f32>,
    side: f32,
    head: Option<HeadId>,
    carry: Option<CarryId>,
}

impl Flow<'_> {
    pub(crate) fn table(&mut self, table: &Table, column: Column) -> Vec<Slice> {
        let columns = table
            .head
            .iter()
            .chain(&table.body)
            .chain(&table.foot)
            .map(|row| row.cells.iter().map(|cell| usize::from(cell.span)).sum::<usize>())
            .max()
            .unwrap_or(0);
        let body = self.theme.sizes.body;
        if columns == 0 {
            return self.table_without_rows(table, column);
        }
        let element = self.tree.add(column.parent, Role::Table);
        let mut out = Vec::new();
        if !table.caption.is_empty() {
            let caption = self.tree.add(element, Role::Caption);
            let style = Style::new(self.theme.sizes.table, self.theme.colours.ink).bold();
            let rich = self.rich(&table.caption, style, caption);
            let mut lines = self.paragraph(&rich, column.x, column.width, Align::Left);
            keep_together(&mut lines);
            out.append(&mut spaced(lines, 0.0, 3.0));
        }
        let mut rows = self.prepare(table, columns, element);
        if table.body.is_empty() && table.foot.is_empty() {
            rows.push(self.empty_row(columns, element));
        }
        let Fitted { widths, side, scale } = self.widths(table, &mut rows, columns, column.width);
        let notices = std::mem::take(&mut self.table_notices);
        let mut offsets = Vec::with_capacity(columns + 1);
        let mut x = column.x;
        for width in &widths {
            offsets.push(x);
            x += width;
        }
        offsets.push(x);

        let head_rows = rows.iter().take_while(|row| row.part == Part::Head).count();
        let mut rows = rows.into_iter();
        let mut head: Vec<Slice> = Vec::new();
        for row in rows.by_ref().take(head_rows) {
            head.append(&mut self.row(row, &offsets, side));
        }
        keep_together(&mut head);
        let head_id = (!head.is_empty() && slice::height(&head) < self.geometry.text_height() * 0.4)
            .then(|| self.add_head(head.clone()));
        let caption_lines = out.len();
        if let Some(first) = head.first_mut() {
            first.keep = caption_lines > 0;
        }
        out.append(&mut head);
        let carry = rows.as_slice().iter().any(|row| !row.carried.is_empty()).then(|| {
            let size = self.theme.sizes.table * scale;
            let height = size * LEADING + VERTICAL * 2.0;
            self.add_carry(CarryLook { offsets: offsets.clone(), side, size, height })
        });
        self.table_body(rows, &Body { offsets, side, head: head_id, carry }, &mut out);
        if let Some(first) = out.first_mut() {
            first.notices.extend(notices);
        }
        if slice::height(&out) < self.whole() {
            keep_together(&mut out);
        }
        spaced(out, body * 0.5, body * 1.1)
    }

    fn table_body<'b>(
        &mut self,
        rows: impl Iterator<Item = PreparedRow<'b>>,
        body: &Body,
        out: &mut Vec<Slice>,
    ) {
        let mut carried: Option<Carried> =
            body.carry.map(|look| Carried { look, texts: Rc::from([]), last: false });
        let mut keep_with_next = !out.is_empty();
        let companion = self.geometry.text_height() * COMPANION;
        // Rows so far, then the place and the height of the latest.
        let (mut count, mut latest, mut height) = (0_usize, out.len(), 0.0_f32);
        let mut keep_last = false;
        for row in rows {
            let kind = row.kind;
            let foot = row.part == Part::Foot;
            let now: Rc<[(usize, String)]> = Rc::from(row.carried.as_slice());
            let mut slices = self.row(row, &body.offsets, body.side);
            for slice in &mut slices {
                slice.head = body.head;
                slice.carried.clone_from(&carried);
            }
            if let (Some(carried), Some(last)) = (&mut carried, slices.last_mut())
                && !now.is_empty()
            {
                // Within a row cut in two, the rows above it are all that is added up.
                carried.texts = now;
                last.carried = Some(carried.clone());
            }
            let above = std::mem::replace(&mut height, slice::height(&slices));
            let short = above < companion && height < companion;
            if let Some(first) = slices.first_mut() {
                // A total stays with the last row it adds up; the header is never left with one row.
                first.keep |= keep_with_next
                    || foot
                    || matches!(kind, RowKind::Total | RowKind::Subtotal)
                    || (count == 1 && short);
            }
            keep_with_next = kind == RowKind::Group;
            keep_last = count > 0 && short;
            latest = out.len();
            count += 1;
            out.append(&mut slices);
        }
        if let Some(carried) = out.last_mut().and_then(|slice| slice.carried.as_mut()) {
            carried.last = true;
        }
        // Nor is the last row left alone on the next page.
        if let Some(last) = out.get_mut(latest) {
            last.keep |= keep_last;
        }
    }

    fn table_without_rows(&mut self, table: &Table, column: Column) -> Vec<Slice> {
        let element = self.tree.add(column.parent, Role::Paragraph);
        let style = Style { colour: self.theme.colours.muted, italic: true, ..column.style };
        let mut inlines = table.caption.clone();
        inlines.push(crate::pdf::block::Inline::Text(if table.caption.is_empty() {
            "(tableau sans ligne)".into()
        } else {
            " (tableau sans ligne)".into()
        }));
        let rich = self.rich(&inlines, style, element);
        let slices = self.paragraph(&rich, column.x, column.width, Align::Left);
        spaced(slices, 0.0, self.theme.sizes.body)
    }

    /// Builds the structure and typesets every cell.
    fn prepare<'b>(&mut self, table: &'b Table, columns: usize, element: ElementId) -> Vec<PreparedRow<'b>> {
        let mut rows = Vec::with_capacity(table.head.len() + table.body.len() + table.foot.len());
        for (part, role, source) in [
            (Part::Head, Role::TableHead, &table.head),
            (Part::Body, Role::TableBody, &table.body),
            (Part::Foot, Role::TableFoot, &table.foot),
        ] {
            if source.is_empty() {
                continue;
            }
            let group = self.tree.add(element, role);
            for row in source {
                let line = self.tree.add(group, Role::TableRow);
                rows.push(self.prepare_row(row, part, columns, line));
            }
        }
        rows
    }

    fn prepare_row<'b>(
        &mut self,
        row: &'b Row,
        part: Part,
        columns: usize,
        element: ElementId,
    ) -> PreparedRow<'b> {
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut at = 0;
        // A group's title runs across the whole table.
        let alone = row.kind == RowKind::Group && row.cells.len() == 1;
        let mut carried = Vec::new();
        for cell in &row.cells {
            let span = if alone { columns } else { usize::from(cell.span) };
            if let Some(text) = &cell.carried {
                carried.push((at + span - 1, text.clone()));
            }
            cells.push(self.prepare_cell(cell, row.kind, part, at, span, element));
            at += span;
        }
        if at < columns {
            if !row.cells.is_empty() {
                let notice = self.shaper.notices.add(Notice::RaggedRow { line: row.line });
                self.table_notices.push(notice);
            }
            for column in at..columns {
                let cell = self.tree.add(element, Role::DataCell);
                cells.push(Prepared {
                    column,
                    span: 1,
                    align: Align::Left,
                    numeric: false,
                    content: Content::Blocks(
                        &[],
                        cell,
                        Style::new(self.theme.sizes.table, self.theme.colours.ink),
                    ),
                });
            }
        }
        PreparedRow { part, kind: row.kind, cells, carried }
    }

    fn prepare_cell<'b>(
        &mut self,
        cell: &'b Cell,
        kind: RowKind,
        part: Part,
        column: usize,
        span: usize,
        row: ElementId,
    ) -> Prepared<'b> {
        let header = cell.header || part == Part::Head;
        let element = self.tree.add(row, if header { Role::HeaderCell } else { Role::DataCell });
        if header || span > 1 {
            let scope = if part == Part::Head && !cell.row_scope { Scope::Column } else { Scope::Row };
            if let Some(attributes) = self.tree.attributes(element) {
                attributes.scope = header.then_some(scope);
                attributes.column_span = u16::try_from(span).unwrap_or(1);
            }
        }
        let mut style = Style::new(self.theme.sizes.table, self.theme.colours.ink);
        style.bold = part == Part::Head || kind != RowKind::Plain;
        if part == Part::Head || kind == RowKind::Group {
            style.colour = self.theme.colours.accent;
        }
        let align = match (cell.numeric, cell.centred) {
            (true, _) => Align::Right,
            (false, true) => Align::Centre,
            (false, false) => Align::Left,
        };
        Prepared {
            column,
            span,
            align,
            // A column's title may wrap even where its amounts may not.
            numeric: cell.numeric && part != Part::Head,
            content: match &cell.content {
                CellContent::Inlines(inlines) if cell.numeric && part != Part::Head => {
                    Content::Rich(self.rich_on_one_line(inlines, style, element))
                }
                CellContent::Inlines(inlines) => Content::Rich(self.rich(inlines, style, element)),
                CellContent::Blocks(blocks) => Content::Blocks(blocks, element, style),
            },
        }
    }

    fn empty_row(&mut self, columns: usize, element: ElementId) -> PreparedRow<'static> {
        let group = self.tree.add(element, Role::TableBody);
        let row = self.tree.add(group, Role::TableRow);
        let cell = self.tree.add(row, Role::DataCell);
        if let Some(attributes) = self.tree.attributes(cell) {
            attributes.column_span = u16::try_from(columns).unwrap_or(1);
        }
        let slot = self.tree.slot(cell);
        let style = Style { italic: true, ..Style::new(self.theme.sizes.table, self.theme.colours.muted) };
        let rich = self.plain("Aucune ligne", style, Owner::Content(slot));
        PreparedRow {
            part: Part::Body,
            kind: RowKind::Plain,
            carried: Vec::new(),
            cells: vec![Prepared {
                column: 0,
                span: columns,
                align: Align::Left,
                numeric: false,
                content: Content::Rich(rich),
            }],
        }
    }

    /// Column widths. They follow content unless weights are given; text shrinks when even that is not enough.
    fn widths(
        &mut self,
        table: &Table,
        rows: &mut [PreparedRow<'_>],
        columns: usize,
        available: f32,
    ) -> Fitted {
        let (mut side, mut shrunk) = (SIDE, 1.0);
        let mut measures = self.measure_to_fit(rows, columns, side, available);
        if measures.needed() <= available && table.weights.is_empty() && measures.starved(available) {
            // Long text squeezed between columns that cannot give: a smaller size is easier to read than ten lines.
            scale(rows, DENSE);
            shrunk = DENSE;
            side = DENSE_SIDE;
            measures = self.measure_to_fit(rows, columns, side, available);
        }
        let needed = measures.needed();
        if needed > available {
            let sides = 2.0 * side * columns as f32;
            // Sides do not shrink with the text.
            let factor = (available - sides) / (needed - sides);
            let smallest = SMALLEST / self.theme.sizes.table;
            if factor < smallest {
                side = TIGHT_SIDE;
            }
            let factor = factor.clamp(smallest.min(1.0), 1.0);
            scale(rows, factor);
            shrunk *= factor;
            if factor < 0.8 {
                let title = title_of(table);
                let notice = self.shaper.notices.add(Notice::NarrowTable { columns, title });
                self.table_notices.push(notice);
            }
            measures = self.measure(rows, columns, side, SHORT_WORD * factor);
        }
        let needed = measures.needed();
        if needed > available {
            let squeezed = measures.narrow.iter();
            let squeezed = squeezed.map(|width| width * available / needed);
            return Fitted { widths: squeezed.collect(), side, scale: shrunk };
        }
        Fitted { widths: shares(table, rows, &measures, available), side, scale: shrunk }
    }

    /// Measures, letting long words be hyphenated before anything shrinks, as few as can be.
    fn measure_to_fit(
        &mut self,
        rows: &[PreparedRow<'_>],
        columns: usize,
        side: f32,
        available: f32,
    ) -> Measures {
        let limit = self.geometry.text_width() * 0.34;
        let mut measures = self.measure(rows, columns, side, limit);
        for longest_word in LONG_WORDS {
            if measures.needed() <= available {
                break;
            }
            measures = self.measure(rows, columns, side, longest_word);
        }
        measures
    }

    /// Measures every cell; words count up to a limit.
    fn measure(
        &mut self,
        rows: &[PreparedRow<'_>],
        columns: usize,
        side: f32,
        longest_word: f32,
    ) -> Measures {
        let mut texts = Vec::with_capacity(rows.len());
        let mut narrow = vec![2.0 * side + 4.0; columns];
        let mut wide = narrow.clone();
        let mut spanning = Vec::new();
        // Some rows of a long table speak for all.
        let step = rows.len() / SAMPLE + 1;
        for (index, row) in rows.iter().enumerate() {
            let mut line = Vec::new();
            for cell in &row.cells {
                let (least, most) = match &cell.content {
                    Content::Rich(rich) => {
                        let most = self.shaper.width(rich);
                        let least = match (cell.numeric, rich.keeps_lines()) {
                            (true, _) => most,
                            (false, true) => self.shaper.narrowest(rich),
                            (false, false) => self.shaper.narrowest(rich).min(longest_word),
                        };
                        (least, most)
                    }
                    Content::Blocks([], ..) => (0.0, 0.0),
                    Content::Blocks(..) => (60.0, 220.0),
                };
                let least = least + 2.0 * side;
                let most = most + 2.0 * side;
                if cell.span > 1 {
                    spanning.push((cell.column, cell.span, least));
                    continue;
                }
                if let (Some(narrow), Some(wide)) = (narrow.get_mut(cell.column), wide.get_mut(cell.column)) {
                    *narrow = narrow.max(least);
                    *wide = wide.max(most);
                }
                if index % step == 0
                    && let Content::Rich(rich) = &cell.content
                {
                    line.push(Text { column: cell.column, width: most, parts: self.shaper.parts(rich) });
                }
            }
            if !line.is_empty() {
                texts.push(line);
            }
        }
        for (column, span, least) in spanning {
            let Some(spanned) = narrow.get_mut(column..column + span) else {
                continue;
            };
            let missing = least - spanned.iter().sum::<f32>();
            if missing > 0.0 {
                let share = missing / span as f32;
                for width in spanned {
                    *width += share;
                }
            }
        }
        for (wide, narrow) in wide.iter_mut().zip(&narrow) {
            *wide = wide.max(*narrow);
        }
        Measures { narrow, wide, texts, side }
    }

    /// A row: one slice, or one per line when it is too tall to be kept whole.
    fn row(&mut self, row: PreparedRow<'_>, offsets: &[f32], side: f32) -> Vec<Slice> {
        let mut columns = Vec::with_capacity(row.cells.len());
        let mut tallest: f32 = 0.0;
        for cell in row.cells {
            let (Some(left), Some(right)) = (offsets.get(cell.column), offsets.get(cell.column + cell.span))
            else {
                continue;
            };
            let (x, width) = (left + side, right - left - 2.0 * side);
            let slices = match &cell.content {
                Content::Rich(rich) => self.paragraph_with_leading(rich, x, width, cell.align, LEADING),
                Content::Blocks(blocks, element, style) => {
                    let column =
                        Column { x, width, style: *style, parent: *element, leading: LEADING, title: false };
                    let mut slices = self.blocks(blocks, column);
                    for slice in &mut slices {
                        slice.after = slice.after.min(2.0);
                        slice.page_break = false;
                    }
                    slices
                }
            };
            tallest = tallest.max(slice::height(&slices));
            columns.push(slices);
        }
        let left = offsets.first().copied().unwrap_or(0.0);
        let right = offsets.last().copied().unwrap_or(0.0);
        let mut slices = if tallest > self.geometry.text_height() * CUTTABLE {
            let mut lines = slice::side_by_side(columns);
            slice::guard_ends(&mut lines);
            for line in lines.iter_mut().skip(1) {
                line.lead = VERTICAL;
            }
            lines
        } else {
            let mut whole = Slice::default();
            for column in columns {
                let mut cell = slice::merge(column);
                whole.height = whole.height.max(cell.height);
                cell.height = 0.0;
                whole.absorb(cell, 0.0);
            }
            vec![whole]
        };
        if let Some(first) = slices.first_mut() {
            first.push_down(VERTICAL);
        }
        if let Some(last) = slices.last_mut() {
            last.height = (last.height + VERTICAL).max(VERTICAL * 2.0 + 6.0);
        }
        self.decorate(&mut slices, row.part, row.kind, left, right);
        slices
    }

    /// Ground and rules of a row.
    fn decorate(&self, slices: &mut [Slice], part: Part, kind: RowKind, left: f32, right: f32) {
        let colours = &self.theme.colours;
        let fill: Option<Colour> = match (part, kind) {
            (Part::Head, _) | (_, RowKind::Total) => Some(colours.tint),
            (_, RowKind::Group) => Some(colours.group),
            _ => None,
        };
        let owner = Owner::Artifact(Artifact::Layout);
        if let Some(colour) = fill {
            for slice in slices.iter_mut() {
                let ground = slice::filled(owner, left, 0.0, right - left, slice.height, colour);
                slice.items.insert(0, ground);
            }
        }
        let line = |y: f32, width: f32, colour: Colour| {
            slice::stroke(owner, (left, y), (right, y), width, colour, None)
        };
        if let Some(first) = slices.first_mut() {
            match kind {
                RowKind::Total => first.items.push(line(0.0, 1.1, colours.accent)),
                RowKind::Subtotal => first.items.push(line(0.0, 0.7, colours.muted)),
                RowKind::Plain | RowKind::Group => {}
            }
        }
        if let Some(last) = slices.last_mut() {
            let y = last.height;
            last.items.push(match (part, kind) {
                (Part::Head, _) => line(y, 0.9, colours.accent),
                (_, RowKind::Total) => line(y, 0.6, colours.accent),
                _ => line(y, 0.4, colours.rule),
            });
        }
    }
}

/// Multiplies the size of all text.
fn scale(rows: &mut [PreparedRow<'_>], factor: f32) {
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        match &mut cell.content {
            Content::Rich(rich) => rich.scale(factor),
            Content::Blocks(_, _, style) => style.size *= factor,
        }
    }
}

/// Text of a cell that keeps to one column.
struct Text {
    column: usize,
    /// On one line, with the sides of the cell.
    width: f32,
    /// Words, each with the space after it.
    parts: Vec<(f32, f32)>,
}

impl Text {
    /// Lines that it takes in a column.
    fn lines(&self, width: f32, side: f32) -> usize {
        if self.width <= width + 0.1 {
            return 1;
        }
        let room = (width - 2.0 * side + 0.1).max(1.0);
        let (mut lines, mut x) = (1, 0.0_f32);
        for (word, space) in &self.parts {
            if x > 0.0 && x + word > room {
                lines += 1;
                x = 0.0;
            }
            if *word > room {
                // Hyphenated.
                lines += (word / room) as usize;
                x = word % room;
            } else {
                x += word;
            }
            x += space;
        }
        lines
    }
}

/// What the cells of a table need.
struct Measures {
    /// For each column, the width of its longest word.
    narrow: Vec<f32>,
    /// For each column, the width of its longest text.
    wide: Vec<f32>,
    /// The texts of some rows.
    texts: Vec<Vec<Text>>,
    /// Part of all these that lies on each side of the text.
    side: f32,
}

impl Measures {
    fn needed(&self) -> f32 {
        self.narrow.iter().sum()
    }

    /// Whether a long text would be squeezed into a slender column.
    fn starved(&self, available: f32) -> bool {
        self.wide.iter().sum::<f32>() > available
            && self
                .wrapped(available)
                .iter()
                .zip(&self.wide)
                .any(|(width, wide)| *width < available * SLENDER && *wide > width * MANY_LINES)
    }

    /// Widths when some columns must wrap: of a few ways to share the room, the one that makes the shortest table.
    fn wrapped(&self, available: f32) -> Vec<f32> {
        let by_longest = by_longest(&self.narrow, &self.wide, available);
        let by_usual = fit(&self.usual(), &self.narrow, available);
        let (needed, wished) = (self.needed(), self.wide.iter().sum::<f32>());
        let part = (available - needed) / (wished - needed).max(0.01);
        let even: Vec<f32> = self
            .narrow
            .iter()
            .zip(&self.wide)
            .map(|(narrow, wide)| narrow + (wide - narrow) * part)
            .collect();
        let between = |one: &[f32], other: &[f32]| -> Vec<f32> {
            one.iter().zip(other).map(|(one, other)| (one + other) / 2.0).collect()
        };
        let candidates = [
            between(&by_longest, &by_usual),
            between(&by_longest, &even),
            between(&by_usual, &even),
            by_usual,
            even,
        ];
        let mut best = (self.lines(&by_longest), by_longest);
        for candidate in candidates {
            let lines = self.lines(&candidate);
            if lines < best.0 {
                best = (lines, candidate);
            }
        }
        self.refined(best.1, best.0)
    }

    /// Moves room from one column to another as long as that spares lines.
    fn refined(&self, mut widths: Vec<f32>, mut lines: usize) -> Vec<f32> {
        let words: usize = self.texts.iter().flatten().map(|text| text.parts.len()).sum();
        if words * widths.len() * widths.len() > PATIENCE {
            return widths;
        }
        for _ in 0..REFINEMENTS {
            let mut best: Option<(usize, Vec<f32>)> = None;
            for to in 0..widths.len() {
                let width = widths.get(to).copied().unwrap_or_default();
                // What is missing for the longest text to fit, or a little more room.
                let missing = self.wide.get(to).map_or(0.0, |wide| wide - width);
                for step in [missing.min(60.0), 20.0, 8.0] {
                    if step < 0.5 || step > missing {
                        continue;
                    }
                    for from in (0..widths.len()).filter(|from| *from != to) {
                        let mut trial = widths.clone();
                        let least = self.narrow.get(from).copied().unwrap_or_default();
                        match trial.get_mut(from) {
                            Some(width) if *width - step >= least => *width -= step,
                            _ => continue,
                        }
                        if let Some(width) = trial.get_mut(to) {
                            *width += step;
                        }
                        let count = self.lines(&trial);
                        if count < best.as_ref().map_or(lines, |best| best.0) {
                            best = Some((count, trial));
                        }
                    }
                }
            }
            let Some((count, trial)) = best else { break };
            (lines, widths) = (count, trial);
        }
        widths
    }

    /// Usual width of the texts of each column: their quadratic mean, since long ones cost most.
    fn usual(&self) -> Vec<f32> {
        let mut sums = vec![(0.0_f32, 0.0_f32); self.narrow.len()];
        for text in self.texts.iter().flatten() {
            if let Some((sum, count)) = sums.get_mut(text.column) {
                *sum += text.width * text.width;
                *count += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| (sum / count.max(1.0)).sqrt().max(1.0)).collect()
    }

    /// Lines that the rows measured take with these widths.
    fn lines(&self, widths: &[f32]) -> usize {
        let lines_of = |text: &Text| {
            let width = widths.get(text.column).copied().unwrap_or(1.0);
            text.lines(width, self.side)
        };
        self.texts.iter().map(|row| row.iter().map(lines_of).max().unwrap_or(1)).sum()
    }
}

/// What a notice calls a table: its caption, or its first cell.
fn title_of(table: &Table) -> String {
    if !table.caption.is_empty() {
        return text::plain(&table.caption);
    }
    let first = table.head.iter().chain(&table.body).chain(&table.foot).flat_map(|row| &row.cells).next();
    match first.map(|cell| &cell.content) {
        Some(CellContent::Inlines(inlines)) => text::plain(inlines).chars().take(40).collect(),
        _ => String::new(),
    }
}

/// Widths of columns that all fit: by weight, or by content with what room is left.
fn shares(table: &Table, rows: &[PreparedRow<'_>], measures: &Measures, available: f32) -> Vec<f32> {
    let Measures { narrow, wide, .. } = measures;
    let columns = narrow.len();
    if table.weights.len() == columns {
        let total: f32 = table.weights.iter().sum();
        let weighted: Vec<f32> = table.weights.iter().map(|w| w * available / total).collect();
        return fit(&weighted, narrow, available);
    }
    let wished: f32 = wide.iter().sum();
    if wished > available {
        return measures.wrapped(available);
    }
    // Spare room goes to columns of text, in proportion.
    let mut terse = vec![false; columns];
    for cell in rows
        .iter()
        .filter(|row| row.part != Part::Head)
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.span == 1 && (cell.numeric || cell.align == Align::Centre))
    {
        if let Some(terse) = terse.get_mut(cell.column) {
            *terse = true;
        }
    }
    let wide = &even_series(wide, &terse, available);
    let wished: f32 = wide.iter().sum();
    // A table of numbers alone is shared out evenly.
    let only_numbers = terse.iter().all(|terse| *terse);
    let share = |(wide, terse): (&f32, &bool)| if *terse && !only_numbers { wide * 0.15 } else { *wide };
    let total: f32 = wide.iter().zip(&terse).map(share).sum::<f32>().max(1.0);
    wide.iter().zip(&terse).map(|pair| pair.0 + (available - wished) * share(pair) / total).collect()
}

/// Gives columns of numbers that stand side by side the width of the widest, where the page has room for it.
fn even_series(wide: &[f32], terse: &[bool], available: f32) -> Vec<f32> {
    let mut even = wide.to_vec();
    let mut start = 0;
    for run in terse.chunk_by(|one, next| one == next) {
        let end = start + run.len();
        if run.first() == Some(&true)
            && run.len() >= SERIES
            && let Some(series) = even.get_mut(start..end)
        {
            let widest = series.iter().copied().fold(0.0, f32::max);
            series.fill(widest);
        }
        start = end;
    }
    if even.iter().sum::<f32>() <= available { even } else { wide.to_vec() }
}

/// Widths in proportion to each column's longest text, so that all wrap to about as many lines, and never below the
/// longest word.
fn by_longest(narrow: &[f32], wide: &[f32], available: f32) -> Vec<f32> {
    // A text longer than the page is wide takes no more room from the others for being longer still.
    let weights: Vec<f32> = wide.iter().map(|wide| wide.min(available)).collect();
    let mut least = narrow.to_vec();
    let first = fit(&weights, &least, available);
    let mut widths = first.clone();
    let mut missing: Vec<(usize, f32)> = wide
        .iter()
        .zip(&first)
        .map(|(wide, width)| wide - width)
        .enumerate()
        .filter(|(_, missing)| *missing > 0.1)
        .collect();
    missing.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    for (column, missing) in missing {
        let Some(whole) = wide.get(column).filter(|wide| missing <= *wide * ALMOST) else {
            continue;
        };
        let mut wanted = least.clone();
        if let Some(wanted) = wanted.get_mut(column) {
            *wanted = *whole;
        }
        if wanted.iter().sum::<f32>() > available {
            continue;
        }
        let trial = fit(&weights, &wanted, available);
        let spared = trial.iter().zip(&first).all(|(now, then)| *now >= then * SPARED);
        if spared {
            widths = trial;
            least = wanted;
        }
    }
    widths
}

/// Weighted widths, none below what its longest word needs.
fn fit(weighted: &[f32], narrow: &[f32], available: f32) -> Vec<f32> {
    let mut fixed = vec![false; weighted.len()];
    loop {
        let (mut taken, mut free) = (0.0, 0.0);
        for ((weight, least), fixed) in weighted.iter().zip(narrow).zip(&fixed) {
            if *fixed {
                taken += least;
            } else {
                free += weight;
            }
        }
        let scale = if free > 0.0 { (available - taken) / free } else { 0.0 };
        let mut changed = false;
        for ((weight, least), fixed) in weighted.iter().zip(narrow).zip(&mut fixed) {
            if !*fixed && weight * scale < *least {
                *fixed = true;
                changed = true;
            }
        }
        if !changed {
            return weighted
                .iter()
                .zip(narrow)
                .zip(&fixed)
                .map(|((weight, least), fixed)| if *fixed { *least } else { weight * scale })
                .collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_takes_the_room_that_short_columns_leave() {
        // A date, a long title, two check boxes under long headers.
        let widths = by_longest(&[60.0, 50.0, 45.0, 45.0], &[62.0, 500.0, 90.0, 90.0], 400.0);
        assert!((widths.iter().sum::<f32>() - 400.0).abs() < 0.1);
        let [date, title, approves, authorises] = widths.as_slice() else {
            unreachable!("four columns");
        };
        // The date lacks so little that it is given all it needs.
        assert!((*date - 62.0).abs() < 0.1, "{widths:?}");
        assert!(*approves < 60.0 && *authorises < 60.0, "{widths:?}");
        assert!(*title > 220.0, "{widths:?}");
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        let narrow = [100.0, 80.0, 20.0];
        let widths = by_longest(&narrow, &[120.0, 90.0, 2000.0], 220.0);
        for (width, least) in widths.iter().zip(narrow) {
            assert!(*width >= least - 0.01, "{widths:?}");
        }
    }
}
