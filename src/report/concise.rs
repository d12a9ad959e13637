//! Findings one a line, for a search, an editor or another program: `LIEU : CODE GRAVITÉ : MESSAGE`.

use std::io::{self, Write};

use super::account::Account;
use super::style::printable;
use super::waived;
use crate::findings::Told;
use crate::findings::limits::{CONCISE_FINDINGS, FINDINGS_BYTES, shortened};
use crate::model::french::counted;
use crate::model::text::french_spacing;

/// Write the findings of a project or of a workbook, the most important first and without their consequences; each place
/// after the path of its project when there are several. How many are left out.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, account: &Account<'_>, path: Option<&str>) -> io::Result<usize> {
    let (mut told, mut bytes, mut count) = (0, 0, 0);
    for finding in &account.told {
        count += 1;
        if told < CONCISE_FINDINGS && bytes < FINDINGS_BYTES {
            let line = line(account, finding, path);
            writeln!(out, "{line}")?;
            bytes += line.len();
            told += 1;
        }
    }
    for one in account.covered.iter().take(CONCISE_FINDINGS) {
        let place = one.finding.places.first().map(ToString::to_string).unwrap_or_default();
        let path = path.map(|path| format!("{path} › ")).unwrap_or_default();
        let told = format!("{} ; {}", shortened(&one.finding.message.french()), shortened(&waived::why(one)));
        let place = printable(&format!("{path}{place}"));
        writeln!(out, "{place} : {} dérogation : {}", one.result.code(), french_spacing(&printable(&told)))?;
    }
    Ok(count - told)
}

fn line(account: &Account<'_>, told: &Told, path: Option<&str>) -> String {
    let place = match told.finding.places.first() {
        Some(place) => place.to_string(),
        None => account.funds_of(&told.packs).join(", "),
    };
    let path = path.map(|path| format!("{path} › ")).unwrap_or_default();
    let mut message = shortened(&told.finding.message.french());
    let checks: std::collections::BTreeSet<&str> = told
        .consequences
        .iter()
        .filter(|one| account.is_told(&one.packs))
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
