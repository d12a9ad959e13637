//! Reading what the applicant and the fund wrote, every value with its place.

pub mod amount;
pub mod attachment;
pub mod bounds;
pub mod carried;
pub mod child;
mod comments;
pub mod description;
pub mod error;
pub mod folder;
pub mod form;
mod guard;
pub mod limits;
pub mod lock;
pub mod look;
pub mod project_file;
pub mod sides;
mod slips;
pub mod table;
pub mod word;
pub mod workbook;

pub use description::Description;
pub use error::SourceError;
pub use folder::ProjectFolder;
