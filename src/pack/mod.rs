//! Packs: which documents, in what order, written how, proved by what.

mod agenda;
mod build;
pub mod error;
pub mod figures_json;
mod flush;
pub mod leftovers;
pub mod manifest;
pub mod pieces;
pub mod produce;
pub mod produced;
mod since;
pub mod told;
pub mod write;

pub use build::{Built, build};
pub use error::PackError;
pub use leftovers::Leftover;
pub use produce::{Press, produce};
pub use produced::{ProducedFile, ProducedPack, Shown, ShownAt};
pub use since::{Change, Since};
pub use write::Placed;
