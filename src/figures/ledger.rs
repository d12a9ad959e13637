//! The ledger: figures in the order they were obtained, each an expression on earlier ones.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::figure::{Expression, Figure, FigureKey};
use super::line_figures::{LineFigure, LineKind, LineOperands, Lines, Part};
use super::origin::Origin;
use super::value::{Unit, Value};
use crate::model::{Money, Place, Rate, RoundingPolicy};

/// Why a figure could not be entered in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Two figures with one identifier: a programming or definition error.
    #[error("deux chiffres portent le même identifiant « {0} »")]
    DuplicateId(Arc<str>),
    /// An amount beyond what the program accepts.
    #[error("le chiffre « {0} » dépasse cent milliards d’euros : une cellule source est sans doute erronée")]
    Overflow(Arc<str>),
    /// Amounts of two currencies in one figure: they are never added, nor compared.
    #[error("le chiffre « {0} » mêlerait deux monnaies : leurs montants ne s’additionnent pas")]
    Currencies(Arc<str>),
    /// More figures than the ledger can hold.
    #[error("plus de quatre milliards de chiffres")]
    TooMany,
}

/// All the figures of one pack.
///
/// Those of the lines of a budget are kept apart: there may be half a million of them, all made alike, and their names
/// are put together when somebody asks.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
    by_id: BTreeMap<Arc<str>, FigureKey>,
    lines: Lines,
    rounding: RoundingPolicy,
}

/// A figure as it is kept.
#[derive(Debug, Clone)]
enum Entry {
    /// A figure of a line.
    Line(LineFigure),
    /// Any other.
    Own(Box<Figure>),
}

impl Ledger {
    /// An empty ledger under a fund's rounding policy.
    #[must_use]
    pub fn new(rounding: RoundingPolicy) -> Self {
        Self { rounding, ..Self::default() }
    }

    /// The policy products are rounded by.
    #[must_use]
    pub const fn rounding(&self) -> RoundingPolicy {
        self.rounding
    }

