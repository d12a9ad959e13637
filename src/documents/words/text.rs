//! The texts of a document: those of its blocks, and those that its charts print.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements inside a text.
const INLINE: [&str; 11] = ["strong", "b", "em", "i", "small", "sup", "sub", "code", "a", "span", "data"];

/// Attributes that are printed or read aloud.
const PRINTED: [&str; 6] = ["label", "text", "share", "data-text", "data-title", "data-alt"];

/// The texts of a document in XHTML, block by block. What is not well formed is told when it becomes pages.
#[must_use]
pub fn fragments(html: &str) -> Vec<String> {
    let mut reader = Reader::from_str(html);
    let (mut texts, mut current) = (Vec::new(), String::new());
    let flush = |current: &mut String, texts: &mut Vec<String>| {
        if !current.trim().is_empty() {
            texts.push(current.trim().to_owned());
        }
        current.clear();
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                if !is_inline(&element) {
                    flush(&mut current, &mut texts);
                }
                printed(&element, &mut texts);
            }
            Ok(Event::Empty(element)) => {
                current.push(' ');
                printed(&element, &mut texts);
            }
            Ok(Event::End(element)) => {
                if !INLINE.contains(&element.name().as_ref()) {
                    flush(&mut current, &mut texts);
                }
            }
            Ok(Event::Text(text)) => current.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(sign)) => current.push(sign),
                _ => current.push_str(match &*reference.xml10_content() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => " ",
                }),
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    flush(&mut current, &mut texts);
    texts
}

fn is_inline(element: &BytesStart<'_>) -> bool {
    INLINE.contains(&element.name().as_ref())
}

fn printed(element: &BytesStart<'_>, texts: &mut Vec<String>) {
    for attribute in element.attributes().flatten() {
        if PRINTED.contains(&attribute.key.as_ref()) {
            texts.push(attribute.value.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_that_of_its_block() {
        let html = "<article><p>un <strong>deux</strong><br/>trois &amp; quatre</p><table><tr><th>cinq</th><td>six</td></tr></table>\
                    <figure><data-item label=\"sept\" text=\"huit\"/></figure></article>";
        assert_eq!(fragments(html), ["un deux trois & quatre", "cinq", "six", "sept", "huit"]);
    }
}
