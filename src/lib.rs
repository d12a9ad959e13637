//! `dossier`: from a budget workbook to grant application packs that check and rebuild themselves.
//!
//! The way of a project through the program, which the [`cli`] follows too and `tests/suite/face.rs` shows:
//!
//! 1. [`ProjectFolder::read`] opens a project, [`Definitions`] the funds and their templates;
//! 2. [`prepare`] reads the workbook, computes the figures and checks them under each fund;
//! 3. [`Prepared::findings`] says what does not hold, causes first, [`PreparedPack::results`] what each check answered;
//! 4. [`build()`] produces the documents and puts each pack into its place, [`trace`] follows a figure to its cells.
//!
//! What is not named here is no promise to a caller.

mod audit;
mod checks;
pub mod cli;
mod completion;
mod documents;
mod docx;
mod evidence;
mod figures;
mod findings;
mod formula;
mod intake;
mod model;
mod pack;
mod pdf;
mod prepare;
mod report;
mod rules;
mod source;
#[doc(hidden)]
pub mod workbench;
mod xlsx;

pub use checks::CheckResult;
pub use findings::{
    Answer, Answers, Class, Consequence, Effect, Fact, Finding, Grid, GridRow, Heading, Missing, Places,
    Sentence, Severity, Told,
};
pub use model::{Fund, Money, Place, Project, Rate};
pub use pack::{
    Built, Leftover, PackError, Placed, Press, ProducedFile, ProducedPack, Shown, ShownAt, build, produce,
};
pub use prepare::{Choices, Prepared, PreparedPack, prepare};
pub use rules::{Definitions, FundFolder};
pub use source::{ProjectFolder, SourceError};

/// Every check that the program makes, by family, with what it compares and why.
pub mod catalogue {
    pub use crate::checks::{Basis, Check, Explanation, FAMILIES, all, family, find};
}

/// The signature of a pack: who answers for it, and that these are the bytes.
pub mod signature {
    pub use crate::pack::signature::{
        KeyId, Part, PublicKey, SignatureError, Signed, read_signature, verify,
    };
}

/// A figure, back to the cells, fields and articles it comes from and forward to the pages that print it.
pub mod trace {
    pub use crate::report::trace::{
        Answer, Refusal, Trace, Written, json::document, suggestions, write, write_overview,
    };
}
