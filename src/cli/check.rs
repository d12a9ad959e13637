//! `dossier check`: controls projects, writes nothing. A project that fails does not silence the others.

use std::path::{Path, PathBuf};

use super::arguments::{CheckArguments, CheckFormat, Selection};
use super::status::Failure;
use super::{Status, Streams};
use crate::model::french::counted;
use crate::prepare::{Choices, Prepared, prepare};
use crate::report::json::ProjectForm;
use crate::report::text::Detail;
use crate::report::{concise, json, sarif, text, understanding};
use crate::rules::Definitions;
use crate::source::ProjectFolder;
use crate::source::child::{Apart, Reader};

/// Run the command.
pub fn run(arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(arguments.selection.templates.as_deref())?;
    let paths = project_paths(&arguments.selection)?;
    let mut status = Status::Clean;
    let mut documents = Vec::new();
    let mut sarif = sarif::Run::default();
    for (rank, path) in paths.iter().enumerate() {
        let shown = path.display().to_string();
        // One project alone needs no name: the reader has just given it.
        let named = (paths.len() > 1).then_some(shown.as_str());
        match prepare_project(path, &definitions, &arguments.selection, streams) {
            Ok(prepared) => {
                status = status.max(if prepared.is_blocked() { Status::Findings } else { Status::Clean });
                match arguments.format {
                    CheckFormat::Json => documents.push(json::project(&prepared, &shown)),
                    CheckFormat::Sarif => sarif.project(&prepared, &shown),
                    CheckFormat::Concis => concisely(&prepared, named, streams)?,
                    CheckFormat::Texte => {
                        if rank > 0 {
                            writeln!(streams.out)?;
                        }
                        at_length(&prepared, named, arguments, streams)?;
                    }
                }
            }
            Err(failure) => {
                status = Status::Failure;
                match arguments.format {
                    CheckFormat::Json => {
                        documents.push(ProjectForm::Failed { path: shown, error: failure.form() });
                    }
                    CheckFormat::Sarif => sarif.failure(&shown, &failure.form()),
                    CheckFormat::Texte | CheckFormat::Concis => tell_failure(named, &failure, streams)?,
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

fn at_length(
    prepared: &Prepared,
    named: Option<&str>,
    arguments: &CheckArguments,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let detail = if arguments.detail { Detail::Everything } else { Detail::Findings };
    let look = streams.look();
    text::write(streams.out, prepared, named, detail, look)?;
    if arguments.show_reading {
        understanding::write(streams.out, prepared, streams.style)?;
    }
    Ok(())
}

fn concisely(prepared: &Prepared, named: Option<&str>, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let more = concise::write(streams.out, prepared, named)?;
    if more > 0 {
        let name = &prepared.folder.name;
        streams.tell(&format!("{name} : et {}", counted(more, "autre constat", "autres constats")))?;
    }
    Ok(())
}

/// Say why a project could not be read or built, with its path when there are several.
fn tell_failure(named: Option<&str>, failure: &Failure, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let cause = failure.to_string();
    match named {
        Some(path) if !cause.starts_with(path) => streams.tell(&format!("{path} : {cause}"))?,
        _ => streams.tell(&cause)?,
    }
    Ok(())
}

/// The definitions the user wants.
pub fn definitions(overrides: Option<&Path>) -> Result<Definitions, Failure> {
    Ok(match overrides {
        Some(folder) => Definitions::with_overrides(folder)?,
        None => Definitions::embedded(),
    })
}

/// The projects asked for; the current folder when it is one and none is named.
fn project_paths(selection: &Selection) -> Result<Vec<PathBuf>, Failure> {
    if !selection.projects.is_empty() {
        return Ok(selection.projects.clone());
    }
    let here = PathBuf::from(".");
    if here.join(crate::source::folder::PROJECT_FILE).is_file() {
        Ok(vec![here])
    } else {
        Err(Failure::Request(
            "aucun projet donné, et le dossier courant ne contient pas de projet.toml ; exemple : dossier check budgets/mon-projet".to_owned(),
        ))
    }
}

/// Run a command on each project in turn, with the name to give it when there are several. One that fails is told, and
/// does not keep the others from being done; nobody reads on when the pipe is closed.
pub fn each_project(
    selection: &Selection,
    streams: &mut Streams<'_>,
    mut one: impl FnMut(&Path, Option<&str>, &mut Streams<'_>) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let paths = project_paths(selection)?;
    let mut status = Status::Clean;
    for path in &paths {
        let shown = path.display().to_string();
        // One project alone needs no name: the reader has just given it.
        let named = (paths.len() > 1).then_some(shown.as_str());
        match one(path, named, streams) {
            Ok(of_project) => status = status.max(of_project),
            Err(failure) if failure.is_closed_pipe() => return Err(failure),
            Err(failure) => {
                status = Status::Failure;
                tell_failure(named, &failure, streams)?;
            }
        }
    }
    Ok(status)
}

/// Read, compute and check one project.
pub fn prepare_project(
    path: &Path,
    definitions: &Definitions,
    selection: &Selection,
    streams: &Streams<'_>,
) -> Result<Prepared, Failure> {
    let mut folder = ProjectFolder::read(path)?;
    if let Some(program) = &streams.program {
        folder.reader = Reader::Apart(Apart::new(program.clone()));
    }
    let choices = Choices { funds: selection.funds.clone(), date: selection.date };
    Ok(prepare(folder, definitions, &choices)?)
}
