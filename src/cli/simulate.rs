//! `dossier simulate`: the options of simplified costs of each fund, compared; nothing is written.

use super::arguments::SimulateArguments;
use super::check::{definitions, prepare_project, project_paths, tell_failure};
use super::status::Failure;
use super::{Status, Streams};
use crate::report::simulation;
use crate::rules::Definitions;
use std::path::Path;

/// Run the command.
pub fn run(arguments: &SimulateArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(arguments.selection.templates.as_deref())?;
    let paths = project_paths(&arguments.selection)?;
    let mut status = Status::Clean;
    for (rank, path) in paths.iter().enumerate() {
        if rank > 0 {
            writeln!(streams.out)?;
        }
        let shown = path.display().to_string();
        // One project alone needs no name: the reader has just given it.
        let named = (paths.len() > 1).then_some(shown.as_str());
        match one(path, named, &definitions, arguments, streams) {
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

fn one(
    path: &Path,
    named: Option<&str>,
    definitions: &Definitions,
    arguments: &SimulateArguments,
    streams: &mut Streams<'_>,
) -> Result<Status, Failure> {
    let prepared = prepare_project(path, definitions, &arguments.selection, streams)?;
    let compared =
        simulation::compare(&prepared).map_err(|error| Failure::Request(format!("simulation : {error}")))?;
    let look = streams.look();
    simulation::write(streams.out, &prepared, &compared, named, look)?;
    if prepared.is_blocked() {
        let name = &prepared.folder.name;
        streams.tell(&format!(
            "{name} : anomalies bloquantes, ces montants changeront quand elles seront corrigées (dossier check)"
        ))?;
        return Ok(Status::Findings);
    }
    Ok(Status::Clean)
}
