//! Two folders that take one another's place, by one call of the system where it has one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts `new` at `place`. What stood there is then at the path that is returned; `None` when nothing did.
///
/// # Errors
/// When the file system refuses; what stood there stands there still.
pub(super) fn exchange(new: &Path, place: &Path, aside: &Path) -> io::Result<Option<PathBuf>> {
    if fs::symlink_metadata(place).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        fs::rename(new, place)?;
        return Ok(None);
    }
    match at_once(new, place) {
        Ok(()) => Ok(Some(new.to_owned())),
        Err(error) if is_unknown(&error) => in_two_steps(new, place, aside),
        Err(error) => Err(error),
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn at_once(new: &Path, place: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// True where the system, or the file system, has no such call.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The former folder steps aside, then the new one takes its place. Between the two nothing is seen: [`super::settle`] puts
/// the former one back.
fn in_two_steps(new: &Path, place: &Path, aside: &Path) -> io::Result<Option<PathBuf>> {
    fs::rename(place, aside)?;
    if let Err(error) = fs::rename(new, place) {
        fs::rename(aside, place)?;
        return Err(error);
    }
    Ok(Some(aside.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_folders_take_one_another_s_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let write = |name: &str, text: &str| {
            fs::create_dir(path(name)).unwrap();
            fs::write(path(name).join("a"), text).unwrap();
        };
        write("neuf", "1");
        assert_eq!(exchange(&path("neuf"), &path("p"), &path("aside")).unwrap(), None);
        write("neuf", "2");
        let former = exchange(&path("neuf"), &path("p"), &path("aside")).unwrap().unwrap();
        assert_eq!(fs::read_to_string(path("p").join("a")).unwrap(), "2");
        assert_eq!(fs::read_to_string(former.join("a")).unwrap(), "1");
        let former = in_two_steps(&path("neuf"), &path("p"), &path("aside")).unwrap().unwrap();
        assert_eq!(fs::read_to_string(path("p").join("a")).unwrap(), "1");
        assert_eq!(fs::read_to_string(former.join("a")).unwrap(), "2");
    }
}
