//! Detached signatures of packs, in the format of minisign (<https://jedisct1.github.io/minisign/>): what this program signs
//! `minisign -V` verifies, and the other way round.
//!
//! What is signed is `interne/SHA256SUMS`, which gives the digest of every other file of the pack: one signature holds for
//! them all. It says who answers for these bytes; it says nothing of the day, which a time stamp does.
//!
//! Nothing here reads a clock, and a signature draws nothing: the same key on the same sums with the same comment gives the
//! same bytes.

mod derivation;
mod detached;
mod error;
mod key_id;
mod lines;
mod public_key;
mod secret_key;
mod sound;
mod unsound;

pub use derivation::Cost;
pub use error::{Part, SignatureError};
pub use key_id::KeyId;
pub use public_key::PublicKey;
pub use secret_key::{LockedKey, SecretKey, refuse_password};
pub use sound::{SoundPack, sums_of};
pub use unsound::UnsoundPack;

use std::path::Path;

use crate::model::digest::sha256;
use crate::model::door;
use crate::source::{SourceError, limits};
use detached::Detached;

/// What a signature that holds says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The key that signed.
    pub key: KeyId,
    /// The comment that the signature covers: whoever holds the key wrote it.
    pub comment: String,
}

/// The content of a file of a signature, as [`verify`] takes it.
///
/// # Errors
/// When it cannot be read; what it holds is not looked at.
pub fn read_signature(path: &Path) -> Result<Vec<u8>, SignatureError> {
    let read = door::read(path, limits::SIGNATURE_BYTES);
    Ok(read.map_err(|refused| SourceError::refused(path.display().to_string(), refused))?)
}

/// Verifies the signature of the sums of a pack: `signature` is the content of a `.minisig` file, `public_key` that of a
/// `.pub` file or the line of 56 characters that it holds. That the files of the pack have these sums is another question.
///
/// # Errors
/// [`SignatureError`] says which of the three is not what it should be, and what to do.
pub fn verify(sums: &[u8], signature: &[u8], public_key: &[u8]) -> Result<Signed, SignatureError> {
    let key = PublicKey::read(public_key)?;
    let detached = Detached::read(signature)?;
    if detached.key != key.id {
        return Err(SignatureError::OtherKey { found: detached.key, expected: key.id });
    }
    let holds = key.has_signed(&detached.message(sums), &detached.signature);
    let comment_holds = key.has_signed(&detached.signed_comment(), &detached.comment_signature);
    match (holds, comment_holds) {
        (true, true) => Ok(Signed { key: key.id, comment: detached.comment }),
        // The signature is whole, since what it says of itself holds: it is not of these sums.
        (false, true) => Err(SignatureError::OtherSums { found: sha256(sums), signed: detached.comment }),
        (true, false) => Err(SignatureError::AlteredComment { found: detached.comment }),
        (false, false) => Err(SignatureError::AlteredSignature { key: key.id }),
    }
}

/// Signs the sums of a pack; what the file of the signature holds. Without a comment, it says which file was signed and its
/// digest.
///
/// # Errors
/// When the comment is not one line, or is too long.
pub fn sign(sums: &[u8], key: &SecretKey, comment: Option<&str>) -> Result<String, SignatureError> {
    let default = || format!("fichier:SHA256SUMS sha256:{}", sha256(sums));
    let comment = comment.map_or_else(default, |comment| comment.trim().to_owned());
    lines::refuse_comment(&comment)?;
    Ok(Detached::sign(sums, key, comment).file())
}
