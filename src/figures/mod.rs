//! The ledger of figures: every amount with the way it was obtained.
//!
//! A figure is an expression with four readings: its value ([`value`]), its Excel formula ([`formula`]), its
//! explanation ([`explain`]) and its origin ([`origin`]). Documents print figures and nothing else.

pub mod explain;
mod figure;
pub mod formula;
pub mod ledger;
mod line_figures;
pub mod onward;
pub mod origin;
pub mod plan;
pub mod rounded;
pub mod search;
pub mod simulation;

pub mod value;

pub use figure::{Expression, FigureKey};
pub use ledger::{Ledger, LedgerError};
pub use line_figures::{LineKind, LineOperands, Part};
pub use origin::Origin;

pub use value::{Unit, Value};
