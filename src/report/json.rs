//! Findings as JSON, for other programs.

use std::io::{self, Write};

use serde_json::json;

use crate::prepare::Prepared;

/// Write the findings of projects as one JSON document.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, projects: &[Prepared]) -> io::Result<()> {
    let document = json!({
        "projets": projects.iter().map(|prepared| json!({
            "projet": prepared.folder.name,
            "date_effet": prepared.effective_date.map(|date| date.to_string()),
            "dossiers": prepared.packs.iter().map(|pack| json!({
                "fonds": pack.fund.id,
                "bloquant": pack.is_blocked(),
                "controles": pack.results,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
