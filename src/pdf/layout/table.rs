//! Tables: column widths, rows, and what a page break does to them.

mod widths;

use std::rc::Rc;

use crate::pdf::block::{Cell, CellContent, Row, RowKind, Table};
use crate::pdf::colour::Colour;
use crate::pdf::display::{Artifact, Owner};
use crate::pdf::error::Notice;
use crate::pdf::structure::{ElementId, Role, Scope};
use crate::pdf::text::{Rich, Style};

use super::carried::{Carried, CarryId, CarryLook};
use super::flow::{Column, Flow, keep_together, spaced};
use super::inline::Align;
use super::slice::{self, HeadId, Slice};

/// Rows shorter than this part of a page are not left alone by a page break.
const COMPANION: f32 = 0.15;
/// Space above and below it.
const VERTICAL: f32 = 3.0;
/// The same in a dense table.
const DENSE_VERTICAL: f32 = 1.2;
/// Line height in a table, tighter than in running text.
const LEADING: f32 = 1.28;
/// A row taller than this part of a page may be cut between its lines.
const CUTTABLE: f32 = 0.5;
/// A table lower than this, in points, is kept whole even where the page is not high.
const WHOLE_TABLE: f32 = 195.0;

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

/// Space around the text of a cell.
#[derive(Clone, Copy)]
struct Room {
    side: f32,
    vertical: f32,
}

/// What all rows of a table's body share.
struct Body {
    offsets: Vec<f32>,
    room: Room,
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
        let room = Room { side, vertical: if table.dense { DENSE_VERTICAL } else { VERTICAL } };
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
            head.append(&mut self.row(row, &offsets, room));
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
            let height = size * LEADING + room.vertical * 2.0;
            self.add_carry(CarryLook { offsets: offsets.clone(), side, size, height })
        });
        self.table_body(rows, &Body { offsets, room, head: head_id, carry }, &mut out);
        if let Some(first) = out.first_mut() {
            first.notices.extend(notices);
        }
        if slice::height(&out) < self.whole(WHOLE_TABLE) {
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
            let mut slices = self.row(row, &body.offsets, body.room);
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
            let mut group = self.tree.add(element, role);
            for (position, row) in source.iter().enumerate() {
                if row.opens_body && position > 0 {
                    group = self.tree.add(element, role);
                }
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
        let title = if part == Part::Head { None } else { title_of(row) };
        for (position, cell) in row.cells.iter().enumerate() {
            let span = if alone { columns } else { usize::from(cell.span) };
            if let Some(text) = &cell.carried {
                carried.push((at + span - 1, text.clone()));
            }
            let header = cell.header || part == Part::Head || title == Some(position);
            cells.push(self.prepare_cell(cell, header, (row.kind, part), (at, span), element));
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
        header: bool,
        (kind, part): (RowKind, Part),
        (column, span): (usize, usize),
        row: ElementId,
    ) -> Prepared<'b> {
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

    /// A row: one slice, or one per line when it is too tall to be kept whole.
    fn row(&mut self, row: PreparedRow<'_>, offsets: &[f32], room: Room) -> Vec<Slice> {
        let Room { side, vertical } = room;
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
                line.lead = vertical;
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
            first.push_down(vertical);
        }
        if let Some(last) = slices.last_mut() {
            last.height = (last.height + vertical).max(vertical * 2.0 + 6.0);
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

/// The cell that says what a row is about, in a row that marks none: the first that is words.
fn title_of(row: &Row) -> Option<usize> {
    if row.cells.iter().any(|cell| cell.header) {
        return None;
    }
    row.cells.iter().position(|cell| {
        !cell.numeric
            && matches!(&cell.content, CellContent::Inlines(inlines) if !crate::pdf::text::plain(inlines).trim().is_empty())
    })
}