    /// How many figures there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every key, operands before results.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = FigureKey> + use<> {
        (0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX)).map(FigureKey::new)
    }

    /// The figure of a key of this ledger.
    #[must_use]
    pub fn get(&self, key: FigureKey) -> Cow<'_, Figure> {
        match &self.entries[key.index()] {
            Entry::Line(figure) => Cow::Owned(self.lines.figure(figure)),
            Entry::Own(figure) => Cow::Borrowed(figure),
        }
    }

    /// The value of a key of this ledger.
    #[must_use]
    pub fn value(&self, key: FigureKey) -> Value {
        match &self.entries[key.index()] {
            Entry::Line(figure) => figure.value(),
            Entry::Own(figure) => figure.value,
        }
    }

    /// Where a given figure comes from, but for those of the lines: [`Self::input`].
    #[must_use]
    pub fn origin(&self, key: FigureKey) -> Option<&Origin> {
        match &self.entries[key.index()] {
            Entry::Own(figure) => match &figure.expression {
                Expression::Given(origin) => Some(origin),
                _ => None,
            },
            Entry::Line(_) => None,
        }
    }

    /// The cell or the field that a given figure was read from; `None` for a parameter of the fund and what is computed.
    #[must_use]
    pub fn input(&self, key: FigureKey) -> Option<&Place> {
        match &self.entries[key.index()] {
            Entry::Line(figure) => figure.place(),
            Entry::Own(figure) => match &figure.expression {
                Expression::Given(Origin::Input(place)) => Some(place),
                _ => None,
            },
        }
    }

    /// Calls `each` with the figures that one is computed from.
    pub fn each_operand(&self, key: FigureKey, mut each: impl FnMut(FigureKey)) {
        match &self.entries[key.index()] {
            Entry::Line(figure) => figure.operands().iter().copied().for_each(each),
            Entry::Own(figure) => match &figure.expression {
                Expression::Sum(keys) | Expression::Minimum(keys) => keys.iter().copied().for_each(each),
                Expression::Remainder { whole, parts } => {
                    each(*whole);
                    parts.iter().copied().for_each(each);
                }
                other => other.operands().into_iter().for_each(each),
            },
        }
    }

    /// The value in French typography. A ratio keeps two decimals, so that a column of percentages lines up.
    #[must_use]
    pub fn french(&self, key: FigureKey) -> String {
        let figure = self.get(key);
        match (figure.value, &figure.expression) {
            (Value::Rate(rate), Expression::Ratio { .. }) => {
                format!("{:.2}\u{202f}%", rate.displayed_percent()).replace('.', ",").replace('-', "\u{2212}")
            }
            (value, _) => value.french(),
        }
    }

    /// The figure with an identifier.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<FigureKey> {
        self.by_id.get(id).copied().or_else(|| self.find_in_lines(id))
    }

    /// A figure of a line by its identifier: those of one line stand together.
    fn find_in_lines(&self, id: &str) -> Option<FigureKey> {
        let (kind, number, first) = self.lines.named(id)?;
        let own = self.entries.get(first.index()..)?.iter().map_while(|entry| match entry {
            Entry::Line(figure) if figure.is_of(kind, number) => Some(figure),
            _ => None,
        });
        let offset = own.into_iter().position(|figure| *figure.id() == *id)?;
        first.after(offset)
    }

    /// What documents print of the figure with an identifier; nothing when there is none.
    #[must_use]
    pub fn printed(&self, id: &str) -> String {
        self.find(id).map(|key| self.french(key)).unwrap_or_default()
    }

    /// The amount of the figure with an identifier, when there is one and it is known.
    #[must_use]
    pub fn money(&self, id: &str) -> Option<Money> {
        self.find(id).and_then(|key| self.value(key).money())
    }

    /// Enter a given value; `Value::Missing` states that nobody gave it.
    ///
    /// # Errors
    /// When the identifier is taken.
    pub fn given(
        &mut self,
        id: impl Into<Arc<str>>,
        label: impl Into<Arc<str>>,
        unit: Unit,
        value: Value,
        origin: Origin,
    ) -> Result<FigureKey, LedgerError> {
        self.push(id.into(), label.into(), unit, value, Expression::Given(origin), None)
    }

    /// Enter a computed figure: its value is worked out here, and nowhere else.
    ///
    /// # Errors
    /// When the identifier is taken or the result is beyond the largest accepted amount.
    pub fn computed(
        &mut self,
        id: impl Into<Arc<str>>,
        label: impl Into<Arc<str>>,
        unit: Unit,
        expression: Expression,
        rule: Option<&str>,
    ) -> Result<FigureKey, LedgerError> {
        let id = id.into();
        if self.mixes_currencies(&expression, unit) {
            return Err(LedgerError::Currencies(id));
        }
        let value = self.evaluate(&expression, unit).ok_or_else(|| LedgerError::Overflow(Arc::clone(&id)))?;
        self.push(id, label.into(), unit, value, expression, rule.map(Into::into))
    }

    /// Opens the next line of a table, by what its figures are called.
    pub fn open_line(&mut self, kind: LineKind, title: Arc<str>) {
        let next = FigureKey::new(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.lines.open(kind, title, next);
    }

    /// Enter a given value of the line that was opened last.
    ///
    /// # Errors
    /// When the line has this figure already.
    pub fn of_line(&mut self, part: Part, value: Value, place: Place) -> Result<FigureKey, LedgerError> {
        self.push_line(self.lines.given(part, value, place))
    }

    /// Enter a computed figure of the line that was opened last.
    ///
    /// # Errors
    /// As [`Self::computed`].
    pub fn computed_of_line(&mut self, part: Part, from: LineOperands) -> Result<FigureKey, LedgerError> {
        let value = self
            .evaluate(&from.expression(), part.unit())
            .ok_or_else(|| LedgerError::Overflow(self.lines.computed(part, Value::Missing, from).id()))?;
        self.push_line(self.lines.computed(part, value, from))
    }

    fn push_line(&mut self, figure: LineFigure) -> Result<FigureKey, LedgerError> {
        let key = FigureKey::new(u32::try_from(self.entries.len()).map_err(|_| LedgerError::TooMany)?);
        let twice = |entry: &Entry| matches!(entry, Entry::Line(known) if known.is_twin(&figure));
        let line = self.entries.iter().rev().take(Part::MOST);
        if line.into_iter().any(twice) {
            return Err(LedgerError::DuplicateId(figure.id()));
        }
        self.entries.push(Entry::Line(figure));
        Ok(key)
    }

    fn push(
        &mut self,
        id: Arc<str>,
        label: Arc<str>,
        unit: Unit,
        value: Value,
        expression: Expression,
        rule: Option<Arc<str>>,
    ) -> Result<FigureKey, LedgerError> {
        let key = FigureKey::new(u32::try_from(self.entries.len()).map_err(|_| LedgerError::TooMany)?);
        if self.by_id.insert(Arc::clone(&id), key).is_some() {
            return Err(LedgerError::DuplicateId(id));
        }
        self.entries.push(Entry::Own(Box::new(Figure { id, label, unit, value, expression, rule })));
        Ok(key)
    }

    /// True when an expression would put amounts of two currencies together, or give its result another one.
    fn mixes_currencies(&self, expression: &Expression, unit: Unit) -> bool {
        let of = |key: &FigureKey| self.value(*key).currency();
        let differ = |one: &FigureKey, other: &FigureKey| of(one).zip(of(other)).is_some_and(|(a, b)| a != b);
        // A plain number may be a partial result of amounts: of one currency all the same.
        let first = expression.operands().iter().find_map(of);
        let result = if unit.is_amount() { Some(unit) } else { first };
        let is_other = |key: &FigureKey| of(key).is_some_and(|currency| Some(currency) != result);
        match expression {
            Expression::Given(_) => false,
            Expression::Sum(keys) | Expression::Minimum(keys) => keys.iter().any(is_other),
            Expression::Remainder { whole, parts } => is_other(whole) || parts.iter().any(is_other),
            Expression::Product { amount, .. } => is_other(amount),
            Expression::ProRata { amount, factor, divisor } => is_other(amount) || differ(factor, divisor),
            Expression::Ratio { part, whole } => differ(part, whole),
        }
    }

    /// The value of an expression; the outer `None` is an overflow, `Value::Missing` a missing operand.
    fn evaluate(&self, expression: &Expression, unit: Unit) -> Option<Value> {
        let decimal = |key: &FigureKey| self.value(*key).decimal();
        let exact = match expression {
            Expression::Given(_) => None,
            Expression::Sum(keys) => self.sum(keys)?,
            Expression::Remainder { whole, parts } => match (decimal(whole), self.sum(parts)?) {
                (Some(whole), Some(parts)) => Some(whole.checked_sub(parts)?),
                _ => None,
            },
            Expression::Product { amount, rate } => match (decimal(amount), decimal(rate)) {
                (Some(amount), Some(rate)) => Some(amount.checked_mul(rate)?),
                _ => None,
            },
            Expression::ProRata { amount, factor, divisor } => {
                match (decimal(amount), decimal(factor), decimal(divisor)) {
                    (Some(amount), Some(factor), Some(divisor)) if !divisor.is_zero() => {
                        Some(amount.checked_mul(factor)?.checked_div(divisor)?)
                    }
                    _ => None,
                }
            }
            Expression::Ratio { part, whole } => match (decimal(part), decimal(whole)) {
                (Some(part), Some(whole)) if !whole.is_zero() => Some(part.checked_div(whole)?),
                _ => None,
            },
            Expression::Minimum(keys) => keys
                .iter()
                .map(decimal)
                .collect::<Option<Vec<_>>>()
                .and_then(|values| values.into_iter().min()),
        };
        let Some(exact) = exact else { return Some(Value::Missing) };
        Some(match unit {
            Unit::Euro => Value::Money(self.rounding.to_cents(exact)?),
            Unit::Foreign(currency) => {
                let cents = self.rounding.to_cents(exact)?;
                Value::Foreign(Money::foreign(cents.to_decimal())?, currency)
            }
            Unit::Rate => Value::Rate(Rate::from_fraction(exact)),
            Unit::Hours | Unit::Number => Value::Number(exact),
        })
    }

    fn sum(&self, keys: &[FigureKey]) -> Option<Option<Decimal>> {
        let mut total = Decimal::ZERO;
        for key in keys {
            match self.value(*key).decimal() {
                Some(value) => total = total.checked_add(value)?,
                None => return Some(None),
            }
        }
        Some(Some(total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::currency::CurrencyCode;
    use proptest::prelude::*;

    fn origin() -> Origin {
        Origin::Input(Place::field("projet.toml", "essai"))
    }

    fn amount(ledger: &mut Ledger, id: &str, cents: i64) -> FigureKey {
        ledger.given(id, id, Unit::Euro, Value::Money(Money::from_cents(cents)), origin()).unwrap()
    }

    #[test]
    fn staff_cost_is_rounded_once() {
        // 45 678,90 € ÷ 1 720 h × 344 h = 9 135,78 €: dividing first and rounding would give 9 136,64 €.
        let mut ledger = Ledger::new(RoundingPolicy::HalfUp);
        let annual = amount(&mut ledger, "a", 4_567_890);
        let base = ledger.given("b", "b", Unit::Hours, Value::Number(1720.into()), origin()).unwrap();
        let hours = ledger.given("h", "h", Unit::Hours, Value::Number(344.into()), origin()).unwrap();
        let expression = Expression::ProRata { amount: annual, factor: hours, divisor: base };
        let cost = ledger.computed("c", "c", Unit::Euro, expression, None).unwrap();
        assert_eq!(ledger.value(cost).money(), Some(Money::from_cents(913_578)));
    }

    #[test]
    fn a_missing_operand_makes_the_result_missing() {
        let mut ledger = Ledger::default();
        let known = amount(&mut ledger, "a", 100);
        let missing = ledger.given("b", "b", Unit::Euro, Value::Missing, origin()).unwrap();
        let sum = ledger.computed("s", "s", Unit::Euro, Expression::Sum(vec![known, missing]), None).unwrap();
        assert!(ledger.value(sum).is_missing());
    }

    #[test]
    fn currencies_are_never_put_together() {
        let mut ledger = Ledger::default();
        let dollars = |code: &str| CurrencyCode::parse(code).unwrap();
        let of = |ledger: &mut Ledger, id: &str, code: &str| {
            let amount = Money::foreign(Decimal::TEN).unwrap();
            let value = Value::Foreign(amount, dollars(code));
            ledger.given(id, id, Unit::Foreign(dollars(code)), value, origin()).unwrap()
        };
        let euros = amount(&mut ledger, "eur", 100);
        let (one, two, swiss) =
            (of(&mut ledger, "cad1", "CAD"), of(&mut ledger, "cad2", "CAD"), of(&mut ledger, "chf", "CHF"));
        let cad = Unit::Foreign(dollars("CAD"));
        let sum = ledger.computed("sum", "sum", cad, Expression::Sum(vec![one, two]), None).unwrap();
        assert_eq!(ledger.french(sum), "20,00\u{a0}CAD");
        let refused: [(Unit, Expression); 8] = [
            (cad, Expression::Sum(vec![one, euros])),
            (Unit::Euro, Expression::Sum(vec![one, euros])),
            (Unit::Euro, Expression::Sum(vec![one, two])),
            (cad, Expression::Sum(vec![one, swiss])),
            (Unit::Euro, Expression::Remainder { whole: euros, parts: vec![one] }),
            (cad, Expression::Minimum(vec![one, swiss])),
            (Unit::Rate, Expression::Ratio { part: one, whole: euros }),
            (Unit::Euro, Expression::ProRata { amount: euros, factor: one, divisor: swiss }),
        ];
        for (rank, (unit, expression)) in refused.into_iter().enumerate() {
            let id = format!("mixed.{rank}");
            let answer = ledger.computed(id.clone(), "mixed", unit, expression, None);
            assert_eq!(answer, Err(LedgerError::Currencies(id.into())));
        }
        // The part that a year makes of a cost in one currency shares out an amount of another: no amount is added.
        let shared = Expression::ProRata { amount: euros, factor: one, divisor: two };
        assert!(ledger.computed("shared", "shared", Unit::Euro, shared, None).is_ok());
    }

    #[test]
    fn an_identifier_is_given_once() {
        let mut ledger = Ledger::default();
        amount(&mut ledger, "a", 100);
        let again = ledger.given("a", "a", Unit::Euro, Value::Missing, origin());
        assert_eq!(again, Err(LedgerError::DuplicateId("a".into())));
    }

    #[test]
    fn a_division_by_zero_is_missing() {
        let mut ledger = Ledger::default();
        let part = amount(&mut ledger, "a", 100);
        let whole = amount(&mut ledger, "b", 0);
        let ratio = ledger.computed("r", "r", Unit::Rate, Expression::Ratio { part, whole }, None).unwrap();
        assert!(ledger.value(ratio).is_missing());
    }

    proptest! {
        #[test]
        fn a_remainder_and_its_parts_make_the_whole(whole in 0i64..1_000_000_000, parts in prop::collection::vec(0i64..1_000_000, 0..20)) {
            let mut ledger = Ledger::default();
            let whole_key = amount(&mut ledger, "whole", whole);
            let keys: Vec<_> = parts.iter().enumerate().map(|(i, cents)| amount(&mut ledger, &format!("p{i}"), *cents)).collect();
            let remainder = ledger.computed("rest", "rest", Unit::Euro, Expression::Remainder { whole: whole_key, parts: keys.clone() }, None).unwrap();
            let all: Vec<_> = keys.into_iter().chain([remainder]).collect();
            let sum = ledger.computed("sum", "sum", Unit::Euro, Expression::Sum(all), None).unwrap();
            prop_assert_eq!(ledger.value(sum), ledger.value(whole_key));
        }

        #[test]
        fn a_product_is_within_half_a_cent(cents in 0i64..100_000_000_000, permille in 0u32..1000) {
            let mut ledger = Ledger::default();
            let base = amount(&mut ledger, "base", cents);
            let rate = Rate::from_fraction(Decimal::new(permille.into(), 3));
            let rate_key = ledger.given("rate", "rate", Unit::Rate, Value::Rate(rate), origin()).unwrap();
            let product = ledger.computed("p", "p", Unit::Euro, Expression::Product { amount: base, rate: rate_key }, None).unwrap();
            let exact = Decimal::new(cents, 2) * rate.fraction();
            let error = (ledger.value(product).decimal().unwrap() - exact).abs();
            prop_assert!(error <= Decimal::new(5, 3));
        }
    }
}
