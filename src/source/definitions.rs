//! Funds and templates: embedded in the binary, or read from the folder of `--templates`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::attachment::Accepted;
use super::{SourceError, project_file};
use crate::model::Fund;
use crate::model::digest::sha256;
use crate::model::fund::{ParameterUnit, Status};

/// The templates as they stand in the repository, so that the binary needs nothing beside it.
#[derive(rust_embed::RustEmbed)]
#[folder = "templates/"]
#[include = "*.toml"]
#[include = "*.hbs"]
#[include = "*.png"]
struct Embedded;

/// Folder of what funds share.
pub const SHARED: &str = "commun";

/// Look of the documents, in [`SHARED`].
pub const THEME: &str = "theme.toml";

/// Largest template or definition read from a folder, in bytes.
const LARGEST_DEFINITION: u64 = 4 << 20;

/// Every definition and template, by path relative to the templates folder.
#[derive(Debug, Clone)]
pub struct Definitions {
    files: BTreeMap<String, Arc<[u8]>>,
    overrides: Option<PathBuf>,
}

/// One fund with its templates.
#[derive(Debug, Clone)]
pub struct FundFolder {
    /// Identifier: the folder's name.
    pub id: String,
    /// `fund.toml`, parsed.
    pub fund: Fund,
    /// `fund.toml`, as it stands.
    pub definition: Arc<[u8]>,
    /// Templates of the fund and shared partials, by path relative to the templates folder.
    pub templates: BTreeMap<String, String>,
    /// SHA-256 of the definition and of each template, by path.
    pub digests: BTreeMap<String, String>,
}

impl Definitions {
    /// The definitions built into the program.
    #[must_use]
    pub fn embedded() -> Self {
        let files = Embedded::iter()
            .filter_map(|path| {
                Embedded::get(&path).map(|file| (path.replace('\\', "/"), Arc::from(file.data.as_ref())))
            })
            .collect();
        Self { files, overrides: None }
    }

    /// The definitions of a folder laid out like the built-in one; what it lacks comes from the built-in one.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn with_overrides(root: &Path) -> Result<Self, SourceError> {
        let mut definitions = Self { overrides: Some(root.to_owned()), ..Self::embedded() };
        for folder in sorted_entries(root)? {
            if !folder.is_dir() {
                continue;
            }
            let folder_name = file_name(&folder);
            for file in sorted_entries(&folder)? {
                let extension = file.extension().map(|extension| extension.to_string_lossy().into_owned());
                if !matches!(extension.as_deref(), Some("toml" | "hbs")) {
                    continue;
                }
                let name = format!("{folder_name}/{}", file_name(&file));
                let size = fs::metadata(&file).map_err(|error| SourceError::io(&name, error))?.len();
                if size > LARGEST_DEFINITION {
                    return Err(SourceError::TooLarge { name, size, limit: LARGEST_DEFINITION });
                }
                let bytes = fs::read(&file).map_err(|error| SourceError::io(&name, error))?;
                definitions.files.insert(name, bytes.into());
            }
        }
        definitions.read_logo(root)?;
        Ok(definitions)
    }

    /// Adds the logo that the theme names, when the folder holds it. Whether it can be used is for the theme's reader to say.
    fn read_logo(&mut self, root: &Path) -> Result<(), SourceError> {
        let theme = self.text(&format!("{SHARED}/{THEME}"))?.parse::<toml::Table>().unwrap_or_default();
        let Some(file) = theme.get("logo").and_then(|logo| logo.get("file")?.as_str()) else {
            return Ok(());
        };
        let name = format!("{SHARED}/{file}");
        let path = root.join(SHARED).join(file);
        // A name that is not plain is refused with the theme; a pipe would be read for ever.
        if file.contains(['/', '\\']) || !path.is_file() {
            return Ok(());
        }
        let size = fs::metadata(&path).map_err(|error| SourceError::io(&name, error))?.len();
        if size > LARGEST_DEFINITION {
            return Err(SourceError::Definition {
                name: format!("{SHARED}/{THEME} › logo › file"),
                message: format!(
                    "« {file} » pèse {size} octets, plus que la limite de {LARGEST_DEFINITION} ; réduisez ses dimensions"
                ),
            });
        }
        let bytes = fs::read(&path).map_err(|error| SourceError::io(&name, error))?;
        self.files.insert(name, bytes.into());
        Ok(())
    }

    /// The folder of fonts that replace the built-in ones, when the overriding folder has one.
    #[must_use]
    pub fn fonts_folder(&self) -> Option<PathBuf> {
        self.overrides.as_ref().map(|root| root.join(SHARED).join("fonts")).filter(|folder| folder.is_dir())
    }

    /// Identifiers of the funds, sorted.
    #[must_use]
    pub fn fund_ids(&self) -> Vec<&str> {
        self.files
            .keys()
            .filter_map(|path| path.strip_suffix("/fund.toml"))
            .filter(|id| !id.contains('/'))
            .collect()
    }

    /// A file by its path.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.get(path).cloned()
    }

    /// A file by its path, as text.
    ///
    /// # Errors
    /// When there is none, or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<&str, SourceError> {
        let bytes = self.files.get(path).ok_or_else(|| SourceError::Definition {
            name: path.to_owned(),
            message: "ce fichier manque dans le dossier des modèles".to_owned(),
        })?;
        std::str::from_utf8(bytes).map_err(|_| SourceError::NotUtf8 { name: path.to_owned() })
    }

    /// A fund with its templates.
    ///
    /// # Errors
    /// When it is unknown, or its definition is malformed or contradicts itself.
    pub fn fund(&self, id: &str) -> Result<FundFolder, SourceError> {
        let path = format!("{id}/fund.toml");
        let Some(definition) = self.files.get(&path) else {
            let known = self.fund_ids();
            return Err(SourceError::UnknownFund {
                id: id.to_owned(),
                nearest: project_file::nearest(id, known.iter().copied()).map(str::to_owned),
                known: known.join(", "),
            });
        };
        let fund: Fund = project_file::parse(&path, definition)?;
        validate(&path, id, &fund)?;
        let mut templates = BTreeMap::new();
        let mut digests = BTreeMap::new();
        for (name, bytes) in &self.files {
            let folder = name.split('/').next().unwrap_or_default();
            if folder != id && folder != SHARED {
                continue;
            }
            digests.insert(name.clone(), sha256(bytes));
            if name.ends_with(".hbs") {
                templates.insert(name.clone(), self.text(name)?.to_owned());
            }
        }
        Ok(FundFolder { id: id.to_owned(), fund, definition: Arc::clone(definition), templates, digests })
    }
}

