//! What the cell reader does not tell, read from the parts themselves, and what could hurt it, refused beforehand.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::{LimitKind, ReadError};
use super::number_format::CellLook;
use super::package::Package;
use super::reference::{parse_cell, parse_range, parse_row, parse_whole};
use super::sheet::{CellRange, FilterDraft};
use crate::source::limits;

/// What a sheet's part says beside its cells.
#[derive(Debug, Default)]
pub(super) struct SheetScan {
    pub(super) hidden_rows: Vec<(u32, u32)>,
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// The filter of the sheet, or of the table when the part is one.
    pub(super) filters: FilterDraft,
    pub(super) merged: Vec<CellRange>,
    /// Cells whose format says something, by the rank of that format.
    pub(super) looks: Vec<(u32, u32, u32)>,
    /// The cells that array formulas fill.
    pub(super) arrays: Vec<CellRange>,
    /// The area of a pivot table, when the part is one.
    pub(super) pivots: Vec<CellRange>,
    /// How many `<c>` elements.
    pub(super) cells: usize,
}

/// What a sheet's part says beside its cells, by the quick way when its writing is plain, else by the careful one.
pub(super) fn scan_sheet(
    file: &str,
    part: &str,
    xml: &str,
    looks: &CellLooks,
) -> Result<SheetScan, ReadError> {
    match scan_plain_sheet(file, part, xml, looks) {
        Some(answer) => answer,
        None => scan_any_sheet(file, part, xml, looks),
    }
}

/// What the cell formats show, by their rank: those that say nothing are left out.
pub(super) type CellLooks = BTreeMap<u32, CellLook>;

/// The quick way: one pass over the bytes between `<sheetData>` and its end, where nearly everything stands.
///
/// Only for parts written as spreadsheet programs write them: no comment, no CDATA, no prefix, one `sheetData`.
/// `None` for anything else, and for anything that seems wrong: the careful way then says what.
fn scan_plain_sheet(
    file: &str,
    part: &str,
    xml: &str,
    looks: &CellLooks,
) -> Option<Result<SheetScan, ReadError>> {
    let body = xml.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(xml, |(_, body)| body);
    let end = body.rfind("</sheetData>")?;
    let start = body.find("<sheetData>")?;
    let data = body.get(start + "<sheetData>".len()..end)?;
    if !body.trim_end().ends_with("</worksheet>") || body.contains("<!") || body.contains("<?") {
        return None;
    }
    let (head, tail) = (body.get(..start)?, body.get(end + "</sheetData>".len()..)?);
    let mut rows = SheetScan::default();
    let mut next_row = 0_u32;
    let bytes = data.as_bytes();
    let mut at = 0_usize;
    while let Some(found) = bytes.get(at..)?.iter().position(|byte| *byte == b'<') {
        at += found + 1;
        let tag = bytes.get(at..)?;
        match tag {
            [b'c', b' ', b'r', b'=', b'"', reference @ ..] => {
                let length = reference.iter().take(12).position(|byte| *byte == b'"')?;
                let cell = parse_cell(std::str::from_utf8(reference.get(..length)?).ok()?)?;
                at += length;
                if !looks.is_empty()
                    && let [b'"', b' ', b's', b'=', b'"', style @ ..] = reference.get(length..)?
                {
                    let digits = style.iter().take(6).take_while(|byte| byte.is_ascii_digit());
                    let index = digits.fold(0_u32, |index, byte| index * 10 + u32::from(byte - b'0'));
                    if looks.contains_key(&index) {
                        rows.looks.push((cell.0, cell.1, index));
                    }
                }
            }
            [b'r', b'o', b'w', b' ' | b'>' | b'/', ..] => {
                let length = tag.iter().position(|byte| *byte == b'>')?;
                let attributes = std::str::from_utf8(tag.get(3..length)?).ok()?;
                let count = |wanted: u8| attributes.bytes().filter(|byte| *byte == wanted).count();
                if count(b'\'') > 0 || count(b'"') % 2 == 1 {
                    return None;
                }
                let row = match attribute_in(attributes, "r") {
                    Some(reference) => parse_row(reference.as_bytes())?,
                    None => next_row,
                };
                next_row = row.saturating_add(1);
                // Most rows say neither.
                if count(b'h') == 0 {
                    continue;
                }
                let flattened = attribute_in(attributes, "ht").is_some_and(is_zero);
                if flattened || attribute_in(attributes, "hidden").is_some_and(is_true) {
                    rows.hidden_rows.push((row, row));
                }
            }
            [b'f', b' ', ..] => {
                let length = tag.iter().position(|byte| *byte == b'>')?;
                let attributes = std::str::from_utf8(tag.get(2..length)?).ok()?;
                rows.arrays.extend(array_of(attributes));
            }
            [b'/', ..] | [b'v' | b'f' | b't' | b'r', b'>' | b' ' | b'/', ..] | [b'i', b's', b'>', ..] => {}
            // A cell without reference, a prefix, an extension: not written the plain way.
            _ => return None,
        }
    }
    // What stands around the cells is short: it is walked with care, as two pieces of one part.
    let around = walk_around(file, part, head, tail);
    let SheetScan { hidden_rows, looks, arrays, .. } = rows;
    Some(around.map(|around| SheetScan { hidden_rows, looks, arrays, ..around }))
}

