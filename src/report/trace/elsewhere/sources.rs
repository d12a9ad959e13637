//! Where the sources of a pack write an amount that is no figure: cells, fields, lines of the description.

use toml::Value as Toml;

use super::Sought;
use super::pages::holds;
use crate::formula::CellRef;
use crate::model::Place;
use crate::prepare::PreparedPack;
use crate::report::trace::Trace;

/// Most places kept: an amount that stands in more says nothing of where it comes from.
const MOST: usize = 200;

/// Every place of the workbook, of `projet.toml`, of the fund's definition and of the description that writes it.
pub(super) fn places(trace: &Trace<'_>, pack: &PreparedPack, sought: &Sought) -> Vec<Place> {
    let mut found = cells(trace, sought);
    let folder = &trace.prepared.folder;
    for file in [folder.project_file.name.as_str(), pack.fund.path.as_str()] {
        if let Some(definition) = trace.written.definitions.get(file) {
            walk(file, definition, String::new(), sought, &mut found);
        }
    }
    if let Some(description) = &folder.description {
        let text = String::from_utf8_lossy(&description.bytes);
        let lines = text.lines().zip(1..).filter(|(line, _)| sought.is_in(line));
        found.extend(lines.map(|(_, line)| Place::line(description.name.as_str(), line)));
    }
    found.truncate(MOST);
    found
}

fn cells(trace: &Trace<'_>, sought: &Sought) -> Vec<Place> {
    let Some(recalculation) = &trace.written.recalculation else { return Vec::new() };
    let mut found = Vec::new();
    for (index, sheet) in recalculation.workbook().sheets.iter().enumerate() {
        let rows = sheet.rows_between(0, sheet.last_row().unwrap_or(0));
        for cell in rows.flatten().filter(|cell| holds(cell, sought)) {
            let at = CellRef { sheet: index, row: cell.row, column: cell.column };
            found.push(recalculation.place(at));
            if found.len() >= MOST {
                return found;
            }
        }
    }
    found
}

/// The fields of a definition, at any depth.
fn walk(file: &str, value: &Toml, path: String, sought: &Sought, found: &mut Vec<Place>) {
    let text = match value {
        Toml::Table(table) => {
            for (name, inner) in table {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(file, inner, path, sought, found);
            }
            return;
        }
        Toml::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                walk(file, inner, format!("{path}[{index}]"), sought, found);
            }
            return;
        }
        Toml::String(text) => text.clone(),
        Toml::Integer(_) | Toml::Float(_) => value.to_string(),
        Toml::Boolean(_) | Toml::Datetime(_) => return,
    };
    if found.len() < MOST && sought.is_in(&text) {
        found.push(Place::field(file, path));
    }
}
