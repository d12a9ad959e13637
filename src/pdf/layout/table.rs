//! Tables: column widths, rows, and what a page break does to them.

use crate::pdf::block::{Cell, CellContent, Row, RowKind, Table};
use crate::pdf::display::{Artifact, Owner};
use crate::pdf::error::Notice;
use crate::pdf::structure::{ElementId, Role, Scope};
use crate::pdf::text::{self, Rich, Style};
use crate::pdf::theme::Colour;

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
/// A column that lacks no more than this part of its longest text is given all of it,
const ALMOST: f32 = 0.2;
/// when no other column is left with less than this part of its width.
const SPARED: f32 = 0.88;
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
/// A table shorter than this part of a page is kept whole.
const WHOLE: f32 = 0.28;

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
        let (widths, side) = self.widths(table, &mut rows, columns, column.width);
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
        self.table_body(rows, &offsets, side, head_id, &mut out);
        if slice::height(&out) < self.geometry.text_height() * WHOLE {
            keep_together(&mut out);
        }
        spaced(out, body * 0.5, body * 1.1)
    }

    fn table_body<'b>(
        &mut self,
        rows: impl Iterator<Item = PreparedRow<'b>>,
        offsets: &[f32],
        side: f32,
        head: Option<HeadId>,
        out: &mut Vec<Slice>,
    ) {
        let mut keep_with_next = !out.is_empty();
        let companion = self.geometry.text_height() * COMPANION;
        // Rows so far, then the place and the height of the latest.
        let (mut count, mut latest, mut height) = (0_usize, out.len(), 0.0_f32);
        let mut keep_last = false;
        for row in rows {
            let kind = row.kind;
            let foot = row.part == Part::Foot;
            let mut slices = self.row(row, offsets, side);
            for slice in &mut slices {
                slice.head = head;
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
        for cell in &row.cells {
            let span = if alone { columns } else { usize::from(cell.span) };
            cells.push(self.prepare_cell(cell, row.kind, part, at, span, element));
            at += span;
        }
        if at < columns {
            if !row.cells.is_empty() {
                self.shaper.notices.insert(Notice::RaggedRow { line: row.line });
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
        PreparedRow { part, kind: row.kind, cells }
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
    ) -> (Vec<f32>, f32) {
        let (mut narrow, mut wide) = self.measure(rows, columns, SIDE, self.geometry.text_width() * 0.34);
        let mut needed: f32 = narrow.iter().sum();
        let mut side = SIDE;
        for longest_word in LONG_WORDS {
            if needed <= available {
                break;
            }
            // Long words are hyphenated before anything shrinks, as few as can be.
            (narrow, wide) = self.measure(rows, columns, side, longest_word);
            needed = narrow.iter().sum();
        }
        if needed > available {
            let sides = 2.0 * side * columns as f32;
            // Sides do not shrink with the text.
            let factor = (available - sides) / (needed - sides);
            let smallest = SMALLEST / self.theme.sizes.table;
            if factor < smallest {
                side = TIGHT_SIDE;
            }
            let factor = factor.clamp(smallest.min(1.0), 1.0);
            for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
                match &mut cell.content {
                    Content::Rich(rich) => rich.scale(factor),
                    Content::Blocks(_, _, style) => style.size *= factor,
                }
            }
            if factor < 0.8 {
                let title = title_of(table);
                self.shaper.notices.insert(Notice::NarrowTable { columns, title });
            }
            (narrow, wide) = self.measure(rows, columns, side, SHORT_WORD * factor);
            needed = narrow.iter().sum();
        }
        if needed > available {
            return (narrow.iter().map(|width| width * available / needed).collect(), side);
        }
        (shares(table, rows, &narrow, &wide, available), side)
    }

    /// For each column, the width of its longest word, up to a limit, and the width of its longest text.
    fn measure(
        &mut self,
        rows: &[PreparedRow<'_>],
        columns: usize,
        side: f32,
        longest_word: f32,
    ) -> (Vec<f32>, Vec<f32>) {
        let mut narrow = vec![2.0 * side + 4.0; columns];
        let mut wide = narrow.clone();
        let mut spanning = Vec::new();
        for row in rows {
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
        (narrow, wide)
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
fn shares(table: &Table, rows: &[PreparedRow<'_>], narrow: &[f32], wide: &[f32], available: f32) -> Vec<f32> {
    let columns = narrow.len();
    if table.weights.len() == columns {
        let total: f32 = table.weights.iter().sum();
        let weighted: Vec<f32> = table.weights.iter().map(|w| w * available / total).collect();
        return fit(&weighted, narrow, available);
    }
    let wished: f32 = wide.iter().sum();
    if wished > available {
        return wrapped(narrow, wide, available);
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
    let share = |(wide, terse): (&f32, &bool)| if *terse { wide * 0.15 } else { *wide };
    let total: f32 = wide.iter().zip(&terse).map(share).sum::<f32>().max(1.0);
    wide.iter().zip(&terse).map(|pair| pair.0 + (available - wished) * share(pair) / total).collect()
}

/// Widths when some columns must wrap: in proportion to the longest text, so that all wrap to about as many lines,
/// and never below the longest word.
fn wrapped(narrow: &[f32], wide: &[f32], available: f32) -> Vec<f32> {
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
        let widths = wrapped(&[60.0, 50.0, 45.0, 45.0], &[62.0, 500.0, 90.0, 90.0], 400.0);
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
        let widths = wrapped(&narrow, &[120.0, 90.0, 2000.0], 220.0);
        for (width, least) in widths.iter().zip(narrow) {
            assert!(*width >= least - 0.01, "{widths:?}");
        }
    }
}
