//! Packs: which documents, in what order, written how, proved by what.

pub mod prepare;

pub use prepare::{Prepared, PreparedPack, prepare};

/// Why a pack could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PackError {}
