//! Functions of single values, computed cell by cell where they are given ranges inside an array.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Answer, Result2, shown};
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Array, Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value};

/// A function of single values.
pub(super) type Scalar = fn(&[Value]) -> Answer<Result2<Value>>;

/// Calls a function of single values, once, or for each cell of its arrays.
pub(super) fn lifted(
    eval: &Evaluator<'_>,
    args: &[ASTNode],
    in_array: bool,
    function: Scalar,
) -> Answer<Operand> {
    let operands = args.iter().map(|node| eval.operand(node, in_array)).collect::<Answer<Vec<_>>>()?;
    if !operands.iter().any(|operand| is_many(operand, in_array)) {
        let values = operands.into_iter().map(|one| eval.single(one)).collect::<Answer<Vec<_>>>()?;
        return function(&values).map(|value| Operand::One(shown(value)));
    }
    let arrays = operands.into_iter().map(|one| eval.array(one)).collect::<Answer<Vec<_>>>()?;
    spread(eval, &arrays, |values| function(values).map(shown)).map(Operand::Array)
}

/// True for an operand that stands for several values.
pub(super) fn is_many(operand: &Operand, in_array: bool) -> bool {
    match operand {
        Operand::One(_) => false,
        Operand::Area(area) => in_array && area.single().is_none(),
        Operand::Array(array) => array.values.len() != 1,
        Operand::Areas(_) => true,
    }
}

/// Computes cell by cell over arrays, a single row or column serving for all of them.
pub(super) fn spread(
    eval: &Evaluator<'_>,
    arrays: &[Array],
    compute: impl Fn(&[Value]) -> Answer<Value>,
) -> Answer<Array> {
    let rows = arrays.iter().map(|array| array.rows).max().unwrap_or(0);
    let columns = arrays.iter().map(|array| array.columns).max().unwrap_or(0);
    eval.spend(rows.saturating_mul(columns).saturating_mul(arrays.len()))?;
    let mut values = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let given: Vec<Value> = arrays.iter().map(|array| array.get(row, column)).collect();
            values.push(compute(&given)?);
        }
    }
    Ok(Array { rows, columns, values })
}

/// The number at a position; an argument that is not written is `absent`.
pub(super) fn number_or(values: &[Value], at: usize, absent: Decimal) -> Result2<Decimal> {
    values.get(at).map_or(Ok(absent), Value::number)
}

/// The number at a position, which must be there.
pub(super) fn number(values: &[Value], at: usize) -> Result2<Decimal> {
    values.get(at).map_or(Err(ErrorKind::Value), Value::number)
}

/// A whole number at a position, cut as Excel cuts it.
pub(super) fn whole_or(values: &[Value], at: usize, absent: i64) -> Result2<i64> {
    let number = number_or(values, at, Decimal::from(absent))?;
    number.trunc().to_i64().ok_or(ErrorKind::Num)
}

/// The text at a position.
pub(super) fn text(values: &[Value], at: usize) -> Result2<String> {
    values.get(at).map_or(Err(ErrorKind::Value), Value::spelt)
}

/// Gives the error of a computation as the answer of a function.
macro_rules! known {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => return Ok(Err(error)),
        }
    };
}
pub(super) use known;

/// A number as the answer of a function.
pub(super) fn answer(number: Option<Decimal>) -> Answer<Result2<Value>> {
    number.map(|number| Ok(Value::Number(number))).ok_or_else(Cannot::too_large)
}
