//! `dossier explain`: what checks compare, why, on which source, how to mend; by code, by family or by word.

use super::arguments::ExplainArguments;
use super::status::Failure;
use super::{Status, Streams};
use crate::checks::coverage::{ARTICLES, Covered};
use crate::checks::{Check, FAMILIES, find, known};
use crate::model::text::{french_spacing, normalise};
use crate::source::project_file::nearest;

/// Run the command.
pub fn run(arguments: &ExplainArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    if arguments.coverage {
        return coverage(streams);
    }
    if arguments.asked.is_empty() {
        list(&known(), streams)?;
        return Ok(Status::Clean);
    }
    // What is not known is said before anything is shown.
    let asked = arguments.asked.iter().map(|asked| understood(asked)).collect::<Result<Vec<_>, _>>()?;
    let codes = asked.iter().filter(|one| matches!(one, Asked::Code(_))).count();
    let mut shown = 0;
    for one in &asked {
        match one {
            Asked::Code(check) => {
                if shown > 0 {
                    writeln!(streams.out)?;
                }
                explain(check, streams)?;
                shown += 1;
            }
            Asked::Several(checks) => {
                if shown > 0 && codes > 0 {
                    writeln!(streams.out)?;
                }
                list(checks, streams)?;
                shown += 1;
            }
        }
    }
    Ok(Status::Clean)
}

/// What one argument stands for.
enum Asked {
    /// A check, told in full.
    Code(&'static Check),
    /// A family, or the checks that a word is about.
    Several(Vec<&'static Check>),
}

fn understood(asked: &str) -> Result<Asked, Failure> {
    // The control report writes « CTRL-P-01 »: a piece may be called P-01.
    let plain = asked.trim();
    let plain = plain.strip_prefix("CTRL-").or_else(|| plain.strip_prefix("ctrl-")).unwrap_or(plain);
    if let Some(check) = find(plain).or_else(|| find(&as_code(plain)?)) {
        return Ok(Asked::Code(check));
    }
    let of_family = |check: &&Check| check.code.starts_with(&plain.to_uppercase());
    if plain.chars().count() == 1 {
        let family: Vec<&Check> = known().into_iter().filter(of_family).collect();
        if !family.is_empty() {
            return Ok(Asked::Several(family));
        }
    }
    let word = normalise(plain);
    let about = |check: &&Check| {
        let told = [check.title, check.explanation.what, check.explanation.why];
        !word.is_empty() && told.iter().any(|text| normalise(text).contains(&word))
    };
    let found: Vec<&Check> =
        if plain.chars().count() > 2 { known().into_iter().filter(about).collect() } else { Vec::new() };
    if !found.is_empty() {
        return Ok(Asked::Several(found));
    }
    let hint = nearest(&plain.to_uppercase(), known().iter().map(|check| check.code))
        .map_or_else(String::new, |near| format!(" (vouliez-vous dire « {near} » ?)"));
    Err(Failure::Request(format!(
        "aucun contrôle ne s’appelle « {asked} » ni n’en parle{hint} ; « dossier explain » les liste tous"
    )))
}

/// `t1` and `T-1` are `T-01`.
fn as_code(text: &str) -> Option<String> {
    let mut characters = text.chars();
    let letter = characters.next().filter(char::is_ascii_alphabetic)?.to_ascii_uppercase();
    let number: u8 = characters.as_str().trim_start_matches(['-', ' ', '\u{2011}', '–']).parse().ok()?;
    Some(format!("{letter}-{number:02}"))
}

/// Checks by family, one a line.
fn list(checks: &[&Check], streams: &mut Streams<'_>) -> Result<(), Failure> {
    for (letter, name) in FAMILIES {
        let mut family = checks.iter().filter(|check| check.code.starts_with(letter)).peekable();
        if family.peek().is_some() {
            writeln!(streams.out, "{}", streams.style.strong(&format!("{letter} – {name}")))?;
        }
        for check in family {
            let line = format!("  {} {:<14} {}", check.code, check.severity.label(), check.title);
            writeln!(streams.out, "{}", french_spacing(&line))?;
        }
    }
    Ok(())
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

fn explain(check: &Check, streams: &mut Streams<'_>) -> Result<(), Failure> {
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
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_understood_as_people_write_them() {
        for (written, code) in [("t1", "T-01"), ("T-1", "T-01"), ("T 01", "T-01"), ("e24", "E-24")] {
            assert_eq!(as_code(written).as_deref(), Some(code));
        }
        for text in ["", "T", "total", "T-x", "11"] {
            assert_eq!(as_code(text), None, "{text}");
        }
    }
}
