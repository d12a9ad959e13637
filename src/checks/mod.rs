//! Checks: what they compare, why, on which legal source, and how to mend what they find.
//!
//! One folder a family, one file a check, named by its code.

mod answer;
mod attachments;
mod between_packs;
mod calendar;
mod check;
mod deliberations;
mod eligibility;
mod flat_rates;
mod identity;
mod indicators;
mod line_faults;
mod memo;
mod narrative;
mod parameters;
mod plan;
mod reading;
mod registry;
mod run;
mod scope;
mod state_aid;
mod survey;
mod table_totals;
mod totals;

pub use crate::findings::{Grid, GridRow, Severity, field_name};
pub(crate) use crate::model::french::counted;
pub use answer::{Anomaly, Answer, Answers};
pub use check::{Check, Explanation};
pub use memo::Memo;
pub use reading::shared::table_name;
pub use registry::{FAMILIES, all, family, find, renamed};
pub use run::{CheckResult, counts, run_all};
pub use scope::{PackView, Scope};
pub use survey::Survey;
