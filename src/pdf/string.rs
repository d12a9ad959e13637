//! What the objects of a PDF hold as strings: texts, dates, addresses.

use std::fmt::Write;

use lopdf::{Object, StringFormat};

/// A text string: plain when it can be, UTF-16 otherwise.
pub(crate) fn text(value: &str) -> Object {
    if value.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
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
