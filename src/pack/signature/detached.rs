//! The four lines of a signature, and the two Ed25519 signatures that they hold: of the file, then of the first one followed
//! by the comment.

use blake2::{Blake2b512, Digest};

use super::error::{Part, SignatureError};
use super::key_id::KeyId;
use super::lines::{COMMENT, ED25519, SIGNED_COMMENT, cut, decoded, encoded, lines, malformed, of_length};
use super::secret_key::SecretKey;
use crate::model::french::counted;

/// The algorithm of signatures of a digest of the file, which minisign makes; those of the file itself are of former times,
/// and it still takes them.
const OF_DIGEST: [u8; 2] = *b"ED";

/// A signature, its comment and the signature of both.
pub(super) struct Detached {
    pub(super) key: KeyId,
    pub(super) signature: [u8; 64],
    pub(super) comment: String,
    pub(super) comment_signature: [u8; 64],
    is_of_digest: bool,
}

impl Detached {
    pub(super) fn sign(file: &[u8], key: &SecretKey, comment: String) -> Self {
        let mut made = Self {
            key: key.public().id,
            signature: [0; 64],
            comment,
            comment_signature: [0; 64],
            is_of_digest: true,
        };
        made.signature = key.sign(&made.message(file));
        made.comment_signature = key.sign(&made.signed_comment());
        made
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, SignatureError> {
        let part = Part::Signature;
        let lines = lines(bytes, part)?;
        let [first, signature, comment, last] = lines.as_slice() else { return Err(other_lines(&lines)) };
        let comment = comment.strip_prefix(SIGNED_COMMENT);
        let (true, Some(comment)) = (first.starts_with(COMMENT.trim_end()), comment) else {
            return Err(malformed(part, "des commentaires qui ne sont pas annoncés comme minisign le fait"));
        };
        let signature = decoded(signature, part)?;
        let (algorithm, key, signature) = fields(&signature).ok_or_else(|| of_length(&signature, part))?;
        let last = decoded(last, part)?;
        let comment_signature = <[u8; 64]>::try_from(last.as_slice()).map_err(|_| of_length(&last, part))?;
        let is_of_digest = match algorithm {
            OF_DIGEST => true,
            ED25519 => false,
            _ => return Err(malformed(part, "une signature d’un autre algorithme qu’Ed25519")),
        };
        Ok(Self { key: KeyId(key), signature, comment: comment.to_owned(), comment_signature, is_of_digest })
    }

    /// What is signed of a file.
    pub(super) fn message(&self, file: &[u8]) -> Vec<u8> {
        if self.is_of_digest { Blake2b512::digest(file).to_vec() } else { file.to_vec() }
    }

    /// What the second signature is of.
    pub(super) fn signed_comment(&self) -> Vec<u8> {
        [&self.signature[..], self.comment.as_bytes()].concat()
    }

    /// What its file holds.
    pub(super) fn file(&self) -> String {
        let algorithm = if self.is_of_digest { OF_DIGEST } else { ED25519 };
        let signature = encoded(&[&algorithm[..], &self.key.0, &self.signature].concat());
        let comment_signature = encoded(&self.comment_signature);
        format!(
            "{COMMENT}signature from minisign secret key\n{signature}\n{SIGNED_COMMENT}{}\n{comment_signature}\n",
            self.comment
        )
    }
}

fn fields(mut bytes: &[u8]) -> Option<([u8; 2], [u8; 8], [u8; 64])> {
    let bytes = &mut bytes;
    let fields = (cut(bytes)?, cut(bytes)?, cut(bytes)?);
    bytes.is_empty().then_some(fields)
}

/// What has not four lines: a key, where it is one.
fn other_lines(lines: &[&str]) -> SignatureError {
    let part = Part::Signature;
    let bytes = lines.get(1).and_then(|line| decoded(line, part).ok());
    match bytes.filter(|_| lines.len() == 2).map(|bytes| bytes.len()) {
        Some(42) => malformed(part, Part::PublicKey.name()),
        Some(158) => malformed(part, Part::SecretKey.name()),
        _ => malformed(part, counted(lines.len(), "ligne", "lignes")),
    }
}
