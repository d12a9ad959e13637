//! The set of origins behind a computed figure.

use super::ledger::{Expression, FigureKey, Ledger};
use super::origin::Origin;

/// The distinct origins behind a figure, in the order of the ledger.
#[must_use]
pub fn origins(ledger: &Ledger, key: FigureKey) -> Vec<&Origin> {
    let mut needed = vec![false; key.index() + 1];
    needed[key.index()] = true;
    let mut found = Vec::new();
    // Operands always precede results, so one walk backwards settles what is needed.
    for (index, figure) in ledger.figures().iter().enumerate().take(key.index() + 1).rev() {
        if !needed[index] {
            continue;
        }
        match &figure.expression {
            Expression::Given(origin) => found.push(origin),
            computed => {
                for operand in computed.operands() {
                    needed[operand.index()] = true;
                }
            }
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::figures::{Unit, Value};
    use crate::model::{Money, Place};

    #[test]
    fn a_figure_leads_back_to_what_was_given_and_to_nothing_else() {
        let mut ledger = Ledger::default();
        let mut given = |path: &str| {
            let origin = Origin::Input(Place::field("projet.toml", path));
            ledger.given(path, path, Unit::Euro, Value::Money(Money::ZERO), origin).unwrap()
        };
        let (first, _, third) = (given("a"), given("b"), given("c"));
        let sum = ledger.computed("s", "s", Unit::Euro, Expression::Sum(vec![third, first]), None).unwrap();
        let twice = ledger.computed("t", "t", Unit::Euro, Expression::Sum(vec![sum, first]), None).unwrap();
        let places: Vec<String> =
            origins(&ledger, twice).iter().map(|origin| origin.place().to_string()).collect();
        assert_eq!(places, ["projet.toml › a", "projet.toml › c"]);
    }
}
