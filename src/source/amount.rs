//! Amounts as people type them in a workbook or a definition file.
//!
//! Reads `1 234,56` (with a space, U+00A0 or U+202F), `1.234,56`, `1234.56`, `12,5 k€`, `1,2 M€ HT`, `(123)`, `123-` and
//! `−123`. A text that two readers could read differently, such as `1,234`, is refused with both readings (domain.md §6).

use rust_decimal::{Decimal, RoundingStrategy};
use thiserror::Error;

use super::limits;
use crate::model::Money;
use crate::model::money::LARGEST_CENTS;
pub use crate::model::project::VatBasis;

/// An amount read from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedAmount {
    /// The amount rounded half-up to the cent.
    pub money: Money,
    /// The exact amount in euros, scale applied.
    pub euros: Decimal,
    /// What one unit of the written number is worth.
    pub scale: Scale,
    /// Whether the text says `HT` or `TTC`.
    pub vat_basis: Option<VatBasis>,
}

impl ParsedAmount {
    /// True when rounding to the cent changed the amount.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        self.money.to_decimal() != self.euros
    }
}

/// What one unit of a written number is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// One euro.
    Euro,
    /// One thousand euros (`k€`).
    Thousand,
    /// One million euros (`M€`).
    Million,
}

impl Scale {
    /// The factor that turns the written number into euros.
    #[must_use]
    pub fn factor(self) -> Decimal {
        match self {
            Self::Euro => Decimal::ONE,
            Self::Thousand => Decimal::ONE_THOUSAND,
            Self::Million => Decimal::from(1_000_000),
        }
    }
}

/// The unit that a header, a caption or a format names: `k€`, `M€`, « en milliers d’euros ».
#[must_use]
pub fn scale_of(text: &str) -> Scale {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let lower = compact.to_lowercase();
    if compact.contains("M€")
        || lower.contains("meur") && !lower.contains("ameur")
        || lower.contains("millionsd")
    {
        Scale::Million
    } else if lower.contains("k€") || lower.contains("keur") || lower.contains("milliersd") {
        Scale::Thousand
    } else {
        Scale::Euro
    }
}

/// Why a text is not read as an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AmountError {
    /// Nothing, or a dash that stands for nothing.
    #[error("aucun montant")]
    Empty,
    /// The text is longer than [`limits::AMOUNT_TEXT_BYTES`].
    #[error("texte trop long pour être un montant")]
    TooLong,
    /// Not a number in any form the program knows.
    #[error("montant illisible")]
    Unreadable,
    /// Two readings are possible.
    #[error("montant ambigu\u{202f}: {} ou {}", readings.0, readings.1)]
    Ambiguous {
        /// With the separator as a decimal mark, then as a thousands separator.
        readings: (Money, Money),
    },
    /// Beyond [`crate::model::money::LARGEST_CENTS`].
    #[error("montant hors limites")]
    OutOfRange,
}

/// Reads an amount in euros.
///
/// # Errors
///
/// [`AmountError`] says why: empty, too long, unreadable, ambiguous (with both readings) or out of range.
pub fn parse_amount(text: &str) -> Result<ParsedAmount, AmountError> {
    if text.len() > limits::AMOUNT_TEXT_BYTES {
        return Err(if text.trim().is_empty() { AmountError::Empty } else { AmountError::TooLong });
    }
    let text = text.trim_matches(is_space);
    if text.is_empty() || text.chars().all(is_placeholder) {
        return Err(AmountError::Empty);
    }
    let written = Written::split(text).ok_or(AmountError::Unreadable)?;
    let finish = |number: Decimal| {
        let signed = if written.negative { -number } else { number };
        let euros = signed.checked_mul(written.scale.factor()).ok_or(AmountError::OutOfRange)?;
        let money = Money::from_decimal(euros).ok_or(AmountError::OutOfRange)?;
        Ok(ParsedAmount {
            money,
            euros: euros.normalize(),
            scale: written.scale,
            vat_basis: written.vat_basis,
        })
    };
    match read_number(&written.digits).ok_or(AmountError::Unreadable)? {
        Number::Sure(number) => finish(number),
        Number::Either { decimal, thousands } => {
            let readings = (finish(decimal)?.money, finish(thousands)?.money);
            Err(AmountError::Ambiguous { readings })
        }
    }
}

