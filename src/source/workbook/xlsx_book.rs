//! What the part of an `.xlsx` workbook says beside its sheets: its links, its precision; and the tables of its sheets.

use super::error::ReadError;
use super::formula_text::file_name_of;
use super::package::Package;
use super::reference::parse_range;
use super::structured::Table;
use super::xlsx_scan::{attribute, main_part, relationships, resolved, unescaped, walk};
use crate::source::limits;

/// What concerns the whole workbook.
#[derive(Debug, Default)]
pub(super) struct BookFacts {
    /// The files of the links `[1]`, `[2]`… in their order; empty where it is not told.
    pub(super) links: Vec<String>,
    /// Numbers count as they are displayed.
    pub(super) is_precision_as_displayed: bool,
}

/// Longest name of a file that is written in formulas, in characters: a formula may name it many times.
const LINK_CHARACTERS: usize = 60;

/// Most links that are named.
const LINKS: usize = 256;

/// Reads what concerns the whole workbook.
pub(super) fn book_facts(file: &str, package: &Package) -> Result<BookFacts, ReadError> {
    let main = main_part(file, package)?;
    let mut facts = BookFacts::default();
    let Some(xml) = package.text(&main)? else { return Ok(facts) };
    let mut references: Vec<String> = Vec::new();
    walk(file, &main, xml, |element| {
        match element.local_name().as_ref() {
            "calcPr" => {
                let is_off = |value: &str| matches!(value, "0" | "false");
                facts.is_precision_as_displayed = attribute(element, "fullPrecision").is_some_and(is_off);
            }
            "externalReference" if references.len() < LINKS => {
                let mut attributes = element.attributes();
                let mut known = attributes.with_checks(false).flatten();
                let id = known.find(|one| one.key.local_name().as_ref() == "id");
                references.push(id.map(|one| one.value.into_owned()).unwrap_or_default());
            }
            _ => {}
        }
        Ok(())
    })?;
    if references.is_empty() {
        return Ok(facts);
    }
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let targets = relationships(file, package, &format!("{folder}/_rels/{name}.rels"), |_| true)?;
    for (rank, reference) in references.iter().enumerate() {
        let target = targets.iter().find(|one| one.id == *reference);
        // Some writers forget the relationship: parts are numbered in the order of the links.
        let part = target.map_or_else(
            || resolved(folder, &format!("externalLinks/externalLink{}.xml", rank + 1)),
            |one| resolved(folder, &one.target),
        );
        facts.links.push(file_of_link(file, package, &part)?);
    }
    Ok(facts)
}

/// The file that a link's part points at.
fn file_of_link(file: &str, package: &Package, part: &str) -> Result<String, ReadError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let wanted = |kind: &str| kind.to_ascii_lowercase().contains("externallink");
    let found = relationships(file, package, &format!("{folder}/_rels/{name}.rels"), wanted)?;
    let name = found.first().map(|one| file_name_of(&one.target)).unwrap_or_default();
    // Brackets and quotes would be taken for signs of the formula.
    Ok(name.chars().filter(|c| !matches!(c, '[' | ']' | '\'' | '"' | '!')).take(LINK_CHARACTERS).collect())
}

/// Adds the table that a part describes, as far as formulas may use it.
pub(super) fn add_table(
    file: &str,
    package: &Package,
    part: &str,
    sheet: usize,
    tables: &mut Vec<Table>,
) -> Result<(), ReadError> {
    let Some(xml) = package.text(part)? else { return Ok(()) };
    let known: usize = tables.iter().map(|table| table.columns.len()).sum();
    let mut left = limits::TABLE_COLUMNS.saturating_sub(known);
    let mut found: Option<Table> = None;
    walk(file, part, xml, |element| {
        match element.local_name().as_ref() {
            "table" if found.is_none() => {
                let read = |name| attribute(element, name);
                let rows = |name, absent| read(name).map_or(Some(absent), |count| count.parse().ok());
                let name = read("displayName").or_else(|| read("name")).map(unescaped);
                let range = read("ref").and_then(parse_range);
                if let (Some(name), Some(range)) = (name, range)
                    && let (Some(header_rows), Some(total_rows)) =
                        (rows("headerRowCount", 1), rows("totalsRowCount", 0))
                {
                    let columns = Vec::new();
                    found = Some(Table { name, sheet, range, header_rows, total_rows, columns });
                }
            }
            "tableColumn" => {
                if let (Some(table), Some(one)) = (&mut found, left.checked_sub(1)) {
                    left = one;
                    table.columns.push(attribute(element, "name").map(unescaped).unwrap_or_default());
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    tables.extend(found);
    Ok(())
}