fn walk_around(file: &str, part: &str, head: &str, tail: &str) -> Result<SheetScan, ReadError> {
    let mut whole = String::with_capacity(head.len() + tail.len() + 12);
    whole.push_str(head);
    whole.push_str("<sheetData/>");
    whole.push_str(tail);
    scan_any_sheet(file, part, &whole, &CellLooks::new())
}

/// Walks a sheet's XML: references validated, hidden rows and columns and merged ranges noted.
fn scan_any_sheet(file: &str, part: &str, xml: &str, looks: &CellLooks) -> Result<SheetScan, ReadError> {
    let mut scan = SheetScan::default();
    let mut merged_columns = 0_usize;
    let mut next_row = 0_u32;
    let mut filter: Option<CellRange> = None;
    let mut in_saved_views = false;
    let mut is_filtered = false;
    let malformed = |reference: &str| ReadError::MalformedReference {
        file: file.to_owned(),
        part: part.to_owned(),
        reference: reference.chars().take(40).collect(),
    };
    walk(file, part, xml, |element| {
        let name = element.local_name();
        match name.as_ref() {
            "c" => {
                scan.cells += 1;
                if scan.cells > limits::CELLS.saturating_mul(4) {
                    return Err(ReadError::too_much(file, LimitKind::Cells, limits::CELLS));
                }
                if let Some(reference) = attribute(element, "r") {
                    let cell = parse_cell(reference).ok_or_else(|| malformed(reference))?;
                    let style = attribute(element, "s").and_then(|style| style.parse::<u32>().ok());
                    if let Some(style) = style.filter(|style| looks.contains_key(style)) {
                        scan.looks.push((cell.0, cell.1, style));
                    }
                }
            }
            "f" => scan.arrays.extend(array_of(element.attributes_raw())),
            "row" => {
                let row = match attribute(element, "r") {
                    Some(reference) => parse_row(reference.as_bytes()).ok_or_else(|| malformed(reference))?,
                    None => next_row,
                };
                next_row = row.saturating_add(1);
                let flattened = attribute(element, "ht").is_some_and(is_zero);
                if attribute(element, "hidden").is_some_and(is_true) || flattened {
                    scan.hidden_rows.push((row, row));
                }
            }
            "col" => {
                let flattened = attribute(element, "width").is_some_and(is_zero);
                if attribute(element, "hidden").is_some_and(is_true) || flattened {
                    let bound = |name| {
                        attribute(element, name)
                            .and_then(|value| value.parse::<u32>().ok())
                            .and_then(|one| one.checked_sub(1))
                    };
                    if let (Some(first), Some(last)) = (bound("min"), bound("max")) {
                        scan.hidden_columns.push((first, last.min(limits::LAST_COLUMN)));
                    }
                }
            }
            // The filters of the views that a sheet keeps aside hide nothing now.
            "customSheetViews" => in_saved_views = true,
            "autoFilter" if filter.is_none() && !in_saved_views => {
                filter = attribute(element, "ref").and_then(parse_range);
            }
            "filterColumn" => scan.filters.has_criteria |= filter.is_some() && !in_saved_views,
            "sheetPr" => is_filtered |= attribute(element, "filterMode").is_some_and(is_true),
            "mergeCell" => {
                if let Some(reference) = attribute(element, "ref") {
                    let range = parse_range(reference)
                        .or_else(|| parse_whole(reference))
                        .ok_or_else(|| malformed(reference))?;
                    let columns =
                        range.last_column.min(limits::FAR_COLUMN).saturating_sub(range.first_column);
                    merged_columns = merged_columns.saturating_add(columns as usize + 1);
                    if merged_columns > limits::MERGED_RANGES {
                        return Err(ReadError::too_much(
                            file,
                            LimitKind::MergedRanges,
                            limits::MERGED_RANGES,
                        ));
                    }
                    scan.merged.push(range);
                }
            }
            "location" => scan.pivots.extend(attribute(element, "ref").and_then(parse_range)),
            "dimension" => {
                if let Some(reference) = attribute(element, "ref") {
                    parse_range(reference).ok_or_else(|| malformed(reference))?;
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    match filter {
        Some(filter) => scan.filters.add(filter),
        // Rows filtered in place from criteria written elsewhere.
        None if is_filtered => scan.filters.add_whole_sheet(),
        None => {}
    }
    scan.filters.has_criteria |= is_filtered;
    Ok(scan)
}

/// The cells that an array formula fills, from the attributes of its element.
fn array_of(attributes: &str) -> Option<CellRange> {
    if !attributes.contains("array") || attribute_in(attributes, "t") != Some("array") {
        return None;
    }
    attribute_in(attributes, "ref").and_then(parse_range)
}

/// Refuses what would make the reader of shared texts ask for memory out of proportion with the file.
pub(super) fn vet_shared_strings(file: &str, part: &str, xml: &str) -> Result<(), ReadError> {
    let refuse = || ReadError::too_much(file, LimitKind::SharedTexts, limits::SHARED_TEXTS);
    // Written the plain way, one opening tag tells the declared count, and the texts are counted without a walk.
    // The reader reserves the declared count.
    if let Some(head) =
        xml.find("<si>").and_then(|first| xml.get(..first)).filter(|head| !head.contains("<!"))
        && let Some((_, attributes)) = head.split_once("<sst")
        && !attributes.contains('<')
    {
        let declared =
            attribute_in(attributes.split('>').next().unwrap_or_default(), "uniqueCount").unwrap_or("0");
        let plausible = declared.parse::<usize>().is_ok_and(|count| count <= limits::SHARED_TEXTS)
            && attributes.matches("uniqueCount").count() <= 1;
        if plausible && xml.matches("<si").count() <= limits::SHARED_TEXTS && !xml.contains(":si") {
            return Ok(());
        }
    }
    let mut texts = 0_usize;
    walk(file, part, xml, |element| {
        match element.local_name().as_ref() {
            "sst" => {
                for attribute in element.attributes().with_checks(false).flatten() {
                    if attribute.key.local_name().as_ref() != "uniqueCount" {
                        continue;
                    }
                    match attribute.value.trim().parse::<usize>() {
                        Ok(count) if count > limits::SHARED_TEXTS => return Err(refuse()),
                        Ok(_) => {}
                        Err(_) => {
                            return Err(ReadError::damaged(file, format!("{part}\u{202f}: uniqueCount")));
                        }
                    }
                }
            }
            "si" => {
                texts += 1;
                if texts > limits::SHARED_TEXTS {
                    return Err(refuse());
                }
            }
            _ => {}
        }
        Ok(())
    })
}

/// A sheet as the workbook part names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) part: String,
}

/// The part of the workbook itself.
pub(super) fn main_part(file: &str, package: &Package) -> Result<String, ReadError> {
    let main =
        relationships(file, package, "_rels/.rels", |kind| kind.ends_with("/relationships/officeDocument"))?
            .into_iter()
            .next()
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relationship| relationship.target);
    Ok(main.trim_start_matches('/').to_owned())
}

/// The sheets of a workbook in tab order, with the parts that hold them.
pub(super) fn sheet_entries(file: &str, package: &Package) -> Result<Vec<SheetEntry>, ReadError> {
    let main = main_part(file, package)?;
    let main = main.as_str();
    let (folder, name) = main.rsplit_once('/').map_or(("", main), |(folder, name)| (folder, name));
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let targets = relationships(file, package, &format!("{prefix}_rels/{name}.rels"), |_| true)?;
    let Some(xml) = package.text(main)? else {
        return Err(ReadError::damaged(file, format!("{main}\u{202f}: absent de l’archive")));
    };
    let mut entries = Vec::new();
    walk(file, main, xml, |element| {
        if element.local_name().as_ref() != "sheet" {
            return Ok(());
        }
        let mut entry = SheetEntry { name: String::new(), is_hidden: false, part: String::new() };
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.local_name().as_ref() {
                "name" => entry.name = unescaped(&attribute.value),
                "state" => entry.is_hidden = matches!(attribute.value.as_ref(), "hidden" | "veryHidden"),
                "id" => {
                    let target =
                        targets.iter().find(|relationship| relationship.id == attribute.value.as_ref());
                    entry.part = target.map_or_else(String::new, |relationship| {
                        relationship
                            .target
                            .strip_prefix('/')
                            .map_or_else(|| format!("{prefix}{}", relationship.target), str::to_owned)
                    });
                }
                _ => {}
            }
        }
        entries.push(entry);
        if entries.len() > limits::SHEETS {
            return Err(ReadError::too_much(file, LimitKind::Sheets, limits::SHEETS));
        }
        Ok(())
    })?;
    Ok(entries)
}

pub(super) struct Relationship {
    pub(super) id: String,
    pub(super) target: String,
}

/// The parts of the tables and of the pivot tables that stand on a sheet.
pub(super) fn table_parts(file: &str, package: &Package, sheet: &str) -> Result<Vec<String>, ReadError> {
    let (folder, name) = sheet.rsplit_once('/').map_or(("", sheet), |(folder, name)| (folder, name));
    let part = format!("{folder}/_rels/{name}.rels");
    let tables = relationships(file, package, &part, |kind| {
        kind.ends_with("/relationships/table") || kind.ends_with("/relationships/pivotTable")
    })?;
    Ok(tables.into_iter().map(|one| resolved(folder, &one.target)).collect())
}

/// A target as written from a folder: `../tables/table1.xml` seen from `xl/worksheets`.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The parts that a workbook points at, by the identifier of their relationship.
pub(super) fn workbook_targets(
    file: &str,
    package: &Package,
    part: &str,
    folder: &str,
) -> Result<BTreeMap<String, String>, ReadError> {
    let found = relationships(file, package, part, |_| true)?;
    let whole =
        |target: &str| target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    Ok(found.into_iter().map(|one| (one.id, whole(&one.target))).collect())
}

/// The relationships of the kinds wanted; a sheet has one for each of its hyperlinks.
pub(super) fn relationships(
    file: &str,
    package: &Package,
    part: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Relationship>, ReadError> {
    let mut found = Vec::new();
    let Some(xml) = package.text(part)? else { return Ok(found) };
    walk(file, part, xml, |element| {
        if element.local_name().as_ref() == "Relationship" {
            let read = |name| attribute(element, name).map(unescaped).unwrap_or_default();
            if !wanted(&read("Type")) {
                return Ok(());
            }
            if found.len() >= limits::PARTS {
                return Err(ReadError::too_much(file, LimitKind::Parts, limits::PARTS));
            }
            found.push(Relationship { id: read("Id"), target: read("Target") });
        }
        Ok(())
    })?;
    Ok(found)
}

/// Calls `visit` on every opening element of a well-formed part.
pub(super) fn walk(
    file: &str,
    part: &str,
    xml: &str,
    mut visit: impl FnMut(&BytesStart<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                open += 1;
                visit(&element)?;
            }
            Ok(Event::Empty(element)) => visit(&element)?,
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) if open == 0 => return Ok(()),
            // The parser checks the names of closing tags, not that all have come.
            Ok(Event::Eof) => {
                return Err(ReadError::damaged(file, format!("{part}\u{202f}: fin prématurée")));
            }
            Ok(_) => {}
            Err(error) => return Err(ReadError::damaged(file, format!("{part}\u{202f}: {error}"))),
        }
    }
}

