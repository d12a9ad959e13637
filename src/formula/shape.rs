//! The areas that formulas read, kept once for all the formulas that were filled from one another.
//!
//! A column of a hundred thousand lines has one formula, written from each of its cells: what it reads is kept as
//! distances, and worked out again for the cell that is asked about.

use std::collections::BTreeMap;

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, ASTNodeType, UnaryOperator};

use super::area::{Area, CellRef};
use super::book::Book;
use super::corners::corners;
use super::names;
use super::parse::{area_of, areas_of_sheets};
use super::tables::is_of_own_row;
use crate::model::text::Mark;
use crate::source::limits;
use crate::source::workbook::sheet::CellRange;

/// An area as a formula names it: each bound where it is written with `$`, else as a distance from the formula's cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct RelativeArea {
    sheet: u16,
    /// One bit a bound, set where the bound does not move.
    fixed: u8,
    /// First row, last row, first column, last column, as written: a range that is filled may turn over.
    bounds: [i32; 4],
}

impl RelativeArea {
    fn of(area: Area, from: CellRef, moves: [bool; 4]) -> Self {
        let range = area.range;
        let written = [
            (range.first_row, from.row),
            (range.last_row, from.row),
            (range.first_column, from.column),
            (range.last_column, from.column),
        ];
        let mut fixed = 0;
        let mut bounds = [0; 4];
        for (index, ((bound, own), moves)) in written.into_iter().zip(moves).enumerate() {
            let distance = i64::from(bound) - if moves { i64::from(own) } else { 0 };
            if let Some(place) = bounds.get_mut(index) {
                *place = i32::try_from(distance).unwrap_or(i32::MAX);
            }
            fixed |= u8::from(!moves) << index;
        }
        Self { sheet: u16::try_from(area.sheet).unwrap_or(u16::MAX), fixed, bounds }
    }

    /// The area, read from a cell.
    pub(super) fn at(&self, from: CellRef) -> Area {
        let bound = |index: usize, own: u32| {
            let moved = if self.fixed >> index & 1 == 1 { 0 } else { i64::from(own) };
            let bound = self.bounds.get(index).copied().map_or(0, i64::from);
            u32::try_from(bound.saturating_add(moved)).unwrap_or(0)
        };
        let (rows, columns) =
            ([bound(0, from.row), bound(1, from.row)], [bound(2, from.column), bound(3, from.column)]);
        Area {
            sheet: usize::from(self.sheet),
            range: CellRange {
                first_row: rows[0].min(rows[1]),
                last_row: rows[0].max(rows[1]),
                first_column: columns[0].min(columns[1]),
                last_column: columns[0].max(columns[1]),
            },
        }
    }
}

/// The area of one reference of a formula.
pub(super) fn relative_area(
    book: &Book<'_>,
    reference: &ReferenceType,
    from: CellRef,
) -> Option<RelativeArea> {
    let area = area_of(book, reference, from).ok().flatten()?;
    Some(RelativeArea::of(area, from, moves(reference)))
}

/// The areas that the tree of a formula reads, names resolved, each as often as it is written.
pub(super) fn areas(book: &Book<'_>, tree: &ASTNode, from: CellRef) -> Vec<RelativeArea> {
    let mut found = Vec::new();
    gather(book, tree, from, 0, &mut found);
    found
}

fn gather(book: &Book<'_>, tree: &ASTNode, from: CellRef, names_deep: usize, found: &mut Vec<RelativeArea>) {
    match &tree.node_type {
        ASTNodeType::Reference { reference: ReferenceType::NamedRange(name), .. } => {
            if names_deep < limits::FORMULA_NAMES_DEEP
                && let Some(Some(name)) = book.name(name)
                && let Ok((tree, _)) = names::meaning(name, from)
            {
                gather(book, &tree, from, names_deep + 1, found);
            }
        }
        ASTNodeType::Reference { reference, .. } => {
            for area in areas_of_sheets(book, reference).unwrap_or_default() {
                found.push(RelativeArea::of(area, from, moves(reference)));
            }
            if let Ok(Some(area)) = area_of(book, reference, from) {
                found.push(RelativeArea::of(area, from, moves(reference)));
            }
        }
        ASTNodeType::UnaryOp { op, expr } => {
            gather(book, expr, from, names_deep, found);
            // `A2#` reads all the cells that the formula of A2 fills.
            if *op == UnaryOperator::Spill
                && let ASTNodeType::Reference { reference, .. } = &expr.node_type
                && let Ok(Some(anchor)) = area_of(book, reference, from)
                && let Some(area) = anchor.single().and_then(|anchor| book.spill(anchor))
                && found.pop().is_some()
            {
                found.push(RelativeArea::of(area, from, [false; 4]));
            }
        }
        ASTNodeType::BinaryOp { left, right, .. } => {
            gather(book, left, from, names_deep, found);
            gather(book, right, from, names_deep, found);
        }
        ASTNodeType::Function { args, .. } => {
            for argument in args {
                gather(book, argument, from, names_deep, found);
            }
        }
        ASTNodeType::Call { callee, args } => {
            gather(book, callee, from, names_deep, found);
            for argument in args {
                gather(book, argument, from, names_deep, found);
            }
        }
        ASTNodeType::Array(rows) => {
            for node in rows.iter().flatten() {
                gather(book, node, from, names_deep, found);
            }
        }
        ASTNodeType::Literal(_) | ASTNodeType::Omitted => {}
    }
}

