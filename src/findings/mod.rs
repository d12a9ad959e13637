//! What a finding is: typed facts and places, its order, what it answers. Knows neither how it was found nor how it is
//! shown.

mod answer;
mod answers;
mod fact;
mod field_names;
mod fields;
mod finding;
mod grid;
mod kind;
pub mod limits;
mod list;
mod missing;
mod phrase;
mod relied;
mod schema_names;
mod sentence;
pub mod serial;
mod severity;
mod told;
mod waived;

pub use answer::Answer;
pub use answers::Answers;
pub use fact::Fact;
pub use fields::{field_name, field_title};
pub use finding::{Effect, Finding};
pub use grid::{Grid, GridRow};
pub use kind::{Beyond, Kind};
pub use list::NAMED;
pub use missing::{Holder, Missing};
pub use phrase::{named_from, short, spread};
pub use schema_names::schema_title;
pub(crate) use sentence::say;
pub use sentence::{Sentence, places};
pub use severity::{Class, Severity, Sureness};
pub use told::{Consequence, Heading, Places, Told};
pub use waived::Waived;
