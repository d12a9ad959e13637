//! The values that rules are made of: which names exist, who reads each, and which value holds on the day that counts.
//!
//! A fund states values with their days; the applicant may complete what no text confirms. What counts is decided in one
//! place ([`decide`]) for the ledger, the checks and the documents alike, dates included.

pub mod careful;
pub mod catalogue;
mod decide;
pub mod definitions;
mod forms;
mod held;
mod hints;
mod lines;
pub mod nomenclature;
mod readable;
pub mod skeleton;
mod sound;
pub mod texts;
mod value;

pub use catalogue::Known;
pub use decide::{Rules, Ruling};
pub use definitions::{Definitions, FundFolder};
pub use held::{GivenBy, Held};
pub use hints::hints;
pub use readable::{unknown, unreadable};
pub use texts::{LegalText, Texts};
pub use value::{RuleValue, admitted};
