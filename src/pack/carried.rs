//! What the archive copy of a pack carries: with it and the program, an auditor rebuilds every document of the pack.

use std::io::{self, Cursor, Write};
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::canonical::canonical;
use super::figures_json::figures;
use super::statement::FORM;
use crate::pdf::{Attachment, Relationship};
use crate::prepare::{Prepared, PreparedPack};
use crate::source::carried::Pieces;
use crate::source::folder::PROJECT_FILE;

/// What was asked, and under which names the sources are.
pub const REQUEST: &str = "dossier.json";

/// What was read of the pieces.
pub const PIECES: &str = "pieces.json";

/// The definitions and templates, laid out as the folder of `--templates`.
pub const RULES: &str = "regles.zip";

/// The definition of the fund, for whoever only wants to read it.
const DEFINITION: &str = "fund.toml";

/// The figures.
pub const FIGURES: &str = "chiffres.json";

/// What was asked of the pack, and under which names its sources are carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// True for a draft.
    pub brouillon: bool,
    /// Name of the workbook among the attachments.
    pub classeur: String,
    /// The effective date.
    pub date_effet: String,
    /// Name of the description among the attachments.
    pub description: Option<String>,
    /// The digest of the sources, the pieces and the rules.
    pub empreinte: String,
    /// The fund.
    pub fonds: String,
    /// The form of this file, which is that of the manifest.
    pub forme: u32,
}

/// What a pack carries.
pub(super) struct Carriage<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) pack: &'a PreparedPack,
    pub(super) draft: bool,
    pub(super) date: Date,
}

impl Carriage<'_> {
    /// The attachments of the archive copy.
    ///
    /// # Errors
    /// When one cannot be written.
    pub(super) fn attachments(&self) -> Result<Vec<Attachment>, serde_json::Error> {
        let folder = &self.prepared.folder;
        let own = [REQUEST, PIECES, RULES, DEFINITION, FIGURES, PROJECT_FILE];
        let budget = free_name(&folder.budget.name, &own);
        let mut list = vec![
            self.source(
                &budget,
                spreadsheet_type(&budget),
                "Classeur budgétaire du demandeur",
                &folder.budget.bytes,
            ),
            self.source(
                PROJECT_FILE,
                "application/toml",
                "Description du projet",
                &folder.project_file.bytes,
            ),
        ];
        let mut taken = own.to_vec();
        taken.push(&budget);
        let description = folder.description.as_ref().map(|file| (free_name(&file.name, &taken), file));
        if let Some((name, file)) = &description {
            list.push(self.source(name, "text/markdown", "Texte des rubriques", &file.bytes));
        }
        list.push(self.source(
            DEFINITION,
            "application/toml",
            "Définition du fonds\u{202f}: règles, sources, statuts",
            &self.pack.fund.definition,
        ));
        list.push(self.source(
            RULES,
            "application/zip",
            "Définitions et modèles du dossier",
            &self.rules()?.into(),
        ));
        let data = |name: &str, description: &str, bytes: Vec<u8>| Attachment {
            relationship: Relationship::Data,
            ..self.source(name, "application/json", description, &bytes.into())
        };
        list.push(data(
            FIGURES,
            "Chaque chiffre, sa valeur et la façon dont il est obtenu",
            serde_json::to_vec_pretty(&figures(&self.pack.computation.ledger))?,
        ));
        let pieces = Pieces::of(folder, &self.prepared.looks);
        list.push(data(PIECES, "Empreintes des pièces, et ce qui y a été lu", canonical(&pieces)?));
        let asked = Asked {
            brouillon: self.draft,
            classeur: budget.clone(),
            date_effet: self.date.to_string(),
            description: description.map(|(name, _)| name),
            empreinte: self.pack.fingerprint.clone(),
            fonds: self.pack.fund.id.clone(),
            forme: FORM,
        };
        list.push(data(REQUEST, "Ce qui a été demandé au programme", canonical(&asked)?));
        Ok(list)
    }

    fn source(&self, name: &str, mime: &str, description: &str, bytes: &Arc<[u8]>) -> Attachment {
        Attachment {
            name: name.to_owned(),
            mime: mime.to_owned(),
            description: description.to_owned(),
            relationship: Relationship::Source,
            bytes: Arc::clone(bytes),
            modified: self.date,
        }
    }

    /// The definitions and templates, stored: the document compresses them.
    fn rules(&self) -> Result<Vec<u8>, serde_json::Error> {
        let refused = |error: ZipError| serde_json::Error::io(io::Error::other(error));
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        for (path, bytes) in self.prepared.rule_files_of(self.pack) {
            archive.start_file(path, options).map_err(refused)?;
            archive.write_all(&bytes).map_err(serde_json::Error::io)?;
        }
        Ok(archive.finish().map_err(refused)?.into_inner())
    }
}

/// The name of a file without its folder, another one when it is taken.
fn free_name(path: &str, taken: &[&str]) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    if taken.iter().any(|other| other.eq_ignore_ascii_case(name)) {
        return free_name(&format!("source-{name}"), taken);
    }
    name.to_owned()
}

fn spreadsheet_type(name: &str) -> &'static str {
    match name.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => "text/csv",
        Some("ods") => "application/vnd.oasis.opendocument.spreadsheet",
        Some("xls") => "application/vnd.ms-excel",
        Some("xlsm") => "application/vnd.ms-excel.sheet.macroEnabled.12",
        Some("xlsb") => "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}
