//! Findings one a line, for a search, an editor or another program: `LIEU : CODE GRAVITÉ : MESSAGE`.

use std::io::{self, Write};

use super::account::Account;
use super::style::printable;
use super::waived;
use crate::findings::Told;
use crate::findings::limits::{CONCISE_FINDINGS, FINDINGS_BYTES, shortened};
use crate::model::Place;
use crate::model::french::counted;
use crate::model::text::french_spacing;

/// Write the findings of a project or of a workbook, the most important first and without their consequences; each place
/// with the path of its project or of its workbook when there are several. How many are left out.
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
        let place = printable(&located(account, path, one.finding.places.first(), &[]));
        let told = format!("{} ; {}", shortened(&one.finding.message.french()), shortened(&waived::why(one)));
        writeln!(out, "{place} : {} dérogation : {}", one.result.code(), french_spacing(&printable(&told)))?;
    }
    Ok(count - told)
}

fn line(account: &Account<'_>, told: &Told, path: Option<&str>) -> String {
    let place = located(account, path, told.finding.places.first(), &told.packs);
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
        printable(&place),
        told.heading.code,
        told.severity.label(),
        french_spacing(&printable(&message))
    )
}

/// A place after the path of its project, or the funds that a finding holds for; the path of a workbook that belongs to no
/// project stands for the name of its file.
fn located(account: &Account<'_>, path: Option<&str>, place: Option<&Place>, packs: &[usize]) -> String {
    let shown = match place {
        Some(place) => place.to_string(),
        None => account.funds_of(packs).join(", "),
    };
    match path {
        None => shown,
        Some(path) if account.is_of_workbook() => {
            let file = place.map_or("", Place::file_name);
            format!("{path}{}", shown.strip_prefix(file).unwrap_or(&shown))
        }
        Some(path) => format!("{path} › {shown}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::account::Party;

    #[test]
    fn a_workbook_is_named_once() {
        let cell = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        let mut account =
            Account { told: vec![], packs: vec![], covered: vec![], reading: None, command: "dossier audit" };
        let named = |account: &Account<'_>, path| located(account, path, Some(&cell), &[0]);
        assert_eq!(named(&account, None), "budget.xlsx › Dépenses › F14");
        assert_eq!(named(&account, Some("reçus/budget.xlsx")), "reçus/budget.xlsx › Dépenses › F14");
        assert_eq!(located(&account, Some("reçus/budget.xlsx"), None, &[0]), "reçus/budget.xlsx");
        account.packs.push(Party { rank: 0, id: "feder", title: "FEDER" });
        assert_eq!(named(&account, Some("projet")), "projet › budget.xlsx › Dépenses › F14");
        assert_eq!(located(&account, Some("projet"), None, &[0]), "projet › feder");
    }
}