/// What TOML alone cannot say about a fund's definition.
fn validate(path: &str, id: &str, fund: &Fund) -> Result<(), SourceError> {
    let refuse = |message: String| Err(SourceError::Definition { name: path.to_owned(), message });
    if fund.identity.id != id {
        return refuse(format!("fonds.id vaut « {} », le dossier s’appelle « {id} »", fund.identity.id));
    }
    let mut seen = std::collections::BTreeSet::new();
    for category in &fund.categories {
        if !seen.insert(&category.id) {
            return refuse(format!("le poste « {} » est défini deux fois", category.id));
        }
    }
    for document in &fund.documents {
        let (stem, extension) = document.file.rsplit_once('.').unwrap_or((&document.file, ""));
        let plain = stem.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        if !plain || stem.is_empty() || stem.starts_with('.') {
            return refuse(format!(
                "documents : le nom « {} » doit être en ASCII, sans espace ni dossier",
                document.file
            ));
        }
        match (extension, &document.template, &document.workbook) {
            ("pdf", Some(_), None) | ("xlsx", None, Some(_)) => {}
            _ => {
                return refuse(format!(
                    "documents : « {} » demande un « modele » s’il est en .pdf, un « classeur » s’il est en .xlsx",
                    document.file
                ));
            }
        }
    }
    for (name, parameter) in &fund.parameters {
        if parameter.value.is_none() != (parameter.status == Status::Vide) {
            return refuse(format!(
                "parametres.{name} : une valeur absente a le statut « vide », et elle seule"
            ));
        }
        if parameter.unit == ParameterUnit::Formats
            && let Some(Err(word)) = parameter.value.as_deref().map(Accepted::parse)
        {
            return refuse(format!(
                "parametres.{name} : « {word} » n’est pas l’extension d’un format connu ; écrivez « pdf, docx », ou « tous » si aucun format n’est refusé"
            ));
        }
    }
    Ok(())
}

fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let shown = || folder.display().to_string();
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
        })
        .map_err(|error| SourceError::io(shown(), error))?;
    entries.sort();
    Ok(entries)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