/// Reads a number that is not an amount (hours, quantity, target) in the same written forms, without a unit.
///
/// # Errors
///
/// As [`parse_amount`]; a number with both readings is unreadable.
pub fn parse_number(text: &str) -> Result<Decimal, AmountError> {
    if text.len() > limits::AMOUNT_TEXT_BYTES {
        return Err(AmountError::TooLong);
    }
    let text = text.trim_matches(is_space);
    if text.is_empty() || text.chars().all(is_placeholder) {
        return Err(AmountError::Empty);
    }
    let (negative, digits) = strip_sign(text).ok_or(AmountError::Unreadable)?;
    let digits: Vec<char> = digits.chars().collect();
    match read_number(&digits) {
        Some(Number::Sure(number)) => Ok(if negative { -number } else { number }),
        _ => Err(AmountError::Unreadable),
    }
}

/// The decimal a cell's float stands for, by its shortest decimal form, float noise below one millionth of a cent removed.
///
/// `None` for infinities, NaN and numbers beyond a decimal's range.
#[must_use]
pub fn decimal_of_float(value: f64) -> Option<Decimal> {
    if !value.is_finite() || value.abs() >= 1e18 {
        return None;
    }
    if value.abs() < 1e-12 {
        return Some(Decimal::ZERO);
    }
    match cents_of(value) {
        Some(cents) if cents % 100 == 0 => Some(Decimal::new(cents / 100, 0)),
        Some(cents) if cents % 10 == 0 => Some(Decimal::new(cents / 10, 1)),
        Some(cents) => Some(Decimal::new(cents, 2)),
        None => format!("{value}").parse::<Decimal>().ok(),
    }
}

/// The whole number of hundredths that a float stands for: it divides back into the very same float, which makes it its
/// shortest form without writing it.
fn cents_of(value: f64) -> Option<i64> {
    let cents = (value * 100.0).round();
    #[allow(clippy::cast_possible_truncation)]
    (cents.abs() < 1e15 && (cents / 100.0).to_bits() == value.to_bits()).then_some(cents as i64)
}

/// The amount of a float of euros that holds no more than cents, which is nearly always: [`decimal_of_float`] and
/// [`round_to_cents`] in one step, with nothing lost. `None` leaves it to them.
#[must_use]
pub fn money_of_float(value: f64) -> Option<Money> {
    cents_of(value).filter(|cents| cents.abs() <= LARGEST_CENTS).map(Money::from_cents)
}

/// A float of a computed cell differs from the amount it stands for by less than this, in euros.
const FLOAT_NOISE_EUROS: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// Rounds half-up to the cent and tells whether more than float noise was lost; `None` beyond the accepted range.
#[must_use]
pub fn round_to_cents(euros: Decimal) -> Option<(Money, bool)> {
    // A noisy half-cent such as 0.12499999999999999 stands for the 0.125 that Excel shows: remove the noise first.
    let cleaned = euros.round_dp_with_strategy(9, RoundingStrategy::MidpointAwayFromZero);
    let money = Money::from_decimal(cleaned)?;
    let lost = (money.to_decimal() - euros).abs() >= FLOAT_NOISE_EUROS;
    Some((money, lost))
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c == '\u{202f}'
        || c == '\u{a0}'
        || c == '\u{2009}'
        || c == '\u{200b}'
        || c == '\u{feff}'
}

/// A dash or a slash alone says that there is no amount.
fn is_placeholder(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '/' | '.') || is_space(c)
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}')
}

/// A written amount taken apart: sign, unit, tax mention, and the digits with their separators.
struct Written {
    negative: bool,
    scale: Scale,
    vat_basis: Option<VatBasis>,
    digits: Vec<char>,
}

