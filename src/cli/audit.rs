//! `dossier audit`: checks the sheets of any workbook, whether or not a project goes with it.

use std::path::Path;

use super::arguments::{AuditArguments, CheckFormat};
use super::status::Failure;
use super::{Status, Streams};
use crate::model::door;
use crate::prepare::{Audited, audit};
use crate::report::workbook::json::{self, WorkbookForm};
use crate::source::SourceError;
use crate::source::child::{Apart, Reader};
use crate::source::limits;

/// Run the command: 1 when something is certain to be wrong in one of the workbooks.
pub fn run(arguments: &AuditArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let reader = match &streams.program {
        Some(program) => Reader::Apart(Apart::new(program.clone())),
        None => Reader::InProcess,
    };
    let mut status = Status::Clean;
    let mut documents = Vec::new();
    for path in &arguments.workbooks {
        let shown = path.display().to_string();
        match read(path, &reader) {
            Ok(audited) => {
                status = status.max(if audited.has_errors() { Status::Findings } else { Status::Clean });
                if arguments.format == CheckFormat::Json {
                    documents.push(json::workbook(&audited, &shown));
                }
            }
            Err(failure) => {
                status = Status::Failure;
                documents.push(WorkbookForm::Failed { path: shown, error: failure.form() });
            }
        }
    }
    json::write(streams.out, documents)?;
    Ok(status)
}

fn read(path: &Path, reader: &Reader) -> Result<Audited, Failure> {
    let name = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = door::read(path, limits::WORKBOOK_BYTES as u64)
        .map_err(|error| Failure::Request(format!("{} : {error}", path.display())))?;
    Ok(audit(&name, &bytes, reader).map_err(|error| SourceError::Workbook(error.to_string()))?)
}
