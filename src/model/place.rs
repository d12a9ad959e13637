//! Where a value comes from, precisely enough for a person to open it.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The place of a value in what the applicant or the fund wrote.
///
/// Rows and columns are zero-based inside the program and printed the way Excel shows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A whole file, named relative to the project's folder.
    File {
        /// File name relative to the project's folder.
        file: Arc<str>,
    },
    /// A sheet of a workbook.
    Sheet {
        /// Workbook name.
        file: Arc<str>,
        /// Sheet name as the workbook spells it.
        sheet: Arc<str>,
    },
    /// A cell of a workbook.
    Cell {
        /// Workbook name.
        file: Arc<str>,
        /// Sheet name as the workbook spells it.
        sheet: Arc<str>,
        /// Zero-based row.
        row: u32,
        /// Zero-based column.
        column: u32,
    },
    /// A field of `projet.toml` or `fund.toml`, by its dotted path.
    Field {
        /// File name.
        file: Arc<str>,
        /// Dotted path such as `calendrier.debut`.
        path: Arc<str>,
    },
    /// A line of a text file.
    Line {
        /// File name relative to the project's folder.
        file: Arc<str>,
        /// 1-based line.
        line: usize,
    },
}

impl Place {
    /// A cell of a workbook; `row` and `column` are zero-based.
    #[must_use]
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, row: u32, column: u32) -> Self {
        Self::Cell { file: Arc::clone(file), sheet: Arc::clone(sheet), row, column }
    }

    /// A field of a definition file.
    pub fn field(file: impl Into<Arc<str>>, path: impl Into<Arc<str>>) -> Self {
        Self::Field { file: file.into(), path: path.into() }
    }

    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self::File { file: file.into() }
    }

    /// The name of the file that holds this place.
    #[must_use]
    pub fn file_name(&self) -> &str {
        match self {
            Self::File { file }
            | Self::Sheet { file, .. }
            | Self::Cell { file, .. }
            | Self::Field { file, .. }
            | Self::Line { file, .. } => file,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file } => write!(f, "{file}"),
            // A csv has one sheet, without a name.
            Self::Sheet { file, sheet } if sheet.is_empty() => write!(f, "{file}"),
            Self::Cell { file, sheet, row, column } if sheet.is_empty() => {
                write!(f, "{file} › {}", cell_name(*row, *column))
            }
            Self::Sheet { file, sheet } => write!(f, "{file} › {sheet}"),
            Self::Cell { file, sheet, row, column } => {
                write!(f, "{file} › {sheet} › {}", cell_name(*row, *column))
            }
            Self::Field { file, path } => write!(f, "{file} › {path}"),
            Self::Line { file, line } => write!(f, "{file} › ligne {line}"),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The A1 name of a zero-based cell position.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// The letters of a zero-based column: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A value together with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was read.
    pub place: Place,
}

impl<T> Located<T> {
    /// Attach a place to a value.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!(column_name(column), name);
        }
    }

    #[test]
    fn a_cell_reads_like_a_path() {
        let place = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        assert_eq!(place.to_string(), "budget.xlsx › Dépenses › F14");
        assert_eq!(Place::cell(&"budget.csv".into(), &"".into(), 13, 5).to_string(), "budget.csv › F14");
    }
}
