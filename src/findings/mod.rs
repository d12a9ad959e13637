//! What a finding is: typed facts and places, its order, what it answers. Knows neither how it was found nor how it is
//! shown.

mod answer;
mod answers;
mod fact;
mod fields;
mod finding;
mod grid;
pub mod limits;
mod missing;
mod phrase;
mod sentence;
pub mod serial;
mod severity;
mod shim;
mod told;

pub use answer::Answer;
pub use answers::{Answers, Beyond, Kind};
pub use fact::{Cells, Fact, List};
pub use fields::{field_name, not_given};
pub use finding::{Effect, Finding};
pub use grid::{Grid, GridRow};
pub use missing::{Holder, Missing};
pub use phrase::{named, named_from, short, spread};
pub use sentence::{Sentence, places};
pub use severity::{Class, Severity};
pub use told::{Consequence, Heading, Places, Told};
