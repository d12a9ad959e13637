//! The ledger as JSON: every figure with the way it was obtained.

use serde_json::{Value, json};

use crate::figures::{Expression, FigureKey, Ledger};

/// Every figure, operands before results.
#[must_use]
pub fn figures(ledger: &Ledger) -> Vec<Value> {
    ledger.keys().map(|key| figure(ledger, key)).collect()
}

/// One figure: identifier, label, unit, value, and the way it was obtained from others, by identifier.
#[must_use]
pub fn figure(ledger: &Ledger, key: FigureKey) -> Value {
    let figure = ledger.get(key);
    let id = |key: &FigureKey| ledger.get(*key).id.to_string();
    let ids = |keys: &[FigureKey]| keys.iter().map(id).collect::<Vec<_>>();
    let obtained = match &figure.expression {
        Expression::Given(origin) => json!({ "donne": origin }),
        Expression::Sum(keys) => json!({ "somme": ids(keys) }),
        Expression::Minimum(keys) => json!({ "minimum": ids(keys) }),
        Expression::Remainder { whole, parts } => {
            json!({ "solde": { "de": id(whole), "moins": ids(parts) } })
        }
        Expression::Product { amount, rate } => json!({ "produit": [id(amount), id(rate)] }),
        Expression::ProRata { amount, factor, divisor } => {
            json!({ "prorata": { "de": id(amount), "fois": id(factor), "sur": id(divisor) } })
        }
        Expression::Ratio { part, whole } => json!({ "rapport": [id(part), id(whole)] }),
    };
    let mut value = json!({
        "id": figure.id,
        "libelle": figure.label,
        "unite": figure.unit,
        "valeur": figure.value.plain(),
        "obtenu": obtained,
    });
    if let (Some(rule), Some(map)) = (&figure.rule, value.as_object_mut()) {
        map.insert("regle".to_owned(), json!(rule));
    }
    value
}
