//! The tables of a workbook that formulas name: `Tableau1[Montant]`.

use serde::{Deserialize, Serialize};

use super::sheet::CellRange;

/// A table of a sheet, as its part describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The name that formulas use.
    pub name: String,
    /// Index of the sheet in the workbook.
    pub sheet: usize,
    /// Its cells, headers and totals included.
    pub range: CellRange,
    /// Rows of headers at its top.
    pub header_rows: u32,
    /// Rows of totals at its foot.
    pub total_rows: u32,
    /// The names of its columns, from left to right.
    pub columns: Vec<String>,
}

impl Table {
    /// The columns of a name, without regard to case, to spaces nor to the breaks of its lines: readers of formulas drop
    /// the spaces at the ends of names, and a table may have a column for each.
    #[must_use]
    pub fn columns_named(&self, name: &str) -> Vec<u32> {
        let wanted = plain(name);
        let named = (self.range.first_column..=self.range.last_column).zip(&self.columns);
        named.filter(|(_, own)| plain(own) == wanted).map(|(column, _)| column).collect()
    }

    /// The rows of its lines, headers and totals left out; `None` when it has none.
    #[must_use]
    pub fn data_rows(&self) -> Option<(u32, u32)> {
        let first = self.range.first_row.checked_add(self.header_rows)?;
        let last = self.range.last_row.checked_sub(self.total_rows)?;
        (first <= last).then_some((first, last))
    }
}

/// A name as it is compared: files write a line's break as `_x000a_`, formulas as it is.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace("_x000a_", " ").replace("_x000d_", " ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}
