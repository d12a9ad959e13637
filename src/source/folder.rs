//! A project's folder: the one door through which its files enter.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::attachment::Looks;
use super::bounds::bounded;
use super::child::Reader;
use super::{SourceError, limits, project_file};
use crate::model::{Project, digest, door};
use unicode_normalization::UnicodeNormalization;

/// Name of the project's definition.
pub const PROJECT_FILE: &str = "projet.toml";

/// A file of the project, held in memory.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// Name relative to the project's folder, with `/`.
    pub name: String,
    /// Content.
    pub bytes: Arc<[u8]>,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
}

/// An attachment: hashed, not kept.
#[derive(Debug, Clone)]
pub struct AttachmentFile {
    /// Name relative to the project's folder.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal; `None` when the attachments together are too large to be read.
    pub sha256: Option<String>,
}

/// Everything a run reads of a project.
#[derive(Debug, Clone)]
pub struct ProjectFolder {
    /// The folder.
    pub root: PathBuf,
    /// The folder's own name: the name of the packs' folder.
    pub name: String,
    /// `projet.toml`.
    pub project_file: InputFile,
    /// The project it states.
    pub project: Project,
    /// The budget workbook.
    pub budget: InputFile,
    /// The description, when there is one.
    pub description: Option<InputFile>,
    /// Attachments that exist, by the path written in `projet.toml`.
    pub attachments: BTreeMap<String, AttachmentFile>,
    /// Names, relative to the project's folder and sorted, of what stands beside them in the folders of the attachments.
    pub beside: Vec<String>,
    /// Where the attachments are read, and the workbook when its format has no streaming reader.
    pub reader: Reader,
    /// What was read of the attachments when their bytes are not at hand.
    pub looks: Option<Looks>,
}

