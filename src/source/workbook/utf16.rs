//! XML in UTF-16, which every reader of XML knows, as the UTF-8 that ours wants.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The encoding that the first two bytes of a part tell.
pub(super) fn told_by(start: [u8; 2]) -> Option<&'static Encoding> {
    match start {
        [0xFF, 0xFE] => Some(UTF_16LE),
        [0xFE, 0xFF] => Some(UTF_16BE),
        _ => None,
    }
}

/// A part as UTF-8, with a declaration that says so; `None` when the bytes are not of the encoding.
pub(super) fn as_utf8(part: &[u8], encoding: &'static Encoding) -> Option<String> {
    let (text, is_broken) = encoding.decode_with_bom_removal(part);
    if is_broken {
        return None;
    }
    let body =
        text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(&*text, |(_, body)| body);
    Some(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_becomes_utf_8() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><é/>";
        for (encoding, bytes) in
            [(UTF_16LE, u16::to_le_bytes as fn(u16) -> [u8; 2]), (UTF_16BE, u16::to_be_bytes)]
        {
            let part: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect();
            let start = [part[0], part[1]];
            assert_eq!(told_by(start), Some(encoding));
            assert_eq!(as_utf8(&part, encoding), Some(text.replace("UTF-16", "UTF-8")));
            // Half a character.
            assert_eq!(as_utf8(&part[..part.len() - 1], encoding), None);
        }
        assert_eq!(told_by(*b"<?"), None);
    }
}
