//! Findings as lines of a terminal.

use std::io::{self, Write};

use super::style::{Style, printable};
use super::summary::groups;
use crate::checks::{Anomaly, Answer, CheckResult, Grid, Severity};
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
    match &anomaly.grid {
        Some(grid) => write_grid(out, grid),
        None => Ok(()),
    }
}

/// The neighbouring cells, aligned, the culprit between angle brackets.
fn write_grid(out: &mut dyn Write, grid: &Grid) -> io::Result<()> {
    let shown = |row: usize, column: usize| -> String {
        let text = grid.rows.get(row).and_then(|row| row.cells.get(column)).map_or("", String::as_str);
        // A line break of a cell would break the grid, a tab its columns.
        let text = printable(&text.replace(['\n', '\r', '\t'], " "));
        if (row, column) == grid.marked { format!("›{text}‹") } else { text }
    };
    let widths: Vec<usize> = (0..grid.columns.len())
        .map(|column| {
            let cells = (0..grid.rows.len()).map(|row| shown(row, column).chars().count());
            cells.chain([grid.columns.get(column).map_or(0, String::len)]).max().unwrap_or(0)
        })
        .collect();
    let number_width = grid.rows.iter().map(|row| row.number.to_string().len()).max().unwrap_or(0);
    let mut header = format!("{:number_width$}", "");
    for (name, width) in grid.columns.iter().zip(&widths) {
        header.push_str(&format!("  {name:>width$}"));
    }
    writeln!(out, "    {:<10} {}", "voisinage", header.trim_end())?;
    for (index, row) in grid.rows.iter().enumerate() {
        let mut line = format!("{:>number_width$}", row.number);
        for (column, width) in widths.iter().enumerate() {
            line.push_str(&format!("  {:>width$}", shown(index, column)));
        }
        writeln!(out, "    {:<10} {}", "", line.trim_end())?;
    }
    Ok(())
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "    {name:<10} {}", french_spacing(&printable(value)))
}
