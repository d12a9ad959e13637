//! `dossier build`: writes the packs of a project.

use std::collections::BTreeSet;
use std::path::Path;

use super::arguments::BuildArguments;
use super::check::{definitions, each_project, prepare_project};
use super::status::Failure;
use super::{Status, Streams};
use crate::model::french::{counted, french_size};
use crate::model::shelf::Shelf;
use crate::model::text::french_spacing;
use crate::pack::produce::MANIFEST;
use crate::pack::{Built, Leftover, Press, ProducedFile, ProducedPack, build};
use crate::pdf::{Notice, NoticeOnPage};
use crate::prepare::Prepared;
use crate::report::since;
use crate::report::style::printable;
use crate::report::text::{self, Detail};
use crate::rules::Definitions;

/// Run the command. A project that fails does not keep the others from being built.
pub fn run(arguments: &BuildArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.selection.overrides)?;
    let press = Press::new(&definitions)?;
    let mut names = BTreeSet::new();
    each_project(&arguments.selection, streams, |path, named, streams| {
        one(path, named, &mut names, &definitions, &press, arguments, streams)
    })
}

/// Build one project, or say what blocks it.
fn one(
    path: &Path,
    named: Option<&str>,
    names: &mut BTreeSet<String>,
    definitions: &Definitions,
    press: &Press,
    arguments: &BuildArguments,
    streams: &mut Streams<'_>,
) -> Result<Status, Failure> {
    let prepared = prepare_project(path, definitions, &arguments.selection, streams)?;
    let name = &prepared.folder.name;
    if !names.insert(name.clone()) {
        return Err(Failure::Request(format!(
            "deux projets portent le nom de dossier « {name} » : leurs dossiers de sortie seraient le même ; construisez-les avec des --out différents"
        )));
    }
    let status = if prepared.is_blocked() { Status::Findings } else { Status::Clean };
    if prepared.is_blocked() && !arguments.draft {
        let look = streams.look();
        text::write(streams.out, &prepared, named, Detail::Findings, look)?;
        streams.tell(&format!(
            "{name} : anomalies bloquantes, rien n’a été écrit ; corrigez-les, ou utilisez --draft pour un brouillon."
        ))?;
        return Ok(status);
    }
    build_project(&prepared, press, arguments, streams)?;
    Ok(status)
}

fn build_project(
    prepared: &Prepared,
    press: &Press,
    arguments: &BuildArguments,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let out = &arguments.destination.out;
    let mut on_wait = || {
        // Nothing can be done when the standard error itself refuses.
        let _ =
            streams.tell(&format!("une autre exécution écrit dans {} : attente de sa fin", out.display()));
    };
    let Built { packs, placed, since, stale } = build(prepared, press, out, arguments.draft, &mut on_wait)?;
    tell_leftovers(&placed.leftovers, streams)?;
    if let Some(former) = &placed.former {
        streams.tell(&format!(
            "{} : les dossiers remplacés n’ont pas pu être supprimés, ou contiennent d’autres fichiers ; supprimez-les vous-même",
            former.display()
        ))?;
    }
    for stale in &stale {
        let mend = if stale.is_asked {
            "reconstruisez-le avec les autres"
        } else {
            "le projet ne demande plus ce fonds : supprimez-le"
        };
        streams.tell(&format!(
            "{} : ce dossier est d’un état antérieur du projet ; {mend}",
            stale.place.display()
        ))?;
    }
    let built = prepared.packs.iter().zip(&packs).zip(placed.folders).zip(since);
    for (((prepared_pack, pack), place), since) in built {
        let draft = if arguments.draft { " (BROUILLON)" } else { "" };
        let heading =
            format!("{}{draft} → {}", prepared_pack.fund.fund.identity.short_title, place.display());
        writeln!(streams.out, "{}", streams.style.strong(&french_spacing(&printable(&heading))))?;
        list(pack, streams)?;
        let counts = crate::checks::counts(&prepared_pack.results);
        writeln!(streams.out, "  {}", french_spacing(&counts))?;
        for line in since.iter().flat_map(since::lines) {
            writeln!(streams.out, "  {}", french_spacing(&printable(&line)))?;
        }
        writeln!(streams.out)?;
    }
    Ok(())
}

