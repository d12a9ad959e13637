//! Workbooks with live formulas: a book of cells and a ledger of figures in, an XLSX file out.
//!
//! A cell names a figure of the ledger. Its first appearance in the book defines it (a literal when it is given, a formula
//! when it is computed); later ones refer to that cell. Whatever a formula needs and the book does not show stands in a
//! last sheet, « Calculs », so that Excel and LibreOffice recompute everything from the given values alone.

mod area;
mod book;
mod calculations;
mod editing;
mod error;
mod heights;
mod help;
mod live;
mod names;
mod page;
mod plan;
mod reread;
mod style;
mod table;
mod text;
mod write;

pub use area::Area;
pub use book::{Book, Cell, Content, DefinedName, Sheet, Shown};
pub use editing::{Allowed, Note, Validation};
pub use error::XlsxError;
pub use heights::lines_in_column;
pub use live::{Live, quoted};
pub use names::sheet_names;
pub use page::printed_scale;
pub use reread::{Mismatch, reread};
pub use style::Style;
pub use table::{ColumnTotal, Table, TableColumn, this_row};
pub use write::{Placed, Written, write};
