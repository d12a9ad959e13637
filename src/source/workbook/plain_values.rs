//! Values written in a way that no spreadsheet program writes, and that a reader of the format reads all the same: a number
//! cut by a comment, written as a reference to a character, or inside a section of data. The reader of cells takes the
//! first piece of such a value for the whole: what it is given has each value in one piece.

use quick_xml::events::{BytesText, Event};
use quick_xml::{Reader, Writer};

/// True when a sheet may hold such a value.
pub(super) fn may_be_odd(xml: &str) -> bool {
    let data = xml.find("<sheetData").and_then(|at| xml.get(at..)).unwrap_or_default();
    data.contains("<!") || data.contains("<?") || has_reference_in_value(data)
}

/// True when a reference to a character stands in the value of a cell: in a text or a formula it is the usual way.
fn has_reference_in_value(data: &str) -> bool {
    data.match_indices('&').any(|(at, _)| {
        let before = data.get(..at).unwrap_or_default();
        let tag = before.rfind('<').and_then(|start| before.get(start..)).unwrap_or_default();
        tag.starts_with("<v>") || tag.starts_with("<v ")
    })
}

/// The sheet with its values in one piece, without comments nor instructions; `None` when it is not well-formed, or names a
/// character that no one defines: it is then refused for what it is.
pub(super) fn with_plain_values(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut writer = Writer::new(Vec::with_capacity(xml.len()));
    let mut value: Option<String> = None;
    loop {
        match (reader.read_event().ok()?, &mut value) {
            (Event::Eof, _) => break,
            (Event::Comment(_) | Event::PI(_), _) => {}
            (Event::Start(element), None) if is_value(element.local_name().as_ref()) => {
                value = Some(String::new());
                writer.write_event(Event::Start(element)).ok()?;
            }
            (Event::Text(text), Some(value)) => value.push_str(&text.xml10_content()),
            (Event::CData(text), Some(value)) => value.push_str(&text.xml10_content()),
            (Event::GeneralRef(reference), Some(value)) => {
                let written = format!("&{};", reference.as_ref());
                value.push_str(&quick_xml::escape::unescape(&written).ok()?);
            }
            (Event::End(element), Some(text)) => {
                writer.write_event(Event::Text(BytesText::new(text))).ok()?;
                writer.write_event(Event::End(element)).ok()?;
                value = None;
            }
            // A value holds no element.
            (Event::Start(_) | Event::Empty(_), Some(_)) => return None,
            (event, _) => writer.write_event(event).ok()?,
        }
    }
    String::from_utf8(writer.into_inner()).ok()
}

/// The elements that hold the value, the formula or the text of a cell.
fn is_value(name: &str) -> bool {
    matches!(name, "v" | "f" | "t")
}

/// The first cell that says one of its attributes twice: no reader knows which of the two is meant.
pub(super) fn cell_said_twice(xml: &str) -> Option<&str> {
    let mut rest = xml;
    while let Some(at) = rest.find("<c ") {
        let from = rest.get(at + 2..)?;
        let tag = from.get(..from.find('>')?)?;
        for name in [" r=", " t=", " s="] {
            if tag
                .find(name)
                .is_some_and(|first| tag.get(first + 3..).is_some_and(|tail| tail.contains(name)))
            {
                return Some(tag.trim());
            }
        }
        rest = from;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(value: &str) -> String {
        format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>{value}</v></c></row></sheetData></worksheet>"
        )
    }

    #[test]
    fn a_value_in_pieces_is_put_together() {
        for odd in [
            "3&#52;862",
            "3&#x34;862",
            "34<!-- -->862",
            "34<?x y?>862",
            "<![CDATA[34862]]>",
            "3<![CDATA[48]]>62",
        ] {
            let xml = sheet(odd);
            assert!(may_be_odd(&xml), "{odd}");
            assert_eq!(with_plain_values(&xml).unwrap(), sheet("34862"), "{odd}");
        }
        assert!(!may_be_odd(&sheet("34862")));
        assert!(with_plain_values(&sheet("&foo;34")).is_none());
    }

    #[test]
    fn a_cell_that_says_one_thing_twice_is_found() {
        assert_eq!(cell_said_twice(&sheet("1")), None);
        let twice = sheet("1").replace("<c r=\"A1\"", "<c r=\"A1\" r=\"B2\"");
        assert_eq!(cell_said_twice(&twice), Some("r=\"A1\" r=\"B2\""));
    }
}
