//! Exit status, and why a run failed.

use std::process::{ExitCode, Termination};

use crate::report::ErrorForm;
use crate::source::SourceError;

/// How a run ended; the gravest end of several is that of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing blocking.
    Clean,
    /// Blocking findings.
    Findings,
    /// The run itself failed: unreadable file, bad definition, cannot write.
    Failure,
}

impl Status {
    /// The process's exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failure => 2,
        }
    }
}

impl Termination for Status {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}

/// Why a run failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A source could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// An output could not be written.
    #[error("écriture impossible : {0}")]
    Output(#[from] std::io::Error),
    /// A pack could not be made.
    #[error(transparent)]
    Pack(#[from] crate::pack::PackError),
    /// What was asked makes no sense.
    #[error("{0}")]
    Request(String),
}

impl Failure {
    /// True when the reader of our output went away: not a failure.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// The cause, for programs.
    #[must_use]
    pub fn form(&self) -> ErrorForm {
        match self {
            Self::Source(error) => error.into(),
            other => ErrorForm::new(&other.to_string()),
        }
    }
}
