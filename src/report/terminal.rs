//! Findings as lines of a terminal.

use std::io::{self, Write};

use super::style::{Style, printable};
use super::summary::groups;
use crate::checks::{Anomaly, Answer, CheckResult, Severity};
use crate::model::text::french_spacing;
use crate::prepare::Prepared;

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Anomalies, and what could not be checked.
    Findings,
    /// The same, and what holds.
    Everything,
}

/// Write the findings of a project.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, prepared: &Prepared, detail: Detail, style: Style) -> io::Result<()> {
    let title = printable(&prepared.folder.project.identity.title);
    writeln!(
        out,
        "{}",
        style.strong(&french_spacing(&format!("{} – {title}", printable(&prepared.folder.name))))
    )?;
    for group in groups(prepared) {
        let shown: Vec<&&CheckResult> = group
            .results
            .iter()
            .filter(|result| {
                detail == Detail::Everything
                    || !matches!(result.answer, Answer::Compliant | Answer::NotApplicable)
            })
            .collect();
        if shown.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", style.strong(&french_spacing(&format!("── {} ──", printable(&group.title)))))?;
        for answer in [Answer::Anomaly, Answer::NotVerifiable, Answer::Compliant, Answer::NotApplicable] {
            let mut of_answer: Vec<&&CheckResult> =
                shown.iter().filter(|result| result.answer == answer).copied().collect();
            of_answer.sort_by_key(|result| std::cmp::Reverse(result.severity));
            for result in of_answer {
                write_result(out, result, style)?;
            }
        }
    }
    writeln!(out)?;
    for pack in &prepared.packs {
        let line =
            format!("{} – {}", pack.fund.fund.identity.short_title, crate::checks::counts(&pack.results));
        writeln!(out, "{}", french_spacing(&printable(&line)))?;
    }
    Ok(())
}

fn write_result(out: &mut dyn Write, result: &CheckResult, style: Style) -> io::Result<()> {
    let heading = match result.answer {
        Answer::Anomaly => match result.severity {
            Severity::Error => style.error(&format!("✗ {} erreur", result.code)),
            Severity::Warning => style.warning(&format!("! {} avertissement", result.code)),
            Severity::Note => style.faint(&format!("· {} note", result.code)),
        },
        Answer::NotVerifiable => style.warning(&format!("? {} non vérifiable", result.code)),
        Answer::Compliant => style.good(&format!("✓ {} conforme", result.code)),
        Answer::NotApplicable => style.faint(&format!("– {} sans objet", result.code)),
    };
    writeln!(out, "\n{heading} – {}", french_spacing(result.title))?;
    for anomaly in &result.anomalies {
        write_anomaly(out, anomaly)?;
    }
    for missing in &result.missing {
        field(out, "manque", missing)?;
    }
    match result.answer {
        Answer::Anomaly => {
            let shared_source = result.anomalies.iter().any(|anomaly| anomaly.source.is_none());
            let shared_mend = result.anomalies.iter().any(|anomaly| anomaly.mend.is_none());
            if shared_source {
                field(out, "source", result.source)?;
            }
            if shared_mend {
                field(out, "corriger", result.mend)?;
            }
        }
        Answer::NotVerifiable => field(out, "corriger", result.mend)?,
        Answer::Compliant | Answer::NotApplicable => {
            for detail in &result.details {
                field(out, "constat", detail)?;
            }
        }
    }
    if matches!(result.answer, Answer::Anomaly | Answer::NotVerifiable) {
        for key in &result.fields {
            field(out, "champ", &format!("projet.toml › {key}"))?;
        }
    }
    if let Some(reason) = &result.override_reason {
        field(out, "dérogation", reason)?;
    }
    Ok(())
}

fn write_anomaly(out: &mut dyn Write, anomaly: &Anomaly) -> io::Result<()> {
    let mut places = anomaly.places.iter();
    match places.next() {
        Some(place) => {
            writeln!(out, "  {}", french_spacing(&printable(&format!("{place} : {}", anomaly.message))))?;
        }
        None => writeln!(out, "  {}", french_spacing(&printable(&anomaly.message)))?,
    }
    for place in places {
        field(out, "voir aussi", &place.to_string())?;
    }
    for (name, value) in [
        ("trouvé", &anomaly.found),
        ("attendu", &anomaly.expected),
        ("source", &anomaly.source),
        ("corriger", &anomaly.mend),
    ] {
        if let Some(value) = value {
            field(out, name, value)?;
        }
    }
    Ok(())
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "    {name:<10} {}", french_spacing(&printable(value)))
}
