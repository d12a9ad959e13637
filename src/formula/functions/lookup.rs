//! `VLOOKUP`, `XLOOKUP`, `INDEX` and `MATCH`.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Answer, argument, required};
use crate::formula::area::Area;
use crate::formula::cannot::Cannot;
use crate::formula::criteria::matches;
use crate::formula::eval::{Array, Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value};

/// How a value is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Exact,
    /// The largest not above, in a sorted list.
    Below,
    /// The smallest not below, in a list sorted the other way.
    Above,
}

fn same_kind(one: &Value, two: &Value) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(two)
}

/// The position of a value among others.
fn position(wanted: &Value, values: &[Value], mode: Mode, wildcards: bool) -> Option<usize> {
    let wanted = if matches!(wanted, Value::Empty) { &Value::Number(Decimal::ZERO) } else { wanted };
    if mode == Mode::Exact {
        if let (Value::Text(pattern), true) = (wanted, wildcards)
            && pattern.contains(['*', '?', '~'])
        {
            let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
            return values.iter().position(|value| match value {
                Value::Text(text) => matches(&pattern, &text.to_lowercase().chars().collect::<Vec<_>>()),
                _ => false,
            });
        }
        return values.iter().position(|value| same_kind(value, wanted) && value.compare(wanted).is_eq());
    }
    let mut found = None;
    for (index, value) in values.iter().enumerate().filter(|(_, value)| same_kind(value, wanted)) {
        let order = value.compare(wanted);
        if order.is_eq() || (order.is_lt() == (mode == Mode::Below)) {
            found = Some(index);
        } else {
            break;
        }
    }
    found
}

fn line(array: &Array, index: usize, is_row: bool) -> Vec<Value> {
    if is_row {
        (0..array.columns).map(|column| array.get(index, column)).collect()
    } else {
        (0..array.rows).map(|row| array.get(row, index)).collect()
    }
}

fn whole(value: &Value) -> Result<usize, ErrorKind> {
    let number = value.number()?.trunc();
    if number.is_sign_negative() && !number.is_zero() {
        return Err(ErrorKind::Value);
    }
    number.to_usize().ok_or(ErrorKind::Value)
}

/// `VLOOKUP` when `vertical`, else `HLOOKUP`.
pub(super) fn in_table(eval: &Evaluator<'_>, args: &[ASTNode], vertical: bool) -> Answer<Value> {
    let wanted = eval.value(required("VLOOKUP", args, 0)?)?;
    if let Value::Error(error) = wanted {
        return Ok(Value::Error(error));
    }
    let table = eval.operand(required("VLOOKUP", args, 1)?, true)?;
    let table = eval.array(table)?;
    let rank = match whole(&eval.value(required("VLOOKUP", args, 2)?)?) {
        Ok(0) => return Ok(Value::Error(ErrorKind::Value)),
        Ok(rank) => rank - 1,
        Err(error) => return Ok(Value::Error(error)),
    };
    if rank >= (if vertical { table.columns } else { table.rows }) {
        return Ok(Value::Error(ErrorKind::Ref));
    }
    // A fourth argument written empty, as in `VLOOKUP(A1;B:C;2;)`, is FALSE; left out, it is TRUE.
    let sorted = match args.get(3) {
        None => true,
        Some(node) => match eval.value(node)?.truth() {
            Ok(sorted) => sorted,
            Err(error) => return Ok(Value::Error(error)),
        },
    };
    let keys = line(&table, 0, !vertical);
    let mode = if sorted { Mode::Below } else { Mode::Exact };
    Ok(match position(&wanted, &keys, mode, true) {
        None => Value::Error(ErrorKind::Na),
        Some(at) if vertical => table.get(at, rank),
        Some(at) => table.get(rank, at),
    })
}

