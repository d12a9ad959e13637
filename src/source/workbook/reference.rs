//! Cell references as files write them, refused when no sheet can hold them.

use super::sheet::CellRange;
use crate::source::limits::{LAST_COLUMN, LAST_ROW};

/// Reads `B12` as a zero-based row and column.
pub(super) fn parse_cell(reference: &str) -> Option<(u32, u32)> {
    let bytes = reference.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (column, row) = bytes.split_at_checked(letters)?;
    if !(1..=3).contains(&column.len()) || !(1..=7).contains(&row.len()) {
        return None;
    }
    let column =
        column.iter().fold(0_u32, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1) - 1;
    let row = parse_row(row)?;
    (column <= LAST_COLUMN).then_some((row, column))
}

/// Reads `12` as a zero-based row.
pub(super) fn parse_row(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 7 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let row = digits.iter().fold(0_u32, |sum, byte| sum * 10 + u32::from(byte - b'0'));
    row.checked_sub(1).filter(|row| *row <= LAST_ROW)
}

/// Reads `A1:B2`, or `A1` alone.
pub(super) fn parse_range(reference: &str) -> Option<CellRange> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    let (first_row, first_column) = parse_cell(first)?;
    let (last_row, last_column) = parse_cell(last)?;
    (first_row <= last_row && first_column <= last_column).then_some(CellRange {
        first_row,
        last_row,
        first_column,
        last_column,
    })
}

/// Reads whole columns, `J:J`, or whole rows, `1:39`.
pub(super) fn parse_whole(reference: &str) -> Option<CellRange> {
    let (first, last) = reference.split_once(':')?;
    let range = match (parse_row(first.as_bytes()), parse_row(last.as_bytes())) {
        (Some(first_row), Some(last_row)) => {
            CellRange { first_row, last_row, first_column: 0, last_column: LAST_COLUMN }
        }
        _ => {
            let column = |letters: &str| {
                let is_plain = letters.bytes().all(|byte| byte.is_ascii_alphabetic());
                is_plain.then(|| parse_cell(&format!("{letters}1"))).flatten().map(|(_, column)| column)
            };
            CellRange {
                first_row: 0,
                last_row: LAST_ROW,
                first_column: column(first)?,
                last_column: column(last)?,
            }
        }
    };
    (range.first_row <= range.last_row && range.first_column <= range.last_column).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_references_are_read() {
        assert_eq!(parse_cell("A1"), Some((0, 0)));
        assert_eq!(parse_cell("XFD1048576"), Some((LAST_ROW, LAST_COLUMN)));
        assert_eq!(
            parse_range("B2:C9"),
            Some(CellRange { first_row: 1, last_row: 8, first_column: 1, last_column: 2 })
        );
    }

    #[test]
    fn whole_rows_and_columns_are_read() {
        let rows = CellRange { first_row: 0, last_row: 38, first_column: 0, last_column: LAST_COLUMN };
        assert_eq!(parse_whole("1:39"), Some(rows));
        let column = CellRange { first_row: 0, last_row: LAST_ROW, first_column: 9, last_column: 9 };
        assert_eq!(parse_whole("J:J"), Some(column));
        for reference in ["", "A1", "A1:B2", "H:A", "39:1", "A:1", "XFE:XFE", ":", "0:2"] {
            assert_eq!(parse_whole(reference), None, "{reference}");
        }
    }

    #[test]
    fn impossible_references_are_refused() {
        for reference in
            ["MWLQKWX1", "XFE1", "A0", "A1048577", "1", "A", "", "A1B", "é1", "A-1", "A99999999999", "$A$1"]
        {
            assert_eq!(parse_cell(reference), None, "{reference}");
        }
        assert_eq!(parse_range("C3:A1"), None);
        assert_eq!(parse_range("A1:B2:C3"), None);
    }
}
