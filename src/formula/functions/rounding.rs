//! Rounding, and the arithmetic that has names.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::lift::{answer, known, number, number_or};
use super::{Answer, Result2};
use crate::formula::cannot::Cannot;
use crate::formula::value::{ErrorKind, Value, settle};
use crate::source::amount::decimal_of_float;

pub(super) fn round(values: &[Value]) -> Answer<Result2<Value>> {
    to_places(values, RoundingStrategy::MidpointAwayFromZero)
}

pub(super) fn round_up(values: &[Value]) -> Answer<Result2<Value>> {
    to_places(values, RoundingStrategy::AwayFromZero)
}

pub(super) fn round_down(values: &[Value]) -> Answer<Result2<Value>> {
    to_places(values, RoundingStrategy::ToZero)
}

fn to_places(values: &[Value], strategy: RoundingStrategy) -> Answer<Result2<Value>> {
    // What a spreadsheet rounds has fifteen digits: a third times three is one, not a hair below.
    let number = settle(known!(number(values, 0)));
    let places = known!(number_or(values, 1, Decimal::ZERO)).trunc().to_i32().unwrap_or(i32::MAX);
    let rounded = match u32::try_from(places) {
        Ok(places) => number.round_dp_with_strategy(places.min(28), strategy),
        Err(_) => {
            let Some(unit) = Decimal::TEN.powi_checked(places.unsigned_abs()) else {
                return Ok(Ok(Value::Number(Decimal::ZERO)));
            };
            let whole = (number / unit).round_dp_with_strategy(0, strategy);
            whole.checked_mul(unit).ok_or_else(Cannot::too_large)?
        }
    };
    Ok(Ok(Value::Number(rounded)))
}

/// Whole powers without the feature of the decimal library that brings its transcendental functions.
trait WholePower: Sized {
    fn powi_checked(self, exponent: u32) -> Option<Self>;
}

impl WholePower for Decimal {
    fn powi_checked(self, exponent: u32) -> Option<Self> {
        let (mut result, mut base, mut left) = (Self::ONE, self, exponent);
        while left > 0 {
            if left & 1 == 1 {
                result = result.checked_mul(base)?;
            }
            left >>= 1;
            if left > 0 {
                base = base.checked_mul(base)?;
            }
        }
        Some(result)
    }
}

pub(super) fn int(values: &[Value]) -> Answer<Result2<Value>> {
    Ok(number(values, 0).map(|number| Value::Number(settle(number).floor())))
}

pub(super) fn abs(values: &[Value]) -> Answer<Result2<Value>> {
    Ok(number(values, 0).map(|number| Value::Number(number.abs())))
}

pub(super) fn sign(values: &[Value]) -> Answer<Result2<Value>> {
    Ok(number(values, 0).map(|number| {
        Value::Number(match number.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Less => Decimal::NEGATIVE_ONE,
            std::cmp::Ordering::Equal => Decimal::ZERO,
            std::cmp::Ordering::Greater => Decimal::ONE,
        })
    }))
}

pub(super) fn modulo(values: &[Value]) -> Answer<Result2<Value>> {
    let (number, divisor) = (known!(number(values, 0)), known!(number(values, 1)));
    if divisor.is_zero() {
        return Ok(Err(ErrorKind::Div));
    }
    let quotient = number.checked_div(divisor).ok_or_else(Cannot::too_large)?;
    answer(settle(quotient).floor().checked_mul(divisor).and_then(|whole| number.checked_sub(whole)))
}

pub(super) fn quotient(values: &[Value]) -> Answer<Result2<Value>> {
    let (number, divisor) = (known!(number(values, 0)), known!(number(values, 1)));
    if divisor.is_zero() {
        return Ok(Err(ErrorKind::Div));
    }
    answer(number.checked_div(divisor).map(|quotient| settle(quotient).trunc()))
}

pub(super) fn square_root(values: &[Value]) -> Answer<Result2<Value>> {
    let number = known!(number(values, 0));
    power(number, Decimal::new(5, 1)).map(Ok)
}

