//! `dossier diff`: what differs between two projects, two packs or two workbooks.

use std::fs::OpenOptions;
use std::io::Write as _;

use super::arguments::{DiffArguments, Format};
use super::check::definitions;
use super::status::Failure;
use super::{Status, Streams};
use crate::pack::diff::{Subject, diff, workbook};
use crate::report::{diff as report, json};
use crate::source::SourceError;

/// Run the command: 0 when nothing differs, 1 when something does.
pub fn run(arguments: &DiffArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.overrides)?;
    let reader = streams.reader();
    let read = |path| Subject::read(path, &definitions, &reader).map_err(Failure::Request);
    let found = diff(read(&arguments.old)?, read(&arguments.new)?);
    if let Some(place) = &arguments.workbook {
        let bytes = workbook(&found).map_err(|error| Failure::Request(error.to_string()))?;
        // What stands there may be a signed amendment: it is never replaced.
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(place)
            .map_err(|error| SourceError::io(place.display().to_string(), error))?;
        file.write_all(&bytes)?;
    }
    match arguments.format {
        Format::Json => json::write_value(streams.out, &report::document(&found))?,
        Format::Texte => report::write(streams.out, &found, streams.style)?,
    }
    Ok(if found.is_empty() { Status::Clean } else { Status::Findings })
}
