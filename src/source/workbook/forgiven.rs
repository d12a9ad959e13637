//! What spreadsheet programs open without a word though it is not as it should be, put in order before it is read: the
//! budget needs none of it, and a file that people use every day is not a damaged one.

use std::collections::{BTreeMap, BTreeSet};

use super::error::ReadError;
use super::package::Package;
use super::reference::{parse_range, parse_whole};
use super::xlsx_scan::{attribute_in, main_part, workbook_targets};

/// A sheet's own statement of its extent; only advisory, and some writers state whole rows.
const DIMENSION: &str = "<dimension ";
const SHEET: &str = "<sheet ";

/// Puts the parts of a workbook in order.
pub(super) fn forgive(file: &str, package: &mut Package) -> Result<(), ReadError> {
    let mut rewritten: BTreeMap<String, String> = BTreeMap::new();
    for part in package.xml_parts(|name| name.contains("worksheets/")) {
        let (name, xml) = part?;
        if let Some(mended) = with_plain_dimension(xml) {
            rewritten.insert(name.to_owned(), mended);
        }
    }
    let main = main_part(file, package)?;
    if let Some(xml) = package.text(&main)? {
        let (folder, name) =
            main.rsplit_once('/').map_or(("", main.as_str()), |(folder, name)| (folder, name));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let targets = workbook_targets(file, package, &format!("{prefix}_rels/{name}.rels"), &prefix)?;
        if let Some(mended) = without_orphans(xml, &targets.into_keys().collect()) {
            rewritten.insert(main.clone(), mended);
        }
    }
    package.rewrite(&rewritten)
}

/// The part with an extent that a cell has, when its own is whole rows or columns.
fn with_plain_dimension(xml: &str) -> Option<String> {
    let head = xml.get(..xml.find("<sheetData")?)?;
    let start = head.find(DIMENSION)? + DIMENSION.len();
    let attributes = head.get(start..)?.split('>').next()?;
    let reference = attribute_in(attributes, "ref")?;
    if parse_range(reference).is_some() || parse_whole(reference).is_none() {
        return None;
    }
    let at = start + attributes.find(reference)?;
    Some(format!("{}A1{}", xml.get(..at)?, xml.get(at + reference.len()..)?))
}

/// The workbook's part without the tabs that lead to no content, and without states that no program writes. Those that
/// lead nowhere hold nothing to read: they are shown to no one.
fn without_orphans(xml: &str, targets: &BTreeSet<String>) -> Option<String> {
    let mut out = String::with_capacity(xml.len());
    let (mut rest, mut kept, mut is_mended) = (xml, 0_usize, false);
    while let Some(at) = rest.find(SHEET) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = from.find('>').map_or(from.len(), |end| end + 1);
        let (tag, after) = from.split_at(length);
        let attributes = tag.get(SHEET.len()..)?.trim_end_matches(['>', '/']);
        let leads = identifier(attributes).is_some_and(|id| targets.contains(id));
        match attribute_in(attributes, "state") {
            // An element with content is not written the usual way: it is left alone.
            _ if !leads && tag.ends_with("/>") => is_mended = true,
            Some(state) if !["visible", "hidden", "veryHidden"].contains(&state) => {
                out.push_str(&tag.replace(&format!("\"{state}\""), "\"visible\""));
                (kept, is_mended) = (kept + 1, true);
            }
            _ => {
                out.push_str(tag);
                kept += 1;
            }
        }
        rest = after;
    }
    out.push_str(rest);
    (is_mended && kept > 0).then_some(out)
}

/// The identifier of a relationship, whatever prefix its namespace bears.
fn identifier(attributes: &str) -> Option<&str> {
    let at = attributes.find(":id=")?;
    attribute_in(attributes.get(at + 1..)?, "id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_extents_of_whole_rows_or_columns_are_put_in_order() {
        let sheet =
            |reference: &str| format!("<worksheet><dimension ref=\"{reference}\"/><sheetData/></worksheet>");
        for whole in ["1:39", "A:H", "7:7"] {
            assert_eq!(with_plain_dimension(&sheet(whole)), Some(sheet("A1")), "{whole}");
        }
        for other in ["A1", "A1:H9", "MWLQKWX1", "C3:A1", "39:1", ""] {
            assert_eq!(with_plain_dimension(&sheet(other)), None, "{other}");
        }
    }

    #[test]
    fn a_tab_without_content_is_left_out_unless_it_is_the_only_one() {
        let targets = BTreeSet::from(["rId1".to_owned()]);
        let book = |sheets: &str| format!("<workbook><sheets>{sheets}</sheets></workbook>");
        let good = "<sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/>";
        for orphan in ["<sheet name=\"B\" sheetId=\"2\" r:id=\"\"/>", "<sheet name=\"B\" r:id=\"rId9\"/>"] {
            assert_eq!(without_orphans(&book(&format!("{good}{orphan}")), &targets), Some(book(good)));
            assert_eq!(without_orphans(&book(orphan), &targets), None);
        }
        assert_eq!(without_orphans(&book(good), &targets), None);
        let odd = "<sheet name=\"A\" state=\"visibleIsh\" r:id=\"rId1\"/>";
        let plain = "<sheet name=\"A\" state=\"visible\" r:id=\"rId1\"/>";
        assert_eq!(without_orphans(&book(odd), &targets), Some(book(plain)));
    }
}
