//! Findings as paragraphs of a terminal, the most important first, within its width.

use std::io::{self, Write};

use super::style::{Style, printable};
use super::width::{columns, wrapped};
use super::{closing, detail, heading};
use crate::audit::line;
use crate::findings::limits::{FINDINGS_BYTES, LISTED, NARROWEST, TEXT_FINDINGS, cut, shortened};
use crate::findings::{Severity, Told, named, named_from, short};
use crate::model::french::{counted, listed};
use crate::model::text::french_spacing;
use crate::prepare::Prepared;

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What does not hold; of the rest, counts.
    Findings,
    /// The same with its surroundings and consequences, and what every check answered.
    Everything,
}

/// For whom a text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Colours.
    pub style: Style,
    /// Columns of a line.
    pub width: usize,
}

/// Lines being laid out.
pub(super) struct Page {
    /// What is written so far.
    pub text: String,
    /// Colours.
    pub style: Style,
    /// Columns of a line.
    pub width: usize,
}

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
    let mut page = Page { text: String::new(), style: look.style, width: look.width.max(NARROWEST) };
    heading::write(&mut page, prepared, path);
    findings(&mut page, prepared, detail);
    if detail == Detail::Everything {
        detail::answers(&mut page, prepared);
    }
    closing::write(&mut page, prepared, detail);
    out.write_all(page.text.as_bytes())
}

/// The findings: those to mend, then the remarks.
fn findings(page: &mut Page, prepared: &Prepared, detail: Detail) {
    let start = page.text.len();
    let (remarks, heavy): (Vec<&Told>, Vec<&Told>) =
        prepared.findings().partition(|told| detail == Detail::Findings && told.severity == Severity::Note);
    let mut told = 0;
    for finding in heavy.iter().take(TEXT_FINDINGS) {
        if page.text.len().saturating_sub(start) > FINDINGS_BYTES {
            break;
        }
        paragraph(page, prepared, finding, detail);
        told += 1;
    }
    if let more @ 1.. = heavy.len() - told {
        let more = counted(more, "autre constat", "autres constats");
        page.say(0, &format!("et {more} : dossier check --format json"));
    }
    for remark in remarks.iter().take(LISTED) {
        let finding = &remark.finding;
        page.remark(&at(prepared, remark), &finding.message.french(), remark.heading.code);
    }
    if let more @ 1.. = remarks.len().saturating_sub(LISTED) {
        let more = counted(more, "autre remarque", "autres remarques");
        page.say(0, &format!("et {more} : dossier check --detail"));
    }
}

/// Where a finding stands, or the only funds that it holds for.
fn at(prepared: &Prepared, told: &Told) -> String {
    match told.finding.places.first() {
        Some(place) => place.to_string(),
        None if told.packs.len() > 1 && prepared.packs_of(&told.packs).len() == prepared.packs.len() => {
            String::new()
        }
        None => listed(&funds(prepared, &told.packs)),
    }
}

/// One finding, with all that follows from it.
fn paragraph(page: &mut Page, prepared: &Prepared, told: &Told, detail: Detail) {
    let finding = &told.finding;
    let place = finding.places.first();
    let funds = funds(prepared, &told.packs);
    page.finding(0, told.severity, &at(prepared, told), &finding.message.french(), told.heading.code);
    let spot = place.and_then(|place| line::named(&prepared.reading, place, &finding.message.french()));
    if let Some(spot) = spot {
        page.say(4, &spot);
    }
    let mut facts = vec![
        ("trouvé", finding.found.as_ref().map(crate::findings::Sentence::french)),
        ("attendu", finding.expected.as_ref().map(crate::findings::Sentence::french)),
    ];
    let compared = finding.places.get(1..).unwrap_or_default();
    if detail == Detail::Everything && !compared.is_empty() {
        let places = crate::findings::Places::of(compared.iter().cloned());
        facts.push(("comparé à", Some(named_from(&places, place))));
    }
    let mend = finding.mend.as_ref().map_or_else(|| told.heading.mend.to_owned(), |mend| mend.french());
    facts.push(("corriger", Some(mend)));
    facts.push(("se répercute sur", spread(prepared, told, detail)));
    let alike = (told.alike.count > 0).then(|| named_from(&told.alike, place));
    facts.push(("de même en", alike));
    if place.is_some() && funds.len() < prepared.packs.len() {
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
        detail::surroundings(page, prepared, told);
    }
}

/// What follows from a finding, each consequence with the funds that it alone holds for. In detail, consequences have
/// paragraphs of their own.
fn spread(prepared: &Prepared, told: &Told, detail: Detail) -> Option<String> {
    crate::findings::spread(told, &|consequence| {
        let held = funds(prepared, &consequence.packs);
        if held.is_empty() || detail == Detail::Everything {
            return None;
        }
        let everywhere = held.len() == prepared.packs.len() || consequence.packs == told.packs;
        let name = short(consequence);
        Some(if everywhere { name } else { format!("{name} pour {}", listed(&held)) })
    })
}

