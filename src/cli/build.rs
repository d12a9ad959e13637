//! `dossier build`: writes the packs of a project.

use super::arguments::BuildArguments;
use super::check::{definitions, prepare_project, project_paths};
use super::status::Failure;
use super::{Status, Streams};
use crate::report::terminal::{self, Detail};

/// Run the command.
pub fn run(arguments: &BuildArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(arguments.selection.templates.as_deref())?;
    let mut status = Status::Clean;
    for path in project_paths(&arguments.selection)? {
        let prepared = prepare_project(&path, &definitions, &arguments.selection)?;
        terminal::write(streams.out, &prepared, Detail::Findings, streams.style)?;
        if prepared.is_blocked() {
            status = Status::Findings;
        }
    }
    Ok(status)
}
