//! The explanation of a figure, in one French line.

use super::figure::{Expression, FigureKey};
use super::ledger::Ledger;

/// How many operands a line names before it says how many more there are.
const NAMED_OPERANDS: usize = 4;

/// How a figure was obtained, in one line: `somme de 4 chiffres : …`, `assiette × taux`, or the place it was read.
#[must_use]
pub fn one_line(ledger: &Ledger, key: FigureKey) -> String {
    let figure = ledger.get(key);
    let label = |key: &FigureKey| ledger.get(*key).label.to_string();
    let list = |keys: &[FigureKey]| {
        let mut names: Vec<String> = keys.iter().take(NAMED_OPERANDS).map(label).collect();
        if keys.len() > NAMED_OPERANDS {
            names.push(format!("… et {} autres", keys.len() - NAMED_OPERANDS));
        }
        names.join(" ; ")
    };
    match &figure.expression {
        Expression::Given(origin) => match origin.source() {
            Some(source) => format!("{} ({source})", origin.place()),
            None => origin.place().to_string(),
        },
        Expression::Sum(keys) if keys.is_empty() => "somme sans terme".to_owned(),
        Expression::Sum(keys) => format!("somme : {}", list(keys)),
        Expression::Minimum(keys) => format!("plus petit de : {}", list(keys)),
        Expression::Remainder { whole, parts } if parts.is_empty() => format!("= {}", label(whole)),
        Expression::Remainder { whole, parts } => format!("solde : {} − ({})", label(whole), list(parts)),
        Expression::Product { amount, rate } => format!("{} × {}", label(amount), label(rate)),
        Expression::ProRata { amount, factor, divisor } => {
            format!("{} × {} ÷ {}", label(amount), label(factor), label(divisor))
        }
        Expression::Ratio { part, whole } => format!("{} ÷ {}", label(part), label(whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Origin, Unit, Value};
    use crate::model::{Money, Place};

    #[test]
    fn nothing_is_taken_off_in_words_when_nothing_is() {
        let mut ledger = Ledger::default();
        let origin = Origin::Input(Place::field("projet.toml", "a"));
        let cents = Value::Money(Money::from_cents(100));
        let whole = ledger.given("a", "Coût total", Unit::Euro, cents, origin).unwrap();
        let mut of = |id: &str, parts: Vec<FigureKey>| {
            let rest = Expression::Remainder { whole, parts };
            let key = ledger.computed(id, "Assiette", Unit::Euro, rest, None).unwrap();
            one_line(&ledger, key)
        };
        assert_eq!(of("b", Vec::new()), "= Coût total");
        assert_eq!(of("c", vec![whole]), "solde : Coût total − (Coût total)");
    }
}
