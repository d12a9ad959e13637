//! `dossier watch`: checks and builds again each time a file of the project is saved.
//!
//! Files are looked at a few times a second instead of being announced by the system: town halls keep their workbooks on
//! shared drives, which announce nothing. Excel saves beside and renames, LibreOffice writes in place: either way the
//! run waits until two looks agree and the workbook is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::arguments::{BuildArguments, CheckArguments, CheckFormat, Selection, WatchArguments};
use super::status::Failure;
use super::{Status, Streams, build, check};
use crate::model::french::{counted, listed};
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::source::folder::{PROJECT_FILE, is_of_system};
use crate::source::limits;

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(400);

/// Looks that agree on the absence of a file before it is taken for removed.
const GONE: usize = 8;

/// Folders inside folders that are looked at.
const DEPTH: usize = 4;

/// Files that are named when several were saved.
const NAMED: usize = 3;

/// Size and time of each file.
type Look = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Run the command: until the reader of the results goes away, or the process is stopped.
pub fn run(arguments: &WatchArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let root = &arguments.project;
    if !root.join(PROJECT_FILE).is_file() {
        // Said as any command would.
        return check::run(&checked(arguments), streams);
    }
    loop {
        let seen = look(root, arguments);
        match round(arguments, streams) {
            Err(failure) if failure.is_closed_pipe() => return Err(failure),
            // A file half written, or a slip in projet.toml: told, and looked at again once it is saved.
            Err(failure) => streams.tell(&failure.to_string())?,
            Ok(()) => {}
        }
        streams.tell("en attente d’un enregistrement… (Ctrl+C pour arrêter)")?;
        streams.out.flush()?;
        streams.err.flush()?;
        let changed = wait(root, arguments, &seen);
        let line = format!("── enregistré : {} ──", listed(&changed));
        writeln!(streams.out, "\n{}", streams.style.strong(&french_spacing(&printable(&line))))?;
    }
}

/// One check, and the packs when nothing stops them.
fn round(arguments: &WatchArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let status = check::run(&checked(arguments), streams)?;
    if status == Status::Clean && !arguments.without_packs {
        writeln!(streams.out)?;
        let built = BuildArguments {
            selection: selection(arguments),
            destination: arguments.destination.clone(),
            draft: false,
        };
        build::run(&built, streams)?;
    }
    Ok(())
}

fn selection(arguments: &WatchArguments) -> Selection {
    Selection {
        projects: vec![arguments.project.clone()],
        kept: arguments.kept.clone(),
        date: None,
        overrides: arguments.overrides.clone(),
    }
}

fn checked(arguments: &WatchArguments) -> CheckArguments {
    CheckArguments {
        selection: selection(arguments),
        detail: false,
        show_reading: false,
        annotate: arguments.annotate,
        format: CheckFormat::Texte,
    }
}

/// Waits for a look that differs and stays; gives the names of what changed.
fn wait(root: &Path, arguments: &WatchArguments, seen: &Look) -> Vec<String> {
    let mut last = look(root, arguments);
    let mut steady = 0;
    loop {
        std::thread::sleep(PAUSE);
        let now = look(root, arguments);
        steady = if now == last { steady + 1 } else { 0 };
        // Between the two steps of a rename the workbook is not there; what stays away was removed.
        let is_whole = seen.keys().all(|path| now.contains_key(path) || !is_needed(path, root));
        if now != *seen && steady >= if is_whole { 1 } else { GONE } {
            return changed(seen, &now, root);
        }
        last = now;
    }
}

/// True for what stands in the project's folder itself: the definition, the workbook, the description.
fn is_needed(path: &Path, root: &Path) -> bool {
    path.parent() == Some(root)
}

fn changed(seen: &Look, now: &Look, root: &Path) -> Vec<String> {
    let paths: std::collections::BTreeSet<&PathBuf> =
        seen.keys().chain(now.keys()).filter(|path| seen.get(*path) != now.get(*path)).collect();
    let shown = |path: &&PathBuf| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let mut names: Vec<String> = paths.iter().take(NAMED).map(shown).collect();
    if let more @ 1.. = paths.len().saturating_sub(NAMED) {
        names.push(counted(more, "autre fichier", "autres fichiers"));
    }
    names
}

/// Every file that a run may read, without what programs leave beside them and what the run itself writes.
fn look(root: &Path, arguments: &WatchArguments) -> Look {
    let mut look = Look::new();
    let out = fs::canonicalize(&arguments.destination.out).ok();
    let folders = std::iter::once(root.to_owned()).chain(arguments.overrides.templates.clone());
    let mut waiting: Vec<(PathBuf, usize)> = folders.map(|folder| (folder, 0)).collect();
    while let Some((folder, depth)) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            if is_of_system(&name)
                || crate::report::annotated::is_copy(&name)
                || look.len() > limits::LISTED_FILES
            {
                continue;
            }
            if kind.is_dir() {
                let is_out =
                    out.as_ref().is_some_and(|out| fs::canonicalize(&path).is_ok_and(|path| path == *out));
                if depth < DEPTH && !is_out {
                    waiting.push((path, depth + 1));
                }
            } else if let Ok(known) = entry.metadata() {
                look.insert(path, (known.len(), known.modified().ok()));
            }
        }
    }
    look
}
