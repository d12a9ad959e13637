//! Where the documents of a pack show a figure.

use serde_json::{Value, json};

use super::Trace;
use crate::figures::FigureKey;
use crate::model::cell_name;
use crate::model::french::listed;
use crate::pack::{ProducedFile, ShownAt};
use crate::prepare::PreparedPack;

/// Cells named for one document before the line says how many more there are.
const NAMED_CELLS: usize = 4;

/// The section of a figure traced alone; empty when documents were not asked for.
pub(super) fn section(trace: &Trace<'_>, pack: &PreparedPack, key: FigureKey) -> Vec<String> {
    if trace.documents.is_none() {
        return Vec::new();
    }
    let lines = lines(trace, pack, key);
    let mut section = vec![String::new(), "  Imprimé dans :".to_owned()];
    if lines.is_empty() {
        section.push(format!("    aucun document de {}", pack.fund.id));
    }
    section.extend(lines.into_iter().map(|line| format!("    {line}")));
    section
}

/// One line for each document that shows the figure.
pub(super) fn lines(trace: &Trace<'_>, pack: &PreparedPack, key: FigureKey) -> Vec<String> {
    trace
        .files(pack)
        .iter()
        .filter_map(|file| {
            let places = places(file, key, trace.complete);
            (!places.is_empty()).then(|| format!("{}/{} : {places}", pack.fund.id, file.name))
        })
        .collect()
}

fn places(file: &ProducedFile, key: FigureKey, complete: bool) -> String {
    let shown = file.figures.iter().filter(|shown| shown.key == key).map(|shown| &shown.at);
    said(shown, complete)
}

/// « pages 2 et 5 », « Équilibre › B32 et 3 autres cellules »; empty for no place.
pub(super) fn said<'a>(places: impl Iterator<Item = &'a ShownAt>, complete: bool) -> String {
    let mut pages: Vec<usize> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    for place in places {
        match place {
            ShownAt::Page(page) => pages.push(*page),
            ShownAt::Cell { sheet, row, column } => {
                cells.push(format!("{sheet} › {}", cell_name(*row, *column)));
            }
        }
    }
    pages.sort_unstable();
    pages.dedup();
    let pages: Vec<String> = pages.iter().map(ToString::to_string).collect();
    let named = if complete { cells.len() } else { NAMED_CELLS };
    let more = cells.len().saturating_sub(named);
    cells.truncate(named);
    if more > 0 {
        cells.push(format!("{more} {}", if more > 1 { "autres cellules" } else { "autre cellule" }));
    }
    match (pages.len(), cells.is_empty()) {
        (0, _) => listed(&cells),
        (1, _) => format!("page {}", listed(&pages)),
        _ => format!("pages {}", listed(&pages)),
    }
}

/// The places of a figure, for programs; `None` when documents were not asked for.
pub(super) fn json(trace: &Trace<'_>, pack: &PreparedPack, key: FigureKey) -> Option<Vec<Value>> {
    trace.documents.as_ref()?;
    let of_file = |file: &ProducedFile| -> Vec<Value> {
        let shown = file.figures.iter().filter(|shown| shown.key == key);
        shown.map(|shown| place(&file.name, &shown.at)).collect()
    };
    Some(trace.files(pack).iter().flat_map(of_file).collect())
}

/// A page or a cell of a document.
pub(super) fn place(file: &str, at: &ShownAt) -> Value {
    match at {
        ShownAt::Page(page) => json!({ "fichier": file, "page": page }),
        ShownAt::Cell { sheet, row, column } => {
            json!({ "fichier": file, "feuille": sheet, "cellule": cell_name(*row, *column) })
        }
    }
}
