//! A figure followed back to the cells, fields and articles it comes from, and forward to the pages that print it; a cell
//! followed forward to the figures that come of it; any other amount that is printed, to what it is made of.

mod answer;
mod changing;
mod derivation;
mod elsewhere;
pub mod json;
mod onward;
mod overview;
mod printed;
mod question;
mod refusal;
mod written;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use super::style::{Style, printable};
use crate::figures::{FigureKey, Unit, explain, search};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::pack::ProducedFile;
use crate::prepare::{Prepared, PreparedPack};
pub use answer::Answer;
pub use changing::may_change;
pub use refusal::Refusal;
pub use written::Written;

/// Figures listed before the list says how many more there are.
const LISTED: usize = 20;

/// Figures suggested for one that does not exist.
const SUGGESTED: usize = 4;

/// What a trace reads.
pub struct Trace<'a> {
    /// The project.
    pub prepared: &'a Prepared,
    /// What the applicant and the fund wrote, as they wrote it.
    pub written: Written,
    /// Documents of each pack of `prepared`; `None` when nobody asked for them or they cannot be made.
    pub documents: Option<Vec<Vec<ProducedFile>>>,
    /// True when nothing is abridged.
    pub complete: bool,
}

impl Trace<'_> {
    /// What answers a question in each pack: an identifier, a label, an amount as printed, a cell or a field.
    ///
    /// # Errors
    /// When nothing does in any.
    pub fn ask(&self, asked: &str) -> Result<Vec<Answer>, Refusal> {
        answer::ask(self, asked)
    }

    /// The documents of a pack; none when nobody asked for them.
    fn files(&self, pack: &PreparedPack) -> &[ProducedFile] {
        let index = self.prepared.packs.iter().position(|other| std::ptr::eq(other, pack));
        let files = self.documents.as_ref().zip(index).and_then(|(packs, index)| packs.get(index));
        files.map_or(&[], Vec::as_slice)
    }
}

/// The figures of each pack that a text names.
#[must_use]
pub fn matches(prepared: &Prepared, text: &str) -> Vec<Vec<FigureKey>> {
    prepared.packs.iter().map(|pack| search::find(&pack.computation.ledger, text)).collect()
}

/// The figures nearest to a text that names none: « identifier (label, value) », each identifier once.
#[must_use]
pub fn suggestions(prepared: &Prepared, text: &str) -> Vec<String> {
    let mut near: BTreeMap<Arc<str>, (usize, String)> = BTreeMap::new();
    for pack in &prepared.packs {
        let ledger = &pack.computation.ledger;
        for (rank, key) in search::suggest(ledger, text).into_iter().enumerate() {
            let figure = ledger.get(key);
            let line = || format!("{} ({}, {})", figure.id, figure.label, value(pack, key));
            near.entry(Arc::clone(&figure.id)).or_insert_with(|| (rank, line()));
        }
    }
    let mut near: Vec<(usize, String)> = near.into_values().collect();
    near.sort();
    near.into_iter().map(|(_, line)| line).take(SUGGESTED).collect()
}

/// Write the main figures of each pack with their identifiers.
///
/// # Errors
/// When the output refuses.
pub fn write_overview(out: &mut dyn Write, trace: &Trace<'_>, style: Style) -> io::Result<()> {
    write_title(out, trace, style)?;
    for (packs, body) in overview::sections(&trace.prepared.packs, trace.complete) {
        write_heading(out, trace, &packs, style)?;
        write_lines(out, &body)?;
    }
    Ok(())
}

/// Write what answers a question, pack by pack: the derivation of a figure alone, a list of several, what comes of a cell,
/// what is known of an amount that is no figure.
///
/// # Errors
/// When the output refuses.
pub fn write(
    out: &mut dyn Write,
    trace: &Trace<'_>,
    asked: &str,
    answers: &[Answer],
    style: Style,
) -> io::Result<()> {
    let packs = || trace.prepared.packs.iter().zip(answers);
    let bodies = packs().map(|(pack, answer)| body(trace, pack, asked, answer)).collect();
    write_title(out, trace, style)?;
    for (indices, body) in alike(bodies) {
        write_heading(out, trace, &indices, style)?;
        write_lines(out, &body)?;
        for (pack, answer) in indices.iter().filter_map(|index| packs().nth(*index)) {
            if let [key] = answer.figures[..] {
                write_lines(out, &printed::section(trace, pack, key))?;
            }
        }
    }
    Ok(())
}

