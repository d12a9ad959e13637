//! Packs: which documents, in what order, written how, proved by what.

pub mod error;
pub mod figures_json;
pub mod leftovers;
pub mod manifest;
pub mod produce;
pub mod told;
pub mod write;

pub use error::PackError;
pub use leftovers::Leftover;
pub use produce::{ProducedFile, ProducedPack, Shown, ShownAt, produce};
pub use write::{Placed, write};
