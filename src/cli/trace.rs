//! `dossier trace`: a printed figure, back to the cells, fields and articles it comes from.

use rayon::prelude::*;

use super::arguments::{Format, Selection, TraceArguments};
use super::check::{definitions, prepare_project};
use super::status::Failure;
use super::{Status, Streams};
use crate::figures::FigureKey;
use crate::model::french::listed;
use crate::model::text::french_spacing;
use crate::pack::produce::Press;
use crate::pack::{PackError, ProducedFile, produce};
use crate::prepare::Prepared;
use crate::report::json;
use crate::report::style::printable;
use crate::report::trace::{self, Trace, Written};
use crate::rules::Definitions;

/// Run the command.
pub fn run(arguments: &TraceArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.overrides)?;
    let selection = Selection {
        projects: Vec::new(),
        kept: arguments.kept.clone(),
        date: arguments.date,
        overrides: arguments.overrides.clone(),
    };
    let prepared = prepare_project(&arguments.project, &definitions, &selection, streams)?;
    let asked = arguments.figure.join(" ");
    let asked = Some(asked.trim()).filter(|asked| !asked.is_empty());
    let found: Vec<Vec<FigureKey>> = match asked {
        Some(asked) => trace::matches(&prepared, asked),
        None => prepared.packs.iter().map(|pack| pack.computation.ledger.keys().collect()).collect(),
    };
    if let Some(asked) = asked
        && found.iter().all(Vec::is_empty)
    {
        return Err(Failure::Request(unknown(&prepared, asked)));
    }
    let mut without_date = false;
    let documents = if arguments.without_documents || asked.is_none() {
        None
    } else {
        match documents(&prepared, &definitions) {
            Ok(documents) => Some(documents),
            // The derivation does not need the documents: it is told without them.
            Err(PackError::NoDate) => {
                without_date = true;
                None
            }
            Err(error) => return Err(error.into()),
        }
    };
    let written = Written::of(&prepared);
    let trace = Trace { prepared: &prepared, written, documents, complete: arguments.complete };
    match (arguments.format(), asked) {
        (Format::Json, _) => json::write_value(streams.out, &trace::json::document(&trace, asked, &found))?,
        (Format::Texte, Some(asked)) => trace::write(streams.out, &trace, asked, &found, streams.style)?,
        (Format::Texte, None) => trace::write_overview(streams.out, &trace, streams.style)?,
    }
    let mut tell =
        |message: String| writeln!(streams.err, "dossier\u{202f}: {}", french_spacing(&printable(&message)));
    let name = &prepared.folder.name;
    if without_date {
        tell(format!(
            "{name} : sans date d’effet, les documents ne sont pas composés ni leurs pages données"
        ))?;
    }
    if prepared.is_blocked() {
        tell(format!(
            "{name} : anomalies bloquantes, ces chiffres changeront quand elles seront corrigées (dossier check)"
        ))?;
        return Ok(Status::Findings);
    }
    Ok(Status::Clean)
}

/// The documents, composed in memory: only they know their pages.
fn documents(prepared: &Prepared, definitions: &Definitions) -> Result<Vec<Vec<ProducedFile>>, PackError> {
    let press = Press::new(definitions)?;
    let draft = prepared.is_blocked();
    prepared
        .packs
        .par_iter()
        .map(|pack| produce(prepared, pack, &press, draft).map(|produced| produced.files))
        .collect()
}

fn unknown(prepared: &Prepared, asked: &str) -> String {
    let near = trace::suggestions(prepared, asked);
    let hint =
        if near.is_empty() { String::new() } else { format!(" ; les plus proches : {}", listed(&near)) };
    format!(
        "aucun chiffre ne répond à « {asked} »{hint} ; sans chiffre, « dossier trace » liste les principaux"
    )
}
