//! Packs: which documents, in what order, written how, proved by what.

mod agenda;
mod build;
mod canonical;
mod carried;
pub mod diff;
pub mod error;
pub mod figures_json;
mod flush;
pub mod intact;
mod known;
pub mod manifest;
mod neighbours;
pub mod pieces;
pub mod place;
pub mod produce;
pub mod produced;
pub mod schema;
pub mod signature;
mod since;
pub mod statement;
pub mod sums;
pub mod told;
pub mod verify;

pub use build::{Built, build};
pub use error::PackError;
pub use neighbours::Stale;
pub use place::{Leftover, Placed, settle_output};
pub use produce::{Press, produce};
pub use produced::{CarriedTotal, ProducedFile, ProducedPack, Shown, ShownAt};
pub use since::{Change, Since};
