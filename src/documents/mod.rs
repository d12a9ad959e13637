//! From the ledger, the project and the findings to the text of documents.
//!
//! [`topics`] is what a template can see, a file a topic, each with the function that fills it; [`whole`] puts the topics
//! together. [`linter`] refuses a template that names anything else, [`styling`] one that says how it looks, and [`render`]
//! turns a template into semantic XHTML. Nothing here knows PDF or XLSX bytes.

mod agreement;
mod applies;
mod bounds;
pub mod edition;
pub mod error;
pub mod filing;
mod helpers;
mod inline;
mod links;
pub mod linter;
pub mod papers;
pub mod portfolio;
mod ranges;
pub mod render;
mod styling;
mod topics;
mod turns;
mod typed_amount;
pub mod whole;
pub mod words;
pub mod workbook;

pub use error::DocumentError;
pub use render::{Parsings, Templates};
pub use topics::chart::{ChartSum, sums as chart_sums};
pub use topics::due_dates::DueDateView as DueDate;
pub use whole::DocumentData;