/// The raw value of an attribute, by its name without namespace prefix.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<&'a str> {
    attribute_in(element.attributes_raw(), name)
}

/// Hand-cut: this runs for every row and cell, on attributes that the reader proper parses again.
pub(super) fn attribute_in<'a>(mut rest: &'a str, name: &str) -> Option<&'a str> {
    loop {
        rest = rest.trim_start();
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'')?;
        let (value, next) = after.get(1..)?.split_once(quote)?;
        if key.trim_end() == name {
            return Some(value);
        }
        rest = next;
    }
}

pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

fn is_zero(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(|number| number.abs() < f64::EPSILON)
}

pub(super) fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

/// Both ways of scanning, for tests.
#[cfg(test)]
pub(super) fn scan_both_ways(xml: &str, looks: &CellLooks) -> [SheetScan; 2] {
    #![allow(clippy::unwrap_used)]
    [
        scan_plain_sheet("a.xlsx", "p", xml, looks).unwrap().unwrap(),
        scan_any_sheet("a.xlsx", "p", xml, looks).unwrap(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = r#"<?xml version="1.0"?><worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c></row><row r="4" ht="0"/><row><c r="B5"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;

    fn facts(scan: &SheetScan) -> String {
        format!("{:?} {:?} {:?}", scan.hidden_rows, scan.hidden_columns, scan.merged)
    }

    #[test]
    fn the_quick_way_and_the_careful_one_agree() {
        let quick = scan_plain_sheet("f", "p", SHEET, &CellLooks::new()).unwrap().unwrap();
        let careful = scan_any_sheet("f", "p", SHEET, &CellLooks::new()).unwrap();
        assert_eq!(facts(&quick), facts(&careful));
        assert_eq!(facts(&quick).matches("(0, 0), (3, 3)").count(), 1, "{}", facts(&quick));
    }

    #[test]
    fn what_is_not_written_plainly_is_left_to_the_careful_way() {
        for (from, to) in [
            ("<row r=\"1\"", "<!-- <row> --><row r=\"1\""),
            ("<c r=\"A1\"", "<x:c r=\"A1\""),
            ("<c r=\"A1\"", "<c s=\"1\" r=\"A1\""),
            ("<c r=\"A1\"", "<c r=\"MWLQKWX1\""),
            ("<row r=\"1\"", "<row r=\"1\" spans=\"a>b\""),
            ("</worksheet>", ""),
        ] {
            let sheet = SHEET.replacen(from, to, 1);
            assert!(scan_plain_sheet("f", "p", &sheet, &CellLooks::new()).is_none(), "{to}");
        }
    }
}
