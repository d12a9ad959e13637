//! Secret keys, which sign: drawn, hidden under a password, opened again. None is ever shown, not even by mistake: what holds
//! one prints nothing of it.

use std::fmt;

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use ed25519_compact::{KeyPair, Seed};

use super::derivation::{Cost, HIDDEN};
use super::error::{Part, SignatureError};
use super::key_id::KeyId;
use super::lines::{COMMENT, ED25519, cut, decoded, encoded, key_line, malformed, of_length};
use super::public_key::PublicKey;
use crate::source::limits;

/// How a key is hidden: by scrypt, or not at all.
const SCRYPT: [u8; 2] = *b"Sc";
const OPEN: [u8; 2] = [0; 2];

/// How its digest is made.
const BLAKE2B: [u8; 2] = *b"B2";

/// A secret key, as its file holds it.
pub struct LockedKey {
    is_hidden: bool,
    salt: [u8; 32],
    cost: Cost,
    hidden: [u8; HIDDEN],
}

impl LockedKey {
    /// The content of a `.key` file.
    ///
    /// # Errors
    /// When it is none; another file of minisign is told as such.
    pub fn read(bytes: &[u8]) -> Result<Self, SignatureError> {
        let part = Part::SecretKey;
        let bytes = decoded(key_line(bytes, part)?, part)?;
        let ([signature, hiding, digest], key) =
            Self::fields(&bytes).ok_or_else(|| of_length(&bytes, part))?;
        let is_known = signature == ED25519 && digest == BLAKE2B && [SCRYPT, OPEN].contains(&hiding);
        if is_known {
            Ok(key)
        } else {
            Err(malformed(part, "une clé d’un algorithme que minisign n’a pas"))
        }
    }

    fn fields(mut bytes: &[u8]) -> Option<([[u8; 2]; 3], Self)> {
        let bytes = &mut bytes;
        let algorithms: [[u8; 2]; 3] = [cut(bytes)?, cut(bytes)?, cut(bytes)?];
        let salt = cut(bytes)?;
        let operations = u64::from_le_bytes(cut(bytes)?);
        let memory = u64::from_le_bytes(cut(bytes)?);
        let hidden = cut(bytes)?;
        let is_hidden = algorithms[1] != OPEN;
        let key = Self { is_hidden, salt, cost: Cost { operations, memory }, hidden };
        bytes.is_empty().then_some((algorithms, key))
    }

    /// True when a password is needed to open it.
    #[must_use]
    pub const fn is_hidden(&self) -> bool {
        self.is_hidden
    }

    /// The key, by its password where it has one.
    ///
    /// # Errors
    /// When the password is missing or is not the right one, when the key is damaged, or when it asks for more than it may.
    pub fn open(&self, password: Option<&str>) -> Result<SecretKey, SignatureError> {
        if !self.is_hidden {
            return SecretKey::of(&self.hidden, true).ok_or(SignatureError::DamagedKey);
        }
        let password = password.ok_or(SignatureError::PasswordNeeded)?;
        let bytes = self.cost.bytes(password, &self.salt)?;
        SecretKey::of(&mixed(self.hidden, &bytes), false).ok_or(SignatureError::WrongPassword)
    }
}

/// A secret key that can sign.
pub struct SecretKey {
    id: KeyId,
    pair: KeyPair,
}

impl SecretKey {
    /// Draws a new one.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn draw() -> Result<Self, SignatureError> {
        let (id, seed) = (random()?, random()?);
        let pair = KeyPair::try_from_seed(Seed::new(seed)).map_err(|_| SignatureError::DamagedKey)?;
        Ok(Self { id: KeyId(id), pair })
    }

    /// A key of its opened bytes, when they hold together. Minisign leaves the digest of a key without a password at zero.
    fn of(bytes: &[u8; HIDDEN], may_lack_digest: bool) -> Option<Self> {
        let rest = &mut &bytes[..];
        let (id, seed, point, digest): ([u8; 8], [u8; 32], [u8; 32], [u8; 32]) =
            (cut(rest)?, cut(rest)?, cut(rest)?, cut(rest)?);
        let pair = KeyPair::try_from_seed(Seed::new(seed)).ok()?;
        let key = Self { id: KeyId(id), pair };
        let is_digest_sound = digest == key.digest() || may_lack_digest && digest == [0; 32];
        // A key that signs under the point of another would give its own seed away.
        (*key.pair.pk == point && is_digest_sound).then_some(key)
    }

    fn digest(&self) -> [u8; 32] {
        let digest = Blake2b::<U32>::new().chain_update(ED25519).chain_update(self.id.0);
        digest.chain_update(&self.pair.sk[..]).finalize().into()
    }

    /// Its number, its two halves and its digest.
    fn bytes(&self) -> [u8; HIDDEN] {
        let mut bytes = [0; HIDDEN];
        let parts = self.id.0.iter().chain(&self.pair.sk[..]).copied().chain(self.digest());
        bytes.iter_mut().zip(parts).for_each(|(byte, part)| *byte = part);
        bytes
    }

    /// The Ed25519 signature of a message, always the same for the same message.
    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        *self.pair.sk.sign(message, None)
    }

    /// The key that verifies what this one signs.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey { id: self.id, point: *self.pair.pk }
    }

    /// What its `.key` file holds, hidden under a password or open.
    ///
    /// # Errors
    /// When the password is empty or too long, or the machine cannot hide the key at such a cost.
    pub fn file(&self, hiding: Option<(&str, Cost)>) -> Result<String, SignatureError> {
        let open = self.bytes();
        let (algorithm, salt, cost, hidden) = match hiding {
            None => (OPEN, [0; 32], Cost { operations: 0, memory: 0 }, open),
            Some((password, cost)) => {
                refuse_password(password)?;
                let salt = random()?;
                (SCRYPT, salt, cost, mixed(open, &cost.bytes(password, &salt)?))
            }
        };
        let (operations, memory) = (cost.operations.to_le_bytes(), cost.memory.to_le_bytes());
        let bytes = [&ED25519[..], &algorithm, &BLAKE2B, &salt, &operations, &memory, &hidden].concat();
        let kind = if hiding.is_some() { "encrypted secret key" } else { "secret key" };
        Ok(format!("{COMMENT}minisign {kind}\n{}\n", encoded(&bytes)))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.id)
    }
}

impl fmt::Debug for LockedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LockedKey")
    }
}

/// Refuses a password that minisign would not take, or none.
///
/// # Errors
/// When it is empty, or longer than minisign reads.
pub fn refuse_password(password: &str) -> Result<(), SignatureError> {
    let (found, limit) = (password.len(), limits::PASSWORD_BYTES);
    if (1..=limit).contains(&found) { Ok(()) } else { Err(SignatureError::BadPassword { found, limit }) }
}

/// Two texts of bytes, one hiding the other.
fn mixed(mut bytes: [u8; HIDDEN], with: &[u8; HIDDEN]) -> [u8; HIDDEN] {
    bytes.iter_mut().zip(with).for_each(|(byte, other)| *byte ^= other);
    bytes
}

fn random<const N: usize>() -> Result<[u8; N], SignatureError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| SignatureError::NoRandomness(error.to_string()))?;
    Ok(bytes)
}
