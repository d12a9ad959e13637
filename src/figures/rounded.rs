//! An amount that somebody rounded, back to the figures it may be a rounding of: `1 212 145 €`, `1,2 M€`, `66 %`.

use rust_decimal::{Decimal, RoundingStrategy};

use super::figure::FigureKey;
use super::ledger::Ledger;
use super::value::Value;
use crate::model::Rate;
use crate::model::french::french_number;
use crate::source::amount::parse_amount;

/// An amount or a percentage that says less than a figure may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounded {
    /// In euros, or in points of percentage.
    value: Decimal,
    /// What the last digit written counts, in the same unit.
    step: Decimal,
    is_percentage: bool,
}

impl Rounded {
    /// Reads a text as a rounded amount; `None` for what is to the cent, is nought or is no amount.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let is_percentage = text.contains('%');
        let (value, unit) = if is_percentage {
            (percent(Rate::parse_percent(text)?)?, Decimal::ONE)
        } else {
            let read = parse_amount(text).ok()?;
            (read.euros, read.scale.factor())
        };
        let step = unit.checked_mul(Decimal::new(1, decimals(text)))?.normalize();
        let says_less = is_percentage || step > Decimal::new(1, 2);
        (says_less && !value.is_zero()).then_some(Self { value, step, is_percentage })
    }

    /// The figures that it is a rounding of, a half away from nought; those that say no more than it does are left out.
    #[must_use]
    pub fn figures(self, ledger: &Ledger) -> Vec<FigureKey> {
        let is_of = |key: &FigureKey| {
            self.exact(ledger.value(*key)).is_some_and(|exact| {
                exact != self.value && rounded_to(exact, self.step) == Some(self.value.normalize())
            })
        };
        ledger.keys().filter(is_of).collect()
    }

    /// « à l’euro », « au millier d’euros », « à 0,1 point de pourcentage ».
    #[must_use]
    pub fn french(self) -> String {
        let step = self.step;
        match (self.is_percentage, step) {
            (true, one) if one == Decimal::ONE => "au point de pourcentage".to_owned(),
            (true, step) => format!("à {} point de pourcentage", french_number(step)),
            (false, one) if one == Decimal::ONE => "à l’euro".to_owned(),
            (false, thousand) if thousand == Decimal::ONE_THOUSAND => "au millier d’euros".to_owned(),
            (false, million) if million == Decimal::from(1_000_000) => "au million d’euros".to_owned(),
            (false, step) => format!("à {}\u{a0}€", french_number(step)),
        }
    }

    fn exact(self, value: Value) -> Option<Decimal> {
        match value {
            Value::Money(money) if !self.is_percentage => Some(money.to_decimal()),
            Value::Rate(rate) if self.is_percentage => percent(rate),
            _ => None,
        }
    }
}

fn percent(rate: Rate) -> Option<Decimal> {
    rate.fraction().checked_mul(Decimal::ONE_HUNDRED)
}

fn rounded_to(exact: Decimal, step: Decimal) -> Option<Decimal> {
    let steps = exact.checked_div(step)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    Some(steps.checked_mul(step)?.normalize())
}

/// How many decimals a number is written with: three digits after a mark are thousands.
fn decimals(text: &str) -> u32 {
    let Some((_, after)) = text.rsplit_once([',', '.']) else { return 0 };
    match after.chars().take_while(char::is_ascii_digit).count() {
        count @ (1 | 2) => u32::try_from(count).unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Expression, Origin, Unit};
    use crate::model::{Money, Place};

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let mut money = |id: &str, cents| {
            let origin = Origin::Input(Place::field("projet.toml", id));
            ledger.given(id, id, Unit::Euro, Value::Money(Money::from_cents(cents)), origin).unwrap()
        };
        let (part, whole) = (money("part", 40_404_832), money("whole", 121_214_497));
        money("round", 121_214_500);
        money("taken", -121_214_450);
        ledger.computed("rate", "rate", Unit::Rate, Expression::Ratio { part, whole }, None).unwrap();
        ledger
    }

    fn of(text: &str) -> Option<Vec<String>> {
        let ledger = ledger();
        let keys = Rounded::read(text)?.figures(&ledger);
        Some(keys.into_iter().map(|key| ledger.get(key).id.to_string()).collect())
    }

    #[test]
    fn a_rounding_is_led_to_what_says_more() {
        for (text, figures) in [
            ("1 212 145 €", vec!["whole"]),
            ("1.212.145 €", vec!["whole"]),
            ("−1 212 145 €", vec!["taken"]),
            ("1 212 k€", vec!["whole", "round"]),
            ("1,2 M€", vec!["whole", "round"]),
            ("404 048,3 €", vec!["part"]),
            ("33 %", vec!["rate"]),
            ("33,3 %", vec!["rate"]),
            ("34 %", vec![]),
            ("1 212 144 €", vec![]),
        ] {
            assert_eq!(of(text), Some(figures.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn what_is_to_the_cent_is_no_rounding() {
        for text in ["1 212 144,97 €", "0 €", "0 %", "0,00", "aide", "", "%"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_step_is_said_in_words() {
        for (text, said) in [
            ("12 €", "à l’euro"),
            ("12 k€", "au millier d’euros"),
            ("12,5 k€", "à 100\u{a0}€"),
            ("3 M€", "au million d’euros"),
            ("12 %", "au point de pourcentage"),
            ("12,5 %", "à 0,1 point de pourcentage"),
        ] {
            assert_eq!(Rounded::read(text).unwrap().french(), said, "{text}");
        }
    }
}