impl Written {
    fn split(text: &str) -> Option<Self> {
        let mut scale = None;
        let mut vat_basis = None;
        let mut rest = text;
        loop {
            let trimmed = rest.trim_matches(is_space);
            if let Some((before, unit)) = strip_unit(trimmed) {
                if scale.replace(unit).is_some() {
                    return None;
                }
                rest = before;
            } else if let Some((before, basis)) = strip_basis(trimmed) {
                if vat_basis.replace(basis).is_some() {
                    return None;
                }
                rest = before;
            } else {
                rest = trimmed;
                break;
            }
        }
        let (negative, mut digits) = strip_sign(rest)?;
        // The unit may also stand inside the sign: `(123 €)`, `-123 €`, or before the number: `€ 123`.
        if scale.is_none() {
            if let Some((before, unit)) = strip_unit(digits) {
                scale = Some(unit);
                digits = before;
            } else if let Some(after) =
                digits.strip_prefix('€').or_else(|| strip_prefix_ignoring_case(digits, "EUR"))
            {
                scale = Some(Scale::Euro);
                digits = after;
            }
        }
        let digits = digits.trim_matches(is_space);
        Some(Self {
            negative,
            scale: scale.unwrap_or(Scale::Euro),
            vat_basis,
            digits: digits.chars().collect(),
        })
    }
}

fn strip_unit(text: &str) -> Option<(&str, Scale)> {
    const UNITS: [(&str, Scale); 9] = [
        ("k€", Scale::Thousand),
        ("keuros", Scale::Thousand),
        ("keuro", Scale::Thousand),
        ("keur", Scale::Thousand),
        ("meur", Scale::Million),
        ("euros", Scale::Euro),
        ("euro", Scale::Euro),
        ("eur", Scale::Euro),
        ("€", Scale::Euro),
    ];
    // `m€` may mean a thousandth or a million: only the capital is read.
    if let Some(before) = text.strip_suffix("M€") {
        return Some((before, Scale::Million));
    }
    if text.ends_with("m€") {
        return None;
    }
    UNITS
        .iter()
        .find_map(|(unit, scale)| strip_suffix_ignoring_case(text, unit).map(|before| (before, *scale)))
}

fn strip_basis(text: &str) -> Option<(&str, VatBasis)> {
    const BASES: [(&str, VatBasis); 4] = [
        ("h.t.", VatBasis::ExclVat),
        ("ht", VatBasis::ExclVat),
        ("t.t.c.", VatBasis::InclVat),
        ("ttc", VatBasis::InclVat),
    ];
    BASES
        .iter()
        .find_map(|(word, basis)| strip_suffix_ignoring_case(text, word).map(|before| (before, *basis)))
}

fn strip_suffix_ignoring_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let start = text.len().checked_sub(suffix.len())?;
    let tail = text.get(start..)?;
    let matches = tail.chars().map(|c| c.to_ascii_lowercase()).eq(suffix.chars());
    matches.then(|| text.get(..start)).flatten()
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..)).flatten()
}

/// Takes one sign off: `-1`, `−1`, `1-`, `(1)`, `+1`. Two signs are refused.
fn strip_sign(text: &str) -> Option<(bool, &str)> {
    let text = text.trim_matches(is_space);
    let (negative, rest) = if let Some(inside) = text.strip_prefix('(') {
        (true, inside.strip_suffix(')')?)
    } else if let Some(after) = text.strip_prefix(is_minus) {
        (true, after)
    } else if let Some(before) = text.strip_suffix(is_minus) {
        (true, before)
    } else {
        (false, text.strip_prefix('+').unwrap_or(text))
    };
    let rest = rest.trim_matches(is_space);
    rest.chars().next()?;
    Some((negative, rest))
}

enum Number {
    Sure(Decimal),
    Either { decimal: Decimal, thousands: Decimal },
}

