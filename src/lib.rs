//! `dossier`: from a budget workbook to grant application packs that check and rebuild themselves.

pub mod audit;
pub mod checks;
pub mod cli;
pub mod documents;
pub mod figures;
pub mod findings;
pub mod formula;
pub mod model;
pub mod pack;
pub mod pdf;
pub mod prepare;
pub mod report;
pub mod source;
pub mod xlsx;
