//! Findings as lines of a terminal.

use std::io::{self, Write};

use super::style::{Style, printable};
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
pub fn write(out: &mut dyn Write, prepared: &Prepared, _detail: Detail, _style: Style) -> io::Result<()> {
    for told in &prepared.told {
        let place = told.finding.places.first().map_or_else(|| "dossier".to_owned(), ToString::to_string);
        let line = format!(
            "{place} : {} {} : {}",
            told.heading.code,
            told.severity.label(),
            told.finding.message.french()
        );
        writeln!(out, "{}", french_spacing(&printable(&line)))?;
    }
    for pack in &prepared.packs {
        let line =
            format!("{} – {}", pack.fund.fund.identity.short_title, crate::checks::counts(&pack.results));
        writeln!(out, "{}", french_spacing(&printable(&line)))?;
    }
    Ok(())
}