pub(super) fn find_match(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let wanted = eval.value(required("MATCH", args, 0)?)?;
    if let Value::Error(error) = wanted {
        return Ok(Value::Error(error));
    }
    let list = eval.operand(required("MATCH", args, 1)?, true)?;
    let list = eval.array(list)?;
    let mode = match argument(args, 2) {
        None if args.len() < 3 => Mode::Below,
        None => Mode::Exact,
        Some(node) => match eval.value(node)?.number() {
            Ok(number) if number.is_zero() => Mode::Exact,
            Ok(number) if number.is_sign_negative() => Mode::Above,
            Ok(_) => Mode::Below,
            Err(error) => return Ok(Value::Error(error)),
        },
    };
    if list.rows > 1 && list.columns > 1 {
        return Ok(Value::Error(ErrorKind::Na));
    }
    Ok(position(&wanted, &list.values, mode, true)
        .map_or(Value::Error(ErrorKind::Na), |at| Value::Number(Decimal::from(at + 1))))
}

pub(super) fn index(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let table = eval.operand(required("INDEX", args, 0)?, true)?;
    let mut bounds = [None, None];
    for (slot, at) in bounds.iter_mut().zip([1, 2]) {
        if let Some(node) = argument(args, at) {
            match whole(&eval.value(node)?) {
                Ok(number) => *slot = Some(number),
                Err(error) => return Ok(Operand::One(Value::Error(error))),
            }
        }
    }
    if args.len() > 3 {
        return Err(Cannot::new("INDEX sur plusieurs plages"));
    }
    let (rows, columns) = match &table {
        Operand::Area(area) => (area.rows() as usize, area.columns() as usize),
        Operand::Array(array) => (array.rows, array.columns),
        Operand::One(_) => (1, 1),
        Operand::Areas(_) => return Err(Cannot::new("INDEX sur plusieurs plages")),
    };
    // One number alone counts along the only row or the only column.
    let (row, column) = match bounds {
        [Some(one), None] if rows == 1 && columns > 1 => (1, one),
        [row, column] => {
            (row.unwrap_or(if rows == 1 { 1 } else { 0 }), column.unwrap_or(usize::from(columns == 1)))
        }
    };
    if row > rows || column > columns {
        return Ok(Operand::One(Value::Error(ErrorKind::Ref)));
    }
    match table {
        Operand::Area(area) => {
            let mut range = area.range;
            if let Some(row) = row.checked_sub(1).and_then(|row| u32::try_from(row).ok()) {
                range.first_row += row;
                range.last_row = range.first_row;
            }
            if let Some(column) = column.checked_sub(1).and_then(|column| u32::try_from(column).ok()) {
                range.first_column += column;
                range.last_column = range.first_column;
            }
            Ok(Operand::Area(Area { sheet: area.sheet, range }))
        }
        Operand::Array(array) => match (row.checked_sub(1), column.checked_sub(1)) {
            (Some(row), Some(column)) => Ok(Operand::One(array.get(row, column))),
            (Some(row), None) => {
                Ok(Operand::Array(Array { rows: 1, columns: array.columns, values: line(&array, row, true) }))
            }
            (None, Some(column)) => Ok(Operand::Array(Array {
                rows: array.rows,
                columns: 1,
                values: line(&array, column, false),
            })),
            (None, None) => Ok(Operand::Array(array)),
        },
        one => Ok(one),
    }
}

