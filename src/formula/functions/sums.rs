//! Sums, means, counts and extremes.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;

use super::{Answer, Result2, required, shown};
use crate::formula::area::{Area, CellRef};
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value};

/// The numbers of the arguments: texts and booleans count when typed in the formula, not when read in cells.
pub(super) fn numbers(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Result2<Vec<Decimal>>> {
    let mut found = Vec::new();
    for node in args {
        match eval.ranges(node)? {
            Operand::One(value) => match value.number() {
                Ok(number) => found.push(number),
                Err(error) => return Ok(Err(error)),
            },
            operand => {
                for value in values(eval, &operand)? {
                    match value {
                        Value::Number(number) => found.push(number),
                        Value::Error(error) => return Ok(Err(error)),
                        Value::Empty | Value::Text(_) | Value::Bool(_) => {}
                    }
                }
            }
        }
    }
    Ok(Ok(found))
}

/// The values of the cells that hold something.
pub(super) fn values(eval: &Evaluator<'_>, operand: &Operand) -> Answer<Vec<Value>> {
    match operand {
        Operand::One(value) => Ok(vec![value.clone()]),
        Operand::Array(array) => Ok(array.values.clone()),
        Operand::Area(area) => values_of(eval, std::slice::from_ref(area)),
        Operand::Areas(areas) => values_of(eval, areas),
    }
}

fn values_of(eval: &Evaluator<'_>, areas: &[Area]) -> Answer<Vec<Value>> {
    let mut found = Vec::new();
    for area in areas {
        for cell in eval.book.filled(*area) {
            eval.spend(1)?;
            found.push((eval.read)(CellRef { sheet: area.sheet, row: cell.row, column: cell.column }));
        }
    }
    Ok(found)
}

pub(super) fn total(numbers: &[Decimal]) -> Answer<Value> {
    let mut sum = Decimal::ZERO;
    for number in numbers {
        sum = sum.checked_add(*number).ok_or_else(Cannot::too_large)?;
    }
    Ok(Value::Number(sum))
}

pub(super) fn mean(numbers: &[Decimal]) -> Answer<Value> {
    if numbers.is_empty() {
        return Ok(Value::Error(ErrorKind::Div));
    }
    match total(numbers)? {
        Value::Number(sum) => {
            sum.checked_div(Decimal::from(numbers.len())).map(Value::Number).ok_or_else(Cannot::too_large)
        }
        other => Ok(other),
    }
}

pub(super) fn multiplied(numbers: &[Decimal]) -> Answer<Value> {
    let mut product = if numbers.is_empty() { Decimal::ZERO } else { Decimal::ONE };
    for number in numbers {
        product = product.checked_mul(*number).ok_or_else(Cannot::too_large)?;
    }
    Ok(Value::Number(product))
}

pub(super) fn extreme_of(numbers: &[Decimal], largest: bool) -> Value {
    let found = if largest { numbers.iter().max() } else { numbers.iter().min() };
    Value::Number(found.copied().unwrap_or_default())
}

pub(super) fn sum(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    numbers(eval, args)?.map_or_else(|error| Ok(Value::Error(error)), |found| total(&found))
}

pub(super) fn product(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    numbers(eval, args)?.map_or_else(|error| Ok(Value::Error(error)), |found| multiplied(&found))
}

pub(super) fn average(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    numbers(eval, args)?.map_or_else(|error| Ok(Value::Error(error)), |found| mean(&found))
}

pub(super) fn extreme(eval: &Evaluator<'_>, args: &[ASTNode], largest: bool) -> Answer<Value> {
    Ok(shown(numbers(eval, args)?.map(|found| extreme_of(&found, largest))))
}

/// Counts numbers: an error in a cell is not one, and is not shown either.
pub(super) fn count(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let mut counted = 0_usize;
    for node in args {
        counted += match eval.ranges(node)? {
            Operand::One(value) => usize::from(!matches!(value, Value::Empty) && value.number().is_ok()),
            operand => {
                values(eval, &operand)?.iter().filter(|value| matches!(value, Value::Number(_))).count()
            }
        };
    }
    Ok(Value::Number(Decimal::from(counted)))
}

pub(super) fn count_all(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let mut counted = 0_usize;
    for node in args {
        let operand = eval.ranges(node)?;
        counted += values(eval, &operand)?.iter().filter(|value| !matches!(value, Value::Empty)).count();
    }
    Ok(Value::Number(Decimal::from(counted)))
}

pub(super) fn count_blank(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let operand = eval.operand(required("COUNTBLANK", args, 0)?, true)?;
    let array = eval.array(operand)?;
    let blank = |value: &&Value| {
        matches!(value, Value::Empty) || matches!(value, Value::Text(text) if text.is_empty())
    };
    Ok(Value::Number(Decimal::from(array.values.iter().filter(blank).count())))
}

pub(super) fn sum_product(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let mut arrays = Vec::new();
    for node in args {
        let operand = eval.operand(node, true)?;
        arrays.push(eval.array(operand)?);
    }
    let Some(first) = arrays.first() else { return Err(Cannot::function("SUMPRODUCT")) };
    if arrays.iter().any(|array| (array.rows, array.columns) != (first.rows, first.columns)) {
        return Ok(Value::Error(ErrorKind::Value));
    }
    let mut sum = Decimal::ZERO;
    for index in 0..first.values.len() {
        let mut product = Decimal::ONE;
        for array in &arrays {
            match array.values.get(index) {
                Some(Value::Number(number)) => {
                    product = product.checked_mul(*number).ok_or_else(Cannot::too_large)?;
                }
                Some(Value::Error(error)) => return Ok(Value::Error(*error)),
                // A text, a boolean or an empty cell is zero.
                _ => product = Decimal::ZERO,
            }
        }
        sum = sum.checked_add(product).ok_or_else(Cannot::too_large)?;
    }
    Ok(Value::Number(sum))
}

/// The sum of the squares.
pub(super) fn sum_of_squares(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let found = match numbers(eval, args)? {
        Ok(found) => found,
        Err(error) => return Ok(Value::Error(error)),
    };
    let squares = found.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one.checked_mul(*one)?));
    squares.map(Value::Number).ok_or_else(Cannot::too_large)
}

/// `LARGE`, `SMALL`, `PERCENTILE` and their like: some numbers, then a rank.
pub(super) fn ranked(
    eval: &Evaluator<'_>,
    name: &str,
    args: &[ASTNode],
    of: impl Fn(Vec<Decimal>, Decimal) -> Result2<Value>,
) -> Answer<Value> {
    let found = match numbers(eval, args.get(..1).unwrap_or_default())? {
        Ok(found) => found,
        Err(error) => return Ok(Value::Error(error)),
    };
    let rank = eval.value(required(name, args, 1)?)?.number();
    Ok(shown(rank.and_then(|rank| of(found, rank))))
}
