//! What stands in the attachments: of which kind each file is, whether it opens, and the text it holds.
//!
//! Only PDF are opened, with bounds on everything, in a child process when there is one: attachments come from anybody.

pub(super) mod apart;
pub mod embedded;
mod page;
pub(super) mod pdf;

use std::collections::BTreeMap;

pub use apart::{COMMAND, serve};
pub use pdf::open;
use serde::{Deserialize, Serialize};

pub use super::form::{Accepted, Form};

/// What opening a file gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Opened {
    /// Its pages.
    Pages(Pages),
    /// A file of a kind whose text is not read here.
    NotRead,
    /// It does not open, or not for everybody.
    Fault(Fault),
}

/// What a document that opens holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// How many pages it has.
    pub count: usize,
    /// The text of each of the first pages, as far as limits allow.
    pub texts: Vec<String>,
    /// True when some text was left out, for its length or because a page could not be read.
    pub is_partial: bool,
    /// True when it runs scripts or starts programs.
    pub has_scripts: bool,
    /// True when it opens without a password but restricts what may be done with it.
    pub is_restricted: bool,
    /// True when some page draws a picture.
    pub has_pictures: bool,
}

impl Pages {
    /// True when no page has a word: a scan, or blank pages.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.texts.iter().all(|text| text.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST_LETTERS)
    }
}

/// Letters below which a page is taken as having no text: a scanner's own mark has a few.
const FEWEST_LETTERS: usize = 12;

/// Why a file does not open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// Its end is missing.
    Cut,
    /// A password is asked.
    Password,
    /// It has no page.
    NoPage,
    /// It cannot be read.
    Unreadable,
    /// Its reader stopped: too long, too much memory, or otherwise.
    Stopped,
    /// It is larger than what is opened here.
    TooLarge,
}

/// One attachment, looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// What its first bytes say.
    pub form: Form,
    /// What opening it gave.
    pub opened: Opened,
}

/// The attachments of a project, by the path written in `projet.toml`.
pub type Looks = BTreeMap<String, Look>;
