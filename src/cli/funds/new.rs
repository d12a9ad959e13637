//! `dossier funds --nouveau ID`: the folder of a new fund, to be completed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::arguments::FundsArguments;
use crate::cli::status::Failure;
use crate::cli::{Status, Streams};
use crate::report::style::printable;
use crate::rules::skeleton::skeleton;
use crate::source::SourceError;

/// Where the folder goes when no folder of templates is named.
const TEMPLATES: &str = "templates";

/// Write the folder; nothing is written over.
pub fn run(id: &str, arguments: &FundsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    let starts_well = id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    if !starts_well || !id.chars().all(is_plain) || id == "commun" {
        let message = format!(
            "--nouveau : « {} » ne peut pas nommer un fonds : des minuscules sans accent, des chiffres, des tirets, tel « fonds-departemental »",
            printable(id)
        );
        return Err(Failure::Request(message));
    }
    let root = arguments.overrides.templates.clone().unwrap_or_else(|| PathBuf::from(TEMPLATES));
    let folder = root.join(id);
    let shown = |path: &Path| printable(&path.display().to_string());
    if folder.exists() {
        return Err(Failure::Request(format!(
            "{} : ce dossier existe déjà : rien n’est écrit",
            shown(&folder)
        )));
    }
    fs::create_dir_all(&folder).map_err(|error| SourceError::io(shown(&folder), error))?;
    for (name, text) in skeleton(id) {
        let file = folder.join(name);
        fs::write(&file, text).map_err(|error| SourceError::io(shown(&file), error))?;
        writeln!(streams.out, "{}", shown(&file))?;
    }
    writeln!(
        streams.out,
        "\nÀ faire : nommez l’autorité, cherchez les valeurs vides, puis dossier funds {id} --verifier --templates {}",
        shown(&root)
    )?;
    Ok(Status::Clean)
}
