//! What the cell formats of a workbook show: their number formats, their fonts, their ground.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::error::{LimitKind, ReadError};
use super::number_format::{CellLook, decimals_of};
use super::xlsx_scan::{CellLooks, attribute, is_true, unescaped, walk};
use crate::source::limits;

/// A font, as far as it hides or strikes.
#[derive(Default, Clone, Copy)]
struct Font {
    is_white: bool,
    is_struck: bool,
}

/// The decimals of the formats that have a number of their own.
const OWN_DECIMALS: [(&str, u32); 16] = [
    ("1", 0),
    ("2", 2),
    ("3", 0),
    ("4", 2),
    ("5", 0),
    ("6", 0),
    ("7", 2),
    ("8", 2),
    ("9", 2),
    ("10", 4),
    ("37", 0),
    ("38", 0),
    ("39", 2),
    ("40", 2),
    ("42", 0),
    ("44", 2),
];

/// Which list of the part is being walked.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum List {
    #[default]
    None,
    Fonts,
    Fills,
    Formats,
}

/// Refuses styles that would be copied out of proportion: each cell format carries a copy of its font and number format.
///
/// Answers what the cell formats show.
///
/// `keeps_decimals` for a workbook whose numbers count as they are displayed: few are, and elsewhere decimals say nothing.
pub(super) fn vet_styles(
    file: &str,
    part: &str,
    xml: &str,
    keeps_decimals: bool,
) -> Result<CellLooks, ReadError> {
    let (mut formats, mut longest) = (0_usize, 0_usize);
    let mut codes: BTreeMap<String, CellLook> = BTreeMap::new();
    // `9` and `10` are the two percentages that the format has of its own.
    for own in ["9", "10"] {
        codes.insert(own.to_owned(), CellLook { is_percent: true, ..CellLook::default() });
    }
    if keeps_decimals {
        for (id, decimals) in OWN_DECIMALS {
            codes.entry(id.to_owned()).or_default().decimals = Some(decimals);
        }
    }
    let mut looks = CellLooks::new();
    let (mut fonts, mut fills): (Vec<Font>, Vec<bool>) = (Vec::new(), Vec::new());
    let mut list = List::default();
    let mut rank = 0_u32;
    walk(file, part, xml, |element| {
        let name = element.local_name();
        match (name.as_ref(), list) {
            ("fonts", _) => list = List::Fonts,
            ("fills", _) => list = List::Fills,
            ("cellXfs", _) => list = List::Formats,
            ("borders" | "cellStyles" | "dxfs" | "cellStyleXfs" | "tableStyles", _) => list = List::None,
            ("numFmt", _) if codes.len() < limits::CELL_FORMATS => {
                let code = attribute(element, "formatCode").map(unescaped).unwrap_or_default();
                let decimals = if keeps_decimals { decimals_of(&code) } else { None };
                let look = CellLook { decimals, ..CellLook::of_format(&code) };
                if let Some(id) = attribute(element, "numFmtId").filter(|_| !look.is_plain()) {
                    codes.insert(id.to_owned(), look);
                }
            }
            ("font", List::Fonts) if fonts.len() < limits::CELL_FORMATS => fonts.push(Font::default()),
            ("strike", List::Fonts) => {
                if let Some(font) = fonts.last_mut() {
                    font.is_struck = attribute(element, "val").is_none_or(is_true);
                }
            }
            ("color", List::Fonts) => {
                if let Some(font) = fonts.last_mut() {
                    font.is_white = is_white(element);
                }
            }
            ("fill", List::Fills) if fills.len() < limits::CELL_FORMATS => fills.push(true),
            ("fgColor" | "gradientFill", List::Fills) => {
                if let Some(is_light) = fills.last_mut() {
                    *is_light = name.as_ref() == "fgColor" && is_white(element);
                }
            }
            ("xf", List::Formats) => {
                let find = |name| attribute(element, name).and_then(|id| id.parse::<usize>().ok());
                let mut look =
                    attribute(element, "numFmtId").and_then(|id| codes.get(id)).cloned().unwrap_or_default();
                let font = find("fontId").and_then(|id| fonts.get(id)).copied().unwrap_or_default();
                let on_white = find("fillId").and_then(|id| fills.get(id)).copied().unwrap_or(true);
                look.is_unseen |= font.is_white && on_white;
                look.is_struck = font.is_struck;
                if !look.is_plain() {
                    looks.insert(rank, look);
                }
                rank += 1;
            }
            _ => {}
        }
        if name.as_ref() == "xf" {
            formats += 1;
        } else {
            longest = longest.max(element.attributes_raw().len());
        }
        Ok(())
    })?;
    if formats > limits::CELL_FORMATS
        || formats.saturating_mul(longest) > limits::TEXT_BYTES.saturating_mul(4)
    {
        return Err(ReadError::too_much(file, LimitKind::CellFormats, limits::CELL_FORMATS));
    }
    Ok(looks)
}

/// White said outright; a tint of the theme's ground may be a grey that is seen.
fn is_white(element: &BytesStart<'_>) -> bool {
    let tinted = attribute(element, "tint").is_some_and(|tint| tint.starts_with('-'));
    attribute(element, "rgb").is_some_and(|rgb| rgb.to_ascii_uppercase().ends_with("FFFFFF"))
        || attribute(element, "indexed") == Some("9")
        || (attribute(element, "theme") == Some("0") && !tinted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::workbook::xlsx_scan::scan_both_ways;

    const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/>
        <numFmt numFmtId="165" formatCode="0&quot; %&quot;"/><numFmt numFmtId="166" formatCode=";;;"/></numFmts>
        <fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font></fonts>
        <fills><fill><patternFill patternType="none"/></fill><fill><patternFill><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>
        <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="165"/><xf numFmtId="164"/><xf numFmtId="166"/>
        <xf fontId="1"/><xf fontId="2" fillId="0"/><xf fontId="2" fillId="1"/></cellXfs></styleSheet>"#;

    #[test]
    fn formats_that_say_something_are_known() {
        let looks = vet_styles("a.xlsx", "styles.xml", STYLES, false).unwrap();
        let ranks: Vec<u32> = looks.keys().copied().collect();
        assert_eq!(ranks, [1, 3, 4, 5, 6], "white on a dark ground is seen");
        assert!(looks[&1].is_percent && looks[&3].is_percent);
        assert!(looks[&4].is_unseen && looks[&5].is_struck && looks[&6].is_unseen);
        let sheet = r#"<worksheet><sheetData><row r="1"><c r="B1" s="3"><v>1</v></c><c r="C1" s="2"/></row></sheetData></worksheet>"#;
        for scan in scan_both_ways(sheet, &looks) {
            assert_eq!(scan.looks, [(0, 1, 3)]);
        }
    }
}
