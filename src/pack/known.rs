//! What the program reads of the manifest of a pack that stands somewhere, in the present form or in one of old.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::statement::{FIGURES, FINDINGS, Layer, Statement};
use crate::model::door::read_own;
use crate::source::limits;

/// A pack, by its manifest.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The fund.
    pub fund: String,
    /// Title of the project; a form of old did not say it.
    pub title: Option<String>,
    /// Its acronym.
    pub acronym: Option<String>,
    /// The sources and pieces: name and digest.
    pub inputs: Vec<(String, String)>,
    /// The files, by their paths from the pack's folder.
    pub outputs: Vec<String>,
    /// The figures.
    pub figures: Vec<Value>,
    /// The findings.
    pub findings: Vec<Value>,
}

impl Known {
    /// What the manifest in a file says; `None` when it cannot be read, or is none.
    #[must_use]
    pub fn read(manifest: &Path) -> Option<Self> {
        let bytes = read_own(manifest, limits::MANIFEST_BYTES).ok()?;
        let statement = serde_json::from_slice::<Statement>(&bytes).map(Self::of);
        statement.ok().or_else(|| serde_json::from_slice::<Old>(&bytes).ok().map(Self::from))
    }

    fn of(statement: Statement) -> Self {
        let request = statement.request().clone();
        let of_applicant = statement.read(Layer::Source).chain(statement.read(Layer::Piece));
        Self {
            fund: request.fonds,
            title: Some(request.intitule),
            acronym: request.sigle,
            inputs: of_applicant.map(|input| (input.name.clone(), input.digest.sha256.clone())).collect(),
            outputs: statement.subject.iter().map(|output| output.name.clone()).collect(),
            figures: statement.list(FIGURES).to_vec(),
            findings: statement.list(FINDINGS).to_vec(),
        }
    }
}

/// Forms 1 to 4; what one of them did not write is not held against it.
#[derive(Deserialize)]
struct Old {
    #[serde(rename = "fonds", default)]
    fund: String,
    #[serde(rename = "intitule")]
    title: Option<String>,
    #[serde(rename = "sigle")]
    acronym: Option<String>,
    #[serde(rename = "entrees", default)]
    inputs: Vec<OldInput>,
    #[serde(rename = "sorties")]
    outputs: Vec<OldOutput>,
    #[serde(rename = "chiffres", default)]
    figures: Vec<Value>,
    #[serde(rename = "constats", default)]
    findings: Vec<Value>,
}

#[derive(Deserialize)]
struct OldInput {
    #[serde(rename = "fichier")]
    file: String,
    sha256: String,
}

#[derive(Deserialize)]
struct OldOutput {
    #[serde(rename = "fichier")]
    file: String,
}

impl From<Old> for Known {
    fn from(old: Old) -> Self {
        Self {
            fund: old.fund,
            title: old.title,
            acronym: old.acronym,
            inputs: old.inputs.into_iter().map(|input| (input.file, input.sha256)).collect(),
            outputs: old.outputs.into_iter().map(|output| output.file).collect(),
            figures: old.figures,
            findings: old.findings,
        }
    }
}