/// The nearest multiple, half away from zero.
pub(super) fn multiple(values: &[Value]) -> Answer<Result2<Value>> {
    let (number, unit) = (known!(number(values, 0)), known!(number(values, 1)));
    if number.is_zero() || unit.is_zero() {
        return Ok(Ok(Value::Number(Decimal::ZERO)));
    }
    if number.is_sign_negative() != unit.is_sign_negative() {
        return Ok(Err(ErrorKind::Num));
    }
    in_units(number, unit, |units| units.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
}

fn in_units(number: Decimal, unit: Decimal, change: impl Fn(Decimal) -> Decimal) -> Answer<Result2<Value>> {
    let units = number.checked_div(unit).map(settle).ok_or_else(Cannot::too_large)?;
    answer(change(units).checked_mul(unit))
}

/// `CEILING`: away from zero when both are of one sign, else up.
pub(super) fn ceiling(values: &[Value]) -> Answer<Result2<Value>> {
    let (number, unit) = (known!(number(values, 0)), known!(number_or(values, 1, Decimal::ONE)));
    if number.is_zero() || unit.is_zero() {
        return Ok(Ok(Value::Number(Decimal::ZERO)));
    }
    if number > Decimal::ZERO && unit < Decimal::ZERO {
        return Ok(Err(ErrorKind::Num));
    }
    in_units(number, unit, |units| units.ceil())
}

/// `FLOOR`: toward zero when both are of one sign, else down.
pub(super) fn floor(values: &[Value]) -> Answer<Result2<Value>> {
    let (number, unit) = (known!(number(values, 0)), known!(number_or(values, 1, Decimal::ONE)));
    if number.is_zero() {
        return Ok(Ok(Value::Number(Decimal::ZERO)));
    }
    if unit.is_zero() {
        return Ok(Err(ErrorKind::Div));
    }
    if number > Decimal::ZERO && unit < Decimal::ZERO {
        return Ok(Err(ErrorKind::Num));
    }
    in_units(number, unit, |units| units.floor())
}

/// `CEILING.MATH`: up, or with a third argument away from zero.
pub(super) fn ceiling_math(values: &[Value]) -> Answer<Result2<Value>> {
    toward(values, |units, is_other_way| if is_other_way { units.floor() } else { units.ceil() })
}

/// `FLOOR.MATH`: down, or with a third argument toward zero.
pub(super) fn floor_math(values: &[Value]) -> Answer<Result2<Value>> {
    toward(values, |units, is_other_way| if is_other_way { units.ceil() } else { units.floor() })
}

fn toward(values: &[Value], change: impl Fn(Decimal, bool) -> Decimal) -> Answer<Result2<Value>> {
    let (number, unit) = (known!(number(values, 0)), known!(number_or(values, 1, Decimal::ONE)).abs());
    let mode = known!(number_or(values, 2, Decimal::ZERO));
    if number.is_zero() || unit.is_zero() {
        return Ok(Ok(Value::Number(Decimal::ZERO)));
    }
    let is_other_way = number < Decimal::ZERO && !mode.is_zero();
    in_units(number, unit, |units| change(units, is_other_way))
}

pub(super) fn power_of(values: &[Value]) -> Answer<Result2<Value>> {
    let (base, exponent) = (known!(number(values, 0)), known!(number(values, 1)));
    power(base, exponent).map(Ok)
}

/// Exact for whole exponents. A fractional one has no exact decimal: there, and only there, the float of Excel is used.
pub(in crate::formula) fn power(base: Decimal, exponent: Decimal) -> Answer<Value> {
    if exponent.is_integer()
        && let Some(whole) = exponent.to_i64().filter(|whole| whole.abs() <= 10_000)
    {
        if base.is_zero() && whole <= 0 {
            return Ok(Value::Error(if whole == 0 { ErrorKind::Num } else { ErrorKind::Div }));
        }
        let power = u32::try_from(whole.unsigned_abs()).ok().and_then(|whole| base.powi_checked(whole));
        let power = if whole < 0 { power.and_then(|power| Decimal::ONE.checked_div(power)) } else { power };
        return power.map(Value::Number).ok_or_else(Cannot::too_large);
    }
    if base.is_sign_negative() {
        return Ok(Value::Error(ErrorKind::Num));
    }
    let float = base.to_f64().zip(exponent.to_f64()).map(|(base, exponent)| base.powf(exponent));
    float.and_then(decimal_of_float).map(Value::Number).ok_or_else(Cannot::too_large)
}
