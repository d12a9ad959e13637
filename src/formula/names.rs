//! What a defined name stands for in the cell that uses it: a reference without `$` moves with that cell.

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, ASTNodeType};

use super::area::CellRef;
use super::cannot::Cannot;
use super::parse;
use crate::source::workbook::DefinedName;

/// The tree of a name, as it is meant in a cell; and true when a reference goes over an edge of the sheet: Excel comes back
/// by the other one, LibreOffice does not.
pub(super) fn meaning(name: &DefinedName, at: CellRef) -> Result<(ASTNode, bool), Cannot> {
    let mut tree = parse::parse(&name.formula)?;
    let mut is_over = false;
    shift(&mut tree, name, at, &mut is_over);
    Ok((tree, is_over))
}

fn shift(tree: &mut ASTNode, name: &DefinedName, at: CellRef, is_over: &mut bool) {
    match &mut tree.node_type {
        ASTNodeType::Reference { reference, .. } => shift_reference(reference, name, at, is_over),
        ASTNodeType::UnaryOp { expr, .. } => shift(expr, name, at, is_over),
        ASTNodeType::BinaryOp { left, right, .. } => {
            shift(left, name, at, is_over);
            shift(right, name, at, is_over);
        }
        ASTNodeType::Function { args, .. } => {
            args.iter_mut().for_each(|one| shift(one, name, at, is_over));
        }
        ASTNodeType::Call { callee, args } => {
            shift(callee, name, at, is_over);
            args.iter_mut().for_each(|one| shift(one, name, at, is_over));
        }
        ASTNodeType::Array(rows) => {
            rows.iter_mut().flatten().for_each(|one| shift(one, name, at, is_over));
        }
        ASTNodeType::Literal(_) | ASTNodeType::Omitted => {}
    }
}

fn shift_reference(reference: &mut ReferenceType, name: &DefinedName, at: CellRef, is_over: &mut bool) {
    let mut moved = |bound: u32, is_held: bool, (from, to): (u32, u32), count: u32| {
        if is_held || count == 0 {
            return bound;
        }
        let place = i64::from(bound) - 1 + i64::from(to) - i64::from(from);
        *is_over |= !(0..i64::from(count)).contains(&place);
        u32::try_from(place.rem_euclid(i64::from(count))).map_or(bound, |place| place + 1)
    };
    let (rows, columns) = ((name.seen_from.0, at.row), (name.seen_from.1, at.column));
    let mut row = |bound: u32, is_held| moved(bound, is_held, rows, name.grid.0);
    match reference {
        ReferenceType::Cell { row: own_row, col, row_abs, col_abs, .. }
        | ReferenceType::Cell3D { row: own_row, col, row_abs, col_abs, .. } => {
            *own_row = row(*own_row, *row_abs);
            *col = moved(*col, *col_abs, columns, name.grid.1);
        }
        ReferenceType::Range {
            start_row,
            start_col,
            end_row,
            end_col,
            start_row_abs,
            start_col_abs,
            end_row_abs,
            end_col_abs,
            ..
        }
        | ReferenceType::Range3D {
            start_row,
            start_col,
            end_row,
            end_col,
            start_row_abs,
            start_col_abs,
            end_row_abs,
            end_col_abs,
            ..
        } => {
            *start_row = start_row.map(|bound| row(bound, *start_row_abs));
            *end_row = end_row.map(|bound| row(bound, *end_row_abs));
            let mut column = |bound: u32, is_held| moved(bound, is_held, columns, name.grid.1);
            *start_col = start_col.map(|bound| column(bound, *start_col_abs));
            *end_col = end_col.map(|bound| column(bound, *end_col_abs));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::area::Area;
    use super::super::book::Book;
    use super::*;
    use crate::source::workbook::Workbook;

    #[test]
    fn names_move_with_the_cell_that_uses_them() {
        let cell = |row, column| CellRef { sheet: 0, row, column };
        for (formula, seen_from, at, expected) in [
            ("$B$4", (0, 0), cell(9, 9), (3, 1)),
            ("B1", (0, 0), cell(4, 2), (4, 3)),
            ("$B1", (0, 0), cell(4, 2), (4, 1)),
            // The cell before, and the one above: Excel writes them from the first cell, over the edge.
            ("XFD1", (0, 0), cell(4, 2), (4, 1)),
            ("$C1048576", (0, 0), cell(4, 2), (3, 2)),
            ("C3", (4, 4), cell(9, 9), (7, 7)),
        ] {
            let name = DefinedName { seen_from, ..DefinedName::new("x".into(), formula.into()) };
            let (tree, is_over) = meaning(&name, at).unwrap();
            assert_eq!(is_over, formula.contains("XFD") || formula.contains("1048576"), "{formula}");
            let ASTNodeType::Reference { reference, .. } = &tree.node_type else { panic!("{formula}") };
            let workbook = Workbook::default();
            let area = parse::area_of(&Book::new(&workbook), reference, at).unwrap();
            assert_eq!(
                area.and_then(|area| Area::single(&area)),
                Some(cell(expected.0, expected.1)),
                "{formula}"
            );
        }
    }
}
