//! Conditions, tests of kind, and texts put together.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;

use super::sums::values;
use super::{Answer, argument, required};
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Array, Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value};
use crate::source::limits;

pub(super) fn if_else(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    let condition = eval.operand(required("IF", args, 0)?, in_array)?;
    let branch = |truth: bool| match (truth, args.len()) {
        (true, _) => required("IF", args, 1).map(Some),
        (false, 3..) => required("IF", args, 2).map(Some),
        (false, _) => Ok(None),
    };
    if let Operand::Array(conditions) = condition {
        // Inside `SUMPRODUCT` a condition is one for each cell.
        let side = |truth| match branch(truth)? {
            Some(node) => eval.operand(node, in_array).and_then(|operand| eval.array(operand)),
            None => Ok(Array { rows: 1, columns: 1, values: vec![Value::Bool(false)] }),
        };
        let (yes, no) = (side(true)?, side(false)?);
        let mut chosen = Vec::with_capacity(conditions.values.len());
        for row in 0..conditions.rows {
            for column in 0..conditions.columns {
                chosen.push(match conditions.get(row, column).truth() {
                    Ok(true) => yes.get(row, column),
                    Ok(false) => no.get(row, column),
                    Err(error) => Value::Error(error),
                });
            }
        }
        return Ok(Operand::Array(Array { values: chosen, ..conditions }));
    }
    match eval.single(condition)?.truth() {
        Err(error) => Ok(Operand::One(Value::Error(error))),
        Ok(truth) => match branch(truth)? {
            Some(node) => eval.operand(node, in_array),
            None => Ok(Operand::One(Value::Bool(false))),
        },
    }
}

pub(super) fn if_error(eval: &Evaluator<'_>, args: &[ASTNode], only_na: bool) -> Answer<Operand> {
    let value = eval.value(required("IFERROR", args, 0)?)?;
    let caught = match value {
        Value::Error(ErrorKind::Na) => true,
        Value::Error(_) => !only_na,
        _ => false,
    };
    if caught {
        return eval.value(required("IFERROR", args, 1)?).map(Operand::One);
    }
    Ok(Operand::One(value))
}

/// `AND` when `every`, else `OR`.
pub(super) fn all(eval: &Evaluator<'_>, args: &[ASTNode], every: bool) -> Answer<Value> {
    let mut seen = None;
    for node in args {
        let operand = eval.operand(node, true)?;
        let typed = matches!(operand, Operand::One(_));
        for value in values(eval, &operand)? {
            // Texts and empty cells of a range are left out.
            if !typed && matches!(value, Value::Text(_) | Value::Empty) {
                continue;
            }
            match value.truth() {
                Ok(truth) if every => seen = Some(seen.unwrap_or(true) && truth),
                Ok(truth) => seen = Some(seen.unwrap_or(false) || truth),
                Err(error) => return Ok(Value::Error(error)),
            }
        }
    }
    Ok(seen.map_or(Value::Error(ErrorKind::Value), Value::Bool))
}

pub(super) fn not(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    Ok(match eval.value(required("NOT", args, 0)?)?.truth() {
        Ok(truth) => Value::Bool(!truth),
        Err(error) => Value::Error(error),
    })
}

pub(super) fn is_kind(eval: &Evaluator<'_>, name: &str, args: &[ASTNode]) -> Answer<Value> {
    let value = eval.value(required(name, args, 0)?)?;
    Ok(Value::Bool(match name {
        "ISERROR" => matches!(value, Value::Error(_)),
        "ISBLANK" => matches!(value, Value::Empty),
        "ISNUMBER" => matches!(value, Value::Number(_)),
        "ISTEXT" => matches!(value, Value::Text(_)),
        _ => matches!(value, Value::Error(ErrorKind::Na)),
    }))
}

pub(super) fn number_of(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    Ok(match eval.value(required("N", args, 0)?)? {
        Value::Text(_) => Value::Number(Decimal::ZERO),
        other => other.number().map_or_else(Value::Error, Value::Number),
    })
}

pub(super) fn concatenate(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let mut text = String::new();
    for index in 0..args.len() {
        let Some(node) = argument(args, index) else { continue };
        let operand = eval.operand(node, false)?;
        for value in values(eval, &operand)? {
            match value.spelt() {
                Ok(part) => text.push_str(&part),
                Err(error) => return Ok(Value::Error(error)),
            }
            if text.len() > limits::FORMULA_BYTES {
                return Err(Cannot::too_large());
            }
        }
    }
    Ok(Value::text(text))
}
