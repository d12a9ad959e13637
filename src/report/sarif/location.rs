//! Places as SARIF names them: a file by its address, what stands in it by its name.

use serde_json::{Value, json};

use crate::findings::serial::PlaceForm;
use crate::model::Place;
use crate::model::text::french_spacing;
use crate::source::folder::PROJECT_FILE;

/// Names places of one project, or of one workbook that belongs to none; each by its path, as asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Locator<'a> {
    /// A folder, in which places name files.
    Project(&'a str),
    /// A file: the only one that places are in.
    Workbook(&'a str),
}

impl Locator<'_> {
    /// A place, with what it has to do with the finding.
    pub fn of(&self, place: &Place, words: Option<&str>) -> Value {
        let mut location = self.form(&PlaceForm::from(place));
        if let (Some(words), Some(map)) = (words, location.as_object_mut()) {
            map.insert("message".to_owned(), json!({ "text": french_spacing(words) }));
        }
        location
    }

    /// A finding that stands nowhere: it is about funds, or about the whole of a workbook.
    pub fn of_whole(&self, funds: &[&str]) -> Value {
        if let Self::Workbook(path) = self {
            return of_file(path);
        }
        let names = funds.iter().map(|fund| json!({ "fullyQualifiedName": fund, "kind": "module" }));
        json!({
            "physicalLocation": { "artifactLocation": { "uri": self.address(PROJECT_FILE) } },
            "logicalLocations": names.collect::<Vec<_>>(),
        })
    }

    /// Where a project could not be read.
    pub fn of_failure(&self, place: Option<&PlaceForm>) -> Value {
        let (Self::Project(path) | Self::Workbook(path)) = *self;
        match place {
            Some(place) if place.file != path => self.form(place),
            _ => of_file(path),
        }
    }

    fn form(&self, place: &PlaceForm) -> Value {
        let mut physical = json!({ "artifactLocation": { "uri": self.address(&place.file) } });
        if let (Some(line), Some(map)) = (place.line, physical.as_object_mut()) {
            map.insert("region".to_owned(), json!({ "startLine": line }));
        }
        let named = match (&place.sheet, &place.cell, &place.field) {
            (Some(sheet), Some(cell), _) => Some((format!("{sheet}!{cell}"), "element")),
            (Some(sheet), None, _) => Some((sheet.clone(), "array")),
            (None, Some(cell), _) => Some((cell.clone(), "element")),
            (None, None, Some(field)) => Some((field.clone(), "property")),
            (None, None, None) => None,
        };
        match named {
            Some((name, kind)) => json!({
                "physicalLocation": physical,
                "logicalLocations": [{ "fullyQualifiedName": name, "kind": kind }],
            }),
            None => json!({ "physicalLocation": physical }),
        }
    }

    fn address(&self, file: &str) -> String {
        match self {
            Self::Workbook(path) => address(path),
            Self::Project(path) => match path.trim_end_matches(['/', '\\']) {
                "" | "." => address(file),
                project => address(&format!("{project}/{file}")),
            },
        }
    }
}

fn of_file(path: &str) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": address(path) } } })
}

/// A path as the address of a file: relative when the path is.
fn address(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut address = String::with_capacity(path.len());
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') {
        address.push_str("file://");
    } else if is_drive {
        address.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            b':' if is_drive => address.push(':'),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_an_address() {
        assert_eq!(address("budgets/été 2024/b.xlsx"), "budgets/%C3%A9t%C3%A9%202024/b.xlsx");
        assert_eq!(address("/tmp/a"), "file:///tmp/a");
        assert_eq!(address("C:\\a b"), "file:///C:/a%20b");
    }

    #[test]
    fn a_cell_is_named_as_excel_does() {
        let cell = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        let location = Locator::Project("p/").of(&cell, Some("comparé à"));
        assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "p/budget.xlsx");
        assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "Dépenses!F14");
        assert_eq!(location["message"]["text"], "comparé à");
    }

    #[test]
    fn a_workbook_of_no_project_is_found_where_it_is() {
        let cell = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        let locator = Locator::Workbook("reçus/budget.xlsx");
        for location in [locator.of(&cell, None), locator.of_whole(&[])] {
            assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "re%C3%A7us/budget.xlsx");
        }
        assert_eq!(locator.of(&cell, None)["logicalLocations"][0]["fullyQualifiedName"], "Dépenses!F14");
    }
}
