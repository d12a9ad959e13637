//! What spreadsheet programs open without a word though it is not as it should be, put in order before it is read: the
//! budget needs none of it, and a file that people use every day is not a damaged one.

use std::collections::{BTreeMap, BTreeSet};

use super::error::ReadError;
use super::package::Package;
use super::plain_values::{cell_said_twice, may_be_odd, with_plain_values};
use super::reference::parse_range;
use super::xlsx_scan::{attribute_in, main_part, workbook_targets};

/// A sheet's own statement of its extent; only advisory, and some writers state whole rows, or nothing.
const DIMENSION: &str = "<dimension ";
const SHEET: &str = "<sheet ";
/// A target that begins where it stands.
const HERE: &str = "Target=\"./";
const CELL: &str = "<c ";
/// Texts that a sheet may lack without having lost its list.
const FEW: usize = 3;
const SHARED_STRINGS: &str = "sharedstrings.xml";

/// The kinds of cells of the format.
const KINDS: [&str; 7] = ["b", "d", "e", "inlineStr", "n", "s", "str"];

/// Puts the parts of a workbook in order.
pub(super) fn forgive(file: &str, package: &mut Package) -> Result<(), ReadError> {
    let mut rewritten: BTreeMap<String, String> = BTreeMap::new();
    for (name, xml) in package.xml_parts(|name| name.contains("worksheets/")) {
        let Ok(xml) = xml else { continue };
        if let Some(tag) = cell_said_twice(xml) {
            return Err(ReadError::damaged(file, format!("{name}\u{202f}: cellule mal formée « {tag} »")));
        }
        let mut mended: Option<String> = None;
        if may_be_odd(xml) {
            let plain = with_plain_values(xml);
            mended = Some(
                plain.ok_or_else(|| ReadError::damaged(file, format!("{name}\u{202f}: XML mal formé")))?,
            );
        }
        let xml = mended.as_deref().unwrap_or(xml);
        if let Some(mended) = with_plain_dimension(xml).or(mended) {
            rewritten.insert(name.to_owned(), mended);
        }
    }
    let main = main_part(file, package)?;
    if let Some(xml) = package.text(&main)? {
        let (folder, name) =
            main.rsplit_once('/').map_or(("", main.as_str()), |(folder, name)| (folder, name));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let links = format!("{prefix}_rels/{name}.rels");
        // « ./worksheets/… » is where « worksheets/… » is: the cell reader looks for a part of that very name.
        if let Some(xml) = package.text(&links)?.filter(|xml| xml.contains(HERE)) {
            rewritten.insert(links.clone(), xml.replace(HERE, "Target=\""));
        }
        let targets = workbook_targets(file, package, &links, &prefix)?;
        // A sheet of macros of Excel 4 is no table, and the cell reader gives the whole workbook up for it.
        let has_cells = |part: &str| !part.to_ascii_lowercase().contains("macrosheets/");
        let leading = targets.into_iter().filter(|(_, part)| has_cells(part)).map(|(id, _)| id).collect();
        if let Some(mended) = without_orphans(xml, &leading) {
            rewritten.insert(main.clone(), mended);
        }
    }
    package.rewrite(&rewritten)
}

/// Puts the cells of the sheets in order, for a workbook that was refused as it is; true when one was not. Their values
/// stay what they were, or become errors that are told: a text that the workbook does not hold is not an empty one.
pub(super) fn mend_cells(package: &mut Package) -> Result<bool, ReadError> {
    let texts: usize = package
        .xml_parts(|name| name.ends_with(SHARED_STRINGS))
        .filter_map(|(_, xml)| Some(xml.ok()?.matches("<si").count()))
        .sum();
    let mut rewritten: BTreeMap<String, String> = BTreeMap::new();
    for (name, xml) in package.xml_parts(|name| name.contains("worksheets/")) {
        if let Some(mended) = xml.ok().and_then(|xml| with_plain_cells(xml, texts)) {
            rewritten.insert(name.to_owned(), mended);
        }
    }
    package.rewrite(&rewritten)?;
    Ok(!rewritten.is_empty())
}

