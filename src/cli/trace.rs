//! `dossier trace`: a printed figure, back to the cells, fields and articles it comes from.

use rayon::prelude::*;

use super::arguments::{Format, Selection, TraceArguments};
use super::check::{definitions, prepare_project};
use super::status::Failure;
use super::{Status, Streams};
use crate::model::text::french_spacing;
use crate::pack::produce::Press;
use crate::pack::{PackError, ProducedFile, produce};
use crate::prepare::Prepared;
use crate::report::json;
use crate::report::style::printable;
use crate::report::trace::{self, Answer, Refusal, Trace, Written};
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
    let written = Written::of(&prepared);
    let mut trace = Trace { prepared: &prepared, written, documents: None, complete: arguments.complete };
    let composed = match asked {
        Some(asked) if !arguments.without_documents => compose(&mut trace, asked, &definitions)?,
        _ => Composed::NotNeeded,
    };
    let answers = match asked {
        Some(asked) => trace.ask(asked).map_err(|refusal| refused(&trace, asked, &refusal))?,
        None => {
            let all = prepared.packs.iter().map(|pack| pack.computation.ledger.keys().collect());
            all.map(Answer::of_figures).collect()
        }
    };
    match (arguments.format(), asked) {
        (Format::Json, _) => json::write_value(streams.out, &trace::json::document(&trace, asked, &answers))?,
        (Format::Texte, Some(asked)) => trace::write(streams.out, &trace, asked, &answers, streams.style)?,
        (Format::Texte, None) => trace::write_overview(streams.out, &trace, streams.style)?,
    }
    let name = &prepared.folder.name;
    if composed == Composed::WithoutDate {
        let said = "sans date d’effet, les documents ne sont pas composés ni leurs pages données";
        tell(streams, &format!("{name} : {said}"))?;
    }
    if trace::may_change(&prepared) {
        let said =
            "anomalies bloquantes, ces chiffres changeront quand elles seront corrigées (dossier check)";
        tell(streams, &format!("{name} : {said}"))?;
        return Ok(Status::Findings);
    }
    Ok(Status::Clean)
}

fn tell(streams: &mut Streams<'_>, message: &str) -> std::io::Result<()> {
    writeln!(streams.err, "dossier\u{202f}: {}", french_spacing(&printable(message)))
}

/// What became of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Composed {
    /// They stand in the trace.
    Yes,
    /// They cannot be dated: the rest is told without them.
    WithoutDate,
    /// Nobody asked for them.
    NotNeeded,
}

/// Composes the documents, which alone know their pages, unless nothing that they hold can answer.
fn compose(trace: &mut Trace<'_>, asked: &str, definitions: &Definitions) -> Result<Composed, Failure> {
    if let Err(refusal) = trace.ask(asked)
        && !refusal.may_be_printed(asked)
    {
        return Err(refused(trace, asked, &refusal));
    }
    match documents(trace.prepared, definitions) {
        Ok(documents) => {
            trace.documents = Some(documents);
            Ok(Composed::Yes)
        }
        Err(PackError::NoDate) => Ok(Composed::WithoutDate),
        Err(error) => Err(error.into()),
    }
}

fn refused(trace: &Trace<'_>, asked: &str, refusal: &Refusal) -> Failure {
    Failure::Request(refusal.french(trace, asked))
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
