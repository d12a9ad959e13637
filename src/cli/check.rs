//! `dossier check`: controls a project, writes nothing.

use std::path::{Path, PathBuf};

use super::arguments::{CheckArguments, Format, Selection};
use super::status::Failure;
use super::{Status, Streams};
use crate::prepare::{Choices, Prepared, prepare};
use crate::report::terminal::Detail;
use crate::report::{json, terminal, understanding};
use crate::source::workbook::Reader;
use crate::source::workbook::apart::Apart;
use crate::source::{Definitions, ProjectFolder};

/// Run the command.
pub fn run(arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(arguments.selection.templates.as_deref())?;
    let detail = if arguments.tous { Detail::Everything } else { Detail::Findings };
    let mut projects = Vec::new();
    for path in project_paths(&arguments.selection)? {
        projects.push(prepare_project(&path, &definitions, &arguments.selection, streams)?);
    }
    match arguments.format {
        Format::Json => json::write(streams.out, &projects)?,
        Format::Texte => {
            for prepared in &projects {
                terminal::write(streams.out, prepared, detail, streams.style)?;
                if arguments.show_reading {
                    understanding::write(streams.out, prepared, streams.style)?;
                }
            }
        }
    }
    Ok(if projects.iter().any(Prepared::is_blocked) { Status::Findings } else { Status::Clean })
}

/// The definitions the user wants.
pub fn definitions(overrides: Option<&Path>) -> Result<Definitions, Failure> {
    Ok(match overrides {
        Some(folder) => Definitions::with_overrides(folder)?,
        None => Definitions::embedded(),
    })
}

/// The projects asked for; the current folder when it is one and none is named.
pub fn project_paths(selection: &Selection) -> Result<Vec<PathBuf>, Failure> {
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
