//! Findings for people and for programs: one content, several renderings. Knows nothing of how they were found.

pub mod account;
pub mod annotated;
pub mod beside;
mod closing;
pub mod concise;
mod detail;
pub mod diff;
mod failure;
mod heading;
mod held;
pub mod json;
mod listing;
mod page;
pub mod sarif;
pub mod simulation;
pub mod since;
pub mod style;
pub mod text;
pub mod trace;
pub mod understanding;
pub mod verdict;
mod visible;
mod waived;
mod width;
pub mod workbook;

pub use failure::ErrorForm;
