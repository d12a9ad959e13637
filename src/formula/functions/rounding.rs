//! Rounding, and the arithmetic that has names.

use formualizer_parse::ASTNode;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Answer, argument, required};
use crate::formula::cannot::Cannot;
use crate::formula::eval::Evaluator;
use crate::formula::value::{ErrorKind, Value, settle};
use crate::source::amount::decimal_of_float;

/// Which way a number goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    Nearest,
    Up,
    Down,
}

/// The number of an argument, or the error it shows.
macro_rules! number {
    ($eval:expr, $node:expr) => {
        match $eval.value($node)?.number() {
            Ok(number) => number,
            Err(error) => return Ok(Value::Error(error)),
        }
    };
}

pub(super) fn round(eval: &Evaluator<'_>, args: &[ASTNode], way: Way) -> Answer<Value> {
    // What a spreadsheet rounds has fifteen digits: a third times three is one, not a hair below.
    let number = settle(number!(eval, required("ROUND", args, 0)?));
    let places = match argument(args, 1) {
        Some(node) => number!(eval, node).trunc().to_i32().unwrap_or(i32::MAX),
        None => 0,
    };
    let strategy = match way {
        Way::Nearest => RoundingStrategy::MidpointAwayFromZero,
        Way::Up => RoundingStrategy::AwayFromZero,
        Way::Down => RoundingStrategy::ToZero,
    };
    let rounded = match u32::try_from(places) {
        Ok(places) => number.round_dp_with_strategy(places.min(28), strategy),
        Err(_) => {
            let Some(unit) = Decimal::TEN.powi_checked(places.unsigned_abs()) else {
                return Ok(Value::Number(Decimal::ZERO));
            };
            let whole = (number / unit).round_dp_with_strategy(0, strategy);
            whole.checked_mul(unit).ok_or_else(Cannot::too_large)?
        }
    };
    Ok(Value::Number(rounded))
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

pub(super) fn int(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    Ok(Value::Number(settle(number!(eval, required("INT", args, 0)?)).floor()))
}

pub(super) fn abs(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    Ok(Value::Number(number!(eval, required("ABS", args, 0)?).abs()))
}

pub(super) fn modulo(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let number = number!(eval, required("MOD", args, 0)?);
    let divisor = number!(eval, required("MOD", args, 1)?);
    if divisor.is_zero() {
        return Ok(Value::Error(ErrorKind::Div));
    }
    let quotient = number.checked_div(divisor).ok_or_else(Cannot::too_large)?;
    let whole = settle(quotient).floor().checked_mul(divisor).ok_or_else(Cannot::too_large)?;
    number.checked_sub(whole).map(Value::Number).ok_or_else(Cannot::too_large)
}

pub(super) fn power_of(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let base = number!(eval, required("POWER", args, 0)?);
    let exponent = number!(eval, required("POWER", args, 1)?);
    power(base, exponent)
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