pub(super) fn x_lookup(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let wanted = eval.value(required("XLOOKUP", args, 0)?)?;
    if let Value::Error(error) = wanted {
        return Ok(Operand::One(Value::Error(error)));
    }
    let keys = eval.operand(required("XLOOKUP", args, 1)?, true)?;
    let keys = eval.array(keys)?;
    let results = eval.operand(required("XLOOKUP", args, 2)?, true)?;
    let results = eval.array(results)?;
    let option = |at: usize| match argument(args, at) {
        None => Ok(0),
        Some(node) => {
            let number = eval.value(node)?.number().unwrap_or_default();
            Ok(number.to_i32().unwrap_or(i32::MAX))
        }
    };
    let (mode, search) = (option(4)?, option(5)?);
    if !matches!(mode, -1..=2) || !matches!(search, 0 | 1) {
        return Err(Cannot::new("XLOOKUP avec un mode de recherche particulier"));
    }
    let vertical = keys.columns == 1;
    let alike = if vertical { results.rows == keys.rows } else { results.columns == keys.columns };
    if !alike || (!vertical && keys.rows != 1) {
        return Ok(Operand::One(Value::Error(ErrorKind::Value)));
    }
    let exact = position(&wanted, &keys.values, Mode::Exact, mode == 2);
    let found = exact.or_else(|| nearest(&wanted, &keys.values, mode));
    match found {
        Some(at) if vertical && results.columns == 1 => Ok(Operand::One(results.get(at, 0))),
        Some(at) if !vertical && results.rows == 1 => Ok(Operand::One(results.get(0, at))),
        // The whole row, or the whole column, of what was found.
        Some(at) if vertical => {
            Ok(Operand::Array(Array { rows: 1, columns: results.columns, values: line(&results, at, true) }))
        }
        Some(at) => {
            Ok(Operand::Array(Array { rows: results.rows, columns: 1, values: line(&results, at, false) }))
        }
        None => match argument(args, 3) {
            Some(node) => eval.value(node).map(Operand::One),
            None => Ok(Operand::One(Value::Error(ErrorKind::Na))),
        },
    }
}

/// The nearest value below (`-1`) or above (`1`), in any order.
fn nearest(wanted: &Value, values: &[Value], mode: i32) -> Option<usize> {
    let candidates = || values.iter().enumerate().filter(|(_, value)| same_kind(value, wanted));
    match mode {
        -1 => candidates()
            .filter(|(_, value)| value.compare(wanted).is_lt())
            .max_by(|(_, one), (_, two)| one.compare(two))
            .map(|(index, _)| index),
        1 => candidates()
            .filter(|(_, value)| value.compare(wanted).is_gt())
            .min_by(|(_, one), (_, two)| one.compare(two))
            .map(|(index, _)| index),
        _ => None,
    }
}

/// `XMATCH`: as `MATCH`, exact unless it says otherwise.
pub(super) fn x_match(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let wanted = eval.value(required("XMATCH", args, 0)?)?;
    if let Value::Error(error) = wanted {
        return Ok(Value::Error(error));
    }
    let list = eval.operand(required("XMATCH", args, 1)?, true)?;
    let list = eval.array(list)?;
    let mode = match argument(args, 2) {
        None => 0,
        Some(node) => eval.value(node)?.number().ok().and_then(|mode| mode.to_i32()).unwrap_or(i32::MAX),
    };
    if !matches!(mode, -1..=2) || args.len() > 3 {
        return Err(Cannot::new("XMATCH avec un mode de recherche particulier"));
    }
    let found = position(&wanted, &list.values, Mode::Exact, mode == 2);
    let found = found.or_else(|| nearest(&wanted, &list.values, mode));
    Ok(found.map_or(Value::Error(ErrorKind::Na), |at| Value::Number(Decimal::from(at + 1))))
}

/// `LOOKUP` in a sorted row or column, and what stands at the same place in another one.
pub(super) fn in_sorted(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let wanted = eval.value(required("LOOKUP", args, 0)?)?;
    let keys = eval.operand(required("LOOKUP", args, 1)?, true)?;
    let keys = eval.array(keys)?;
    if keys.rows > 1 && keys.columns > 1 {
        return Err(Cannot::new("LOOKUP dans un tableau"));
    }
    let results = match argument(args, 2) {
        Some(node) => {
            let operand = eval.operand(node, true)?;
            eval.array(operand)?
        }
        None => keys.clone(),
    };
    Ok(match position(&wanted, &keys.values, Mode::Below, false) {
        Some(at) => results.values.get(at).cloned().unwrap_or(Value::Error(ErrorKind::Na)),
        None => Value::Error(ErrorKind::Na),
    })
}
