//! Public keys, which verify: given to whoever receives a pack.

use std::path::Path;

use super::error::{Part, SignatureError};
use super::key_id::KeyId;
use super::lines::{COMMENT, ED25519, cut, decoded, encoded, key_line, malformed, of_length};
use crate::model::door;
use crate::source::{SourceError, limits};

/// A public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    /// Its number.
    pub id: KeyId,
    pub(super) point: [u8; 32],
}

impl PublicKey {
    /// A key by the content of its `.pub` file, or by its line of 56 characters.
    ///
    /// # Errors
    /// When it is none; another file of minisign is told as such.
    pub fn read(bytes: &[u8]) -> Result<Self, SignatureError> {
        let part = Part::PublicKey;
        let bytes = decoded(key_line(bytes, part)?, part)?;
        let (algorithm, key) = Self::fields(&bytes).ok_or_else(|| of_length(&bytes, part))?;
        if algorithm != ED25519 {
            return Err(malformed(part, "une clé d’un autre algorithme qu’Ed25519"));
        }
        // A point of a small order would verify anything.
        ed25519_compact::PublicKey::new(key.point)
            .validate()
            .map_err(|_| malformed(part, "une clé que personne n’a pu tirer"))?;
        Ok(key)
    }

    /// What an option of the command line gives: the line of a key, or the name of its file. The key, as [`super::verify`]
    /// takes it.
    ///
    /// # Errors
    /// When the file cannot be read; what it holds is not looked at.
    pub fn given(text: &str) -> Result<Vec<u8>, SignatureError> {
        if Self::read(text.as_bytes()).is_ok() {
            return Ok(text.as_bytes().to_vec());
        }
        let read = door::read(Path::new(text), limits::KEY_BYTES);
        Ok(read.map_err(|refused| SourceError::refused(text, refused))?)
    }

    fn fields(mut bytes: &[u8]) -> Option<([u8; 2], Self)> {
        let bytes = &mut bytes;
        let (algorithm, id, point) = (cut(bytes)?, cut(bytes)?, cut(bytes)?);
        bytes.is_empty().then_some((algorithm, Self { id: KeyId(id), point }))
    }

    /// Its 56 characters.
    #[must_use]
    pub fn line(&self) -> String {
        encoded(&[&ED25519[..], &self.id.0, &self.point].concat())
    }

    /// What its `.pub` file holds.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{COMMENT}minisign public key {}\n{}\n", self.id, self.line())
    }

    /// True when the owner of this key signed these bytes.
    pub(super) fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_compact::Signature::new(*signature);
        ed25519_compact::PublicKey::new(self.point).verify(message, &signature).is_ok()
    }
}