fn body(trace: &Trace<'_>, pack: &PreparedPack, asked: &str, answer: &Answer) -> Vec<String> {
    if let Some(inputs) = &answer.onward {
        return onward::text::lines(trace, pack, inputs);
    }
    let known = elsewhere::text::lines(trace, pack, asked, &answer.elsewhere);
    let mut lines = match answer.figures[..] {
        [] if known.is_empty() => vec![format!("  Aucun chiffre de ce dossier ne répond à « {asked} ».")],
        [] => return known,
        [key] => derivation::lines(trace, pack, key),
        _ => list(trace, pack, asked, &answer.figures),
    };
    if !known.is_empty() {
        lines.push(String::new());
        lines.extend(known);
    }
    lines
}

fn list(trace: &Trace<'_>, pack: &PreparedPack, asked: &str, keys: &[FigureKey]) -> Vec<String> {
    let ledger = &pack.computation.ledger;
    let count = counted(keys.len(), "chiffre répond", "chiffres répondent");
    let mut lines =
        vec![format!("  {count} à « {asked} » : redemandez celui que vous cherchez par son identifiant.")];
    let shown = if trace.complete { keys.len() } else { LISTED };
    for key in keys.iter().take(shown) {
        lines.push(format!("  {}", name(pack, *key)));
        lines.push(format!("      {}", explain::one_line(ledger, *key)));
        lines.extend(printed::lines(trace, pack, *key).into_iter().map(|line| format!("      {line}")));
    }
    if keys.len() > shown {
        let more = counted(keys.len() - shown, "autre chiffre", "autres chiffres");
        lines.push(format!("  … et {more} (--complet)"));
    }
    lines
}

/// `1 234,56 €  Label [identifier]`.
fn name(pack: &PreparedPack, key: FigureKey) -> String {
    let figure = pack.computation.ledger.get(key);
    format!("{}  {} [{}]", value(pack, key), figure.label, figure.id)
}

/// The value as documents print it, hours with their unit.
fn value(pack: &PreparedPack, key: FigureKey) -> String {
    let ledger = &pack.computation.ledger;
    let figure = ledger.get(key);
    let unit = if figure.unit == Unit::Hours && !figure.value.is_missing() { "\u{a0}h" } else { "" };
    format!("{}{unit}", ledger.french(key))
}

/// Packs that say the same are told together: the indices of the packs, and what they say.
fn alike(bodies: Vec<Vec<String>>) -> Vec<(Vec<usize>, Vec<String>)> {
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<String>)> = BTreeMap::new();
    for (index, body) in bodies.into_iter().enumerate() {
        match groups.values_mut().find(|(_, said)| *said == body) {
            Some((packs, _)) => packs.push(index),
            None => {
                groups.insert(index, (vec![index], body));
            }
        }
    }
    groups.into_values().collect()
}

fn write_title(out: &mut dyn Write, trace: &Trace<'_>, style: Style) -> io::Result<()> {
    let folder = &trace.prepared.folder;
    let title = format!("{} – {}", folder.name, folder.project.identity.title);
    writeln!(out, "{}", style.strong(&french_spacing(&printable(&title))))
}

fn write_heading(out: &mut dyn Write, trace: &Trace<'_>, packs: &[usize], style: Style) -> io::Result<()> {
    let all = &trace.prepared.packs;
    let title = if packs.len() == all.len() && all.len() > 1 {
        "Tous les dossiers".to_owned()
    } else {
        let names = packs.iter().filter_map(|index| all.get(*index));
        names.map(|pack| pack.fund.fund.identity.short_title.clone()).collect::<Vec<_>>().join(" ; ")
    };
    writeln!(out, "\n{}", style.strong(&french_spacing(&printable(&format!("── {title} ──")))))
}

fn write_lines(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{}", french_spacing(&printable(line)))?;
    }
    Ok(())
}
