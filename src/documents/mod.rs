//! From the ledger, the project and the findings to the text of documents.
//!
//! [`data`] is all a template can see, [`view`] fills it, [`linter`] refuses a template that names anything else,
//! [`styling`] one that says how it looks, and [`render`] turns a template into semantic XHTML. Nothing here knows PDF or XLSX bytes.

pub mod data;
pub mod error;
mod helpers;
mod inline;
pub mod linter;
mod ranges;
mod recorded;
pub mod render;
pub mod statements;
mod styling;
pub mod view;
mod view_checks;
mod view_plan;
pub mod workbook;

pub use data::DocumentData;
pub use error::DocumentError;
pub use render::Templates;
