//! Agile encryption ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15), which Excel writes since 2010.

use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{in_blocks, password, split};
use crate::source::workbook::xlsx_scan::attribute;

/// What each key is derived for.
const VERIFIER_INPUT: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const VERIFIER_VALUE: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
const KEY_VALUE: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];

/// Most rounds of a hash that are followed: Excel writes 100 000.
const ROUNDS: u32 = 1_000_000;

/// What is encrypted at once.
const SEGMENT: usize = 4_096;

/// What a short hash or salt is completed with.
const FILLER: u8 = 0x36;

/// What one element says of how its key is made.
struct Parameters {
    hash: Hash,
    key_bytes: usize,
    block: usize,
    salt: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        match name {
            "SHA1" | "SHA-1" => Some(Self::Sha1),
            "SHA256" | "SHA-256" => Some(Self::Sha256),
            "SHA384" | "SHA-384" => Some(Self::Sha384),
            "SHA512" | "SHA-512" => Some(Self::Sha512),
            _ => None,
        }
    }

    fn of(self, one: &[u8], other: &[u8]) -> Vec<u8> {
        fn digest<D: Digest>(one: &[u8], other: &[u8]) -> Vec<u8> {
            D::new().chain_update(one).chain_update(other).finalize().to_vec()
        }
        match self {
            Self::Sha1 => digest::<Sha1>(one, other),
            Self::Sha256 => digest::<Sha256>(one, other),
            Self::Sha384 => digest::<Sha384>(one, other),
            Self::Sha512 => digest::<Sha512>(one, other),
        }
    }
}

impl Parameters {
    fn of(element: &BytesStart<'_>) -> Option<Self> {
        let number = |name| attribute(element, name)?.parse::<usize>().ok();
        let is_aes = attribute(element, "cipherAlgorithm")? == "AES"
            && attribute(element, "cipherChaining")? == "ChainingModeCBC";
        let parameters = Self {
            hash: Hash::named(attribute(element, "hashAlgorithm")?)?,
            key_bytes: number("keyBits")? / 8,
            block: number("blockSize")?,
            salt: base64(attribute(element, "saltValue")?)?,
        };
        (is_aes && parameters.block == 16).then_some(parameters)
    }
}

/// What the description of the encryption says.
struct Info {
    data: Parameters,
    key: Parameters,
    rounds: u32,
    input: Vec<u8>,
    value: Vec<u8>,
    secret: Vec<u8>,
}

impl Info {
    fn read(xml: &[u8]) -> Option<Self> {
        let mut reader = Reader::from_str(std::str::from_utf8(xml).ok()?);
        let (mut data, mut key) = (None, None);
        loop {
            match reader.read_event().ok()? {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "keyData" => data = Parameters::of(&element),
                    "encryptedKey" if key.is_none() => {
                        let bytes = |name| base64(attribute(&element, name)?);
                        let rounds = attribute(&element, "spinCount")?.parse::<u32>().ok()?;
                        key = Some((
                            Parameters::of(&element)?,
                            rounds,
                            bytes("encryptedVerifierHashInput")?,
                            bytes("encryptedVerifierHashValue")?,
                            bytes("encryptedKeyValue")?,
                        ));
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let (key, rounds, input, value, secret) = key?;
        (rounds <= ROUNDS).then_some(Self { data: data?, key, rounds, input, value, secret })
    }
}

/// The package, when the password is the one that nobody sets.
pub(super) fn decrypted(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let info = Info::read(info)?;
    let hash = info.key.hash;
    let mut hashed = hash.of(&info.key.salt, &password());
    for round in 0..info.rounds {
        hashed = hash.of(&round.to_le_bytes(), &hashed);
    }
    let open = |block_key: &[u8], encrypted: &[u8]| {
        let key = sized(hash.of(&hashed, block_key), info.key.key_bytes);
        decrypt(&key, &sized(info.key.salt.clone(), info.key.block), encrypted)
    };
    let input = open(&VERIFIER_INPUT, &info.input)?;
    let value = open(&VERIFIER_VALUE, &info.value)?;
    let expected = hash.of(input.get(..info.key.salt.len().min(input.len()))?, &[]);
    if value.get(..expected.len())? != expected {
        return None;
    }
    let secret = open(&KEY_VALUE, &info.secret)?;
    let secret = secret.get(..info.data.key_bytes)?;
    let (size, encrypted) = split(package)?;
    let mut out = Vec::with_capacity(size);
    for (rank, segment) in encrypted.chunks(SEGMENT).enumerate() {
        let rank = u32::try_from(rank).ok()?;
        let start = sized(info.data.hash.of(&info.data.salt, &rank.to_le_bytes()), info.data.block);
        out.extend(decrypt(secret, &start, segment)?);
    }
    out.truncate(size);
    Some(out)
}

/// Cut or completed to a length.
fn sized(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, FILLER);
    bytes
}

/// AES in chained blocks; what does not fill a block is left out.
fn decrypt(key: &[u8], start: &[u8], encrypted: &[u8]) -> Option<Vec<u8>> {
    fn with<C: BlockModeDecrypt + KeyIvInit>(key: &[u8], start: &[u8], encrypted: &[u8]) -> Option<Vec<u8>> {
        let mut cipher = C::new_from_slices(key, start).ok()?;
        in_blocks(encrypted, |block| block.try_into().ok().map(|block| cipher.decrypt_block(block)))
    }
    match key.len() {
        16 => with::<cbc::Decryptor<Aes128>>(key, start, encrypted),
        24 => with::<cbc::Decryptor<Aes192>>(key, start, encrypted),
        32 => with::<cbc::Decryptor<Aes256>>(key, start, encrypted),
        _ => None,
    }
}

/// Base 64 as XML writes it: padded or not.
const BASE_64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes of a text in base 64.
fn base64(text: &str) -> Option<Vec<u8>> {
    let plain: Vec<u8> = text.bytes().filter(|c| !c.is_ascii_whitespace()).collect();
    BASE_64.decode(plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_read() {
        assert_eq!(base64("TWFu").as_deref(), Some(&b"Man"[..]));
        assert_eq!(base64("TWE=").as_deref(), Some(&b"Ma"[..]));
        assert_eq!(base64("TW\n E").as_deref(), Some(&b"Ma"[..]));
        assert_eq!(base64("é"), None);
    }
}
