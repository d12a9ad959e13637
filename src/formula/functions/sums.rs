//! Sums, means, counts and extremes.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;

use super::{Answer, Result2, required, shown};
use crate::formula::area::CellRef;
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value};

/// The numbers of the arguments: texts and booleans count when typed in the formula, not when read in cells.
fn numbers(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Result2<Vec<Decimal>>> {
    let mut found = Vec::new();
    for node in args {
        match eval.operand(node, true)? {
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
        Operand::Area(area) => {
            let mut found = Vec::new();
            for cell in eval.book.filled(*area) {
                eval.spend(1)?;
                found.push((eval.read)(CellRef { sheet: area.sheet, row: cell.row, column: cell.column }));
            }
            Ok(found)
        }
    }
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

fn multiplied(numbers: &[Decimal]) -> Answer<Value> {
    let mut product = if numbers.is_empty() { Decimal::ZERO } else { Decimal::ONE };
    for number in numbers {
        product = product.checked_mul(*number).ok_or_else(Cannot::too_large)?;
    }
    Ok(Value::Number(product))
}

fn extreme_of(numbers: &[Decimal], largest: bool) -> Value {
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
        counted += match eval.operand(node, true)? {
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
        let operand = eval.operand(node, true)?;
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

/// `SUBTOTAL` leaves other subtotals out, and rows out of sight.
pub(super) fn subtotal(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let code = match eval.value(required("SUBTOTAL", args, 0)?)?.number() {
        Ok(code) => code,
        Err(error) => return Ok(Value::Error(error)),
    };
    let code = u32::try_from(code.trunc().mantissa()).unwrap_or(0);
    let mut found = Vec::new();
    let mut filled = 0_usize;
    for node in args.get(1..).unwrap_or_default() {
        let Operand::Area(area) = eval.operand(node, false)? else {
            return Err(Cannot::new("SUBTOTAL d’autre chose qu’une plage"));
        };
        // Codes below 100 count rows hidden by hand and leave filtered ones out: the file says only that they are hidden.
        if code < 100 && eval.book.hides_rows(area) {
            return Err(Cannot::new("SUBTOTAL sur des lignes masquées ou filtrées"));
        }
        for cell in eval.book.filled(area) {
            eval.spend(1)?;
            let nested = cell.formula.as_ref().is_some_and(|formula| {
                let head: String =
                    formula.chars().filter(|c| !c.is_whitespace()).take(12).collect::<String>();
                let head = head.trim_start_matches('=').to_ascii_uppercase();
                head.starts_with("SUBTOTAL(") || head.starts_with("AGGREGATE(")
            });
            if nested || (code >= 100 && eval.book.is_row_hidden(area.sheet, cell.row)) {
                continue;
            }
            match (eval.read)(CellRef { sheet: area.sheet, row: cell.row, column: cell.column }) {
                Value::Number(number) => {
                    filled += 1;
                    found.push(number);
                }
                Value::Error(error) => return Ok(Value::Error(error)),
                Value::Text(_) | Value::Bool(_) => filled += 1,
                Value::Empty => {}
            }
        }
    }
    match code % 100 {
        1 => mean(&found),
        2 => Ok(Value::Number(Decimal::from(found.len()))),
        3 => Ok(Value::Number(Decimal::from(filled))),
        4 => Ok(extreme_of(&found, true)),
        5 => Ok(extreme_of(&found, false)),
        6 => multiplied(&found),
        9 => total(&found),
        other => Err(Cannot::new(format!("SUBTOTAL de code {other}"))),
    }
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
