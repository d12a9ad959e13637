//! Pieces copied into a pack.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::documents::filing::FiledPiece;
use crate::model::digest::hex;

/// Copy a piece, and make sure that it is still the one that was read.
///
/// # Errors
/// When the file system refuses; [`io::ErrorKind::InvalidData`] when the file has changed since it was read.
pub fn copy(piece: &FiledPiece, to: &Path) -> io::Result<()> {
    let mut from = File::open(&piece.from)?;
    let mut written = File::create_new(to)?;
    let mut digest = Sha256::new();
    let mut block = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut block)?;
        let Some(part) = block.get(..read).filter(|part| !part.is_empty()) else { break };
        digest.update(part);
        written.write_all(part)?;
    }
    let is_same = hex(&digest.finalize()) == piece.sha256;
    if !is_same {
        return Err(io::ErrorKind::InvalidData.into());
    }
    written.sync_all()
}
