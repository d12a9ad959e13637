//! The workbook of a case, written element by element: a formula may keep no value, a cell may hold an error.

use super::case::{Case, Section};
use super::cell::{Cell, Value, cell};
use crate::reading_support::minimal::Workbook;

const SETTINGS: [&str; 5] = ["masquer", "masquer colonne", "masquer feuille", "fusionner", "filtre"];

#[derive(Default)]
struct Sheet {
    name: String,
    rows: Vec<Vec<Cell>>,
    hidden: bool,
    hidden_rows: Vec<usize>,
    hidden_columns: Vec<usize>,
    merged: Vec<String>,
    filter: Option<String>,
}

/// The bytes of the workbook: the sheets of the base, those of the case over them.
pub fn workbook(base: &[Section], case: &Case, is_sheet: impl Fn(&str) -> bool) -> Vec<u8> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for section in base.iter().chain(case.sections.iter().filter(|section| is_sheet(&section.title))) {
        let sheet = Sheet { name: section.title.clone(), rows: rows(&section.text), ..Sheet::default() };
        let known = sheets.iter().position(|known| known.name == section.title);
        let absent = section.text.trim() == super::project::ABSENT;
        match known {
            Some(at) if absent => drop(sheets.remove(at)),
            Some(at) => sheets[at] = sheet,
            None if absent => panic!("{} : pas de feuille « {} »", case.path.display(), section.title),
            None => sheets.push(sheet),
        }
    }
    for line in case.section("cellules").unwrap_or_default().lines().filter(|line| !line.trim().is_empty()) {
        let (place, written) = line.split_once(" :").unwrap_or_else(|| panic!("« {line} » n’a pas de « : »"));
        let (sheet, at) = on(&mut sheets, place);
        let (row, column) = position(at);
        if sheet.rows.len() <= row {
            sheet.rows.resize(row + 1, Vec::new());
        }
        if sheet.rows[row].len() <= column {
            sheet.rows[row].resize(column + 1, Cell::default());
        }
        sheet.rows[row][column] = cell(written);
    }
    for (name, value) in case.settings().into_iter().filter(|(name, _)| SETTINGS.contains(name)) {
        let (sheet, at) = on(&mut sheets, value);
        match name {
            "masquer" => sheet.hidden_rows.push(at.parse::<usize>().unwrap() - 1),
            "masquer colonne" => sheet.hidden_columns.push(column(at)),
            "masquer feuille" => sheet.hidden = true,
            "fusionner" => sheet.merged.push(at.to_owned()),
            _ => sheet.filter = Some(at.to_owned()),
        }
    }
    bytes(&sheets)
}

pub fn is_setting(name: &str) -> bool {
    SETTINGS.contains(&name)
}

/// The sheet that `Dépenses!F4` names, and the rest.
fn on<'a, 'b>(sheets: &'a mut [Sheet], place: &'b str) -> (&'a mut Sheet, &'b str) {
    let (name, at) = place.trim().split_once('!').unwrap_or((place.trim(), ""));
    let sheet = sheets.iter_mut().find(|sheet| sheet.name == name.trim());
    (sheet.unwrap_or_else(|| panic!("« {place} » : pas de feuille de ce nom")), at.trim())
}

/// Lines of cells between bars; a line that is only a bar is an empty row.
fn rows(text: &str) -> Vec<Vec<Cell>> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('|').map(cell).collect())
        .collect()
}

fn column(letters: &str) -> usize {
    letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1) - 1
}

