//! Two things side by side on a terminal: what is compared, then each of them, in cells that wrap.

use super::width::{columns, padded, wrapped};

/// Columns between two cells.
const GAP: usize = 2;

/// A table of three columns within a width, its heads first; every cell is already safe to show.
#[must_use]
pub fn beside(heads: [&str; 3], rows: &[[String; 3]], width: usize) -> Vec<String> {
    let room = width.saturating_sub(2 * GAP).max(3);
    let longest = rows.iter().map(|row| columns(&row[0])).chain([columns(heads[0])]).max().unwrap_or(1);
    let first = longest.min(room * 2 / 5).max(1);
    let second = (room - first) / 2;
    let widths = [first, second.max(1), room.saturating_sub(first + second).max(1)];
    let mut lines = Vec::new();
    let mut add = |cells: [&str; 3]| {
        let cells: Vec<Vec<String>> =
            cells.iter().zip(widths).map(|(cell, width)| wrapped(cell, width, width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for rank in 0..height {
            let line = cells
                .iter()
                .zip(widths)
                .map(|(cell, width)| padded(cell.get(rank).map_or("", String::as_str), width + GAP));
            lines.push(line.collect::<String>().trim_end().to_owned());
        }
    };
    add(heads);
    for row in rows {
        add([&row[0], &row[1], &row[2]]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_wrap_in_their_own_column() {
        let rows = [["Taux maximal".to_owned(), "50 %".to_owned(), "à obtenir de l’autorité".to_owned()]];
        let lines = beside(["Règles", "A", "B"], &rows, 40);
        assert_eq!(
            lines,
            [
                "Règles        A             B",
                "Taux maximal  50 %          à obtenir de",
                "                            l’autorité"
            ]
        );
        assert!(lines.iter().all(|line| columns(line) <= 40));
    }
}
