//! Amounts in integer cents, of one currency by type.

use std::fmt;
use std::marker::PhantomData;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

use super::currency::{Currency, CurrencyCode, Euro, Foreign};

/// The largest absolute amount the program accepts: one hundred billion euros, in cents.
///
/// Far above any operation, far below where sums of cents in `i64` could overflow
/// (900 000 such amounts would be needed).
pub const LARGEST_CENTS: i64 = 10_000_000_000_000;

/// An amount of money in integer cents of one currency: the euro, unless said otherwise.
///
/// Two amounts are added when they are of one currency:
///
/// ```
/// # use dossier::workbench::model::{Foreign, Money};
/// # let euros = Money::from_cents(100);
/// let others = Money::<Foreign>::foreign("1.00".parse().unwrap()).unwrap();
/// assert!(euros.checked_add(Money::from_cents(1)).is_some() && others.number() == "1.00".parse().unwrap());
/// ```
///
/// Of two, it does not compile:
///
/// ```compile_fail,E0308
/// # use dossier::workbench::model::{Foreign, Money};
/// # let euros = Money::from_cents(100);
/// let others = Money::<Foreign>::foreign("1.00".parse().unwrap()).unwrap();
/// euros.checked_add(others);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money<C: Currency = Euro>(i64, PhantomData<C>);

/// The cents alone: what currency they are of is known by type.
impl<C: Currency> fmt::Debug for Money<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Money").field(&self.0).finish()
    }
}

impl Money<Foreign> {
    /// An amount in another currency, rounded half-up to the hundredth; `None` beyond [`LARGEST_CENTS`].
    #[must_use]
    pub fn foreign(amount: Decimal) -> Option<Self> {
        Money::from_decimal(amount).map(|same| Self(same.0, PhantomData))
    }

    /// The number alone: what currency it is stands beside it.
    #[must_use]
    pub fn number(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// French typography, the code of the currency after the number: `1 234 567,89 CAD`.
    #[must_use]
    pub fn french(self, currency: CurrencyCode) -> String {
        format!("{}\u{a0}{currency}", digits(self.0))
    }

    /// The plain decimal form `1234.56`.
    #[must_use]
    pub fn plain_number(self) -> String {
        plain(self.0)
    }
}

impl Money {
    /// Zero euro: a known amount, not a missing one.
    pub const ZERO: Self = Self(0, PhantomData);

    /// An amount from integer cents.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents, PhantomData)
    }

    /// The amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// An amount from euros, rounded half-up (away from zero) to the cent; `None` beyond [`LARGEST_CENTS`].
    #[must_use]
    pub fn from_decimal(euros: Decimal) -> Option<Self> {
        let cents = euros
            .checked_mul(Decimal::ONE_HUNDRED)?
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i64()?;
        (cents.abs() <= LARGEST_CENTS).then_some(Self::from_cents(cents))
    }

    /// The amount in euros as an exact decimal with two places.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// The sum, or `None` on overflow.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self::from_cents)
    }

    /// The difference, or `None` on overflow.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self::from_cents)
    }

    /// The sum, which stops at the largest number there is: a million amounts of [`LARGEST_CENTS`] stay far below it.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self::from_cents(self.0.saturating_add(other.0))
    }

    /// The absolute difference with another amount.
    #[must_use]
    pub fn distance(self, other: Self) -> Self {
        Self::from_cents(self.0.saturating_sub(other.0).saturating_abs())
    }

    /// True below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The plain decimal form `1234.56` used in JSON and CSV.
    #[must_use]
    pub fn plain(self) -> String {
        plain(self.0)
    }
}

fn plain(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// `1 234 567,89`, with U+202F between thousands.
fn digits(cents: i64) -> String {
    let sign = if cents < 0 { "\u{2212}" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{},{:02}", group_thousands(cents / 100), cents % 100)
}

/// French typography: U+202F between thousands, a comma, U+00A0 before the sign: `1 234 567,89 €`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}€", digits(self.0))
    }
}

/// Serialised as a decimal string, so that no reader turns it into a float.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

/// Digits grouped by three with U+202F, the narrow no-break space of French typography.
#[must_use]
pub fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_read_in_french() {
        assert_eq!(Money::from_cents(123_456_789).to_string(), "1\u{202f}234\u{202f}567,89\u{a0}€");
        assert_eq!(Money::from_cents(-5).to_string(), "\u{2212}0,05\u{a0}€");
        assert_eq!(Money::ZERO.to_string(), "0,00\u{a0}€");
    }

    #[test]
    fn amounts_of_another_currency_say_it() {
        let amount = Money::<Foreign>::foreign("-1234.5".parse().unwrap()).unwrap();
        let dollars = CurrencyCode::parse("CAD").unwrap();
        assert_eq!(amount.french(dollars), "\u{2212}1\u{202f}234,50\u{a0}CAD");
        assert_eq!(amount.plain_number(), "-1234.50");
    }

    #[test]
    fn half_a_cent_rounds_away_from_zero() {
        assert_eq!(Money::from_decimal("0.125".parse().unwrap()), Some(Money::from_cents(13)));
        assert_eq!(Money::from_decimal("-0.125".parse().unwrap()), Some(Money::from_cents(-13)));
        assert_eq!(Money::from_decimal("0.124999".parse().unwrap()), Some(Money::from_cents(12)));
    }

    #[test]
    fn amounts_beyond_reason_are_refused() {
        assert_eq!(Money::from_decimal("100000000000.01".parse().unwrap()), None);
    }

    proptest! {
        #[test]
        fn cents_survive_the_decimal_form(cents in -LARGEST_CENTS..=LARGEST_CENTS) {
            let money = Money::from_cents(cents);
            prop_assert_eq!(Money::from_decimal(money.to_decimal()), Some(money));
            prop_assert_eq!(money.plain().parse::<Decimal>().unwrap(), money.to_decimal());
        }
    }
}
