//! Judges each subtotal and total once, for the checks that each report one kind of fault.

mod additive;
mod corrected;
mod covered;
mod filtered;
mod follow;
mod index;
mod judge;
mod subtotals;
mod verdict;

pub use corrected::{is_stale, recomputed, to_type};
pub use covered::Covered;
pub use filtered::hidden_causes;
pub use follow::sum_of_years;
pub use verdict::Verdict;

pub(super) use corrected::number_of;
pub(super) use judge::verdicts;