/// What introduces the only funds that something holds for.
pub(super) const fn only(funds: &[String]) -> &'static str {
    if funds.len() > 1 { "pour les seuls fonds" } else { "pour le seul fonds" }
}

/// The short titles of the kept packs among those of some ranks.
pub(super) fn funds(prepared: &Prepared, ranks: &[usize]) -> Vec<String> {
    prepared.packs_of(ranks).iter().map(|pack| pack.fund.fund.identity.short_title.clone()).collect()
}

impl Page {
    /// A text made safe, with the spaces of French.
    pub fn clean(text: &str) -> String {
        french_spacing(&printable(&shortened(text)))
    }

    /// A line without layout.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// A paragraph at an indent.
    pub fn say(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), indent, &Self::clean(text));
    }

    /// A text after a start that is already made safe and may hold colours; what follows its first line hangs at an indent.
    fn hanging(&mut self, start: &str, indent: usize, text: &str) {
        let rest = self.width.saturating_sub(indent).max(1);
        for (rank, line) in wrapped(text, rest, rest).iter().enumerate() {
            let line =
                if rank == 0 { format!("{start}{line}") } else { format!("{}{line}", " ".repeat(indent)) };
            self.line(&line);
        }
    }

    /// A fact after its label.
    pub fn labelled(&mut self, indent: usize, label: &str, text: &str) {
        let hang = indent + columns(label).max(LABEL) + 2;
        let padding = " ".repeat(hang - indent - columns(label));
        let start = format!("{}{}{padding}", " ".repeat(indent), self.style.faint(label));
        self.hanging(&start, hang, &Self::clean(text));
    }

    /// A remark on one line: its place when there is room for it beside the message.
    pub fn remark(&mut self, place: &str, message: &str, code: &str) {
        let room = self.width.saturating_sub(columns(code) + 4).max(1);
        let (place, message) = (Self::clean(place), Self::clean(message));
        let beside = columns(&place) + 3 + columns(&message) <= room && !place.is_empty();
        let said =
            if beside { format!("{}   {message}", self.style.strong(&place)) } else { cut(&message, room) };
        let taken =
            if beside { columns(&place) + 3 + columns(&message) } else { columns(&cut(&message, room)) };
        let padding = " ".repeat(room.saturating_sub(taken) + 2);
        let mark = self.style.faint("·");
        self.line(&format!("{mark} {said}{padding}{code}"));
    }

    /// The line of a finding: its mark, its place, its message, its code at the end of the first line.
    pub fn finding(&mut self, indent: usize, severity: Severity, place: &str, message: &str, code: &str) {
        let (place, message) = (Self::clean(place), Self::clean(message));
        let mark = match severity {
            Severity::Error => self.style.error("✗"),
            Severity::Warning => self.style.warning("!"),
            Severity::Note => self.style.faint("·"),
        };
        let margin = " ".repeat(indent);
        let (hang, end) = (indent + 4, columns(code) + 2);
        let taken = indent + 2 + columns(&place) + if place.is_empty() { 0 } else { 3 };
        let coded = |text: &str, taken: usize| {
            format!("{text}{}{code}", " ".repeat(self.width.saturating_sub(taken + columns(code)).max(2)))
        };
        let mut lines = Vec::new();
        // A long place leaves no room beside it for a message.
        let beside = taken + end + LEAST < self.width;
        if beside {
            let gap = if place.is_empty() { "" } else { "   " };
            let said = wrapped(&message, self.width - taken - end, self.width.saturating_sub(hang));
            let mut said = said.into_iter();
            let first = said.next().unwrap_or_default();
            let start = format!("{margin}{mark} {}{gap}{first}", self.style.strong(&place));
            lines.push(coded(&start, taken + columns(&first)));
            lines.extend(said.map(|line| format!("{}{line}", " ".repeat(hang))));
        } else {
            let room = self.width.saturating_sub(indent + 2 + end).max(1);
            for (rank, part) in wrapped(&place, room, room).iter().enumerate() {
                let start =
                    format!("{margin}{} {}", if rank == 0 { &mark } else { " " }, self.style.strong(part));
                lines.push(if rank == 0 { coded(&start, indent + 2 + columns(part)) } else { start });
            }
            let room = self.width.saturating_sub(hang).max(1);
            lines.extend(
                wrapped(&message, room, room).iter().map(|line| format!("{}{line}", " ".repeat(hang))),
            );
        }
        for line in lines {
            self.line(&line);
        }
    }
}

/// Columns of a label, but for the long ones.
const LABEL: usize = 8;

/// Columns that a message needs beside its place.
const LEAST: usize = 30;

/// « a, b et 3 autres », for the lines that list names.
pub(super) fn names(names: &[String], most: usize) -> String {
    named(names, most)
}
