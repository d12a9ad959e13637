//! Pieces copied into a pack.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::documents::filing::FiledPiece;
use crate::model::digest::sha256_of;

/// Copy a piece, and make sure that it is still the one that was read.
///
/// # Errors
/// When the file system refuses; [`io::ErrorKind::InvalidData`] when the file has changed since it was read.
pub fn copy(piece: &FiledPiece, to: &Path) -> io::Result<()> {
    let from = File::open(&piece.from)?;
    let mut written = File::create_new(to)?;
    let digest = sha256_of(from, |part| written.write_all(part))?;
    if digest != piece.sha256 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    written.sync_all()
}
