//! Conditions, tests of kind, and texts put together.

use formualizer_parse::{ASTNode, ASTNodeType};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::lift::{is_many, spread};
use super::sums::values;
use super::{Answer, argument, required};
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Array, Evaluator, Operand};
use crate::formula::parse::function_name;
use crate::formula::value::{ErrorKind, Value};
use crate::source::limits;

pub(super) fn if_else(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    let condition = eval.operand(required("IF", args, 0)?, in_array)?;
    let branch = |truth: bool| match (truth, args.len()) {
        (true, _) => required("IF", args, 1).map(Some),
        (false, 3..) => required("IF", args, 2).map(Some),
        (false, _) => Ok(None),
    };
    let condition =
        if is_many(&condition, in_array) { Operand::Array(eval.array(condition)?) } else { condition };
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

pub(super) fn if_error(
    eval: &Evaluator<'_>,
    args: &[ASTNode],
    in_array: bool,
    only_na: bool,
) -> Answer<Operand> {
    let tried = required("IFERROR", args, 0)?;
    // What Google Sheets alone computes is in error everywhere else: what it was worth is written beside it.
    if matches!(&tried.node_type, ASTNodeType::Function { name, .. } if function_name(name) == FROZEN) {
        return eval.operand(required("IFERROR", args, 1)?, in_array);
    }
    let is_caught = |value: &Value| match value {
        Value::Error(ErrorKind::Na) => true,
        Value::Error(_) => !only_na,
        _ => false,
    };
    let operand = eval.operand(tried, in_array)?;
    let instead = || eval.operand(required("IFERROR", args, 1)?, in_array);
    if is_many(&operand, in_array) {
        let found = eval.array(operand)?;
        if !found.values.iter().any(is_caught) {
            return Ok(Operand::Array(found));
        }
        let instead = eval.array(instead()?)?;
        return spread(eval, &[found, instead], |values| match values {
            [found, instead] => Ok(if is_caught(found) { instead.clone() } else { found.clone() }),
            _ => Ok(Value::Error(ErrorKind::Value)),
        })
        .map(Operand::Array);
    }
    let value = eval.single(operand)?;
    if is_caught(&value) { instead() } else { Ok(Operand::One(value)) }
}

/// The function under which Google Sheets saves what no other spreadsheet has.
pub(super) const FROZEN: &str = "__XLUDF.DUMMYFUNCTION";

/// `IFS`: the first condition that holds.
pub(super) fn first_true(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    for pair in args.chunks(2) {
        let [condition, chosen] = pair else { return Ok(Operand::One(Value::Error(ErrorKind::Value))) };
        match eval.value(condition)?.truth() {
            Ok(true) => return eval.operand(chosen, in_array),
            Ok(false) => {}
            Err(error) => return Ok(Operand::One(Value::Error(error))),
        }
    }
    Ok(Operand::One(Value::Error(ErrorKind::Na)))
}

/// `SWITCH`: what stands beside the first equal value, else what stands alone at the end.
pub(super) fn switch(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    let wanted = eval.value(required("SWITCH", args, 0)?)?;
    if let Value::Error(error) = wanted {
        return Ok(Operand::One(Value::Error(error)));
    }
    for pair in args.get(1..).unwrap_or_default().chunks(2) {
        match pair {
            [known, chosen] => {
                let known = eval.value(known)?;
                let is_alike = std::mem::discriminant(&known) == std::mem::discriminant(&wanted);
                if is_alike && known.compare(&wanted).is_eq() {
                    return eval.operand(chosen, in_array);
                }
            }
            [otherwise] => return eval.operand(otherwise, in_array),
            _ => {}
        }
    }
    Ok(Operand::One(Value::Error(ErrorKind::Na)))
}

/// `CHOOSE`: the argument of a rank.
pub(super) fn choose(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    let rank = match eval.value(required("CHOOSE", args, 0)?)?.number() {
        Ok(rank) => rank.trunc().to_usize().filter(|rank| *rank > 0),
        Err(error) => return Ok(Operand::One(Value::Error(error))),
    };
    match rank.and_then(|rank| args.get(rank)) {
        Some(node) => eval.operand(node, in_array),
        None => Ok(Operand::One(Value::Error(ErrorKind::Value))),
    }
}

/// `LET`: names for what follows, then what is computed with them.
pub(super) fn named_values(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    let Some((body, pairs)) = args.split_last() else { return Err(Cannot::function("LET")) };
    if pairs.len() % 2 == 1 {
        return Err(Cannot::new("LET à laquelle il manque un argument"));
    }
    let bound = eval.bound();
    let bind_all = || {
        for pair in pairs.chunks(2) {
            let [name, value] = pair else { continue };
            let ASTNodeType::Reference { original, .. } = &name.node_type else {
                return Err(Cannot::new("LET dont un nom n’en est pas un"));
            };
            eval.bind(original.trim().to_owned(), eval.operand(value, in_array)?)?;
        }
        eval.operand(body, in_array)
    };
    let answer = bind_all();
    eval.unbind(bound);
    answer
}

/// `AND` when `every`, else `OR`.
pub(super) fn all(eval: &Evaluator<'_>, args: &[ASTNode], every: bool) -> Answer<Value> {
    let mut seen = None;
    for node in args {
        let operand = eval.ranges(node)?;
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
        "ISERR" => matches!(value, Value::Error(error) if error != ErrorKind::Na),
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
