//! Text that a cell, a header or a footer can hold.

use std::borrow::Cow;

/// The longest text Excel keeps in a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

/// The longest header or footer Excel accepts, codes included.
const LONGEST_HEADER: usize = 255;

/// Text as a cell holds it: no control characters but line breaks, no longer than Excel accepts.
pub(super) fn cell_text(text: &str) -> Cow<'_, str> {
    let clean = text.chars().all(|c| !is_control(c)) && !text.contains("_x");
    // Bytes are never fewer than UTF-16 units, so short text is settled without counting.
    if clean && text.len() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let kept: String = text.replace("\r\n", "\n").chars().filter_map(printable).collect();
    Cow::Owned(shortened(&escape_codes(&kept), LONGEST_TEXT))
}

/// Text for one part of a header or footer; `&` begins a code there, so it is doubled. `reserved` counts the other parts.
pub(super) fn header_text(text: &str, reserved: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let room = LONGEST_HEADER.saturating_sub(reserved);
    let mut kept = line.as_str();
    // Doubled ampersands count twice: drop characters until the doubled form fits.
    while kept.encode_utf16().count() + kept.matches('&').count() > room {
        let Some((last, _)) = kept.char_indices().next_back() else { break };
        kept = &kept[..last];
    }
    kept.trim().replace('&', "&&")
}

fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn printable(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        c if is_control(c) => None,
        c => Some(c),
    }
}

/// Excel reads `_x0041_` inside a text as the character of that code; its own escape keeps the text as typed.
fn escape_codes(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("_x") {
        let (before, candidate) = rest.split_at(start);
        escaped.push_str(before);
        let digits = candidate.as_bytes().get(2..7);
        let is_code = digits.is_some_and(|d| d[..4].iter().all(u8::is_ascii_hexdigit) && d[4] == b'_');
        escaped.push_str(if is_code { "_x005F_x" } else { "_x" });
        rest = &candidate[2..];
    }
    escaped + rest
}

/// The beginning of a text too long for its place, with an ellipsis.
fn shortened(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut units = 1;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= longest
        })
        .collect();
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_lines_stay() {
        assert_eq!(cell_text("a\u{0}b\u{1b}\tc\r\nd\u{fffe}"), "ab c\nd");
        assert!(matches!(cell_text("Équipement"), Cow::Borrowed(_)));
    }

    #[test]
    fn text_that_looks_like_an_escape_stays_text() {
        assert_eq!(cell_text("lot_x0041_b"), "lot_x005F_x0041_b");
        assert_eq!(cell_text("prix_x"), "prix_x");
        assert_eq!(cell_text("_xé_x00"), "_xé_x00");
    }

    #[test]
    fn long_text_is_cut_in_utf16_units() {
        let cut = cell_text(&"😀".repeat(20_000)).into_owned();
        assert_eq!(cut.encode_utf16().count(), 32_767);
        assert!(cut.ends_with('…'));
    }

    #[test]
    fn ampersands_of_headers_are_doubled_within_the_limit() {
        assert_eq!(header_text("Eau & forêt\n", 40), "Eau && forêt");
        assert!(header_text(&"&".repeat(300), 40).len() <= 215);
    }
}
