//! The form of `manifest.json`: an in-toto statement (v1) about the files of a pack, whose predicate is a SLSA provenance
//! (v1). Sources: `https://in-toto.io/Statement/v1`, `https://slsa.dev/provenance/v1`. What these forms do not name stands in
//! their `annotations`, under French names.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::rules::definitions::{SHARED, THEME};

/// Kind of the statement.
pub const STATEMENT: &str = "https://in-toto.io/Statement/v1";

/// Kind of its predicate.
pub const PROVENANCE: &str = "https://slsa.dev/provenance/v1";

/// How the files are made from the dependencies: the form of this manifest, by its number.
pub const BUILD_TYPE: &str = "urn:dossier:dossier-de-demande:5";

/// Who makes them.
pub const BUILDER: &str = "urn:dossier:programme";

/// Version of the manifest's form.
pub const FORM: u32 = 5;

/// Names of what is made besides the files.
pub const FIGURES: &str = "chiffres";
/// See [`FIGURES`].
pub const ANSWERS: &str = "controles";
/// See [`FIGURES`].
pub const FINDINGS: &str = "constats";

/// What is said of the files of a pack, with its lists.
pub type Statement = StatementOf<Vec<Value>>;

/// The same without what its lists hold: to know the files of a pack, nothing of them is needed.
pub type Outline = StatementOf<Vec<IgnoredAny>>;

/// What is said of the files of a pack, with some form of its lists.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementOf<L> {
    /// [`STATEMENT`].
    #[serde(rename = "_type")]
    pub kind: String,
    /// The files, but for the manifest and the sums.
    pub subject: Vec<Output>,
    /// [`PROVENANCE`].
    #[serde(rename = "predicateType")]
    pub predicate_type: String,
    /// How they came about.
    pub predicate: Provenance<L>,
}

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    /// SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

impl Digest {
    /// From the hexadecimal digits.
    #[must_use]
    pub fn of(sha256: impl Into<String>) -> Self {
        Self { sha256: sha256.into() }
    }
}

/// A file of the pack.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Its path from the pack's folder, with `/`.
    pub name: String,
    /// Its digest.
    pub digest: Digest,
    /// What it is.
    pub annotations: OutputNotes,
}

/// What a file of the pack is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutputNotes {
    /// Size in bytes.
    pub octets: u64,
    /// Pages of a PDF.
    pub pages: Option<u64>,
    /// Identifier of the piece that it copies.
    pub piece: Option<String>,
    /// What the page layout had to work around.
    #[serde(default)]
    pub remarques: Vec<String>,
    /// Title of a document.
    pub titre: Option<String>,
}

/// How the files came about.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Provenance<L> {
    /// What was asked, and of what.
    pub build_definition: BuildDefinition,
    /// By what, and what it found.
    pub run_details: RunDetails<L>,
}

/// What was asked, and of what.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BuildDefinition {
    /// [`BUILD_TYPE`].
    pub build_type: String,
    /// What the applicant asked.
    pub external_parameters: Request,
    /// What the rules of the fund add.
    pub internal_parameters: Applied,
    /// Everything that was read: sources, pieces, rules, templates, theme, fonts, and the list of the program's libraries.
    pub resolved_dependencies: Vec<Input>,
}

/// What the applicant asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// True for a draft.
    pub brouillon: bool,
    /// The day that the documents bear, and that rules are applied at.
    pub date_effet: Option<String>,
    /// True for a worked example, whose facts are invented.
    pub exemple_fictif: bool,
    /// The fund's identifier.
    pub fonds: String,
    /// The form of this manifest.
    pub forme: u32,
    /// Title of the project.
    pub intitule: String,
    /// Its acronym.
    pub sigle: Option<String>,
}

/// What the rules of the fund add.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// How amounts are rounded.
    pub arrondi: String,
    /// Digest of the sources, rules, templates and fonts, printed on the control report.
    pub empreinte: String,
    /// The rules of the fund.
    pub parametres: Vec<Rule>,
}

