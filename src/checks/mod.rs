//! Checks: what they compare, why, on which legal source, and how to mend what they find.
//!
//! One file per family. A check has three answers: *conforme*, *anomalie* and *non vérifiable*; never « passed » where
//! the truth is « could not be checked ».

mod answer;
mod between_packs;
mod calendar;
mod cells;
mod check;
mod deliberation;
mod eligibility;
mod fields;
mod flat_rates;
mod formulas;
mod grid;
mod identity;
mod indicators;
mod line_faults;
mod magnitude;
mod memo;
mod narrative;
mod parameters;
mod pieces;
mod plan;
mod printing;
mod reading;
mod registry;
mod run;
mod scope;
mod shares;
mod state_aid;
mod survey;
mod table_totals;
mod totals;
mod wording;

pub use answer::{Anomaly, Answer, Answers};
pub use check::{Check, Explanation, Severity};
pub use fields::field_name;
pub use grid::{Grid, GridRow};
pub use memo::Memo;
pub use parameters::EMPTY_PARAMETERS;
pub use reading::table_name;
pub use registry::{FAMILIES, all, family, find, renamed};
pub use run::{CheckResult, counts, run_all};
pub use scope::{PackView, Scope};
pub use survey::Survey;
pub use wording::{counted, listed};