/// Which bounds of an area follow the cell of the formula, in the order of [`RelativeArea::bounds`].
fn moves(reference: &ReferenceType) -> [bool; 4] {
    let Some((first, last)) = corners(reference) else {
        return match reference {
            ReferenceType::Table(table) if is_of_own_row(table) => [true, true, false, false],
            _ => [false; 4],
        };
    };
    let last = last.unwrap_or(first);
    let [first_row, last_row] = in_order([first.row, last.row].map(movable));
    let [first_column, last_column] = in_order([first.column, last.column].map(movable));
    [first_row, last_row, first_column, last_column]
}

/// A bound with whether it follows the cell of the formula: an open side does not.
const fn movable((bound, is_absolute): (Option<u32>, bool)) -> (Option<u32>, bool) {
    (bound, bound.is_some() && !is_absolute)
}

/// An area has its bounds in order: which of them moves goes with them.
fn in_order([start, end]: [(Option<u32>, bool); 2]) -> [bool; 2] {
    let is_turned = matches!((start.0, end.0), (Some(start), Some(end)) if start > end);
    if is_turned { [end.1, start.1] } else { [start.1, end.1] }
}

/// The formulas of a workbook by what they read alike.
#[derive(Debug, Clone, Default)]
pub(super) struct Shapes {
    areas: Vec<RelativeArea>,
    /// Where the areas of each shape stand; `None` for those that are worked out again from the text of the formula.
    spans: Vec<Option<(u32, u32)>>,
}

/// A shape by its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape(u32);

impl Shapes {
    /// The areas of a shape; `None` when they are not kept.
    pub(super) fn get(&self, shape: Shape) -> Option<&[RelativeArea]> {
        let (start, end) = (*self.spans.get(shape.0 as usize)?)?;
        self.areas.get(start as usize..end as usize)
    }

    /// Gives back the room that growing took.
    pub(super) fn shrink(&mut self) {
        self.areas.shrink_to_fit();
        self.spans.shrink_to_fit();
    }
}

/// The shapes met so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) shapes: Shapes,
    /// By the mark of the formula written as distances, with its sheet: the text would be kept a million times over.
    known: BTreeMap<Mark, Shape>,
}

impl Draft {
    /// The shape of a formula, met before or not; its areas are asked for when it was not.
    pub(super) fn shape(&mut self, mark: Mark, areas: impl FnOnce() -> Vec<RelativeArea>) -> Shape {
        if let Some(shape) = self.known.get(&mark) {
            return *shape;
        }
        let shapes = &mut self.shapes;
        // A workbook has far fewer cells than this number holds; beyond, areas are worked out again each time.
        let Ok(number) = u32::try_from(shapes.spans.len()) else { return Shape(u32::MAX) };
        let shape = Shape(number);
        let areas = areas();
        let start = shapes.areas.len();
        let end = start.saturating_add(areas.len());
        let span = u32::try_from(start).ok().zip(u32::try_from(end).ok());
        shapes.spans.push(span.filter(|_| end <= limits::FORMULA_AREAS));
        if shapes.spans.last().is_some_and(Option::is_some) {
            shapes.areas.extend_from_slice(&areas);
        }
        self.known.insert(mark, shape);
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::parse::parse;
    use crate::source::workbook::Workbook;

    fn read(formula: &str, at: CellRef, seen_from: CellRef) -> Vec<Area> {
        let workbook = Workbook::default();
        let book = Book::new(&workbook);
        areas(&book, &parse(formula).unwrap(), at).iter().map(|area| area.at(seen_from)).collect()
    }

    #[test]
    fn areas_follow_the_cell_but_for_what_a_dollar_holds() {
        let cell = |row, column| CellRef { sheet: 0, row, column };
        for (formula, filled) in [
            ("A2+$B$3", "A7+$B$3"),
            ("SUM(A$2:A5)", "SUM(A$2:A10)"),
            ("SUM($A:$A)", "SUM($A:$A)"),
            ("SUM(3:5)", "SUM(8:10)"),
            // Filled past the bound that does not move, the range turns over.
            ("SUM(A$9:A6)", "SUM(A$9:A11)"),
        ] {
            let (from, to) = (cell(1, 4), cell(6, 4));
            assert_eq!(read(formula, from, to), read(filled, to, to), "{formula}");
            assert_eq!(read(formula, from, from).len(), read(filled, to, to).len());
        }
    }
}
