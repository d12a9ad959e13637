//! From a place to the figures that are read from it, and to all that is computed from some figures.

use super::figure::FigureKey;
use super::ledger::Ledger;
use super::origin::Origin;
use crate::model::Place;

/// Where a given figure was read, whoever wrote it: a cell, a field of the applicant or one of the fund.
#[must_use]
pub fn place_of(ledger: &Ledger, key: FigureKey) -> Option<&Place> {
    ledger.input(key).or_else(|| ledger.origin(key).map(Origin::place))
}

/// The figures that are read from a wanted place, in the order of the ledger.
pub fn read_from(ledger: &Ledger, wanted: impl Fn(&Place) -> bool) -> Vec<FigureKey> {
    ledger.keys().filter(|key| place_of(ledger, *key).is_some_and(&wanted)).collect()
}

/// Every figure computed from some, through any number of others, in the order of the ledger; themselves left out.
#[must_use]
pub fn computed_from(ledger: &Ledger, from: &[FigureKey]) -> Vec<FigureKey> {
    let mut reached = vec![false; ledger.len()];
    for key in from {
        if let Some(reached) = reached.get_mut(key.index()) {
            *reached = true;
        }
    }
    // Operands stand before what is computed from them: one walk is enough.
    for key in ledger.keys() {
        let mut rests = false;
        ledger.each_operand(key, |operand| rests |= reached.get(operand.index()).copied().unwrap_or(false));
        if let Some(reached) = reached.get_mut(key.index()).filter(|_| rests) {
            *reached = true;
        }
    }
    ledger
        .keys()
        .filter(|key| reached.get(key.index()).copied().unwrap_or(false) && !from.contains(key))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Expression, Unit, Value};
    use crate::model::Money;

    #[test]
    fn what_rests_on_a_cell_is_found_through_others_and_nothing_else_is() {
        let mut ledger = Ledger::default();
        let cell = |row| Place::cell(&"budget.xlsx".into(), &"Plan".into(), row, 2);
        let mut given = |id: &str, row| {
            let origin = Origin::Input(cell(row));
            ledger.given(id, id, Unit::Euro, Value::Money(Money::from_cents(100)), origin).unwrap()
        };
        let (a, b) = (given("a", 1), given("b", 2));
        let sum = ledger.computed("s", "s", Unit::Euro, Expression::Sum(vec![a]), None).unwrap();
        let twice = ledger.computed("t", "t", Unit::Euro, Expression::Sum(vec![sum, b]), None).unwrap();
        assert_eq!(read_from(&ledger, |place| *place == cell(1)), [a]);
        assert_eq!(computed_from(&ledger, &[a]), [sum, twice]);
        assert_eq!(computed_from(&ledger, &[b]), [twice]);
        assert!(computed_from(&ledger, &[twice]).is_empty() && read_from(&ledger, |_| false).is_empty());
    }
}
