//! Packs: which documents, in what order, written how, proved by what.

mod agenda;
mod build;
pub mod error;
pub mod figures_json;
mod flush;
pub mod manifest;
mod neighbours;
pub mod pieces;
pub mod place;
pub mod produce;
pub mod produced;
pub mod signature;
mod since;
pub mod sums;
pub mod told;

pub use build::{Built, build};
pub use error::PackError;
pub use neighbours::Stale;
pub use place::{Leftover, Placed, settle_output};
pub use produce::{Press, produce};
pub use produced::{ProducedFile, ProducedPack, Shown, ShownAt};
pub use since::{Change, Since};
