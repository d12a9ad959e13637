//! Finding a figure by what a person has of it: its identifier, its label, or the amount as printed.

use std::cmp::Reverse;

use super::figure::{Figure, FigureKey};
use super::ledger::Ledger;
use super::value::{Unit, Value};
use crate::model::currency::{foreign_in, without_currency};
use crate::model::text::normalise;
use crate::model::{Money, Rate};
use crate::source::amount::{AmountError, parse_amount, parse_number};
use crate::source::project_file::distance;

/// Suggestions made for a figure that was not found.
const SUGGESTIONS: usize = 5;

/// The figures that a text names, in the order of the ledger: by identifier, else by whole label, else by value as
/// printed, else by words of the label or the beginning of the identifier.
#[must_use]
pub fn find(ledger: &Ledger, text: &str) -> Vec<FigureKey> {
    let text = text.trim();
    if let Some(key) = ledger.find(text) {
        return vec![key];
    }
    let wanted = normalise(text);
    let matching = |test: &dyn Fn(FigureKey, &Figure) -> bool| -> Vec<FigureKey> {
        ledger.keys().filter(|key| test(*key, &ledger.get(*key))).collect()
    };
    let named = |test: &dyn Fn(&str) -> bool| {
        matching(&|_, figure| !wanted.is_empty() && test(&normalise(&figure.label)))
    };
    let whole = named(&|label| label == wanted);
    if !whole.is_empty() {
        return whole;
    }
    let sought = Sought::read(text);
    let of_value = matching(&|key, figure| sought.is(ledger, key, figure));
    // An amount with its unit is no word: « 31 % » is not « 31 décembre ».
    if !of_value.is_empty() || sought.has_unit {
        return of_value;
    }
    let part = named(&|label| label.contains(&wanted));
    if !part.is_empty() {
        return part;
    }
    let beginning = text.to_lowercase();
    matching(&|_, figure| !beginning.is_empty() && figure.id.starts_with(&beginning))
}

/// The figures nearest to a text that names none: nearest amounts for an amount, nearest words otherwise.
#[must_use]
pub fn suggest(ledger: &Ledger, text: &str) -> Vec<FigureKey> {
    if let [amount, ..] = Sought::read(text).amounts[..] {
        let mut near: Vec<(Money, FigureKey)> = ledger
            .keys()
            .filter_map(|key| ledger.value(key).money().map(|money| (money.distance(amount), key)))
            .collect();
        near.sort();
        return near.into_iter().take(SUGGESTIONS).map(|(_, key)| key).collect();
    }
    let wanted = normalise(text);
    let words: Vec<&str> = wanted.split(' ').filter(|word| word.chars().count() > 2).collect();
    let lower = text.trim().to_lowercase();
    let mut near: Vec<(Reverse<usize>, usize, FigureKey)> = ledger
        .keys()
        .filter_map(|key| {
            let figure = ledger.get(key);
            let known = normalise(&format!("{} {}", figure.id, figure.label));
            let known: Vec<&str> = known.split(' ').collect();
            let common = words.iter().filter(|word| known.iter().any(|other| is_near(word, other))).count();
            let far = distance(&lower, &figure.id);
            let is_slip = far <= 1 + figure.id.chars().count() / 3;
            (common > 0 || is_slip).then_some((Reverse(common), far, key))
        })
        .collect();
    near.sort();
    near.into_iter().take(SUGGESTIONS).map(|(_, _, key)| key).collect()
}

/// The same word, but for one slip in four letters.
fn is_near(word: &str, other: &str) -> bool {
    distance(word, other) <= word.chars().count() / 4
}

/// The values that a text may stand for.
#[derive(Debug, Default)]
struct Sought {
    amounts: Vec<Money>,
    rate: Option<Rate>,
    /// The amount of another currency, and the currency as named.
    foreign: Option<(&'static str, rust_decimal::Decimal)>,
    number: Option<rust_decimal::Decimal>,
    /// True for an amount in euros or a percentage, typed with its sign.
    has_unit: bool,
}

impl Sought {
    fn read(text: &str) -> Self {
        if text.contains('%') {
            let rate = Rate::parse_percent(text);
            return Self { rate, has_unit: rate.is_some(), ..Self::default() };
        }
        let foreign = foreign_in(text)
            .and_then(|name| Some((name, parse_amount(&without_currency(text)).ok()?.money.to_decimal())));
        let amounts = match parse_amount(text) {
            Ok(amount) => vec![amount.money],
            // Printed amounts are never ambiguous, typed ones may be: both readings are sought.
            Err(AmountError::Ambiguous { readings }) => vec![readings.0, readings.1],
            Err(_) => Vec::new(),
        };
        let bare = text.trim().trim_end_matches(['h', 'H']);
        let has_unit = text.contains('€') && !amounts.is_empty();
        Self { amounts, rate: None, foreign, number: parse_number(bare).ok(), has_unit }
    }

