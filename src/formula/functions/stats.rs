//! What some numbers are worth together beside their sum: the middle one, the largest ones, how far apart they stand.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::rounding::power;
use super::{Answer, Result2};
use crate::formula::cannot::Cannot;
use crate::formula::value::{ErrorKind, Value};

/// The middle number, or the mean of the two in the middle.
pub(super) fn median(numbers: Vec<Decimal>) -> Result2<Value> {
    percentile(numbers, Decimal::new(5, 1))
}

/// The largest or smallest but so many.
pub(super) fn nth(mut numbers: Vec<Decimal>, rank: Decimal, largest: bool) -> Result2<Value> {
    numbers.sort_unstable();
    if largest {
        numbers.reverse();
    }
    let at = rank.ceil().to_usize().and_then(|rank| rank.checked_sub(1));
    at.and_then(|at| numbers.get(at)).map(|number| Value::Number(*number)).ok_or(ErrorKind::Num)
}

/// The number below which a share of them stands, both ends included.
pub(super) fn percentile(mut numbers: Vec<Decimal>, share: Decimal) -> Result2<Value> {
    numbers.sort_unstable();
    if numbers.is_empty() || share < Decimal::ZERO || share > Decimal::ONE {
        return Err(ErrorKind::Num);
    }
    let place = share * Decimal::from(numbers.len() - 1);
    let below = place.floor().to_usize().ok_or(ErrorKind::Num)?;
    let low = numbers.get(below).copied().ok_or(ErrorKind::Num)?;
    let high = numbers.get(below + 1).copied().unwrap_or(low);
    let gap = high.checked_sub(low).ok_or(ErrorKind::Num)?;
    let part = gap.checked_mul(place - place.floor()).and_then(|part| low.checked_add(part));
    part.map(Value::Number).ok_or(ErrorKind::Num)
}

/// The variance of some numbers, or its square root; of a sample, or of all of them.
pub(super) fn spread(numbers: &[Decimal], is_sample: bool, is_root: bool) -> Answer<Value> {
    let many = numbers.len();
    let divisor = if is_sample { many.saturating_sub(1) } else { many };
    if divisor == 0 {
        return Ok(Value::Error(ErrorKind::Div));
    }
    let variance = || {
        let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))?;
        let mean = sum.checked_div(Decimal::from(many))?;
        let squares = numbers.iter().try_fold(Decimal::ZERO, |sum, number| {
            let gap = number.checked_sub(mean)?;
            sum.checked_add(gap.checked_mul(gap)?)
        })?;
        squares.checked_div(Decimal::from(divisor))
    };
    let variance = variance().ok_or_else(Cannot::too_large)?;
    if is_root { power(variance, Decimal::new(5, 1)) } else { Ok(Value::Number(variance)) }
}
