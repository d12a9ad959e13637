//! Packs: which documents, in what order, written how, proved by what.

pub mod error;
pub mod figures_json;
mod flush;
pub mod leftovers;
pub mod manifest;
pub mod produce;
pub mod produced;
pub mod told;
pub mod write;

pub use error::PackError;
pub use leftovers::Leftover;
pub use produce::produce;
pub use produced::{ProducedFile, ProducedPack, Shown, ShownAt};
pub use write::{Placed, write};