    fn is(&self, ledger: &Ledger, key: FigureKey, figure: &Figure) -> bool {
        match figure.value {
            Value::Money(money) => self.amounts.contains(&money),
            Value::Foreign(amount, currency) => self
                .foreign
                .as_ref()
                .is_some_and(|(name, number)| currency.is_called(name) && *number == amount.number()),
            // A ratio is found by what is displayed of it: documents print two decimals.
            Value::Rate(rate) => self.rate.is_some_and(|sought| {
                rate == sought
                    || Rate::parse_percent(&ledger.french(key)).is_some_and(|shown| shown == sought)
            }),
            Value::Number(number) => {
                matches!(figure.unit, Unit::Hours | Unit::Number) && self.number == Some(number)
            }
            Value::Missing => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Expression, Origin};
    use crate::model::Place;

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let origin = || Origin::Input(Place::field("projet.toml", "essai"));
        let mut money = |id: &str, label: &str, cents| {
            ledger.given(id, label, Unit::Euro, Value::Money(Money::from_cents(cents)), origin()).unwrap()
        };
        let part = money("aide.demandee", "Aide demandée – Région", 121_214_497);
        let whole = money("cout_total", "Coût total", 242_428_995);
        money("poste.etudes.total", "Total Études", -1_250);
        money("ressource.01.montant", "Région", 121_214_497);
        ledger.computed("aide.taux", "Part", Unit::Rate, Expression::Ratio { part, whole }, None).unwrap();
        let hours = Value::Number("1720".parse().unwrap());
        ledger.given("heures", "Heures annuelles", Unit::Hours, hours, origin()).unwrap();
        ledger
    }

    fn ids(keys: Vec<FigureKey>) -> Vec<String> {
        keys.into_iter().map(|key| ledger().get(key).id.to_string()).collect()
    }

    fn found(text: &str) -> Vec<String> {
        ids(find(&ledger(), text))
    }

    #[test]
    fn an_amount_is_found_however_it_is_typed() {
        for text in [
            "1 212 144,97 €",
            "1\u{202f}212\u{202f}144,97\u{a0}€",
            "1212144.97",
            "1 212 144,97",
            "1.212.144,97 €",
        ] {
            assert_eq!(found(text), ["aide.demandee", "ressource.01.montant"], "{text}");
        }
        for text in ["-12,50", "\u{2212}12,50\u{a0}€", "(12,50 €)"] {
            assert_eq!(found(text), ["poste.etudes.total"], "{text}");
        }
        assert_eq!(found("50 %"), ["aide.taux"]);
        assert_eq!(found("50,00\u{202f}%"), ["aide.taux"]);
        assert_eq!(found("1 720 h"), ["heures"]);
    }

    #[test]
    fn a_whole_label_comes_before_a_part_of_one() {
        assert_eq!(found("region"), ["ressource.01.montant"]);
        assert_eq!(found("AIDE demandée"), ["aide.demandee"]);
        assert_eq!(found("total"), ["cout_total", "poste.etudes.total"]);
        assert_eq!(found("aide."), ["aide.demandee"]);
        // The rounding of a rate is not a word of a label.
        assert!(found("1 %").is_empty() && found("1 720 €").is_empty());
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        for text in ["", "  ", "€", "…", "%"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_slip_is_answered_with_what_is_near() {
        assert_eq!(
            ids(suggest(&ledger(), "aide.demande")).first().map(String::as_str),
            Some("aide.demandee")
        );
        assert_eq!(ids(suggest(&ledger(), "coûts totaux")).first().map(String::as_str), Some("cout_total"));
        assert_eq!(ids(suggest(&ledger(), "2 424 289,59")).first().map(String::as_str), Some("cout_total"));
        assert!(suggest(&ledger(), "zzzzzzzz").is_empty());
    }
}
