//! Where a copy goes: beside the workbook, over a former copy, never over what someone has worked in.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::source::folder::holding;
use crate::source::limits;

/// How the name of a copy ends, after that of the workbook.
const SUFFIX: &str = "-annote.xlsx";

/// The part of a workbook that a program rewrites when it saves.
const PROPERTIES: &str = "docProps/core.xml";

/// Why a copy could not be put into its place.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Something else stands there.
    #[error(
        "« {0} » existe et n’est pas une copie restée telle que « dossier » l’avait écrite : rien n’a été changé ; renommez-la ou supprimez-la"
    )]
    Taken(PathBuf),
    /// The file could not be written.
    #[error("« {0} » : {1} ; fermez-la si elle est ouverte dans un tableur")]
    Io(PathBuf, std::io::Error),
}

/// The name of the copy of a workbook: `budget-annote.xlsx` for `budget.ods`.
#[must_use]
pub fn name(workbook: &str) -> String {
    let stem = workbook.rsplit_once('.').map_or(workbook, |(stem, _)| stem);
    format!("{stem}{SUFFIX}")
}

/// True for the name of a copy.
#[must_use]
pub fn is_copy(name: &str) -> bool {
    name.ends_with(SUFFIX)
}

/// Puts a copy into its place.
///
/// # Errors
/// When what stands there is not a former copy left as it was, or the file cannot be written.
pub fn put(place: &Path, bytes: &[u8]) -> Result<(), PlaceError> {
    let io = |error| PlaceError::Io(place.to_owned(), error);
    match fs::symlink_metadata(place) {
        Ok(known) => {
            let is_ours = known.is_file()
                && known.len() <= limits::WORKBOOK_BYTES as u64
                && properties(&fs::read(place).map_err(io)?) == properties(bytes);
            if !is_ours {
                return Err(PlaceError::Taken(place.to_owned()));
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(io(error)),
    }
    // Written beside, then put into place in one act: a reader never sees half a copy.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dossier-");
    // As any file that a person makes, not for its owner alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(holding(place)).map_err(io)?;
    file.write_all(bytes).map_err(io)?;
    file.persist(place).map_err(|error| io(error.error))?;
    Ok(())
}

/// The properties of a workbook, as they stand in its file.
fn properties(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name(PROPERTIES).ok()?;
    let mut content = Vec::new();
    part.take(1 << 16).read_to_end(&mut content).ok()?;
    Some(content)
}
