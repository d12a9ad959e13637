//! `dossier init`: begins a project's folder, from the workbook at hand when there is one.

use std::path::{Path, PathBuf};

use super::arguments::InitArguments;
use super::check::definitions;
use super::status::Failure;
use super::{Status, Streams};
use crate::intake::answers::{Answers, QUESTIONS, Question};
use crate::intake::summary;
use crate::intake::word::{Section, sections};
use crate::intake::{self, Draft, IntakeError, Understood};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::report::understanding;
use crate::rules::{Definitions, FundFolder};
use crate::source::word::WordText;

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Self {
        Self::Request(error.to_string())
    }
}

/// Run the command.
pub fn run(arguments: &InitArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.overrides)?;
    intake::refuse_existing(&arguments.folder)?;
    let mut funds = funds(arguments, &definitions)?;
    let mut answers = match &arguments.answers {
        Some(path) => Answers::read(path)?,
        None => Answers::default(),
    };
    if let Some(wrong) = answers.wrong(&funds) {
        let file = arguments.answers.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        return Err(Failure::Request(format!("{file} : {wrong}")));
    }
    let reader = streams.reader();
    let (workbook, description) = sources(arguments)?;
    let understood = workbook.map(|path| intake::understand(path, &funds, &reader)).transpose()?;
    if arguments.funds.is_empty() {
        funds.retain(|fund| is_asked(fund, understood.as_ref()));
    }
    let word = description.map(intake::read_word).transpose()?;
    if let Some(understood) = &understood {
        tell_reading(understood, &Draft::new(&funds, Some(understood), &answers), streams)?;
    }
    let sections = word.as_ref().map(|word| sections(word, &funds)).unwrap_or_default();
    if let Some(word) = &word {
        if let (Some(title), None) = (&word.title, answers.get("intitule")) {
            answers.set("intitule", title);
        }
        tell_word(word, &sections, &funds, streams)?;
    }
    ask(&mut answers, &funds, understood.as_ref(), streams)?;
    let draft = Draft::new(&funds, understood.as_ref(), &answers);
    let written = intake::write(&arguments.folder, &draft, understood.as_ref(), &answers, &sections)?;
    told(&arguments.folder, &draft, &written, streams)?;
    Ok(Status::Clean)
}

/// The workbook and the description to begin with, by what their names end with.
fn sources(arguments: &InitArguments) -> Result<(Option<&Path>, Option<&Path>), Failure> {
    let is_word = |path: &&PathBuf| {
        path.extension().is_some_and(|one| {
            ["docx", "doc", "odt"].contains(&one.to_string_lossy().to_lowercase().as_str())
        })
    };
    let (descriptions, workbooks): (Vec<&PathBuf>, Vec<&PathBuf>) = arguments.from.iter().partition(is_word);
    for (found, what) in [(&workbooks, "classeurs"), (&descriptions, "descriptions")] {
        if found.len() > 1 {
            return Err(Failure::Request(format!(
                "un projet part d’un classeur et d’une description ; --depuis donne {} {what}",
                found.len()
            )));
        }
    }
    Ok((workbooks.first().map(|path| path.as_path()), descriptions.first().map(|path| path.as_path())))
}

/// What was taken of a Word document, and what was not.
fn tell_word(
    word: &WordText,
    sections: &[Section],
    funds: &[FundFolder],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let known = intake::section_titles(funds);
    writeln!(streams.out, "\n{}", streams.style.strong("── Lecture de la description ──"))?;
    if let Some(title) = &word.title {
        let line = format!("  titre : « {title} »");
        writeln!(streams.out, "{}", french_spacing(&printable(&line)))?;
    }
    for (title, text) in sections {
        let place =
            if known.contains(&title.as_str()) { "rubrique du fonds" } else { "gardé sous son titre" };
        let line =
            format!("  {title} : {}, {place}", counted(text.chars().count(), "caractère", "caractères"));
        writeln!(streams.out, "{}", french_spacing(&printable(&line)))?;
    }
    let lost: Vec<String> =
        [(word.pictures, "image", "images"), (word.notes, "note de bas de page", "notes de bas de page")]
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, several)| counted(count, one, several))
            .collect();
    if !lost.is_empty() {
        streams.tell(&format!(
            "{} : non repris de la description ; ajoutez-les aux pièces, ou leur texte à description.md",
            lost.join(" et ")
        ))?;
    }
    Ok(())
}

/// The funds asked; when none is, those that the program knows and that still take applications.
fn funds(arguments: &InitArguments, definitions: &Definitions) -> Result<Vec<FundFolder>, Failure> {
    let is_open = |fund: &FundFolder| fund.fund.identity.closed_on.is_none();
    if arguments.funds.is_empty() {
        let all = definitions.fund_ids().into_iter().map(|id| definitions.fund(id, None));
        return Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().filter(is_open).collect());
    }
    Ok(arguments.funds.iter().map(|id| definitions.fund(id, None)).collect::<Result<_, _>>()?)
}

/// True for a fund that a plan may ask without its name being said: one that knows its own resources by their words is
/// asked where a resource bears them.
fn is_asked(fund: &FundFolder, understood: Option<&Understood>) -> bool {
    let mut names = understood
        .iter()
        .flat_map(|understood| &understood.reading.budget.resources)
        .filter_map(|resource| resource.co_financer.as_ref());
    fund.fund.identity.funders.is_none()
        || names.any(|name| fund.fund.is_own_resource(&name.value) == Some(true))
}

fn tell_reading(
    understood: &Understood,
    draft: &Draft<'_>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    understanding::write(streams.out, &understood.reading, streams.style)?;
    for line in summary::lines(draft, understood) {
        writeln!(streams.out, "  {}", french_spacing(&printable(&line)))?;
    }
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
        let answer = loop {
            write!(streams.out, "{}{example} : ", french_spacing(question.text))?;
            streams.out.flush()?;
            let mut line = String::new();
            // The end of the input: nothing more will be answered.
            if input.read_line(&mut line)? == 0 {
                writeln!(streams.out)?;
                return Ok(());
            }
            let answer = line.trim();
            match question.kind.refusal(answer, funds).filter(|_| !answer.is_empty()) {
                Some(why) => writeln!(streams.out, "  {}", french_spacing(&printable(&why)))?,
                None => break answer.to_owned(),
            }
        };
        answers.set(question.key, &answer);
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
        "lecture" => !draft.shaped.is_empty(),
        "poste" => draft.lacks_category,
        "annee" => draft.lacks_year && draft.years().is_none(),
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
