//! The one way in for a file that somebody names: a regular file, of a bounded size, never read beyond it.
//!
//! A pipe would be waited for without end and a device read without end: neither is opened.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Why a file is not read.
#[derive(Debug)]
pub enum Refused {
    /// The file system refused.
    Io(io::Error),
    /// It is a folder, a pipe, a device: whatever it is, its links followed, it has no size.
    NotAFile,
    /// It is larger than may be read.
    TooLarge {
        /// Its size in bytes, as announced; one more than the limit when it grew meanwhile.
        size: u64,
        /// What may be read, in bytes.
        limit: u64,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::NotFound => f.write_str("fichier introuvable"),
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("accès refusé ; vérifiez vos droits sur ce fichier")
            }
            Self::Io(error) => write!(f, "lecture impossible ({error})"),
            Self::NotAFile => f.write_str(
                "ce n’est pas un fichier ordinaire (dossier, tube ou périphérique) ; remplacez-le par le fichier lui-même",
            ),
            Self::TooLarge { size, limit } => write!(
                f,
                "le fichier pèse {size} octets, plus que la limite de {limit} octets ; retirez-le ou allégez-le"
            ),
        }
    }
}

/// The whole of a regular file of at most `limit` bytes, links followed.
///
/// # Errors
/// When it is none, is larger, or cannot be read.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Refused> {
    // Looked at before it is opened: opening a pipe waits for whoever writes into it.
    let announced = fs::metadata(path).map_err(Refused::Io)?;
    if !announced.is_file() {
        return Err(Refused::NotAFile);
    }
    if announced.len() > limit {
        return Err(Refused::TooLarge { size: announced.len(), limit });
    }
    let file = File::open(path).map_err(Refused::Io)?;
    let mut bytes = Vec::new();
    // What the system says of its size is not believed: files of /proc have none.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Refused::Io)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limit { Err(Refused::TooLarge { size, limit }) } else { Ok(bytes) }
}

/// The whole of a file that the program wrote itself: a link in its place is none.
///
/// # Errors
/// As [`read`].
pub fn read_own(path: &Path, limit: u64) -> Result<Vec<u8>, Refused> {
    if fs::symlink_metadata(path).map_err(Refused::Io)?.is_symlink() {
        return Err(Refused::NotAFile);
    }
    read(path, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_regular_file_within_its_limit_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(matches!(read(&path, 4), Err(Refused::TooLarge { size: 5, limit: 4 })));
        assert!(matches!(read(folder.path(), 5), Err(Refused::NotAFile)));
        assert!(matches!(read(&folder.path().join("b"), 5), Err(Refused::Io(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_behind_a_link_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("zero");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        assert!(matches!(read(&link, 5), Err(Refused::NotAFile)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_file_of_the_program_s_own() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&file, b"12345").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(read_own(&file, 5).unwrap(), b"12345");
        assert!(matches!(read_own(&link, 5), Err(Refused::NotAFile)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_announces_no_size_is_bounded_all_the_same() {
        let read = read(Path::new("/proc/self/maps"), 5);
        assert!(matches!(read, Err(Refused::TooLarge { size: 6, limit: 5 })), "{read:?}");
    }
}