/// `F4` as row 3, column 5.
fn position(name: &str) -> (usize, usize) {
    let digits =
        name.find(|c: char| c.is_ascii_digit()).unwrap_or_else(|| panic!("« {name} » n’est pas une cellule"));
    (name[digits..].parse::<usize>().unwrap() - 1, column(&name[..digits]))
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\n' => out.push_str(&format!("_x{:04X}_", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn bytes(sheets: &[Sheet]) -> Vec<u8> {
    let mut formats: Vec<String> = Vec::new();
    let mut workbook = Workbook { parts: Vec::new() };
    let (mut list, mut rels, mut types) = (String::new(), String::new(), String::new());
    for (index, sheet) in sheets.iter().enumerate() {
        let number = index + 1;
        let state = if sheet.hidden { r#" state="hidden""# } else { "" };
        let name = escaped(&sheet.name);
        list.push_str(&format!(r#"<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>"#));
        rels.push_str(&format!(
            r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        ));
        types.push_str(&format!(
            r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{MIME}.worksheet+xml"/>"#
        ));
        workbook = workbook.part(&format!("xl/worksheets/sheet{number}.xml"), sheet_xml(sheet, &mut formats));
    }
    let known: String = (164..)
        .zip(&formats)
        .map(|(id, format)| format!(r#"<numFmt numFmtId="{id}" formatCode="{}"/>"#, escaped(format)))
        .collect();
    let used: String = (164..)
        .zip(&formats)
        .map(|(id, _)| format!(r#"<xf numFmtId="{id}" applyNumberFormat="1"/>"#))
        .collect();
    workbook
        .part("[Content_Types].xml", format!(
            r#"{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{MIME}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{MIME}.styles+xml"/>{types}</Types>"#
        ))
        .part("_rels/.rels", format!(
            r#"{XML}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ))
        .part("xl/workbook.xml", format!(
            r#"{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{list}</sheets></workbook>"#
        ))
        .part("xl/_rels/workbook.xml.rels", format!(
            r#"{XML}<Relationships xmlns="{RELATIONS}">{rels}<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#
        ))
        .part("xl/styles.xml", format!(
            r#"{XML}<styleSheet xmlns="{MAIN}"><numFmts count="{}">{known}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>"#,
            formats.len()
        ))
        .bytes()
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const MIME: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

fn sheet_xml(sheet: &Sheet, formats: &mut Vec<String>) -> String {
    let mut out = format!(r#"{XML}<worksheet xmlns="{MAIN}">"#);
    if !sheet.hidden_columns.is_empty() {
        let columns: String = sheet
            .hidden_columns
            .iter()
            .map(|column| format!(r#"<col min="{0}" max="{0}" width="9" hidden="1"/>"#, column + 1))
            .collect();
        out.push_str(&format!("<cols>{columns}</cols>"));
    }
    out.push_str("<sheetData>");
    for (row, cells) in sheet.rows.iter().enumerate() {
        let hidden = if sheet.hidden_rows.contains(&row) { r#" hidden="1""# } else { "" };
        out.push_str(&format!(r#"<row r="{}"{hidden}>"#, row + 1));
        for (column, cell) in cells.iter().enumerate() {
            let name = dossier::workbench::model::cell_name(
                u32::try_from(row).unwrap(),
                u32::try_from(column).unwrap(),
            );
            let style = cell.format.as_ref().map_or(0, |format| {
                let known = formats.iter().position(|known| known == format);
                known.unwrap_or_else(|| {
                    formats.push(format.clone());
                    formats.len() - 1
                }) + 1
            });
            out.push_str(&cell_xml(&name, style, &cell.value));
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData>");
    if let Some(area) = &sheet.filter {
        out.push_str(&format!(r#"<autoFilter ref="{area}"/>"#));
    }
    if !sheet.merged.is_empty() {
        let areas: String = sheet.merged.iter().map(|area| format!(r#"<mergeCell ref="{area}"/>"#)).collect();
        out.push_str(&format!("<mergeCells>{areas}</mergeCells>"));
    }
    out + "</worksheet>"
}

fn cell_xml(name: &str, style: usize, value: &Value) -> String {
    let of = |kind: &str, inside: String| format!(r#"<c r="{name}" s="{style}"{kind}>{inside}</c>"#);
    match value {
        Value::Empty => String::new(),
        Value::Number(number) => of("", format!("<v>{number}</v>")),
        Value::Text(text) => {
            let text = escaped(text);
            of(r#" t="inlineStr""#, format!(r#"<is><t xml:space="preserve">{text}</t></is>"#))
        }
        Value::Error(error) => of(r#" t="e""#, format!("<v>{error}</v>")),
        Value::Boolean(value) => of(r#" t="b""#, format!("<v>{}</v>", u8::from(*value))),
        Value::Formula(formula, saved) => {
            let formula = format!("<f>{}</f>", escaped(formula));
            match saved.as_deref() {
                None | Some(Value::Empty | Value::Formula(..)) => of("", formula),
                Some(Value::Number(number)) => of("", format!("{formula}<v>{number}</v>")),
                Some(Value::Text(text)) => of(r#" t="str""#, format!("{formula}<v>{}</v>", escaped(text))),
                Some(Value::Error(error)) => of(r#" t="e""#, format!("{formula}<v>{error}</v>")),
                Some(Value::Boolean(value)) => {
                    of(r#" t="b""#, format!("{formula}<v>{}</v>", u8::from(*value)))
                }
            }
        }
    }
}
