//! JSON that no terminal obeys, one line a thing worth a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::style::is_obeyed;

/// Write a JSON document, one value a line: what a terminal would obey or would not show is written by its code.
///
/// # Errors
/// When the output refuses.
pub fn write_value(out: &mut dyn Write, document: &impl Serialize) -> io::Result<()> {
    write_to(out, document, usize::MAX)
}

/// The same with what stands deeper than so many levels on one line: a long document of many small things stays short.
///
/// # Errors
/// When the output refuses.
pub fn write_shallow(out: &mut dyn Write, document: &impl Serialize, deepest: usize) -> io::Result<()> {
    write_to(out, document, deepest)
}

fn write_to(out: &mut dyn Write, document: &impl Serialize, deepest: usize) -> io::Result<()> {
    let form = Visible { pretty: PrettyFormatter::new(), depth: 0, deepest };
    document.serialize(&mut Serializer::with_formatter(&mut *out, form))?;
    writeln!(out)
}

/// JSON whose texts hold nothing that a terminal obeys; the same document for a program.
struct Visible {
    pretty: PrettyFormatter<'static>,
    depth: usize,
    deepest: usize,
}

impl Visible {
    const fn is_inline(&self) -> bool {
        self.depth > self.deepest
    }
}

impl Formatter for Visible {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        if self.is_inline() { CompactFormatter.begin_array(writer) } else { self.pretty.begin_array(writer) }
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let inline = self.is_inline();
        self.depth -= 1;
        if inline { CompactFormatter.end_array(writer) } else { self.pretty.end_array(writer) }
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if self.is_inline() { between(writer, first) } else { self.pretty.begin_array_value(writer, first) }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.is_inline() { Ok(()) } else { self.pretty.end_array_value(writer) }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        if self.is_inline() {
            CompactFormatter.begin_object(writer)
        } else {
            self.pretty.begin_object(writer)
        }
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let inline = self.is_inline();
        self.depth -= 1;
        if inline { CompactFormatter.end_object(writer) } else { self.pretty.end_object(writer) }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if self.is_inline() { between(writer, first) } else { self.pretty.begin_object_key(writer, first) }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.is_inline() { Ok(()) } else { self.pretty.end_object_value(writer) }
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut buffer = [0; 2];
        for character in fragment.chars() {
            if is_obeyed(character) {
                for unit in character.encode_utf16(&mut buffer) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                write!(writer, "{character}")?;
            }
        }
        Ok(())
    }
}

/// What stands between two values of one line.
fn between<W: ?Sized + Write>(writer: &mut W, first: bool) -> io::Result<()> {
    if first { Ok(()) } else { writer.write_all(b", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a_text_reads_back_and_no_terminal_obeys_it() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{7f}\u{202e}\u{e0041}\u{2028}é « 1\u{202f}€ »\n\"";
        let document = json!({ "nom": hostile, "vide": [], "liste": [1, 2] });
        let mut out = Vec::new();
        write_value(&mut out, &document).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.chars().any(|c| c != '\n' && is_obeyed(c)), "{text}");
        assert!(text.contains("é « 1\u{202f}€ »"));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), document);
    }

    #[test]
    fn what_is_deep_stands_on_one_line() {
        let document = json!({ "a": [{ "b": [1, 2], "c": {} }, []], "d": "é" });
        let mut out = Vec::new();
        write_shallow(&mut out, &document, 2).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "{\n  \"a\": [\n    {\"b\": [1, 2], \"c\": {}},\n    []\n  ],\n  \"d\": \"é\"\n}\n");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), document);
    }
}
