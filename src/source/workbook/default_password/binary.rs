//! The two encryptions of old `.xls` streams by RC4 ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.5 and 2.3.6).

use std::borrow::Cow;

use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha1::{Digest, Sha1};

use super::password;
use crate::source::workbook::compound::{u16_at, u32_at};
use crate::source::workbook::xls_scan::{BOF, Records};

/// The record that says how the stream is encrypted.
const FILE_PASS: u16 = 0x002F;

/// A kind that no record has: readers pass over it.
const IGNORED: u16 = 0x0FFF;

/// Records that are never encrypted: BOF, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead, FilePass.
const PLAIN: [u16; 7] = [BOF, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138, FILE_PASS];

/// The record of a sheet, whose first four bytes are never encrypted.
const BOUND_SHEET: u16 = 0x0085;

/// Bytes under one key.
const BLOCK: usize = 1_024;

/// How keys are made.
enum Keys {
    /// From five bytes of a hash.
    Short([u8; 5]),
    /// From a hash, cut to a length.
    Long(Vec<u8>, usize),
}

impl Keys {
    /// The key of a block of the stream.
    fn of(&self, block: u32) -> Vec<u8> {
        match self {
            Self::Short(hashed) => {
                Md5::new().chain_update(hashed).chain_update(block.to_le_bytes()).finalize().to_vec()
            }
            Self::Long(hashed, length) => {
                let hashed = Sha1::new().chain_update(hashed).chain_update(block.to_le_bytes()).finalize();
                let mut key = hashed.get(..*length).unwrap_or_default().to_vec();
                // Forty bits are completed with zeros.
                if *length == 5 {
                    key.resize(16, 0);
                }
                key
            }
        }
    }

    fn cipher(&self, block: u32) -> Option<Rc4> {
        Rc4::new_from_slice(&self.of(block)).ok()
    }
}

/// The record that says how a stream is encrypted, when it is.
fn file_pass(stream: &[u8]) -> Option<&[u8]> {
    let mut records = Records { stream, offset: 0 };
    // It stands right after the beginning, or nowhere.
    while records.offset < 4 * BLOCK {
        if let (FILE_PASS, data) = records.next()? {
            return Some(data);
        }
    }
    None
}

/// The stream in clear: as it is when nothing is encrypted. `None` when the password is another.
pub(in crate::source::workbook) fn decrypted(stream: &[u8]) -> Option<Cow<'_, [u8]>> {
    let Some(data) = file_pass(stream) else { return Some(Cow::Borrowed(stream)) };
    let keys = keys(data)?;
    let mut out = stream.to_vec();
    let mut cipher = (u32::MAX, None);
    let mut records = Records { stream, offset: 0 };
    loop {
        let start = records.offset;
        let Some((kind, data)) = records.next() else { break };
        let from = match kind {
            kind if PLAIN.contains(&kind) => data.len(),
            BOUND_SHEET => 4.min(data.len()),
            _ => 0,
        };
        if kind == FILE_PASS {
            out.get_mut(start..start + 2)?.copy_from_slice(&IGNORED.to_le_bytes());
        }
        let body = start + 4;
        let mut at = body + from;
        let end = body + data.len();
        while at < end {
            let block = u32::try_from(at / BLOCK).ok()?;
            let stop = end.min((at / BLOCK + 1) * BLOCK);
            // The key of a block runs over all its bytes, those that are not encrypted too.
            if cipher.0 != block {
                cipher = (block, keys.cipher(block).map(|cipher| (cipher, at / BLOCK * BLOCK)));
            }
            let (stream, reached) = cipher.1.as_mut()?;
            let mut skipped = vec![0_u8; at.checked_sub(*reached)?];
            stream.apply_keystream(&mut skipped);
            stream.apply_keystream(out.get_mut(at..stop)?);
            *reached = stop;
            at = stop;
        }
    }
    Some(Cow::Owned(out))
}

/// The keys of the password that nobody sets, when it is the one.
fn keys(data: &[u8]) -> Option<Keys> {
    if u16_at(data, 0)? != 1 {
        return None;
    }
    match (u16_at(data, 2)?, u16_at(data, 4)?) {
        (1, 1) => short(data.get(6..)?),
        (2..=4, 2) => long(data.get(6..)?),
        _ => None,
    }
}

fn short(data: &[u8]) -> Option<Keys> {
    let (salt, input, value) = (data.get(..16)?, data.get(16..32)?, data.get(32..48)?);
    let hashed = Md5::digest(password());
    let mut whole = Vec::new();
    for _ in 0..16 {
        whole.extend(hashed.get(..5)?);
        whole.extend(salt);
    }
    let keys = Keys::Short(Md5::digest(whole).get(..5)?.try_into().ok()?);
    verified(&keys, input, value, |input| Md5::digest(input).to_vec()).then_some(keys)
}

fn long(data: &[u8]) -> Option<Keys> {
    let header_size = usize::try_from(u32_at(data, 4)?).ok()?;
    let header = data.get(8..8_usize.checked_add(header_size)?)?;
    let verifier = data.get(8_usize.checked_add(header_size)?..)?;
    // Some writers give no size, and mean forty bits.
    let bits = match u32_at(header, 16)? {
        0 => 40,
        bits => bits,
    };
    let (salt, input, value) = (verifier.get(4..20)?, verifier.get(20..36)?, verifier.get(40..60)?);
    let hashed = Sha1::new().chain_update(salt).chain_update(password()).finalize().to_vec();
    let keys = Keys::Long(hashed, usize::try_from(bits).ok()? / 8);
    verified(&keys, input, value, |input| Sha1::digest(input).to_vec()).then_some(keys)
}

/// True when the verifier opens as it should.
fn verified(keys: &Keys, input: &[u8], value: &[u8], hash: impl Fn(&[u8]) -> Vec<u8>) -> bool {
    let Some(mut cipher) = keys.cipher(0) else { return false };
    let (mut input, mut value) = (input.to_vec(), value.to_vec());
    cipher.apply_keystream(&mut input);
    cipher.apply_keystream(&mut value);
    hash(&input) == value
}
