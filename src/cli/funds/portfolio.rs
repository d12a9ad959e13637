//! `dossier funds ID --portefeuille PROJET…`: the applications to a fund, in one table.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use crate::cli::arguments::FundsArguments;
use crate::cli::check::{definitions, prepare_for, tell_failure};
use crate::cli::status::Failure;
use crate::cli::{Status, Streams};
use crate::documents::portfolio::{Application, application, workbook};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::source::SourceError;

/// Write the table of some projects. A project that cannot be read is told, and the table is of the others.
pub fn run(id: &str, arguments: &FundsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.overrides)?;
    let fund = definitions.fund(id, arguments.date)?.fund;
    let mut applications: Vec<Application> = Vec::new();
    let mut status = Status::Clean;
    for project in &arguments.portfolio {
        let shown = project.display().to_string();
        let prepared = match prepare_for(project, &definitions, id, arguments.date, streams) {
            Ok(prepared) => prepared,
            Err(failure) => {
                tell_failure(Some(&shown), &failure, streams)?;
                status = Status::Failure;
                continue;
            }
        };
        let Some(pack) = prepared.packs.iter().find(|pack| pack.fund.id == id) else { continue };
        let one = application(&prepared, pack, &applications);
        applications.push(one);
    }
    for (rank, one) in (1..).zip(&applications) {
        let mut said = vec![format!("{rank}. {}", one.folder)];
        said.extend(
            (one.unmet > 0).then(|| counted(one.unmet, "condition non remplie", "conditions non remplies")),
        );
        said.extend((one.open > 0).then(|| counted(one.open, "condition à établir", "conditions à établir")));
        said.extend(
            (one.errors > 0).then(|| counted(one.errors, "contrôle en erreur", "contrôles en erreur")),
        );
        said.extend(one.same_as.map(|other| format!("même demandeur ou même projet que le n° {other}")));
        writeln!(streams.out, "{}", french_spacing(&printable(&said.join(" ; "))))?;
    }
    let place = arguments.into.clone().unwrap_or_else(|| PathBuf::from(format!("portefeuille-{id}.xlsx")));
    let shown = printable(&place.display().to_string());
    let bytes = workbook(&fund, &applications).map_err(|error| Failure::Request(error.to_string()))?;
    // What stands there may hold the remarks of a committee: it is never replaced.
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&place)
        .map_err(|error| SourceError::io(shown.as_str(), error))?;
    file.write_all(&bytes)?;
    let count = counted(applications.len(), "candidature", "candidatures");
    writeln!(streams.out, "{}", french_spacing(&format!("{shown} : {count}")))?;
    Ok(status)
}
