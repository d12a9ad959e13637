//! Findings for people and for programs: one content, several renderings. Knows nothing of how they were found.

pub mod json;
pub mod style;
pub mod terminal;
pub mod trace;
pub mod understanding;
