//! The same, for programs.

use serde_json::{Value, json};

use super::{Onward, Standing};
use crate::figures::{FigureKey, onward};
use crate::prepare::PreparedPack;
use crate::report::trace::{Trace, printed};

/// A cell or a field, with the figures that come of it by identifier, and where each is printed.
pub(in crate::report::trace) fn input(trace: &Trace<'_>, pack: &PreparedPack, one: &Onward) -> Value {
    let ledger = &pack.computation.ledger;
    let figures = |keys: &[FigureKey]| -> Vec<Value> {
        let told = keys.iter().map(|key| {
            json!({
                "id": ledger.get(*key).id,
                "lieu": onward::place_of(ledger, *key),
                "imprime": printed::json(trace, pack, *key),
            })
        });
        told.collect()
    };
    json!({
        "lieu": one.place,
        "ecrit": one.text,
        "formule": one.formula,
        "ligne": one.line,
        "role": role(&one.standing),
        "lus": figures(&one.read),
        "lus_par_formule": figures(&one.through),
        "calcules": figures(&one.computed),
    })
}

const fn role(standing: &Standing) -> Option<&'static str> {
    match standing {
        Standing::Total(_) => Some("total"),
        Standing::TotalOfYears => Some("total-des-annees"),
        Standing::Formula => Some("formule"),
        Standing::Column(_) => Some("colonne"),
        Standing::Unread => None,
    }
}
