//! Findings one a line, for a search, an editor or another program: `LIEU : CODE GRAVITÉ : MESSAGE`.

use std::io::{self, Write};

use super::style::printable;
use super::waived;
use crate::findings::Told;
use crate::findings::limits::{CONCISE_FINDINGS, FINDINGS_BYTES, shortened};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::prepare::Prepared;

/// Write the findings of a project, the most important first and without their consequences; each place after the path
/// of its project when there are several. How many are left out.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, prepared: &Prepared, path: Option<&str>) -> io::Result<usize> {
    let (mut told, mut bytes, mut count) = (0, 0, 0);
    for finding in prepared.findings() {
        count += 1;
        if told < CONCISE_FINDINGS && bytes < FINDINGS_BYTES {
            let line = line(prepared, finding, path);
            writeln!(out, "{line}")?;
            bytes += line.len();
            told += 1;
        }
    }
    for one in prepared.covered().iter().take(CONCISE_FINDINGS) {
        let place = one.finding.places.first().map(ToString::to_string).unwrap_or_default();
        let path = path.map(|path| format!("{path} › ")).unwrap_or_default();
        let told = format!("{} ; {}", shortened(&one.finding.message.french()), shortened(&waived::why(one)));
        let place = printable(&format!("{path}{place}"));
        writeln!(out, "{place} : {} dérogation : {}", one.result.code(), french_spacing(&printable(&told)))?;
    }
    Ok(count - told)
}

fn line(prepared: &Prepared, told: &Told, path: Option<&str>) -> String {
    let place = match told.finding.places.first() {
        Some(place) => place.to_string(),
        None => prepared
            .packs_of(&told.packs)
            .iter()
            .map(|pack| pack.fund.id.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    };
    let path = path.map(|path| format!("{path} › ")).unwrap_or_default();
    let mut message = shortened(&told.finding.message.french());
    let checks: std::collections::BTreeSet<&str> = told
        .consequences
        .iter()
        .filter(|one| !prepared.packs_of(&one.packs).is_empty())
        .map(|one| one.heading.code)
        .collect();
    let cells = (told.spreads.count > 0).then(|| counted(told.spreads.count, "cellule", "cellules"));
    let checks = (!checks.is_empty()).then(|| counted(checks.len(), "contrôle", "contrôles"));
    let spread: Vec<String> = [cells, checks].into_iter().flatten().collect();
    if !spread.is_empty() {
        message.push_str(&format!(" ; se répercute sur {}", spread.join(" et ")));
    }
    if told.alike.count > 0 {
        message.push_str(&format!(
            " ; de même en {}",
            counted(told.alike.count, "autre endroit", "autres endroits")
        ));
    }
    format!(
        "{} : {} {} : {}",
        printable(&format!("{path}{place}")),
        told.heading.code,
        told.severity.label(),
        french_spacing(&printable(&message))
    )
}
