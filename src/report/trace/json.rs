//! The same trace, for programs.

use serde_json::{Value, json};

use super::answer::Answer;
use super::derivation::status;
use super::onward::{self, Onward};
use super::{Trace, elsewhere, printed};
use crate::figures::{Expression, FigureKey};
use crate::pack::figures_json::figure;
use crate::prepare::PreparedPack;

/// What was found in each pack, each figure with all those behind it (operands before results) and where it is printed; the
/// cells asked for, each with the figures that come of it; what is known of an amount that is no figure.
#[must_use]
pub fn document(trace: &Trace<'_>, asked: Option<&str>, answers: &[Answer]) -> Value {
    let prepared = trace.prepared;
    let packs = prepared.packs.iter().zip(answers).map(|(pack, answer)| of_pack(trace, pack, answer));
    json!({
        "projet": prepared.folder.name,
        "date_effet": prepared.effective_date.map(|date| date.to_string()),
        "demande": asked,
        "dossiers": packs.collect::<Vec<_>>(),
    })
}

fn of_pack(trace: &Trace<'_>, pack: &PreparedPack, answer: &Answer) -> Value {
    let ledger = &pack.computation.ledger;
    let found = answer.figures.iter();
    let inputs = answer.onward.as_deref().unwrap_or_default();
    let mut told: Vec<FigureKey> = behind(pack, &answer.figures);
    told.extend(inputs.iter().flat_map(Onward::figures));
    told.sort_unstable();
    told.dedup();
    json!({
        "fonds": pack.fund.id,
        "bloquant": pack.is_blocked(),
        "trouves": found.map(|key| json!({
            "id": ledger.get(*key).id,
            "imprime": printed::json(trace, pack, *key),
        })).collect::<Vec<_>>(),
        "depuis": inputs.iter().map(|one| onward::json::input(trace, pack, one)).collect::<Vec<_>>(),
        "hors_plan": elsewhere::json::elsewhere(pack, &answer.elsewhere),
        "chiffres": told.into_iter().map(|key| self::told(trace, pack, key)).collect::<Vec<_>>(),
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
