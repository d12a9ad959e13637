//! Workbooks written element by element, for what no spreadsheet program agrees to write.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

pub struct Workbook {
    pub parts: Vec<(String, Vec<u8>)>,
}

const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Dépenses" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
pub const SHEET_OPEN: &str = r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;

/// The headers `Poste`, `Intitulé`, `Montant HT` in row 1.
pub const HEADER_ROW: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Poste</t></is></c><c r="B1" t="inlineStr"><is><t>Intitulé</t></is></c><c r="C1" t="inlineStr"><is><t>Montant HT</t></is></c></row>"#;

/// A line whose amount's cell holds `amount`, as XML.
pub fn expense_row(row: u32, label: &str, amount: &str) -> String {
    format!(
        r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>Prestations</t></is></c><c r="B{row}" t="inlineStr"><is><t>{label}</t></is></c><c r="C{row}">{amount}</c></row>"#
    )
}

impl Workbook {
    /// The parts of a workbook whose only sheet is `xml`.
    pub fn with_sheet_xml(xml: &str) -> Self {
        let part = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        Self {
            parts: vec![
                part("_rels/.rels", RELS),
                part("xl/workbook.xml", WORKBOOK),
                part("xl/_rels/workbook.xml.rels", WORKBOOK_RELS),
                part("xl/worksheets/sheet1.xml", xml),
            ],
        }
    }

    pub fn part(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.into()));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    pub fn sheet(rows: &[String], tail: &str) -> Vec<u8> {
        Self::sheet_with_head(rows, "", tail)
    }

    pub fn sheet_with_head(rows: &[String], head: &str, tail: &str) -> Vec<u8> {
        let rows = rows.concat();
        let xml = format!("{SHEET_OPEN}{head}<sheetData>{HEADER_ROW}{rows}</sheetData>{tail}</worksheet>");
        Self::with_sheet_xml(&xml).bytes()
    }

    /// The parts of an OpenDocument workbook with this `content.xml`.
    pub fn ods(body: &str) -> Self {
        let content = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c" xmlns:draw="d"><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"#
        );
        Self {
            parts: vec![
                ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
                ("content.xml".to_owned(), content.into_bytes()),
            ],
        }
    }
}
