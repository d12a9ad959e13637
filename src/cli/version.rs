//! `dossier --version --json`: which program this is, by what manifests name it by.

use std::ffi::OsString;
use std::io;

use serde_json::json;

use super::Streams;
use crate::model::digest::sha256;
use crate::pack::manifest::{libraries, version};
use crate::pack::statement::{BUILDER, FORM};
use crate::report::json::write_value;
use crate::rules::Definitions;

/// True when that is what is asked.
pub fn is_asked(arguments: &[OsString]) -> bool {
    let asked: Vec<&str> = arguments.iter().skip(1).filter_map(|argument| argument.to_str()).collect();
    matches!(asked.as_slice(), ["--version" | "-V", "--json"] | ["--json", "--version" | "-V"])
}

/// Writes it.
pub fn write(streams: &mut Streams<'_>) -> io::Result<()> {
    let definitions = Definitions::embedded();
    let all: String = definitions.digests().map(|(path, sha256)| format!("{sha256}  {path}\n")).collect();
    let libraries = libraries();
    write_value(
        streams.out,
        &json!({
            "id": BUILDER,
            "version": version(),
            "forme_du_manifeste": FORM,
            "bibliotheques": { "name": libraries.name, "digest": libraries.digest },
            "regles": { "digest": { "sha256": sha256(all.as_bytes()) } },
        }),
    )
}
