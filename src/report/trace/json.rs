//! The same trace, for programs.

use serde_json::{Value, json};

use super::Trace;
use super::derivation::status;
use crate::figures::{Expression, FigureKey};
use crate::model::cell_name;
use crate::pack::figures_json::figure;
use crate::pack::{ProducedFile, ShownAt};
use crate::prepare::PreparedPack;

/// The figures found in each pack, each with every figure behind it (operands before results) and where it is printed.
#[must_use]
pub fn document(trace: &Trace<'_>, asked: Option<&str>, found: &[Vec<FigureKey>]) -> Value {
    let prepared = trace.prepared;
    let packs = prepared.packs.iter().zip(found).enumerate().map(|(index, (pack, keys))| {
        let ledger = &pack.computation.ledger;
        let files = trace.documents.as_ref().and_then(|packs| packs.get(index));
        json!({
            "fonds": pack.fund.id,
            "bloquant": pack.is_blocked(),
            "trouves": keys.iter().map(|key| json!({
                "id": ledger.get(*key).id,
                "imprime": files.map(|files| printed(files, *key)),
            })).collect::<Vec<_>>(),
            "chiffres": behind(pack, keys).into_iter().map(|key| told(trace, pack, key)).collect::<Vec<_>>(),
        })
    });
    json!({
        "projet": prepared.folder.name,
        "date_effet": prepared.effective_date.map(|date| date.to_string()),
        "demande": asked,
        "dossiers": packs.collect::<Vec<_>>(),
    })
}

/// The figures asked for and all those they rest on, in the order of the ledger.
fn behind(pack: &PreparedPack, keys: &[FigureKey]) -> Vec<FigureKey> {
    let ledger = &pack.computation.ledger;
    let mut needed = vec![false; ledger.len()];
    for key in keys {
        needed[key.index()] = true;
    }
    let all: Vec<FigureKey> = ledger.keys().collect();
    for key in all.iter().rev() {
        if needed[key.index()] {
            ledger.each_operand(*key, |operand| needed[operand.index()] = true);
        }
    }
    all.into_iter().filter(|key| needed[key.index()]).collect()
}

/// A figure as the manifest writes it, with what stands in its cell and the status of its rule.
fn told(trace: &Trace<'_>, pack: &PreparedPack, key: FigureKey) -> Value {
    let ledger = &pack.computation.ledger;
    let mut value = figure(ledger, key);
    let Some(map) = value.as_object_mut() else { return value };
    map.insert("affiche".to_owned(), json!(ledger.french(key)));
    let entry = ledger.get(key);
    if let Expression::Given(origin) = &entry.expression {
        map.insert("ecrit".to_owned(), json!(trace.written.text(origin.place())));
        map.insert("formule".to_owned(), json!(trace.written.formula(origin.place())));
        let cells = trace.written.cells_behind(origin.place());
        if !cells.is_empty() {
            let cells = cells.iter().map(
                |cell| json!({ "lieu": cell.place.to_string(), "ecrit": cell.text, "formule": cell.formula }),
            );
            map.insert("cellules_lues".to_owned(), cells.collect());
        }
    }
    if let Some(rule) = &entry.rule {
        map.insert("statut_de_la_regle".to_owned(), json!(status(pack, rule)));
    }
    value
}

fn printed(files: &[ProducedFile], key: FigureKey) -> Vec<Value> {
    let of_file = |file: &ProducedFile| -> Vec<Value> {
        let shown = file.figures.iter().filter(|shown| shown.key == key);
        shown
            .map(|shown| match &shown.at {
                ShownAt::Page(page) => json!({ "fichier": file.name, "page": page }),
                ShownAt::Cell { sheet, row, column } => {
                    json!({ "fichier": file.name, "feuille": sheet, "cellule": cell_name(*row, *column) })
                }
            })
            .collect()
    };
    files.iter().flat_map(of_file).collect()
}