impl ProjectFolder {
    /// Read a project's folder.
    ///
    /// # Errors
    /// When the definition or the workbook is missing, unreadable, too large or malformed, or a path leaves the folder.
    /// An attachment that is missing is not an error here: a check reports it.
    pub fn read(root: &Path) -> Result<Self, SourceError> {
        let shown = root.display().to_string();
        if !root.is_dir() {
            let error = match fs::metadata(root) {
                Ok(_) => std::io::Error::from(std::io::ErrorKind::NotADirectory),
                Err(error) => error,
            };
            return Err(SourceError::io(shown, error));
        }
        let name = project_name(root)?;
        let project_file = plain(read_input(root, PROJECT_FILE, limits::PROJECT_BYTES)?);
        let project = defined(&project_file)?;
        let budget_path = inside(&project.identity.budget, "projet.budget")?;
        let budget = read_input(root, &budget_path, limits::WORKBOOK_BYTES as u64)?;
        let description_path = inside(&project.identity.description, "projet.description")?;
        let description = match read_input(root, &description_path, limits::DESCRIPTION_BYTES) {
            Ok(file) => Some(plain(file)),
            Err(SourceError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let mut attachments = BTreeMap::new();
        let mut room = limits::ATTACHMENTS_BYTES;
        for (index, attachment) in project.attachments.iter().enumerate() {
            let path = inside(&attachment.file, &format!("pieces[{index}].fichier"))?;
            if let Some(file) = read_attachment(root, &path, &mut room)? {
                attachments.insert(attachment.file.clone(), file);
            }
        }
        Ok(Self {
            root: root.to_owned(),
            name,
            project_file,
            budget,
            description,
            beside: beside(root, &project),
            attachments,
            reader: Reader::InProcess,
            looks: None,
            project,
        })
    }

    /// Where a file of the project is on disk.
    #[must_use]
    pub fn place(&self, name: &str) -> PathBuf {
        located(&self.root, name)
    }

    /// Names and digests of everything read, sorted: what a second reading must give for the run to be sound.
    #[must_use]
    pub fn digests(&self) -> BTreeMap<String, String> {
        let mut digests = BTreeMap::new();
        for file in
            [Some(&self.project_file), Some(&self.budget), self.description.as_ref()].into_iter().flatten()
        {
            digests.insert(file.name.clone(), file.sha256.clone());
        }
        for file in self.attachments.values() {
            digests.insert(file.name.clone(), file.sha256.clone().unwrap_or_default());
        }
        digests
    }
}

/// The project that a definition states.
///
/// # Errors
/// When it is malformed, incomplete, or holds more than is read.
pub(super) fn defined(file: &InputFile) -> Result<Project, SourceError> {
    let project: Project = project_file::parse(PROJECT_FILE, &file.bytes)?;
    complete(&project)?;
    bounded(PROJECT_FILE, &file.bytes)?;
    Ok(project)
}

/// A text with the line ends of this system or of another one: it is the same text, whatever a checkout made of them.
fn plain(file: InputFile) -> InputFile {
    if !file.bytes.windows(2).any(|pair| pair == b"\r\n") {
        return file;
    }
    let mut bytes = file.bytes.to_vec();
    let mut next = file.bytes.iter().skip(1);
    bytes.retain(|byte| !(next.next() == Some(&b'\n') && *byte == b'\r'));
    let sha256 = digest::sha256(&bytes);
    InputFile { bytes: bytes.into(), sha256, ..file }
}

/// What a project cannot do without: a title, an applicant, a fund.
fn complete(project: &Project) -> Result<(), SourceError> {
    let missing = if project.identity.title.trim().is_empty() {
        "projet.intitule est vide : donnez un titre à l’opération"
    } else if project.applicant.legal_name.trim().is_empty() {
        "demandeur.raison_sociale est vide : nommez le demandeur"
    } else if project.identity.funds.is_empty() {
        "projet.fonds est vide : nommez au moins un fonds (« dossier funds » les liste)"
    } else {
        return Ok(());
    };
    Err(SourceError::Definition { name: PROJECT_FILE.to_owned(), line: None, message: missing.to_owned() })
}

/// The folder that holds a path: the current one for a name alone.
#[must_use]
pub fn holding(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The folder's own name, whatever way it was pointed at.
fn project_name(root: &Path) -> Result<String, SourceError> {
    let absolute =
        fs::canonicalize(root).map_err(|error| SourceError::io(root.display().to_string(), error))?;
    Ok(absolute.file_name().map_or_else(|| "projet".to_owned(), |name| name.to_string_lossy().into_owned()))
}

/// A path of `projet.toml`, refused when it leaves the folder.
fn inside(path: &str, field: &str) -> Result<String, SourceError> {
    let plain = path.replace('\\', "/");
    let stays =
        !plain.is_empty() && Path::new(&plain).components().all(|part| matches!(part, Component::Normal(_)));
    if stays {
        Ok(plain)
    } else {
        Err(SourceError::OutsideProject { field: field.to_owned(), path: path.to_owned() })
    }
}

/// A link inside the folder may point outside it: what it points at is not the project's.
fn stays_inside(root: &Path, path: &Path, name: &str) -> Result<(), SourceError> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| SourceError::io(name, error));
    if real(path)?.starts_with(real(root)?) {
        Ok(())
    } else {
        Err(SourceError::OutsideProject { field: "lien symbolique".to_owned(), path: name.to_owned() })
    }
}

/// Where a file of the project is: by its name, or by one whose accents are written otherwise, as systems and archives do.
fn located(root: &Path, name: &str) -> PathBuf {
    let path = root.join(name);
    if name.is_ascii() || fs::symlink_metadata(&path).is_ok() {
        return path;
    }
    name.split('/').fold(root.to_owned(), |folder, part| {
        let same = |found: &str| found.nfc().eq(part.nfc());
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten().take(limits::LISTED_FILES);
        let mut names = entries.map(|entry| entry.file_name());
        let found = names.find(|found| found.to_str().is_some_and(same));
        folder.join(found.unwrap_or_else(|| part.into()))
    })
}

/// A file of the project, of at most so many bytes.
fn read_input(root: &Path, name: &str, limit: u64) -> Result<InputFile, SourceError> {
    let path = located(root, name);
    if fs::metadata(&path).map_err(|error| SourceError::io(name, error))?.is_dir() {
        return Err(SourceError::io(name, std::io::Error::from(std::io::ErrorKind::IsADirectory)));
    }
    stays_inside(root, &path, name)?;
    let bytes: Arc<[u8]> =
        door::read(&path, limit).map_err(|refused| SourceError::refused(name, refused))?.into();
    let sha256 = digest::sha256(&bytes);
    Ok(InputFile { name: name.to_owned(), bytes, sha256 })
}

/// Hash an attachment by blocks, when there is room for it; `None` when there is no such file.
fn read_attachment(root: &Path, name: &str, room: &mut u64) -> Result<Option<AttachmentFile>, SourceError> {
    let path = located(root, name);
    // Looked at before it is opened: opening a pipe would wait for ever.
    let announced = match fs::metadata(&path) {
        Ok(metadata) if metadata.is_file() => metadata.len(),
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(SourceError::io(name, error)),
    };
    stays_inside(root, &path, name)?;
    // Its size first: hashing what is refused anyway would take seconds a gigabyte.
    let Some(left) = room.checked_sub(announced) else {
        return Ok(Some(AttachmentFile { name: name.to_owned(), size: announced, sha256: None }));
    };
    *room = left;
    let mut size = 0u64;
    let counted = |part: &[u8]| {
        size += part.len() as u64;
        Ok(())
    };
    let sha256 = fs::File::open(&path).and_then(|file| digest::sha256_of(file, counted));
    let sha256 = sha256.map_err(|error| SourceError::io(name, error))?;
    Ok(Some(AttachmentFile { name: name.to_owned(), size, sha256: Some(sha256) }))
}

/// The folder where attachments are expected.
const ATTACHMENTS_FOLDER: &str = "pieces";

/// The files of the folders that hold attachments, those of the system left out.
fn beside(root: &Path, project: &Project) -> Vec<String> {
    let mut folders: BTreeSet<String> = BTreeSet::from([ATTACHMENTS_FOLDER.to_owned()]);
    folders.extend(project.attachments.iter().filter_map(|piece| {
        let path = inside(&piece.file, "").ok()?;
        Some(path.rsplit_once('/')?.0.to_owned())
    }));
    let mut names = BTreeSet::new();
    for folder in folders {
        // A folder that does not open holds nothing that could be named.
        let Ok(entries) = fs::read_dir(located(root, &folder)) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if names.len() < limits::LISTED_FILES
                && !is_of_system(&name)
                && entry.file_type().is_ok_and(|kind| kind.is_file())
            {
                // Accents are compared as they are typed, however the system writes them.
                names.insert(format!("{folder}/{name}").nfc().collect::<String>());
            }
        }
    }
    names.into_iter().collect()
}

