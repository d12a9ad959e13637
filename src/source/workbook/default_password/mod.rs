//! Workbooks encrypted with the password that Excel itself uses when nobody gives one ([MS-OFFCRYPTO]): protecting the
//! structure of a workbook is enough. Every spreadsheet opens them without asking; so do we.
//!
//! A workbook that opens with another password is left as it is, and its owner is told to remove it.

mod agile;
mod binary;
mod standard;

use super::compound::stream_named;

pub(super) use binary::decrypted as decrypted_stream;

/// The password of those who set none.
const PASSWORD: &str = "VelvetSweatshop";

/// The package inside an encrypted container; `None` when the password is another, or the encryption one that nobody
/// writes any more.
pub(super) fn package(bytes: &[u8]) -> Option<Vec<u8>> {
    let info = stream_named(bytes, &["EncryptionInfo"])?;
    let package = stream_named(bytes, &["EncryptedPackage"])?;
    match info.get(..4)? {
        [4, 0, 4, 0] => agile::decrypted(info.get(8..)?, &package),
        [2..=4, 0, 2, 0] => standard::decrypted(info.get(8..)?, &package),
        _ => None,
    }
}

/// The password as these formats hash it.
fn password() -> Vec<u8> {
    PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// What each block of sixteen bytes becomes; what does not fill a block is left out.
fn in_blocks(encrypted: &[u8], mut decrypt: impl FnMut(&mut [u8]) -> Option<()>) -> Option<Vec<u8>> {
    let mut out = encrypted.to_vec();
    out.truncate(encrypted.len() / 16 * 16);
    for block in out.chunks_exact_mut(16) {
        decrypt(block)?;
    }
    Some(out)
}

/// The size of the package stands before it.
fn split(package: &[u8]) -> Option<(usize, &[u8])> {
    let (size, rest) = package.split_at_checked(8)?;
    let size = usize::try_from(u64::from_le_bytes(size.try_into().ok()?)).ok()?;
    (size <= rest.len()).then_some((size, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_no_longer_than_what_follows_its_size() {
        assert_eq!(split(&[2, 0, 0, 0, 0, 0, 0, 0, 7, 8, 9]), Some((2, &[7, 8, 9][..])));
        assert_eq!(split(&[9, 0, 0, 0, 0, 0, 0, 0, 7, 8, 9]), None);
        assert_eq!(split(&[255; 16]), None);
        assert_eq!(split(&[0; 7]), None);
    }
}
