//! The part of an attachment that speaks of one document, such as one quote of a collection.

use super::slip::Slip;
use crate::evidence::{Evidence, Number};
use crate::model::Money;
use rust_decimal::Decimal;

/// From where a document is named to where the next one is.
pub(super) struct Passage<'a> {
    /// The attachment.
    pub(super) evidence: &'a Evidence<'a>,
    /// First byte of the text.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
}

impl<'a> Passage<'a> {
    /// An attachment that is one document.
    pub(super) fn whole(evidence: &'a Evidence<'a>) -> Self {
        Self { evidence, start: 0, end: evidence.text().len() }
    }

    /// True when the passage says a value.
    pub(super) fn says(&self, value: Decimal) -> bool {
        self.evidence.says_in(value, self.start, self.end).is_some()
    }

    fn numbers(&self) -> impl Iterator<Item = &'a Number> {
        self.evidence.numbers_in(self.start, self.end)
    }

    /// The unit price that a quantity multiplies (« 18 × 438,60 € »), the first after a year when there is one.
    pub(super) fn price_of(&self, quantity: Decimal, year: Option<i32>) -> Option<(Decimal, usize)> {
        let from = year.and_then(|year| self.evidence.says_in(year.into(), self.start, self.end));
        let numbers: Vec<&Number> = self.numbers().filter(|number| number.at >= from.unwrap_or(0)).collect();
        numbers.windows(2).find_map(|pair| {
            let [count, price] = pair else { return None };
            (count.is(quantity) && self.multiplies(count, price)).then_some((price.value, price.at))
        })
    }

    /// True when some price is multiplied by how many are bought: an amount there is no total.
    pub(super) fn has_products(&self) -> bool {
        let numbers: Vec<&Number> = self.numbers().collect();
        numbers.windows(2).any(|pair| matches!(pair, [count, price] if self.multiplies(count, price)))
    }

    fn multiplies(&self, count: &Number, price: &Number) -> bool {
        let between = self.evidence.text().get(count.end..price.at).unwrap_or_default().trim();
        between.ends_with(['×', '*']) || between == "x" || between.ends_with(" x")
    }

    /// An amount that differs from a price by the place of the point.
    pub(super) fn slip_of(&self, price: Decimal) -> Option<(Decimal, usize)> {
        let amounts = self.numbers().filter(|number| number.is_money);
        amounts
            .into_iter()
            .find(|number| Slip::between(price, number.value).is_some())
            .map(|number| (number.value, number.at))
    }

    /// The amount that follows a year, or the only one.
    pub(super) fn amount_of_year(&self, year: Option<i32>) -> Option<(Money, usize)> {
        let money = |number: &Number| Some((Money::from_decimal(number.value)?, number.at));
        let at = year.and_then(|year| self.evidence.says_in(year.into(), self.start, self.end));
        let mut amounts = self.numbers().filter(|number| number.is_money);
        match at {
            Some(at) => amounts.find(|number| number.at > at).and_then(money),
            None => {
                let only = amounts.next()?;
                if amounts.next().is_some() { None } else { money(only) }
            }
        }
    }
}

/// « D-01 à D-19 » names a collection, not a document.
pub(super) fn is_in_span(text: &str, at: usize, reference: &str) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let after = text.get(at + reference.len()..).unwrap_or_default().trim_start();
    after.starts_with("a ") || before.ends_with(" a")
}
