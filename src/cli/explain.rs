//! `dossier explain`: what a check compares, why, on which source, how to mend.

use super::arguments::ExplainArguments;
use super::status::Failure;
use super::{Status, Streams};
use crate::checks::coverage::{ARTICLES, Covered};
use crate::checks::{FAMILIES, all, find};
use crate::model::text::french_spacing;
use crate::source::project_file::nearest;

/// Run the command.
pub fn run(arguments: &ExplainArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    match &arguments.code {
        None if arguments.coverage => coverage(streams),
        None => list(streams),
        Some(code) => one(code, streams),
    }
}

fn list(streams: &mut Streams<'_>) -> Result<Status, Failure> {
    for (letter, name) in FAMILIES {
        writeln!(streams.out, "{}", streams.style.strong(&format!("{letter} – {name}")))?;
        for check in all().iter().filter(|check| check.code.starts_with(letter)) {
            let line = format!("  {} {:<14} {}", check.code, check.severity.label(), check.title);
            writeln!(streams.out, "{}", french_spacing(&line))?;
        }
    }
    Ok(Status::Clean)
}

/// Article by article, the checks that cover it, or why none does.
fn coverage(streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let mut text = "";
    for article in ARTICLES {
        if article.text != text {
            text = article.text;
            writeln!(streams.out, "{}", streams.style.strong(&french_spacing(text)))?;
        }
        let covered = match article.covered {
            Covered::By(codes) => codes.join(", "),
            Covered::ByNone(why) => format!("aucun contrôle : {why}"),
        };
        let line = format!("  {:<16} {} – {covered}", article.number, article.rule);
        writeln!(streams.out, "{}", french_spacing(&line))?;
    }
    Ok(Status::Clean)
}

fn one(code: &str, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    // The control report writes « CTRL-P-01 »: a piece may be called P-01.
    let asked = code.trim();
    let asked = asked.strip_prefix("CTRL-").or_else(|| asked.strip_prefix("ctrl-")).unwrap_or(asked);
    let Some(check) = find(asked) else {
        let upper = code.trim().to_uppercase();
        let hint = nearest(&upper, all().iter().map(|check| check.code))
            .map_or_else(String::new, |near| format!(" (vouliez-vous dire « {near} » ?)"));
        return Err(Failure::Request(format!(
            "le contrôle « {code} » n’existe pas{hint} ; « dossier explain » les liste tous"
        )));
    };
    let explanation = &check.explanation;
    writeln!(
        streams.out,
        "{}",
        streams.style.strong(&french_spacing(&format!("{} – {}", check.code, check.title)))
    )?;
    for (name, text) in [
        ("Gravité", check.severity.label()),
        ("Ce qui est contrôlé", explanation.what),
        ("Pourquoi", explanation.why),
        ("Fondement", explanation.basis.citation()),
        ("Phrase du texte", explanation.basis.sentence().unwrap_or_default()),
        ("Comment corriger", explanation.mend),
        ("Depuis la version", explanation.since),
    ] {
        if !text.is_empty() {
            writeln!(streams.out, "\n{}\n  {}", streams.style.strong(name), french_spacing(text))?;
        }
    }
    Ok(Status::Clean)
}
