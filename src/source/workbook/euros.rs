//! The cells of some sheets that their format shows in euros. Everywhere else that is the usual way and says nothing; where
//! another currency is expected, it contradicts the rest.

use std::collections::BTreeSet;

use super::package::Package;
use super::reference::parse_cell;
use super::xlsx_scan::{attribute, sheet_entries, unescaped, walk};

const STYLES: &str = "styles.xml";

/// The cells shown in euros, by the name of their sheet, row and column, of an `.xlsx` or `.xlsm`; the other formats tell
/// nothing of it, nor does a workbook that cannot be read: it is refused elsewhere.
#[must_use]
pub fn shown_in_euros(
    file: &str,
    bytes: &[u8],
    is_wanted: impl Fn(&str) -> bool,
) -> BTreeSet<(String, u32, u32)> {
    let mut found = BTreeSet::new();
    if !bytes.starts_with(b"PK") {
        return found;
    }
    let Ok(package) = Package::open(file, bytes) else { return found };
    let Ok(entries) = sheet_entries(file, &package) else { return found };
    let styles = styles_in_euros(file, &package);
    if styles.is_empty() {
        return found;
    }
    for entry in entries.iter().filter(|entry| is_wanted(&entry.name)) {
        let Ok(Some(xml)) = package.text(&entry.part) else { continue };
        // A sheet that stops in the middle was refused already.
        let _ = walk(file, &entry.part, xml, |element| {
            let style = attribute(element, "s").and_then(|style| style.parse::<u32>().ok());
            if element.local_name().as_ref() == "c"
                && style.is_some_and(|style| styles.contains(&style))
                && let Some((row, column)) = attribute(element, "r").and_then(parse_cell)
            {
                found.insert((entry.name.clone(), row, column));
            }
            Ok(())
        });
    }
    found
}

/// The ranks of the formats of cells that write the sign or the code of the euro.
fn styles_in_euros(file: &str, package: &Package) -> BTreeSet<u32> {
    let mut styles = BTreeSet::new();
    for (name, xml) in package.xml_parts(|name| name.ends_with(STYLES)) {
        let Ok(xml) = xml else { continue };
        let (mut codes, mut in_formats, mut rank) = (BTreeSet::new(), false, 0_u32);
        let _ = walk(file, name, xml, |element| {
            match element.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(element, "formatCode").map(unescaped).unwrap_or_default();
                    if code.contains('€') || code.contains("EUR") {
                        codes.extend(attribute(element, "numFmtId").map(str::to_owned));
                    }
                }
                "cellXfs" => in_formats = true,
                "cellStyles" | "cellStyleXfs" | "dxfs" => in_formats = false,
                "xf" if in_formats => {
                    if attribute(element, "numFmtId").is_some_and(|id| codes.contains(id)) {
                        styles.insert(rank);
                    }
                    rank += 1;
                }
                _ => {}
            }
            Ok(())
        });
    }
    styles
}