/// A rule of the fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// True for the value that was applied.
    pub appliquee: bool,
    /// First day on which its value holds.
    pub depuis: Option<String>,
    /// Name in the definition.
    pub id: String,
    /// Last day on which its value holds.
    pub jusqu_au: Option<String>,
    /// Article, guide, decision; for a rule without value, who holds it or why there is none.
    pub source: String,
    /// How sure it is.
    pub statut: String,
    /// The value, as typed; none when nobody knows it.
    pub valeur: Option<String>,
    /// Day its source was read.
    pub vu_le: Option<String>,
}

/// What kind of thing was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// A source of the applicant.
    Source,
    /// A piece of the applicant.
    Piece,
    /// A definition of a fund, or of what funds share.
    Regle,
    /// A template of documents.
    Modele,
    /// The look of documents.
    Theme,
    /// A font.
    Police,
    /// The program.
    Programme,
}

impl Layer {
    /// What kind of thing a definition, a template or a part of the theme is, by its path among them.
    #[must_use]
    pub fn of_rule(path: &str) -> Self {
        let is_theme = path.strip_prefix(SHARED).and_then(|rest| rest.strip_prefix('/')) == Some(THEME);
        match path.rsplit('.').next() {
            Some("hbs") => Self::Modele,
            Some("toml") if !is_theme => Self::Regle,
            _ => Self::Theme,
        }
    }
}

/// Something that was read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its name: relative to the project's folder, to that of templates, or its own.
    pub name: String,
    /// Its digest.
    pub digest: Digest,
    /// What it is.
    pub annotations: InputNotes,
}

/// What something that was read is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InputNotes {
    /// The cells whose value entered the figures, by sheet, in the order of the sheet.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cellules_lues: BTreeMap<String, Vec<String>>,
    /// Its kind.
    pub couche: Layer,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub octets: Option<u64>,
}

/// By what, and what it found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunDetails<L> {
    /// The program.
    pub builder: Builder,
    /// The figures, the answers of the checks, the findings.
    pub byproducts: Vec<Byproduct<L>>,
}

/// The program.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Builder {
    /// [`BUILDER`].
    pub id: String,
    /// Its versions.
    pub version: Version,
}

/// Which program it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Architecture and system.
    pub cible: String,
    /// Version number.
    pub dossier: String,
    /// Revision of its sources, when whoever built it gave one.
    pub revision: Option<String>,
}

/// What is made besides the files.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Byproduct<L> {
    /// [`FIGURES`], [`ANSWERS`] or [`FINDINGS`].
    pub name: String,
    /// Digest of its canonical form.
    pub digest: Digest,
    /// The list itself, and how many there are in all.
    pub annotations: Listed<L>,
}

/// A list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed<L> {
    /// As many as the manifest holds.
    pub liste: L,
    /// How many there are.
    pub nombre: u64,
}

impl Statement {
    /// What is made besides the files, by name.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Value] {
        let named = self.predicate.run_details.byproducts.iter().find(|one| one.name == name);
        named.map(|one| one.annotations.liste.as_slice()).unwrap_or_default()
    }

    /// The same, without what its lists hold.
    #[must_use]
    pub fn outline(self) -> Outline {
        let Self { kind, subject, predicate_type, predicate } = self;
        let Provenance { build_definition, run_details } = predicate;
        let RunDetails { builder, byproducts } = run_details;
        let bare = |Byproduct { name, digest, annotations }: Byproduct<Vec<Value>>| Byproduct {
            name,
            digest,
            annotations: Listed { liste: Vec::new(), nombre: annotations.nombre },
        };
        let run_details = RunDetails { builder, byproducts: byproducts.into_iter().map(bare).collect() };
        let predicate = Provenance { build_definition, run_details };
        StatementOf { kind, subject, predicate_type, predicate }
    }
}

impl<L> StatementOf<L> {
    /// What was read, of some kind.
    pub fn read(&self, layer: Layer) -> impl Iterator<Item = &Input> {
        let all = self.predicate.build_definition.resolved_dependencies.iter();
        all.filter(move |input| input.annotations.couche == layer)
    }

    /// What the applicant asked.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.predicate.build_definition.external_parameters
    }
}