/// Digits with spaces, points and commas.
fn read_number(written: &[char]) -> Option<Number> {
    if !written.iter().all(|c| c.is_ascii_digit() || *c == '.' || *c == ',' || is_space(*c)) {
        return None;
    }
    let last_mark = written.iter().rposition(|c| *c == '.' || *c == ',');
    let Some(last_mark) = last_mark else {
        return grouped(written, |c| is_space(*c)).map(Number::Sure);
    };
    let mark = *written.get(last_mark)?;
    let (whole, fraction) = (written.get(..last_mark)?, written.get(last_mark + 1..)?);
    let mark_count = written.iter().filter(|c| **c == mark).count();
    let other = whole.contains(if mark == '.' { &',' } else { &'.' });
    let spaces = whole.iter().any(|c| is_space(*c));
    if mark_count > 1 {
        // `1.234.567`: a thousands separator, never a decimal mark.
        return if other || spaces { None } else { grouped(written, |c| *c == mark).map(Number::Sure) };
    }
    if fraction.is_empty() || !fraction.iter().all(char::is_ascii_digit) {
        return None;
    }
    if other {
        // `1.234,56`: the last mark is the decimal one.
        let whole = if spaces { None } else { grouped(whole, |c| *c == '.' || *c == ',') }?;
        return with_fraction(whole, fraction).map(Number::Sure);
    }
    let whole_number = if whole.is_empty() { Decimal::ZERO } else { grouped(whole, |c| is_space(*c))? };
    let decimal = with_fraction(whole_number, fraction)?;
    let could_be_thousands =
        fraction.len() == 3 && !spaces && (1..=3).contains(&whole.len()) && whole.first() != Some(&'0');
    if could_be_thousands {
        let thousands = grouped(written, |c| *c == mark)?;
        return Some(Number::Either { decimal, thousands });
    }
    Some(Number::Sure(decimal))
}

