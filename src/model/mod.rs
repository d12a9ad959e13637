//! What the program talks about: amounts, rates, places, the project, its budget, the funds.
//!
//! Knows neither files nor terminals, but for the one door through which files are read.

pub mod action;
pub mod assets;
pub mod attestation;
pub mod budget;
pub mod character;
pub mod coverage;
pub mod currency;
pub mod date;
pub mod digest;
mod document;
pub mod door;
pub mod form;
pub mod french;
pub mod fund;
pub mod intent;
pub mod language;
mod listed;
pub mod money;
pub mod parameter;
pub mod partnership;
pub mod payment;
pub mod place;
pub mod procurement;
pub mod project;
pub mod questionnaire;
pub mod rate;
pub mod recorded;
pub mod rounding;
pub mod session;
pub mod shelf;
pub mod side;
pub mod simplified;
pub mod staffing;
pub mod stated;
pub mod text;
pub mod waiver;
pub mod words;
mod words_of;
pub mod years;

pub use budget::{
    Budget, DeclaredTotal, ExpenseLine, Indicator, Maybe, Resource, StaffLine, TotalColumn, TotalScope,
    YearSplit,
};
pub use coverage::Coverage;
pub use fund::Fund;
pub use money::Money;
pub use place::{Located, Place, SheetName, cell_name, column_name};
pub use project::Project;
pub use rate::Rate;
pub use rounding::RoundingPolicy;
