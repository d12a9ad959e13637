//! Findings as paragraphs of a terminal, the most important first, within its width.

use std::io::{self, Write};

use super::account::Account;
use super::held::{funds, only};
use super::page::Page;
pub use super::page::{Detail, Look};
use super::{closing, detail, heading, waived};
use crate::audit::line;
use crate::findings::limits::{FINDINGS_BYTES, LISTED, TEXT_FINDINGS};
use crate::findings::{Places, Sentence, Severity, Told, named_from, short};
use crate::model::french::{counted, listed};
use crate::prepare::Prepared;

/// Write the findings of a project; its path too when there are several projects.
///
/// # Errors
/// When the output refuses.
pub fn write(
    out: &mut dyn Write,
    prepared: &Prepared,
    path: Option<&str>,
    detail: Detail,
    look: Look,
) -> io::Result<()> {
    let account = Account::of_project(prepared);
    let mut page = Page::new(look);
    heading::write(&mut page, prepared, path);
    findings(&mut page, &account, detail);
    waived::write(&mut page, &account);
    if detail == Detail::Everything {
        detail::answers(&mut page, prepared);
    }
    closing::write(&mut page, prepared, &account, detail);
    out.write_all(page.text.as_bytes())
}

/// The findings of a project or of a workbook: those to mend, then the remarks.
pub(super) fn findings(page: &mut Page, account: &Account<'_>, detail: Detail) {
    let start = page.text.len();
    let (remarks, heavy): (Vec<&Told>, Vec<&Told>) =
        account.told.iter().partition(|told| detail == Detail::Findings && told.severity == Severity::Note);
    let mut told = 0;
    for finding in heavy.iter().take(TEXT_FINDINGS) {
        if page.text.len().saturating_sub(start) > FINDINGS_BYTES {
            break;
        }
        paragraph(page, account, finding, detail);
        told += 1;
    }
    if let more @ 1.. = heavy.len() - told {
        let more = counted(more, "autre constat", "autres constats");
        page.say(0, &format!("et {more} : {} --format json", account.command));
    }
    // What stops is mended first: remarks are counted below, `--detail` gives them.
    if heavy.iter().any(|told| told.severity == Severity::Error) {
        return;
    }
    let mut by_check: Vec<(&Told, usize)> = Vec::new();
    for remark in remarks {
        match by_check.iter_mut().find(|(first, _)| first.heading.code == remark.heading.code) {
            Some((_, more)) => *more += 1 + remark.alike.count,
            None => by_check.push((remark, remark.alike.count)),
        }
    }
    for (remark, more) in by_check.iter().take(LISTED) {
        page.remark(&at(account, remark), &remark.finding.message.french(), *more, remark.heading.code);
    }
    if let more @ 1.. = by_check.len().saturating_sub(LISTED) {
        let more = counted(more, "autre remarque", "autres remarques");
        page.say(0, &format!("et {more} : {} --detail", account.command));
    }
}

/// Where a finding stands, or the only funds that it holds for.
fn at(account: &Account<'_>, told: &Told) -> String {
    match told.finding.places.first() {
        Some(place) => place.to_string(),
        None if told.packs.len() > 1 && account.packs_of(&told.packs).len() == account.packs.len() => {
            String::new()
        }
        None => listed(&funds(account, &told.packs)),
    }
}

/// One finding, with all that follows from it.
fn paragraph(page: &mut Page, account: &Account<'_>, told: &Told, detail: Detail) {
    let finding = &told.finding;
    let place = finding.places.first();
    let funds = funds(account, &told.packs);
    page.finding(0, told.severity, &at(account, told), &finding.message.french(), told.heading.code);
    let spot = place
        .zip(account.reading)
        .and_then(|(place, reading)| line::named(reading, place, &finding.message.french()));
    if let Some(spot) = spot {
        page.say(4, &spot);
    }
    let mut facts = vec![
        ("trouvé", finding.found.as_ref().map(Sentence::french)),
        ("attendu", finding.expected.as_ref().map(Sentence::french)),
    ];
    facts.push(("sûreté", finding.sureness.map(|sureness| sureness.label().to_owned())));
    let compared = finding.places.get(1..).unwrap_or_default();
    if detail == Detail::Everything && !compared.is_empty() {
        let places = Places::of(compared.iter().cloned());
        facts.push(("comparé à", Some(named_from(&places, place))));
    }
    facts.push(("corriger", Some(finding.how_to_mend(told.heading.mend))));
    facts.push(("se répercute sur", spread(account, told, detail)));
    let alike = (told.alike.count > 0).then(|| named_from(&told.alike, place));
    facts.push(("de même en", alike));
    if place.is_some() && funds.len() < account.packs.len() {
        facts.push((only(&funds), Some(listed(&funds))));
    }
    facts.push(("dérogation", told.override_reason.clone()));
    if detail == Detail::Everything {
        let basis = finding.basis.clone().unwrap_or_else(|| told.heading.basis.to_owned());
        facts.push(("source", Some(basis)));
    }
    for (label, fact) in facts {
        if let Some(fact) = fact.filter(|fact| !fact.is_empty()) {
            page.labelled(4, label, &fact);
        }
    }
    if detail == Detail::Everything {
        detail::surroundings(page, account, told);
    }
}

/// What follows from a finding, each consequence with the funds that it alone holds for. In detail, consequences have
/// paragraphs of their own.
fn spread(account: &Account<'_>, told: &Told, detail: Detail) -> Option<String> {
    crate::findings::spread(told, &|consequence| {
        let held = funds(account, &consequence.packs);
        if !account.is_told(&consequence.packs) || detail == Detail::Everything {
            return None;
        }
        let everywhere = held.len() == account.packs.len() || consequence.packs == told.packs;
        let name = short(consequence);
        Some(if everywhere { name } else { format!("{name} pour {}", listed(&held)) })
    })
}