/// Digits alone, or in groups of three behind a first group of one to three.
fn grouped(written: &[char], is_separator: impl Fn(&char) -> bool) -> Option<Decimal> {
    let groups: Vec<&[char]> = written.split(is_separator).collect();
    let (first, others) = groups.split_first()?;
    let in_threes = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    if !others.is_empty() && !in_threes {
        return None;
    }
    let digits: String = groups.iter().copied().flatten().collect();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

fn with_fraction(whole: Decimal, fraction: &[char]) -> Option<Decimal> {
    let digits: String = fraction.iter().collect();
    if digits.len() > 18 {
        return None;
    }
    format!("{whole}.{digits}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cents(text: &str) -> i64 {
        parse_amount(text).unwrap_or_else(|error| panic!("{text}: {error}")).money.cents()
    }

    #[test]
    fn every_written_form_reads_as_the_same_amount() {
        for text in [
            "1 234,56",
            "1\u{a0}234,56",
            "1\u{202f}234,56",
            "1.234,56",
            "1,234.56",
            "1234.56",
            "1234,56",
            "1 234,56 €",
            "1 234,56€",
            "1 234,56 EUR",
            "1 234,56 euros",
            "€ 1 234,56",
            "EUR 1234,56",
            "1 234,56 € HT",
            "1 234,56 € TTC",
            "1 234,56 HT",
            "1 234,56 T.T.C.",
            "+1 234,56",
            "1,23456 k€",
            "0,00123456 M€",
            " 1 234,56 \u{a0}",
        ] {
            assert_eq!(cents(text), 123_456, "{text}");
        }
    }

    #[test]
    fn negative_amounts_are_written_five_ways() {
        for text in ["-123", "\u{2212}123", "123-", "(123)", "(123 €)", "-123,00 €", "(123) €", "123,00- €"]
        {
            assert_eq!(cents(text), -12_300, "{text}");
        }
    }

    #[test]
    fn thousands_and_millions_are_scaled() {
        assert_eq!(cents("12,5 k€"), 1_250_000);
        assert_eq!(cents("1,2 M€ HT"), 120_000_000);
        assert_eq!(cents("15 K€"), 1_500_000);
        assert_eq!(cents("3 kEUR"), 300_000);
        assert_eq!(parse_amount("2 m€"), Err(AmountError::Unreadable));
    }

    #[test]
    fn what_two_people_read_differently_is_refused_with_both_readings() {
        for text in ["1,234", "1.234", "1.234 €", "1,234 EUR HT"] {
            let readings = (Money::from_cents(123), Money::from_cents(123_400));
            assert_eq!(parse_amount(text), Err(AmountError::Ambiguous { readings }), "{text}");
        }
        assert_eq!(cents("0,234"), 23, "no thousands group starts with zero");
        assert_eq!(cents("1 234,567"), 123_457, "the space already separates the thousands");
        assert_eq!(cents("1.234.567"), 123_456_700);
        assert_eq!(cents("1234,567"), 123_457);
    }

    #[test]
    fn other_texts_are_not_amounts() {
        for text in [
            "abc",
            "12 34",
            "1 23,4",
            "12,34,56",
            "1.23.456",
            "12 %",
            "$12",
            "12 CAD",
            "((12))",
            "-(12)",
            "--12",
            "-12-",
            "12 € €",
            "1e5",
            "12/05/2024",
            "1 234 567 89",
            "()",
            "€",
            "HT",
            "1.234,567,8",
            "1,2.3,4",
            "1'234",
            "١٢٣",
            "12,",
        ] {
            assert_eq!(parse_amount(text), Err(AmountError::Unreadable), "{text}");
        }
        for text in ["", "  ", "-", "\u{2013}", "—", "/", "\u{a0}"] {
            assert_eq!(parse_amount(text), Err(AmountError::Empty), "{text}");
        }
        assert_eq!(parse_amount(&"9".repeat(65)), Err(AmountError::TooLong));
        assert_eq!(parse_amount("999 999 999 999 999"), Err(AmountError::OutOfRange));
    }

    #[test]
    fn the_vat_mention_is_kept() {
        assert_eq!(parse_amount("10 € HT").unwrap().vat_basis, Some(VatBasis::ExclVat));
        assert_eq!(parse_amount("10 TTC").unwrap().vat_basis, Some(VatBasis::InclVat));
        assert_eq!(parse_amount("10").unwrap().vat_basis, None);
    }

    #[test]
    fn float_noise_is_silent_and_real_decimals_are_not() {
        let read = |value: f64| round_to_cents(decimal_of_float(value).unwrap()).unwrap();
        assert_eq!(read(1_234.560_000_000_000_2), (Money::from_cents(123_456), false));
        assert_eq!(read(0.1 + 0.2), (Money::from_cents(30), false));
        assert_eq!(read(12.345), (Money::from_cents(1_235), true));
        assert_eq!(read(0.124_999_999_999_999_9), (Money::from_cents(13), true));
        assert_eq!(read(1e-300), (Money::ZERO, false));
        assert_eq!(decimal_of_float(f64::NAN), None);
        assert_eq!(decimal_of_float(1e300), None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,70}") {
            let _ = parse_amount(&text);
            let _ = parse_number(&text);
        }

        #[test]
        fn texts_made_of_amount_characters_are_answered(text in "[-0-9 .,()€kMHTC\u{a0}\u{202f}\u{2212}+]{0,20}") {
            let _ = parse_amount(&text);
        }

        #[test]
        fn what_we_print_we_read(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let money = Money::from_cents(cents);
            prop_assert_eq!(parse_amount(&money.to_string()).map(|amount| amount.money), Ok(money));
            prop_assert_eq!(parse_amount(&money.plain()).map(|amount| amount.money), Ok(money));
            prop_assert_eq!(parse_amount(&money.to_string().replace('\u{202f}', ".")).map(|amount| amount.money), Ok(money));
            prop_assert_eq!(parse_amount(&money.to_string().replace('\u{202f}', " ")).map(|amount| amount.money), Ok(money));
        }

        #[test]
        fn the_short_way_and_the_text_agree(value in proptest::num::f64::NORMAL) {
            let text = || format!("{value}").parse::<Decimal>().ok().map(|number| number.normalize());
            if (1e-12..1e18).contains(&value.abs()) {
                prop_assert_eq!(decimal_of_float(value).map(|number| number.normalize()), text());
            }
        }

        #[test]
        fn one_step_or_two_give_the_same_money(cents in -20_000_000_000_000_i64..20_000_000_000_000, tenths in 0_i64..10) {
            #[allow(clippy::cast_precision_loss)]
            for value in [cents as f64 / 100.0, (cents * 10 + tenths) as f64 / 1000.0, cents as f64] {
                let both = decimal_of_float(value).and_then(round_to_cents);
                match money_of_float(value) {
                    Some(money) => prop_assert_eq!(both, Some((money, false))),
                    None => prop_assert!(both.is_none_or(|(_, lost)| lost)),
                }
            }
        }

        #[test]
        fn a_float_of_cents_reads_back(cents in -100_000_000_000_i64..100_000_000_000) {
            #[allow(clippy::cast_precision_loss)]
            let value = cents as f64 / 100.0;
            prop_assert_eq!(round_to_cents(decimal_of_float(value).unwrap()), Some((Money::from_cents(cents), false)));
        }
    }
}