/// The part with cells that a reader understands: a kind that no format has is a text, a shared text beyond the list is an
/// error, and a reference has no dollars.
fn with_plain_cells(xml: &str, texts: usize) -> Option<String> {
    let mut out = String::with_capacity(xml.len());
    let (mut rest, mut is_mended) = (xml, false);
    let (mut shared, mut lost) = (0_usize, 0_usize);
    while let Some(at) = rest.find(CELL) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (tag, after) = from.split_at(from.find('>').map_or(from.len(), |end| end + 1));
        let attributes = tag.get(CELL.len()..)?.trim_end_matches(['>', '/']);
        let mut mended = tag.to_owned();
        if let Some(reference) = attribute_in(attributes, "r").filter(|reference| reference.contains('$')) {
            mended = mended.replace(reference, &reference.replace('$', ""));
        }
        rest = after;
        match attribute_in(attributes, "t") {
            Some("s") => {
                shared += 1;
                let content = after.split("</c>").next().unwrap_or_default();
                let index = content.split_once("<v>").and_then(|(_, value)| value.split_once("</v>"));
                if let Some((index, tail)) = index
                    && index.trim().parse::<usize>().map_or(true, |index| index >= texts)
                {
                    mended = mended.replacen("t=\"s\"", "t=\"e\"", 1);
                    out.push_str(&mended);
                    lost += 1;
                    out.push_str("<v>#REF!</v>");
                    rest = after.get(content.len() - tail.len()..)?;
                    is_mended = true;
                    continue;
                }
            }
            Some(kind) if !KINDS.contains(&kind) => {
                mended = mended.replacen(&format!("t=\"{kind}\""), "t=\"str\"", 1);
            }
            _ => {}
        }
        is_mended |= mended != tag;
        out.push_str(&mended);
    }
    out.push_str(rest);
    // A sheet that has lost its texts is damaged, and told to be: errors in their place would only say that nothing is read.
    (is_mended && (lost <= FEW || lost * 20 <= shared)).then_some(out)
}

/// The part with an extent that a cell has, when its own is no range of cells.
fn with_plain_dimension(xml: &str) -> Option<String> {
    let head = xml.get(..xml.find("<sheetData")?)?;
    let start = head.find(DIMENSION)? + DIMENSION.len();
    let attributes = head.get(start..)?.split('>').next()?;
    let reference = attribute_in(attributes, "ref")?;
    if parse_range(reference).is_some() {
        return None;
    }
    let at = start + attributes.find("ref=")? + "ref=\"".len();
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
    fn extents_that_no_cells_have_are_put_in_order() {
        let sheet =
            |reference: &str| format!("<worksheet><dimension ref=\"{reference}\"/><sheetData/></worksheet>");
        for whole in ["1:39", "A:H", "7:7", "MWLQKWX1", "C3:A1", "39:1", ""] {
            assert_eq!(with_plain_dimension(&sheet(whole)), Some(sheet("A1")), "{whole}");
        }
        for other in ["A1", "A1:H9"] {
            assert_eq!(with_plain_dimension(&sheet(other)), None, "{other}");
        }
    }

    #[test]
    fn cells_that_no_reader_understands_are_put_in_order() {
        let sheet =
            |cell: &str| format!("<sheetData><row r=\"1\">{cell}<c r=\"B1\"><v>2</v></c></row></sheetData>");
        for (odd, plain) in [
            ("<c r=\"A1\" t=\"s\"><v>7</v></c>", "<c r=\"A1\" t=\"e\"><v>#REF!</v></c>"),
            ("<c r=\"A1\" t=\"s\"><v>x</v></c>", "<c r=\"A1\" t=\"e\"><v>#REF!</v></c>"),
            ("<c r=\"$A$1\"><v>1</v></c>", "<c r=\"A1\"><v>1</v></c>"),
            ("<c r=\"A1\" t=\"zz\"><v>1</v></c>", "<c r=\"A1\" t=\"str\"><v>1</v></c>"),
        ] {
            assert_eq!(with_plain_cells(&sheet(odd), 7), Some(sheet(plain)), "{odd}");
        }
        for plain in
            ["<c r=\"A1\" t=\"s\"><v>6</v></c>", "<c r=\"A1\" t=\"s\"/>", "<c r=\"A1\" t=\"n\"><v>1</v></c>"]
        {
            assert_eq!(with_plain_cells(&sheet(plain), 7), None, "{plain}");
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
