//! A figure followed back to the cells, fields and articles it comes from, and forward to the pages that print it.

mod derivation;
pub mod json;
mod overview;
mod printed;
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

/// Write the figures that were found, one list of keys for each pack: the derivation of a figure alone, a list of several.
///
/// # Errors
/// When the output refuses.
pub fn write(
    out: &mut dyn Write,
    trace: &Trace<'_>,
    asked: &str,
    found: &[Vec<FigureKey>],
    style: Style,
) -> io::Result<()> {
    let bodies = trace
        .prepared
        .packs
        .iter()
        .zip(found)
        .map(|(pack, keys)| match keys[..] {
            [] => vec![format!("  Aucun chiffre de ce dossier ne répond à « {asked} ».")],
            [key] => derivation::lines(trace, pack, key),
            _ => list(trace, pack, asked, keys),
        })
        .collect();
    write_title(out, trace, style)?;
    for (packs, body) in alike(bodies) {
        write_heading(out, trace, &packs, style)?;
        write_lines(out, &body)?;
        for index in packs {
            if let (Some(pack), Some([key])) =
                (trace.prepared.packs.get(index), found.get(index).map(Vec::as_slice))
            {
                write_lines(out, &printed::section(trace, index, pack, *key))?;
            }
        }
    }
    Ok(())
}

fn list(trace: &Trace<'_>, pack: &PreparedPack, asked: &str, keys: &[FigureKey]) -> Vec<String> {
    let ledger = &pack.computation.ledger;
    let count = counted(keys.len(), "chiffre répond", "chiffres répondent");
    let mut lines =
        vec![format!("  {count} à « {asked} » : redemandez celui que vous cherchez par son identifiant.")];
    let shown = if trace.complete { keys.len() } else { LISTED };
    let position = trace.prepared.packs.iter().position(|other| std::ptr::eq(other, pack));
    for key in keys.iter().take(shown) {
        lines.push(format!("  {}", name(pack, *key)));
        lines.push(format!("      {}", explain::one_line(ledger, *key)));
        for line in position.map(|index| printed::lines(trace, index, pack, *key)).unwrap_or_default() {
            lines.push(format!("      {line}"));
        }
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
