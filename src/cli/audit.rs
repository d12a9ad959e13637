//! `dossier audit`: checks the sheets of any workbook, whether or not a project goes with it.

use std::path::Path;

use super::arguments::{AuditArguments, CheckFormat};
use super::check::{tell_copy, tell_failure};
use super::status::Failure;
use super::{Status, Streams};
use crate::checks::CheckResult;
use crate::model::door;
use crate::model::french::counted;
use crate::prepare::{Audited, audit};
use crate::report::account::Account;
use crate::report::annotated::{self, Subject};
use crate::report::text::Detail;
use crate::report::workbook::json::{self, WorkbookForm};
use crate::report::workbook::text;
use crate::report::{concise, sarif};
use crate::source::SourceError;
use crate::source::child::Reader;
use crate::source::folder::PROJECT_FILE;
use crate::source::limits;

/// Run the command: 1 when something is certain to be wrong in one of the workbooks. A workbook that fails does not
/// silence the others.
pub fn run(arguments: &AuditArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let reader = streams.reader();
    let mut status = Status::Clean;
    let mut documents = Vec::new();
    let mut sarif = sarif::Run::default();
    let many = arguments.workbooks.len() > 1;
    for (rank, path) in arguments.workbooks.iter().enumerate() {
        let shown = path.display().to_string();
        match read(path, &reader) {
            Ok(audited) => {
                status = status.max(if audited.has_errors() { Status::Findings } else { Status::Clean });
                if arguments.annotate && !annotate(&audited, path, streams)? {
                    status = Status::Failure;
                }
                let account = Account::of_workbook(&audited);
                match arguments.format {
                    CheckFormat::Json => documents.push(json::workbook(&audited, &shown)),
                    CheckFormat::Sarif => sarif.account(&account, &shown),
                    CheckFormat::Concis => {
                        let more = concise::write(streams.out, &account, many.then_some(shown.as_str()))?;
                        if more > 0 {
                            let more = counted(more, "autre constat", "autres constats");
                            streams.tell(&format!("{shown} : et {more}"))?;
                        }
                    }
                    CheckFormat::Texte => {
                        if rank > 0 {
                            writeln!(streams.out)?;
                        }
                        let detail = if arguments.detail { Detail::Everything } else { Detail::Findings };
                        let look = streams.look();
                        text::write(streams.out, &audited, &shown, detail, look)?;
                    }
                }
            }
            Err(failure) => {
                status = Status::Failure;
                match arguments.format {
                    CheckFormat::Json => {
                        documents.push(WorkbookForm::Failed { path: shown, error: failure.form() });
                    }
                    CheckFormat::Sarif => sarif.failure(&shown, &failure.form()),
                    CheckFormat::Texte | CheckFormat::Concis => {
                        tell_failure(many.then_some(shown.as_str()), &failure, streams)?;
                    }
                }
            }
        }
    }
    match arguments.format {
        CheckFormat::Json => json::write(streams.out, documents)?,
        CheckFormat::Sarif => sarif.write(streams.out)?,
        CheckFormat::Texte | CheckFormat::Concis => {}
    }
    Ok(status)
}

fn read(path: &Path, reader: &Reader) -> Result<Audited, Failure> {
    let shown = path.display();
    if path.is_dir() {
        let instead = if path.join(PROJECT_FILE).is_file() {
            format!("ses chiffres se contrôlent par « dossier check {shown} » ; ")
        } else {
            String::new()
        };
        return Err(Failure::Request(format!(
            "{shown} : c’est un dossier, un classeur était attendu ; {instead}exemple : dossier audit {shown}/budget.xlsx"
        )));
    }
    let name = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = door::read(path, limits::WORKBOOK_BYTES as u64)
        .map_err(|error| Failure::Request(format!("{shown} : {error}")))?;
    Ok(audit(&name, bytes, reader).map_err(|error| SourceError::Workbook(error.to_string()))?)
}

/// Writes the annotated copy of a workbook beside it; false, and said, when it cannot be.
fn annotate(audited: &Audited, path: &Path, streams: &mut Streams<'_>) -> Result<bool, Failure> {
    let account = Account::of_workbook(audited);
    let results: Vec<&CheckResult> = audited.results.iter().collect();
    let copy = annotated::copy_of(&Subject {
        name: &audited.name,
        bytes: &audited.bytes,
        recalculation: &audited.recalculation,
        account: &account,
        results: &results,
        title: &format!("Audit de « {} »", audited.name),
        verdict: &text::verdict(&account),
    });
    let place = path.with_file_name(annotated::name(&audited.name));
    tell_copy(copy, &place, streams)
}
