//! Recomputes the formulas of a workbook from their text, to tell a saved value that is not what its formula gives.
//!
//! The text becomes a tree with `formualizer-parse`; the evaluation is ours, in exact decimals, and covers what grant
//! budgets use. What it does not cover is named, never guessed: [`Cannot`] says which function and why. Whatever a
//! formula holds, the work is bounded by [`crate::source::limits`] and nothing panics.

mod area;
mod book;
mod cannot;
mod cell_set;
mod corners;
mod criteria;
mod drawn;
mod eval;
mod follow;
mod form;
mod functions;
mod index;
mod links;
mod names;
mod outcome;
mod parse;
mod reach;
mod recalculation;
mod relative;
mod settle;
mod shape;
mod tables;
mod untie;
mod value;

pub use area::{Area, CellRef};
pub use cell_set::CellSet;
pub use drawn::Drawn;
pub use form::{Form, Forms};
pub use outcome::{Outcome, Recalculated};
pub use recalculation::Recalculation;
pub use relative::Parameter;
pub use shape::Shape;
pub use value::{Value, serial as day_number};