/// Says what became of what interrupted runs had left.
pub(super) fn tell_leftovers(leftovers: &[Leftover], streams: &mut Streams<'_>) -> std::io::Result<()> {
    leftovers.iter().try_for_each(|leftover| streams.tell(&told(leftover)))
}

/// What became of what an interrupted run had left.
fn told(leftover: &Leftover) -> String {
    match leftover {
        Leftover::Restored(place) => {
            format!(
                "{} : le dossier précédent, mis de côté par une exécution interrompue, a été remis en place",
                place.display()
            )
        }
        Leftover::Removed(place) => {
            format!("{} : reste d’une exécution interrompue, supprimé", place.display())
        }
        Leftover::Kept(place) => format!(
            "{} : reste d’une exécution interrompue, gardé parce qu’il contient d’autres fichiers ou ne peut pas être supprimé ; supprimez-le vous-même",
            place.display()
        ),
    }
}

/// The narrowest column of names, in characters: packs of plain names are aligned alike.
const NARROWEST: usize = 52;

fn list(pack: &ProducedPack, streams: &mut Streams<'_>) -> Result<(), Failure> {
    for shelf in Shelf::ALL {
        let files = || pack.files.iter().filter(|file| file.shelf == shelf);
        let width = files().map(|file| file.name.chars().count()).max().unwrap_or_default().max(NARROWEST);
        for file in files() {
            let pages = match file.page_count {
                Some(1) => "1 page".to_owned(),
                Some(count) => format!("{count} pages"),
                None => String::new(),
            };
            writeln!(streams.out, "  {:<width$} {}", printable(&file.name), pages)?;
        }
        if let (Shelf::Filed, Some(line)) = (shelf, pieces(pack)) {
            writeln!(streams.out, "  {line}")?;
        }
    }
    for file in &pack.files {
        remarks(file, streams)?;
    }
    Ok(())
}

/// The pieces that are filed after the documents, in one line: how many files in all, and what they weigh.
fn pieces(pack: &ProducedPack) -> Option<String> {
    let (first, last) = (pack.pieces.first()?, pack.pieces.last()?);
    let documents = pack.files.iter().filter(|file| file.shelf == Shelf::Filed);
    let weights = documents.clone().map(|file| file.bytes.len() as u64);
    let weight: u64 = weights.chain(pack.pieces.iter().map(|piece| piece.size)).sum();
    let count = documents.count() + pack.pieces.len();
    let named =
        if pack.pieces.len() == 1 { first.path() } else { format!("{} à {}", first.path(), last.name) };
    Some(format!(
        "{} ({}) ; {count} fichiers à déposer, {}",
        printable(&named),
        counted(pack.pieces.len(), "pièce", "pièces"),
        french_size(weight.into())
    ))
}

/// Remarks shown for one document; the manifest holds them all.
const SHOWN: usize = 5;

/// What the layout of a document had to work around, with the page.
fn remarks(file: &ProducedFile, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let told: Vec<&NoticeOnPage> = file
        .notices
        .iter()
        // The control report quotes the texts of its findings: their boxes are the findings themselves.
        .filter(|remark| {
            !(file.shelf == Shelf::Internal && matches!(remark.notice, Notice::MissingGlyphs { .. }))
        })
        .collect();
    let mut lines: Vec<String> = told
        .iter()
        .take(SHOWN)
        .map(|remark| match remark.page {
            Some(page) => format!("{}, page {page} : {}", file.name, remark.notice),
            None => format!("{} : {}", file.name, remark.notice),
        })
        .collect();
    match told.len().saturating_sub(SHOWN) {
        0 => {}
        1 => lines.push(format!("{} : et 1 autre remarque, dans {MANIFEST}", file.name)),
        count => lines.push(format!("{} : et {count} autres remarques, dans {MANIFEST}", file.name)),
    }
    for line in lines {
        streams.tell(&line)?;
    }
    Ok(())
}
