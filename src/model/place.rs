//! Where a value comes from, precisely enough for a person to open it.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::Serialize;

/// The place of a value in what the applicant or the fund wrote.
///
/// Rows and columns are zero-based inside the program and printed the way Excel shows them.
///
/// A budget holds one for each of its cells: small, and copied by counting one reference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A whole file, named relative to the project's folder.
    File {
        /// File name relative to the project's folder.
        file: FileName,
    },
    /// A sheet of a workbook.
    Sheet {
        /// The sheet.
        sheet: SheetName,
    },
    /// A cell of a workbook.
    Cell {
        /// The sheet.
        sheet: SheetName,
        /// Zero-based row.
        row: u32,
        /// Zero-based column: a sheet has 16 384 of them at most.
        column: u16,
    },
    /// A field of `projet.toml` or `fund.toml`.
    Field(FieldName),
    /// A line of a text file.
    Line {
        /// File name relative to the project's folder.
        file: FileName,
        /// 1-based line.
        line: u32,
    },
    /// A page of an attachment.
    Page {
        /// File name relative to the project's folder.
        file: FileName,
        /// 1-based page.
        page: u32,
    },
}

/// The name of a file, relative to the project's folder, in the room of one reference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(Arc<Arc<str>>);

impl Deref for FileName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// A sheet of a workbook, by both their names; reads as the sheet's name.
#[derive(Debug, Clone, Eq, PartialOrd, Ord)]
pub struct SheetName(Arc<(Arc<str>, Arc<str>)>);

impl SheetName {
    /// A sheet as its workbook spells it.
    #[must_use]
    pub fn new(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self(Arc::new((Arc::clone(file), Arc::clone(sheet))))
    }

    /// The name of the workbook.
    #[must_use]
    pub fn file(&self) -> &Arc<str> {
        &self.0.0
    }

    /// A cell of the sheet; `row` and `column` are zero-based.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Place {
        Place::Cell { sheet: self.clone(), row, column: u16::try_from(column).unwrap_or(u16::MAX) }
    }
}

impl Deref for SheetName {
    type Target = Arc<str>;

    fn deref(&self) -> &Self::Target {
        &self.0.1
    }
}

impl std::hash::Hash for SheetName {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl PartialEq for SheetName {
    fn eq(&self, other: &Self) -> bool {
        // The places of one reading share the names of their sheet.
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl fmt::Display for SheetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// A field of a definition file, by its dotted path such as `calendrier.debut`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldName(Arc<(Arc<str>, Arc<str>)>);

impl FieldName {
    /// The file's name.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.0.0
    }

    /// The dotted path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.1
    }
}

impl Place {
    /// A cell of a workbook; `row` and `column` are zero-based.
    ///
    /// For many cells of one sheet, [`SheetName::cell`] shares the names.
    #[must_use]
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, row: u32, column: u32) -> Self {
        SheetName::new(file, sheet).cell(row, column)
    }

    /// A sheet of a workbook.
    #[must_use]
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self::Sheet { sheet: SheetName::new(file, sheet) }
    }

    /// The cell of another column in the same row; a place that is no cell stays what it is.
    #[must_use]
    pub fn in_column(&self, column: u32) -> Self {
        match self {
            Self::Cell { sheet, row, .. } => sheet.cell(*row, column),
            other => other.clone(),
        }
    }

    /// A field of a definition file.
    pub fn field(file: impl Into<Arc<str>>, path: impl Into<Arc<str>>) -> Self {
        Self::Field(FieldName(Arc::new((file.into(), path.into()))))
    }

    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self::File { file: FileName(Arc::new(file.into())) }
    }

    /// A line of a text file, counted from 1.
    pub fn line(file: impl Into<Arc<str>>, line: usize) -> Self {
        Self::Line { file: FileName(Arc::new(file.into())), line: u32::try_from(line).unwrap_or(u32::MAX) }
    }

    /// A page of an attachment, counted from 1.
    pub fn page(file: impl Into<Arc<str>>, page: usize) -> Self {
        Self::Page { file: FileName(Arc::new(file.into())), page: u32::try_from(page).unwrap_or(u32::MAX) }
    }

    /// The name of its sheet, for a place of a workbook.
    #[must_use]
    pub fn sheet_named(&self) -> Option<&str> {
        match self {
            Self::Sheet { sheet } | Self::Cell { sheet, .. } => Some(sheet),
            _ => None,
        }
    }

    /// The name of the file that holds this place.
    #[must_use]
    pub fn file_name(&self) -> &str {
        match self {
            Self::File { file } | Self::Line { file, .. } | Self::Page { file, .. } => file,
            Self::Sheet { sheet } | Self::Cell { sheet, .. } => sheet.file(),
            Self::Field(field) => field.file(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file } => write!(f, "{file}"),
            // A csv has one sheet, without a name.
            Self::Sheet { sheet } if sheet.is_empty() => write!(f, "{}", sheet.file()),
            Self::Cell { sheet, row, column } if sheet.is_empty() => {
                write!(f, "{} › {}", sheet.file(), cell_name(*row, *column))
            }
            Self::Sheet { sheet } => write!(f, "{} › {sheet}", sheet.file()),
            Self::Cell { sheet, row, column } => {
                write!(f, "{} › {sheet} › {}", sheet.file(), cell_name(*row, *column))
            }
            Self::Field(field) => write!(f, "{} › {}", field.file(), field.path()),
            Self::Line { file, line } => write!(f, "{file} › ligne {line}"),
            Self::Page { file, page } => write!(f, "{file} › page {page}"),
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
pub fn cell_name(row: u32, column: impl Into<u32>) -> String {
    format!("{}{}", column_name(column.into()), u64::from(row) + 1)
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
    fn a_place_is_small_and_its_sheet_is_known_by_its_names() {
        assert!(size_of::<Place>() <= 16, "{}", size_of::<Place>());
        let (file, sheet) = ("budget.xlsx".into(), "Dépenses".into());
        let (one, other) = (SheetName::new(&file, &sheet), SheetName::new(&file, &sheet));
        assert_eq!(one.cell(1, 2), other.cell(1, 2));
        assert_eq!(one.cell(1, 2).in_column(5), Place::cell(&file, &sheet, 1, 5));
        assert!(
            one.cell(1, 2) < other.cell(2, 0)
                && one.cell(9, 9) < SheetName::new(&file, &"E".into()).cell(0, 0)
        );
    }

    #[test]
    fn a_cell_reads_like_a_path() {
        let place = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        assert_eq!(place.to_string(), "budget.xlsx › Dépenses › F14");
        assert_eq!(Place::cell(&"budget.csv".into(), &"".into(), 13, 5).to_string(), "budget.csv › F14");
    }
}
