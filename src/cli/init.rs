//! `dossier init`: begins a project's folder, from the workbook at hand when there is one.

use std::path::Path;

use super::arguments::InitArguments;
use super::check::definitions;
use super::status::Failure;
use super::{Status, Streams};
use crate::intake::answers::{Answers, QUESTIONS, Question};
use crate::intake::{self, Draft, IntakeError, Understood};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::report::understanding;
use crate::rules::{Definitions, FundFolder};
use crate::source::child::{Apart, Reader};

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Self {
        Self::Request(error.to_string())
    }
}

/// Run the command.
pub fn run(arguments: &InitArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(arguments.templates.as_deref())?;
    intake::refuse_existing(&arguments.folder)?;
    let funds = funds(arguments, &definitions)?;
    let mut answers = match &arguments.answers {
        Some(path) => Answers::read(path)?,
        None => Answers::default(),
    };
    let reader = match &streams.program {
        Some(program) => Reader::Apart(Apart::new(program.clone())),
        None => Reader::InProcess,
    };
    let understood = match &arguments.from {
        Some(path) => Some(intake::understand(path, &funds, &reader)?),
        None => None,
    };
    if let Some(understood) = &understood {
        tell_reading(understood, streams)?;
    }
    ask(&mut answers, &funds, understood.as_ref(), streams)?;
    let draft = Draft::new(&funds, understood.as_ref(), &answers);
    let written = intake::write(&arguments.folder, &draft, understood.as_ref(), &answers)?;
    told(&arguments.folder, &draft, &written, streams)?;
    Ok(Status::Clean)
}

/// The funds asked; all those that the program knows when none is.
fn funds(arguments: &InitArguments, definitions: &Definitions) -> Result<Vec<FundFolder>, Failure> {
    let ids: Vec<String> = if arguments.funds.is_empty() {
        definitions.fund_ids().into_iter().map(str::to_owned).collect()
    } else {
        arguments.funds.clone()
    };
    Ok(ids.iter().map(|id| definitions.fund(id, None)).collect::<Result<_, _>>()?)
}

fn tell_reading(understood: &Understood, streams: &mut Streams<'_>) -> Result<(), Failure> {
    understanding::write(streams.out, &understood.reading, streams.style)?;
    if understood.reading.tables.is_empty() {
        streams.tell("aucun tableau n’est reconnu dans ce classeur : dites où il est dans [budget] de projet.toml (feuille, ligne_entete, colonnes)")?;
    }
    writeln!(streams.out)?;
    Ok(())
}

/// Asks what is not known, where someone can answer.
fn ask(
    answers: &mut Answers,
    funds: &[FundFolder],
    understood: Option<&Understood>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let Some(input) = streams.input.as_mut() else { return Ok(()) };
    for question in QUESTIONS {
        if answers.get(question.key).is_some() || !is_needed(question, answers, funds, understood) {
            continue;
        }
        let example =
            if question.example.is_empty() { String::new() } else { format!(" [{}]", question.example) };
        write!(streams.out, "{}{example} : ", french_spacing(question.text))?;
        streams.out.flush()?;
        let mut line = String::new();
        // The end of the input: nothing more will be answered.
        if input.read_line(&mut line)? == 0 {
            writeln!(streams.out)?;
            break;
        }
        answers.set(question.key, line.trim());
    }
    Ok(())
}

/// A default is asked only where some line needs one.
fn is_needed(
    question: &Question,
    answers: &Answers,
    funds: &[FundFolder],
    understood: Option<&Understood>,
) -> bool {
    let draft = Draft::new(funds, understood, answers);
    match question.key {
        "poste" => draft.lacks_category,
        "annee" => draft.lacks_year && draft.year().is_none(),
        "deliberation_intitule" | "deliberation_numero" | "deliberation_approuve" => {
            answers.get("deliberation_date").is_some()
        }
        "representant_fonction" => answers.get("representant").is_some(),
        "contact_courriel" => answers.get("contact").is_some(),
        _ => true,
    }
}

/// What was written, and what comes next.
fn told(
    root: &Path,
    draft: &Draft<'_>,
    written: &[String],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let shown = printable(&root.display().to_string());
    writeln!(streams.out, "{}", streams.style.strong(&french_spacing(&format!("{shown} est prêt :"))))?;
    for name in written {
        writeln!(streams.out, "  {}", printable(name))?;
    }
    writeln!(streams.out, "  pieces/")?;
    let missing: Vec<&str> = QUESTIONS
        .iter()
        .filter(|question| {
            ["intitule", "raison_sociale", "debut", "fin", "tva_recuperee"].contains(&question.key)
        })
        .filter(|question| draft.answers.get(question.key).is_none())
        .map(|question| question.text)
        .collect();
    if !missing.is_empty() {
        let line = format!(
            "{} à donner dans projet.toml : {}.",
            counted(missing.len(), "renseignement", "renseignements"),
            missing.join(" ; ")
        );
        writeln!(streams.out, "{}", french_spacing(&line))?;
    }
    writeln!(streams.out, "{}", french_spacing(&format!("Ensuite : dossier check {shown}")))?;
    Ok(())
}
