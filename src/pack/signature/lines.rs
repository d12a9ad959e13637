//! The lines of the files of minisign: comments, and bytes in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::error::{Part, SignatureError};
use crate::model::french::counted;
use crate::source::limits;

/// Before a comment that nothing proves.
pub(super) const COMMENT: &str = "untrusted comment: ";

/// Before a comment that a signature covers.
pub(super) const SIGNED_COMMENT: &str = "trusted comment: ";

/// The algorithm that keys are of: Ed25519.
pub(super) const ED25519: [u8; 2] = *b"Ed";

/// Lengths of what the lines hold, in bytes, and what each is.
const LENGTHS: [(usize, Part); 3] = [(42, Part::PublicKey), (158, Part::SecretKey), (74, Part::Signature)];

pub(super) fn malformed(part: Part, found: impl Into<String>) -> SignatureError {
    SignatureError::Malformed { part, found: found.into() }
}

/// The lines of a file; without the blank ones at its end, nor the mark that some editors put at its beginning.
pub(super) fn lines(bytes: &[u8], part: Part) -> Result<Vec<&str>, SignatureError> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| malformed(part, "un fichier qui n’est pas du texte"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end();
    if text.is_empty() {
        return Err(malformed(part, "un fichier vide"));
    }
    Ok(text.lines().collect())
}

/// The line of bytes that follows a comment, or stands alone where it may.
pub(super) fn key_line(bytes: &[u8], part: Part) -> Result<&str, SignatureError> {
    match lines(bytes, part)?.as_slice() {
        [comment, line] if comment.starts_with(COMMENT.trim_end()) => Ok(line),
        [line] if part == Part::PublicKey && !line.starts_with(COMMENT.trim_end()) => Ok(line),
        // The four lines of a signature too: what they are is told by the second.
        [_, line, _, _] if line.starts_with("RU") || line.starts_with("RW") => Ok(line),
        other => Err(malformed(part, counted(other.len(), "ligne", "lignes"))),
    }
}

/// The bytes of a line.
pub(super) fn decoded(line: &str, part: Part) -> Result<Vec<u8>, SignatureError> {
    STANDARD.decode(line.trim()).map_err(|_| malformed(part, "une ligne qui n’est pas en base64, ou coupée"))
}

/// What bytes of an unexpected length are.
pub(super) fn of_length(bytes: &[u8], part: Part) -> SignatureError {
    let known = LENGTHS.iter().find(|(length, other)| *length == bytes.len() && *other != part);
    let found = known.map_or_else(
        || format!("{} sous la forme d’une ligne", counted(bytes.len(), "octet", "octets")),
        |(_, other)| other.name().to_owned(),
    );
    malformed(part, found)
}

/// Bytes as a line.
pub(super) fn encoded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The first bytes of a slice, which then begins after them.
pub(super) fn cut<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

/// Refuses a comment that would not come back as it was written.
pub(super) fn refuse_comment(comment: &str) -> Result<(), SignatureError> {
    let limit = limits::SIGNED_COMMENT_BYTES;
    let found = match comment.len() {
        0 => "est vide".to_owned(),
        length if length > limit => format!("fait {}", counted(length, "octet", "octets")),
        _ if comment.chars().any(char::is_control) => {
            "a plusieurs lignes ou un caractère de contrôle".to_owned()
        }
        _ => return Ok(()),
    };
    Err(SignatureError::BadComment { found, limit })
}
