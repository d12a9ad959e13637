//! What hides a secret key under a password: as many bytes as it has, drawn of the password by scrypt at a cost that the key
//! says.

use scrypt::Params;

use super::error::SignatureError;

/// Bytes that are hidden: the number of the key, its two halves, its digest.
pub(super) const HIDDEN: usize = 8 + 64 + 32;

/// Size of the blocks of scrypt, as libsodium has it.
const BLOCK: u64 = 8;

/// How much work a password takes to be tried, as libsodium counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Operations.
    pub operations: u64,
    /// Memory, in bytes.
    pub memory: u64,
}

impl Cost {
    /// What minisign asks (`SENSITIVE` of libsodium): some seconds, and 1 Gio. No key may ask more.
    pub const MINISIGN: Self = Self { operations: 1 << 25, memory: 1 << 30 };

    /// The least that a key is made with, where memory is short: what office machines of twenty years have.
    const LEAST: Self = Self { operations: 1 << 20, memory: 1 << 25 };

    /// The greatest cost, of this one and its halves, that the machine has the memory for; minisign does the same.
    #[must_use]
    pub fn affordable(mut self) -> Self {
        while !self.has_room() && self.memory > Self::LEAST.memory {
            self = Self { operations: self.operations / 2, memory: self.memory / 2 };
        }
        self
    }

    /// The bytes that a password gives.
    ///
    /// # Errors
    /// When the cost is more than minisign ever asks, or the machine has not the memory for it.
    pub(super) fn bytes(self, password: &str, salt: &[u8; 32]) -> Result<[u8; HIDDEN], SignatureError> {
        let too_costly = || SignatureError::TooCostly { memory: self.memory >> 20 };
        if self.operations > Self::MINISIGN.operations || self.memory > Self::MINISIGN.memory {
            return Err(too_costly());
        }
        let params = self.params().ok_or_else(too_costly)?;
        if !self.has_room() {
            return Err(SignatureError::NoMemory { memory: self.memory >> 20 });
        }
        let mut bytes = [0; HIDDEN];
        scrypt::scrypt(password.as_bytes(), salt, &params, &mut bytes).map_err(|_| too_costly())?;
        Ok(bytes)
    }

    /// The parameters of scrypt, by libsodium's own rule (`pickparams` of `crypto_pwhash_scryptsalsa208sha256`).
    fn params(self) -> Option<Params> {
        let operations = self.operations.max(32_768);
        let (most, is_bound_by_memory) = if operations < self.memory / 32 {
            (operations / (BLOCK * 4), false)
        } else {
            (self.memory / (BLOCK * 128), true)
        };
        // The greatest power of two that is not above; two at least.
        let log = most.max(2).ilog2();
        let parallel = if is_bound_by_memory { ((operations / 4) >> log) / BLOCK } else { 1 };
        Params::new(u8::try_from(log).ok()?, u32::try_from(BLOCK).ok()?, u32::try_from(parallel).ok()?).ok()
    }

    /// True when that much memory can be had: scrypt takes it whole, and a program that is refused memory dies.
    fn has_room(self) -> bool {
        let needed = usize::try_from(self.memory).ok().and_then(|memory| memory.checked_add(1 << 20));
        needed.is_some_and(|needed| Vec::<u8>::new().try_reserve_exact(needed).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_those_of_libsodium() {
        let params = |operations, memory| Cost { operations, memory }.params();
        // `SENSITIVE`, `INTERACTIVE`, then one bound by operations and one by memory, each by its C code.
        assert_eq!(params(1 << 25, 1 << 30), Params::new(20, 8, 1).ok());
        assert_eq!(params(1 << 19, 1 << 24), Params::new(14, 8, 1).ok());
        assert_eq!(params(1 << 20, 1 << 30), Params::new(15, 8, 1).ok());
        assert_eq!(params(1 << 25, 1 << 24), Params::new(14, 8, 64).ok());
        assert_eq!(params(0, 0), Params::new(1, 8, 512).ok());
    }

    #[test]
    fn no_key_asks_more_than_minisign_does() {
        for cost in [
            Cost { operations: u64::MAX, memory: 1 << 20 },
            Cost { operations: 1 << 20, memory: u64::MAX },
            Cost { operations: (1 << 25) + 1, memory: 1 << 30 },
        ] {
            let refused = cost.bytes("x", &[0; 32]);
            assert!(matches!(refused, Err(SignatureError::TooCostly { .. })), "{cost:?}");
        }
    }
}
