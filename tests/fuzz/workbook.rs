//! What each fuzz target does with the bytes it is given; `tests/suite/mutations.rs` runs the same on the stable toolchain.
//!
//! The promise: whatever the bytes, a reading or an error that names the file; no panic, no endless loop.

#![allow(dead_code, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use dossier::workbench::source::amount::{parse_amount, parse_number};
use dossier::workbench::source::table::read_budget;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The bytes as an `.xlsx` file.
pub fn xlsx(data: &[u8]) {
    read("a.xlsx", data);
}

/// The bytes as an `.ods` file.
pub fn ods(data: &[u8]) {
    read("a.ods", data);
}

/// The bytes as an `.xls` file.
pub fn xls(data: &[u8]) {
    read("a.xls", data);
}

/// The bytes as a `.csv` file.
pub fn csv(data: &[u8]) {
    read("a.csv", data);
}

/// The bytes as the only sheet of a sound `.xlsx`: no mutation is lost on the archive's checksums.
pub fn xlsx_sheet(data: &[u8]) {
    read(
        "a.xlsx",
        &package(&[
            ("_rels/.rels", RELS.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS.as_bytes()),
            ("xl/worksheets/sheet1.xml", data),
        ]),
    );
}

/// The bytes as the content of a sound `.ods`.
pub fn ods_content(data: &[u8]) {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    read("a.ods", &package(&[("mimetype", kind), ("content.xml", data)]));
}

/// The bytes as a text, lines and `;` making rows and cells: what the table finder sees, without the formats.
pub fn table(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut xml = String::from(SHEET_OPEN);
    xml.push_str("<sheetData>");
    for (row, line) in text.lines().enumerate().take(200) {
        xml.push_str(&format!("<row r=\"{}\">", row + 1));
        for (column, cell) in line.split(';').enumerate().take(26) {
            let name = format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1);
            match (cell.strip_prefix('='), cell.parse::<f64>()) {
                (Some(formula), _) => {
                    xml.push_str(&format!("<c r=\"{name}\"><f>{}</f><v>1</v></c>", escaped(formula)))
                }
                (None, Ok(number)) if number.is_finite() => {
                    xml.push_str(&format!("<c r=\"{name}\"><v>{number}</v></c>"));
                }
                _ => xml.push_str(&format!(
                    "<c r=\"{name}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                    escaped(cell)
                )),
            }
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xlsx_sheet(xml.as_bytes());
}

/// The bytes as an amount: what is read is printed, and read again as the same.
pub fn amount(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = parse_number(&text);
    if let Ok(amount) = parse_amount(&text) {
        let printed = amount.money.to_string();
        assert_eq!(
            parse_amount(&printed).map(|again| again.money),
            Ok(amount.money),
            "{text:?} printed {printed}"
        );
    }
}

fn read(name: &str, data: &[u8]) {
    match read_budget(name, data) {
        Ok(reading) => drop(reading),
        Err(error) => assert!(error.to_string().contains(name), "{error}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// How a sheet begins.
pub const SHEET_OPEN: &str = r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Dépenses" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
