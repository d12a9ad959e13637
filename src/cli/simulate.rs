//! `dossier simulate`: the options of simplified costs of each fund, compared; nothing is written.

use super::arguments::SimulateArguments;
use super::check::{definitions, each_project, prepare_project};
use super::status::Failure;
use super::{Status, Streams};
use crate::report::simulation;
use crate::rules::Definitions;
use std::path::Path;

/// Run the command.
pub fn run(arguments: &SimulateArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.selection.overrides)?;
    let mut is_first = true;
    each_project(&arguments.selection, streams, |path, named, streams| {
        if !std::mem::take(&mut is_first) {
            writeln!(streams.out)?;
        }
        one(path, named, &definitions, arguments, streams)
    })
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
