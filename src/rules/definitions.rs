//! Funds and templates: embedded in the binary, or read from the folder of `--templates`.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::Texts;
use super::lines::line_of;
use super::sound::unsound;
use crate::model::Fund;
use crate::model::digest::sha256;
use crate::model::door;
use crate::source::{SourceError, limits, project_file};

/// The templates as they stand in the repository, so that the binary needs nothing beside it.
#[derive(rust_embed::RustEmbed)]
#[folder = "templates/"]
#[include = "*.toml"]
#[include = "*.hbs"]
#[include = "*.png"]
struct Embedded;

/// Folder of what funds share.
pub const SHARED: &str = "commun";

/// Legal texts and their days, in [`SHARED`].
pub const TEXTS: &str = "textes.toml";

/// Folder, in that of a fund, of the definitions that held once: each is named by its last day, `2025-12-31.toml`.
pub const VERSIONS: &str = "versions";

/// Look of the documents, in [`SHARED`].
pub const THEME: &str = "theme.toml";

/// Every definition and template, by path relative to the templates folder.
#[derive(Debug, Clone)]
pub struct Definitions {
    files: BTreeMap<String, Arc<[u8]>>,
    overrides: Option<PathBuf>,
}

/// Definitions that are read when the first of them is asked.
pub type AtHand = LazyCell<Definitions, Box<dyn FnOnce() -> Definitions>>;

/// One fund with its templates.
#[derive(Debug, Clone)]
pub struct FundFolder {
    /// Identifier: the folder's name.
    pub id: String,
    /// `fund.toml`, parsed.
    pub fund: Fund,
    /// The definition, as it stands.
    pub definition: Arc<[u8]>,
    /// Its path: `fund.toml`, or that of an older definition.
    pub path: String,
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
        let mut allowance = Allowance::of(root);
        for folder in allowance.entries(root)? {
            if !folder.is_dir() {
                continue;
            }
            let folder_name = file_name(&folder);
            let archive = folder.join(VERSIONS);
            let archived = if archive.is_dir() { allowance.entries(&archive)? } else { Vec::new() };
            for file in allowance.entries(&folder)?.into_iter().chain(archived) {
                let extension = file.extension().map(|extension| extension.to_string_lossy().into_owned());
                if !matches!(extension.as_deref(), Some("toml" | "hbs")) {
                    continue;
                }
                let inside = if file.starts_with(&archive) { format!("{VERSIONS}/") } else { String::new() };
                let name = format!("{folder_name}/{inside}{}", file_name(&file));
                let bytes = allowance.read(&file, &name)?;
                definitions.files.insert(name, bytes.into());
            }
        }
        definitions.read_logo(root, &mut allowance)?;
        Ok(definitions)
    }

    /// Adds the logo that the theme names, when the folder holds it. Whether it can be used is for the theme's reader to say.
    fn read_logo(&mut self, root: &Path, allowance: &mut Allowance) -> Result<(), SourceError> {
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
        let bytes = match allowance.read(&path, &name) {
            Err(SourceError::TooLarge { size, limit, .. }) => {
                return Err(SourceError::Definition {
                    line: None,
                    name: format!("{SHARED}/{THEME} › logo › file"),
                    message: format!(
                        "« {file} » pèse {size} octets, plus que la limite de {limit} ; réduisez ses dimensions"
                    ),
                });
            }
            answer => answer?,
        };
        self.files.insert(name, bytes.into());
        Ok(())
    }

    /// Definitions and templates that are these alone, by path.
    #[must_use]
    pub const fn of_files(files: BTreeMap<String, Arc<[u8]>>) -> Self {
        Self { files, overrides: None }
    }

    /// Every file with its digest, by path.
    pub fn digests(&self) -> impl Iterator<Item = (&str, String)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), sha256(bytes)))
    }

    /// The present definition of the fund that an older definition belongs to; `None` for any other file.
    #[must_use]
    pub fn present(path: &str) -> Option<String> {
        let (folder, _) = path.split_once(&format!("/{VERSIONS}/"))?;
        Some(format!("{folder}/fund.toml"))
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
            line: None,
            name: path.to_owned(),
            message: "ce fichier manque dans le dossier des modèles".to_owned(),
        })?;
        std::str::from_utf8(bytes).map_err(|_| SourceError::NotUtf8 { name: path.to_owned() })
    }

    /// The legal texts whose days are known.
    ///
    /// # Errors
    /// When their list is malformed.
    pub fn texts(&self) -> Result<Texts, SourceError> {
        let path = format!("{SHARED}/{TEXTS}");
        self.files.get(&path).map_or_else(|| Ok(Texts::default()), |bytes| project_file::parse(&path, bytes))
    }

    /// The templates of [`SHARED`], by path.
    ///
    /// # Errors
    /// When one is not UTF-8.
    pub fn shared_templates(&self) -> Result<Vec<(&str, &str)>, SourceError> {
        let shared = |path: &&String| {
            path.strip_prefix(SHARED).is_some_and(|rest| rest.starts_with('/')) && path.ends_with(".hbs")
        };
        self.files.keys().filter(shared).map(|path| Ok((path.as_str(), self.text(path)?))).collect()
    }

    /// The definition of a fund that holds on a day: the oldest of those kept in its archive whose last day is not past,
    /// else the current one.
    fn definition_on(&self, id: &str, day: Option<Date>) -> String {
        let folder = format!("{id}/{VERSIONS}/");
        let kept = self.files.keys().filter_map(|path| {
            let last: Date = path.strip_prefix(&folder)?.strip_suffix(".toml")?.parse().ok()?;
            (Some(last) >= day && day.is_some()).then_some((last, path))
        });
        kept.min().map_or_else(|| format!("{id}/fund.toml"), |(_, path)| path.clone())
    }

    /// A fund with its templates, by the definition that holds on a day; the current one without a day.
    ///
    /// # Errors
    /// When it is unknown, or its definition is malformed or contradicts itself.
    pub fn fund(&self, id: &str, day: Option<Date>) -> Result<FundFolder, SourceError> {
        let path = self.definition_on(id, day);
        let Some(definition) = self.files.get(&path) else {
            let known = self.fund_ids();
            return Err(SourceError::UnknownFund {
                id: id.to_owned(),
                nearest: project_file::nearest(id, known.iter().copied()).map(str::to_owned),
                known: known.join(", "),
            });
        };
        let fund = Fund { path: path.clone(), ..project_file::parse(&path, definition)? };
        let refused = |(key, why): (String, String)| {
            let line = std::str::from_utf8(definition).ok().and_then(|text| line_of(text, &key));
            SourceError::Definition { name: path.clone(), line, message: format!("{key} : {why}") }
        };
        if let Some(fault) = unsound(&fund, id) {
            return Err(refused(fault));
        }
        let mut templates = BTreeMap::new();
        let mut digests = BTreeMap::new();
        for (name, bytes) in &self.files {
            let folder = name.split('/').next().unwrap_or_default();
            // Of several definitions, the one that holds is the pack's own.
            let is_other = name.ends_with(".toml") && folder == id && *name != path;
            if is_other || (folder != id && folder != SHARED) {
                continue;
            }
            digests.insert(name.clone(), sha256(bytes));
            if name.ends_with(".hbs") {
                templates.insert(name.clone(), self.text(name)?.to_owned());
            }
        }
        if let Some(fault) = absent_template(&fund, &templates) {
            return Err(refused(fault));
        }
        Ok(FundFolder {
            id: id.to_owned(),
            fund,
            definition: Arc::clone(definition),
            path,
            templates,
            digests,
        })
    }
}

