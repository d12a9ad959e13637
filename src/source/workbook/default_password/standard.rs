//! Standard encryption ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9), which Excel 2007 writes.

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::{Digest, Sha1};

use super::{in_blocks, password, split};
use crate::source::workbook::compound::u32_at;

/// Rounds of the hash: the format has no other number.
const ROUNDS: u32 = 50_000;

/// The package, when the password is the one that nobody sets.
pub(super) fn decrypted(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let header_size = usize::try_from(u32_at(info, 0)?).ok()?;
    let header = info.get(4..4_usize.checked_add(header_size)?)?;
    let verifier = info.get(4_usize.checked_add(header_size)?..)?;
    let key_bytes = usize::try_from(u32_at(header, 16)?).ok()? / 8;
    let salt = verifier.get(4..20)?;
    let (input, hash_size) = (verifier.get(20..36)?, usize::try_from(u32_at(verifier, 36)?).ok()?);
    let value = verifier.get(40..72)?;
    let key = key(salt, key_bytes)?;
    let expected = Sha1::digest(blocks(&key, input)?);
    let opened = blocks(&key, value)?;
    if hash_size != expected.len() || opened.get(..hash_size)? != expected.as_slice() {
        return None;
    }
    let (size, encrypted) = split(package)?;
    let mut out = blocks(&key, encrypted)?;
    out.truncate(size);
    Some(out)
}

fn key(salt: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut hashed = Sha1::new().chain_update(salt).chain_update(password()).finalize();
    for round in 0..ROUNDS {
        hashed = Sha1::new().chain_update(round.to_le_bytes()).chain_update(hashed).finalize();
    }
    let last = Sha1::new().chain_update(hashed).chain_update(0_u32.to_le_bytes()).finalize();
    let derived = |filler: u8| {
        let mut block = [filler; 64];
        block.iter_mut().zip(last.iter()).for_each(|(one, hashed)| *one ^= hashed);
        Sha1::digest(block)
    };
    let mut key: Vec<u8> = derived(0x36).to_vec();
    key.extend(derived(0x5c));
    key.get(..length).map(<[u8]>::to_vec)
}

/// AES block by block; what does not fill a block is left out.
fn blocks(key: &[u8], encrypted: &[u8]) -> Option<Vec<u8>> {
    fn with<C: BlockCipherDecrypt + KeyInit>(key: &[u8], encrypted: &[u8]) -> Option<Vec<u8>> {
        let cipher = C::new_from_slice(key).ok()?;
        in_blocks(encrypted, |block| block.try_into().ok().map(|block| cipher.decrypt_block(block)))
    }
    match key.len() {
        16 => with::<Aes128>(key, encrypted),
        24 => with::<Aes192>(key, encrypted),
        32 => with::<Aes256>(key, encrypted),
        _ => None,
    }
}
