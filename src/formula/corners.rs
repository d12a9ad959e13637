//! The corners of a reference, whether it is of one cell or of several, on one sheet or on many.

use formualizer_parse::parser::ReferenceType;

/// A row and a column, from 1, each with whether it is absolute; `None` for a side that a whole row or column leaves open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Corner {
    pub(super) row: (Option<u32>, bool),
    pub(super) column: (Option<u32>, bool),
}

/// The first corner and, of a range, the last; `None` for what names no position.
pub(super) fn corners(reference: &ReferenceType) -> Option<(Corner, Option<Corner>)> {
    match reference {
        ReferenceType::Cell { row, col, row_abs, col_abs, .. }
        | ReferenceType::Cell3D { row, col, row_abs, col_abs, .. } => {
            Some((Corner { row: (Some(*row), *row_abs), column: (Some(*col), *col_abs) }, None))
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
            let corner = |row: (&Option<u32>, &bool), column: (&Option<u32>, &bool)| Corner {
                row: (*row.0, *row.1),
                column: (*column.0, *column.1),
            };
            let first = corner((start_row, start_row_abs), (start_col, start_col_abs));
            Some((first, Some(corner((end_row, end_row_abs), (end_col, end_col_abs)))))
        }
        _ => None,
    }
}