/// A document whose template is neither the fund's nor a shared one: its key, and the nearest name.
fn absent_template(fund: &Fund, templates: &BTreeMap<String, String>) -> Option<(String, String)> {
    let names = || templates.keys().map(|path| path.rsplit('/').next().unwrap_or(path));
    fund.documents.iter().enumerate().find_map(|(rank, document)| {
        let template = document.template.as_deref()?;
        if names().any(|name| name == template) {
            return None;
        }
        let near = project_file::nearest(template, names());
        let meant = near.map_or_else(String::new, |near| format!(" ; vouliez-vous dire « {near} » ?"));
        Some((format!("documents[{rank}].modele"), format!("le modèle « {template} » n’existe pas{meant}")))
    })
}

/// What may still be read of a folder of templates.
struct Allowance {
    /// The folder, as it was named.
    root: String,
    files: usize,
    bytes: u64,
}

impl Allowance {
    fn of(root: &Path) -> Self {
        let root = root.display().to_string();
        Self { root, files: limits::TEMPLATE_FILES, bytes: limits::TEMPLATES_BYTES }
    }

    /// What a folder holds, sorted.
    fn entries(&mut self, folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
        let refused = |error| SourceError::io(folder.display().to_string(), error);
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(refused)? {
            self.files = self.files.checked_sub(1).ok_or_else(|| SourceError::TooLong {
                name: self.root.clone(),
                field: None,
                line: None,
                found: format!("plus de {} fichiers", limits::TEMPLATE_FILES),
                limit: format!("{} dans un dossier de modèles", limits::TEMPLATE_FILES),
            })?;
            entries.push(entry.map_err(refused)?.path());
        }
        entries.sort();
        Ok(entries)
    }

    /// A regular file, within its own limit and that of the whole folder.
    fn read(&mut self, path: &Path, name: &str) -> Result<Vec<u8>, SourceError> {
        let bytes = door::read(path, limits::TEMPLATE_FILE_BYTES)
            .map_err(|refused| SourceError::refused(name, refused))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.checked_sub(size).ok_or_else(|| SourceError::TooLong {
            name: self.root.clone(),
            field: None,
            line: None,
            found: format!("plus de {} octets de modèles et de définitions", limits::TEMPLATES_BYTES),
            limit: format!("{} dans un dossier de modèles", limits::TEMPLATES_BYTES),
        })?;
        Ok(bytes)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str, place: impl FnOnce(&Path)) -> String {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        place(&path);
        Definitions::with_overrides(root.path()).unwrap_err().to_string()
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_regular_file_is_refused_by_its_name_and_never_opened() {
        for name in ["f/lettre.hbs", "f/fund.toml", "commun/theme.toml", "f/versions/2025-12-31.toml"] {
            let message = refusal(name, |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap());
            assert!(message.starts_with(&format!("{name} : ce n’est pas un fichier ordinaire")), "{message}");
            let message = refusal(name, |path| fs::create_dir(path).unwrap());
            assert!(message.starts_with(&format!("{name} : ce n’est pas un fichier ordinaire")), "{message}");
        }
    }

    #[test]
    fn a_folder_of_too_many_files_is_refused() {
        let message = refusal("f/0.txt", |path| {
            for rank in 0..limits::TEMPLATE_FILES {
                fs::write(path.with_file_name(format!("{rank}.txt")), "").unwrap();
            }
        });
        assert!(message.contains("plus de 2000 fichiers, au plus 2000"), "{message}");
    }
}
