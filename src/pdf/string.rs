//! What the objects of a PDF hold as strings: texts, dates, addresses.

use super::limits;

use std::borrow::Cow;
use std::fmt::Write;

use lopdf::{Object, StringFormat};

/// A text string: plain when it can be, UTF-16 otherwise. One that the standard would refuse is cut.
pub(crate) fn text(value: &str) -> Object {
    let is_plain = value.bytes().all(|b| (b' '..=b'~').contains(&b));
    if is_plain && value.len() <= limits::STRING_BYTES {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    // Two bytes for each unit, and two for the mark before them; no sign has more units than bytes here.
    let most = limits::STRING_BYTES / 2 - 1;
    let is_long = value.encode_utf16().count() > most;
    let value = if is_long { cut(value, most) } else { Cow::Borrowed(value) };
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A text of at most so many bytes, three dots at its end when some of it is left out.
pub(crate) fn cut(value: &str, most: usize) -> Cow<'_, str> {
    if value.len() <= most {
        return Cow::Borrowed(value);
    }
    let dots = '…';
    let room = most.saturating_sub(dots.len_utf8());
    let end = value.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= room).last();
    Cow::Owned(format!("{}{dots}", value.get(..end.unwrap_or(0)).unwrap_or_default()))
}

/// Midnight UTC of a day.
pub(crate) fn pdf_date(date: jiff::civil::Date) -> Object {
    let value = format!("D:{:04}{:02}{:02}000000Z", date.year(), date.month(), date.day());
    Object::String(value.into_bytes(), StringFormat::Literal)
}

/// An address in the seven-bit characters that the format allows.
pub(crate) fn ascii_uri(uri: &str) -> String {
    uri.bytes().fold(String::with_capacity(uri.len()), |mut out, byte| {
        if (b'!'..=b'~').contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_string_is_longer_than_the_standard_accepts() {
        for sign in ["a", "é", "€", "𝄞"] {
            let Object::String(bytes, _) = text(&sign.repeat(40_000)) else { panic!("no string") };
            assert!(bytes.len() <= limits::STRING_BYTES && bytes.len() > 10_000, "{sign}: {}", bytes.len());
        }
        assert_eq!(cut("été", 5), "été");
        assert_eq!(cut("étés", 5), "é…");
    }
}
