//! Checks: what they compare, why, on which legal source, and how to mend what they find.
//!
//! One folder a family, one file a check, named by its code.

mod attached;
mod attachments;
mod basis;
mod between_packs;
mod calendar;
mod check;
pub mod coverage;
mod covered;
mod deliberations;
mod eligibility;
mod firmness;
mod flat_rates;
mod identity;
mod in_currency;
mod indicators;
mod narrative;
mod near;
mod needed;
mod parameters;
mod partnership;
mod plan;
mod procurement;
mod reading;
mod registry;
mod reliance;
mod renamed;
mod result;
mod row;
mod run;
mod scope;
mod sheets;
mod state_aid;
mod told;
mod totals;
mod typed;
mod waivers;
mod written;

pub use basis::Basis;
pub use check::{Check, Explanation, Run};
pub use covered::{Covered, covered};
pub use firmness::Firmness;
pub use registry::{FAMILIES, all, family, find, known, of_sheets};
pub use renamed::renamed;
pub use result::CheckResult;
pub use run::{conclude, counts, firmness, run_all, run_sheets, run_workbook, used};
pub use scope::{PackView, Scope};
pub use told::{Judged, Mends, told};
