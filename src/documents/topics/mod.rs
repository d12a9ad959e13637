//! What a template sees, by topic: a file holds the structures of one topic and the function that fills them from the
//! project, the ledger and the findings. [`super::whole`] puts them together.

pub mod aid;
pub mod answered;
pub mod applicant;
pub mod attachments;
pub mod awaited;
pub mod balance;
pub mod calendar;
pub mod categories;
pub mod checks;
pub mod commitments;
pub mod deliberations;
pub mod document;
pub mod findings;
pub mod flat_rates;
pub mod fund;
pub mod grant;
pub mod indicators;
pub mod lines;
pub mod narrative;
pub mod parameters;
pub mod partners;
pub mod plan;
pub mod project;
pub mod reconciliation;
pub mod recorded;
pub mod resources;
pub mod sources;
pub mod stakes;
pub mod statements;
pub mod unverified;
pub mod values;
pub mod vat;
pub mod waived;