/// True for what systems and editors leave in folders without being asked.
#[must_use]
pub fn is_of_system(name: &str) -> bool {
    name.starts_with(['.', '~'])
        || ["thumbs.db", "desktop.ini", "icon\r"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_another_system_are_no_change() {
        let of = |bytes: &[u8]| {
            plain(InputFile { name: "a".into(), bytes: bytes.into(), sha256: digest::sha256(bytes) })
        };
        let turned = of(b"a\r\n\r\nb\rc\r\r\n\r");
        let expected = b"a\n\nb\rc\r\n\r";
        assert_eq!((&*turned.bytes, turned.sha256), (&expected[..], digest::sha256(expected)));
        assert_eq!(&*of(b"a\nb\r").bytes, b"a\nb\r");
    }

    #[test]
    fn accents_are_found_however_they_are_written() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pie\u{300}ces")).unwrap();
        fs::write(folder.path().join("pie\u{300}ces/e\u{301}te\u{301}.pdf"), "x").unwrap();
        assert!(located(folder.path(), "pi\u{e8}ces/\u{e9}t\u{e9}.pdf").is_file());
        assert!(!located(folder.path(), "pi\u{e8}ces/ete.pdf").exists());
    }

    #[test]
    fn paths_stay_inside_the_project() {
        assert_eq!(inside("pieces/a.pdf", "x").unwrap(), "pieces/a.pdf");
        assert_eq!(inside("pieces\\a.pdf", "x").unwrap(), "pieces/a.pdf");
        for path in ["../a", "/etc/passwd", "pieces/../../a", "", "./a"] {
            assert!(inside(path, "x").is_err(), "{path}");
        }
    }
}
