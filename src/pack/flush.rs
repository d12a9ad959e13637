//! Flushing a folder: until then a power cut may undo what was renamed or created in it.

use std::fs;
use std::io;
use std::path::Path;

/// Folders can be flushed on Unix; elsewhere the rename is all there is.
pub(super) fn flush_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(path)?.sync_all() } else { Ok(()) }
}
