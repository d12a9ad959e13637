//! Functions that give whole arrays: what is kept of a range, its distinct values, its values in order.

use std::cmp::Ordering;

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Answer, argument, required};
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Array, Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value};
use crate::source::limits;

fn array(eval: &Evaluator<'_>, node: &ASTNode) -> Answer<Array> {
    let operand = eval.operand(node, true)?;
    eval.array(operand)
}

/// The whole number of an argument that may be left out.
fn option(eval: &Evaluator<'_>, args: &[ASTNode], at: usize, absent: i64) -> Answer<i64> {
    match argument(args, at) {
        None => Ok(absent),
        Some(node) => {
            let number = eval.value(node)?.number().ok().and_then(|number| number.trunc().to_i64());
            number.ok_or_else(|| Cannot::new("argument de matrice qui n’est pas un nombre"))
        }
    }
}

fn rows_of(array: &Array) -> Vec<Vec<Value>> {
    (0..array.rows).map(|row| (0..array.columns).map(|column| array.get(row, column)).collect()).collect()
}

fn of_rows(rows: Vec<Vec<Value>>) -> Operand {
    let columns = rows.first().map_or(0, Vec::len);
    if columns == 0 {
        // Excel shows `#CALC!` for an array without a value.
        return Operand::One(Value::Error(ErrorKind::Value));
    }
    Operand::Array(Array { rows: rows.len(), columns, values: rows.into_iter().flatten().collect() })
}

pub(super) fn transposed(array: &Array) -> Array {
    let mut values = Vec::with_capacity(array.values.len());
    for column in 0..array.columns {
        for row in 0..array.rows {
            values.push(array.get(row, column));
        }
    }
    Array { rows: array.columns, columns: array.rows, values }
}

pub(super) fn transpose(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let array = array(eval, required("TRANSPOSE", args, 0)?)?;
    eval.spend(array.values.len())?;
    Ok(Operand::Array(transposed(&array)))
}

pub(super) fn filter(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let whole = array(eval, required("FILTER", args, 0)?)?;
    let kept = array(eval, required("FILTER", args, 1)?)?;
    eval.spend(whole.values.len())?;
    let by_row = kept.columns == 1 && kept.rows == whole.rows;
    let by_column = kept.rows == 1 && kept.columns == whole.columns;
    if !by_row && !by_column {
        return Ok(Operand::One(Value::Error(ErrorKind::Value)));
    }
    let whole = if by_row { whole } else { transposed(&whole) };
    let mut rows = Vec::new();
    for (row, one) in rows_of(&whole).into_iter().zip(&kept.values) {
        match one.truth() {
            Ok(true) => rows.push(row),
            Ok(false) => {}
            Err(error) => return Ok(Operand::One(Value::Error(error))),
        }
    }
    if rows.is_empty()
        && let Some(node) = argument(args, 2)
    {
        return eval.operand(node, true);
    }
    Ok(match of_rows(rows) {
        Operand::Array(found) if !by_row => Operand::Array(transposed(&found)),
        found => found,
    })
}

fn is_same(one: &Value, two: &Value) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(two) && one.compare(two).is_eq()
}

pub(super) fn unique(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let whole = array(eval, required("UNIQUE", args, 0)?)?;
    let by_column = option(eval, args, 1, 0)? != 0;
    let only_once = option(eval, args, 2, 0)? != 0;
    let rows = rows_of(&if by_column { transposed(&whole) } else { whole });
    let mut found: Vec<(Vec<Value>, usize)> = Vec::new();
    for row in rows {
        eval.spend(found.len().saturating_mul(row.len()).saturating_add(1))?;
        let known =
            found.iter_mut().find(|(known, _)| known.iter().zip(&row).all(|(one, two)| is_same(one, two)));
        match known {
            Some((_, times)) => *times += 1,
            None => found.push((row, 1)),
        }
    }
    let kept = found.into_iter().filter(|(_, times)| !only_once || *times == 1).map(|(row, _)| row).collect();
    Ok(match of_rows(kept) {
        Operand::Array(found) if by_column => Operand::Array(transposed(&found)),
        found => found,
    })
}

/// Texts after numbers, empty cells last whatever the order.
fn in_order(one: &Value, two: &Value, is_descending: bool) -> Ordering {
    match (one, two) {
        (Value::Empty, Value::Empty) => Ordering::Equal,
        (Value::Empty, _) => Ordering::Greater,
        (_, Value::Empty) => Ordering::Less,
        _ if is_descending => two.compare(one),
        _ => one.compare(two),
    }
}

pub(super) fn sort(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let whole = array(eval, required("SORT", args, 0)?)?;
    let by_column = option(eval, args, 3, 0)? != 0;
    let whole = if by_column { transposed(&whole) } else { whole };
    let rank = usize::try_from(option(eval, args, 1, 1)?).ok().and_then(|rank| rank.checked_sub(1));
    let Some(rank) = rank.filter(|rank| *rank < whole.columns) else {
        return Ok(Operand::One(Value::Error(ErrorKind::Value)));
    };
    let is_descending = option(eval, args, 2, 1)? < 0;
    let mut rows = rows_of(&whole);
    eval.spend(rows.len().saturating_mul(16))?;
    rows.sort_by(|one, two| match (one.get(rank), two.get(rank)) {
        (Some(one), Some(two)) => in_order(one, two, is_descending),
        _ => Ordering::Equal,
    });
    Ok(match of_rows(rows) {
        Operand::Array(found) if by_column => Operand::Array(transposed(&found)),
        found => found,
    })
}

pub(super) fn sort_by(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let whole = array(eval, required("SORTBY", args, 0)?)?;
    let mut keys = Vec::new();
    for at in (1..args.len()).step_by(2) {
        let key = array(eval, required("SORTBY", args, at)?)?;
        if key.columns != 1 || key.rows != whole.rows {
            return Err(Cannot::new("TRIERPAR d’une matrice en ligne"));
        }
        keys.push((key.values, option(eval, args, at + 1, 1)? < 0));
    }
    let rows = rows_of(&whole);
    eval.spend(rows.len().saturating_mul(16))?;
    let mut ranks: Vec<usize> = (0..rows.len()).collect();
    ranks.sort_by(|one, two| {
        keys.iter().fold(Ordering::Equal, |order, (key, is_descending)| {
            order.then_with(|| match (key.get(*one), key.get(*two)) {
                (Some(one), Some(two)) => in_order(one, two, *is_descending),
                _ => Ordering::Equal,
            })
        })
    });
    Ok(of_rows(ranks.into_iter().filter_map(|rank| rows.get(rank).cloned()).collect()))
}

/// Arrays one under another, or side by side.
pub(super) fn stack(eval: &Evaluator<'_>, args: &[ASTNode], is_vertical: bool) -> Answer<Operand> {
    let mut arrays = Vec::new();
    for node in args {
        let one = array(eval, node)?;
        arrays.push(if is_vertical { one } else { transposed(&one) });
    }
    let columns = arrays.iter().map(|array| array.columns).max().unwrap_or(0);
    let rows: usize = arrays.iter().map(|array| array.rows).sum();
    eval.spend(rows.saturating_mul(columns))?;
    let mut found = Vec::new();
    for mut row in arrays.iter().flat_map(rows_of) {
        row.resize(columns, Value::Error(ErrorKind::Na));
        found.push(row);
    }
    Ok(match of_rows(found) {
        Operand::Array(found) if !is_vertical => Operand::Array(transposed(&found)),
        found => found,
    })
}

/// The first rows and columns of an array, or with a negative number the last ones; `DROP` gives the others.
pub(super) fn take(eval: &Evaluator<'_>, args: &[ASTNode], is_drop: bool) -> Answer<Operand> {
    let whole = array(eval, required("TAKE", args, 0)?)?;
    let bounds = |count: Option<i64>, size: usize| {
        let Some(count) = count else { return (0, size) };
        let many = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX).min(size);
        match (is_drop, count < 0) {
            (false, false) => (0, many),
            (false, true) => (size - many, size),
            (true, false) => (many, size),
            (true, true) => (0, size - many),
        }
    };
    let count = |at: usize| match argument(args, at) {
        None => Ok(None),
        Some(_) => option(eval, args, at, 0).map(Some),
    };
    let (first_row, last_row) = bounds(count(1)?, whole.rows);
    let (first_column, last_column) = bounds(count(2)?, whole.columns);
    let rows = (first_row..last_row)
        .map(|row| (first_column..last_column).map(|column| whole.get(row, column)).collect())
        .collect();
    Ok(of_rows(rows))
}

/// Some columns, or rows, of an array by their ranks.
pub(super) fn choose(eval: &Evaluator<'_>, args: &[ASTNode], is_column: bool) -> Answer<Operand> {
    let whole = array(eval, required("CHOOSECOLS", args, 0)?)?;
    let whole = if is_column { transposed(&whole) } else { whole };
    let mut rows = Vec::new();
    for node in args.get(1..).unwrap_or_default() {
        for rank in array(eval, node)?.values {
            let rank = rank.number().ok().and_then(|rank| rank.trunc().to_i64()).unwrap_or(0);
            let size = i64::try_from(whole.rows).unwrap_or(i64::MAX);
            let row = if rank < 0 { size + rank } else { rank - 1 };
            let Some(row) = usize::try_from(row).ok().filter(|row| *row < whole.rows) else {
                return Ok(Operand::One(Value::Error(ErrorKind::Value)));
            };
            eval.spend(whole.columns)?;
            rows.push((0..whole.columns).map(|column| whole.get(row, column)).collect());
        }
    }
    Ok(match of_rows(rows) {
        Operand::Array(found) if is_column => Operand::Array(transposed(&found)),
        found => found,
    })
}

pub(super) fn sequence(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Operand> {
    let size = |at: usize| {
        let size = option(eval, args, at, 1)?;
        usize::try_from(size)
            .ok()
            .filter(|size| (1..=limits::FORMULA_VALUES).contains(size))
            .ok_or_else(Cannot::too_large)
    };
    let (rows, columns) = (size(0)?, size(1)?);
    let count = rows.checked_mul(columns).filter(|count| *count <= limits::FORMULA_VALUES);
    let count = count.ok_or_else(Cannot::too_large)?;
    eval.spend(count)?;
    let number = |at: usize| match argument(args, at) {
        None => Ok(Decimal::ONE),
        Some(node) => {
            eval.value(node)?.number().map_err(|_| Cannot::new("SEQUENCE d’autre chose que des nombres"))
        }
    };
    let (start, step) = (number(2)?, number(3)?);
    let mut values = Vec::with_capacity(count);
    for rank in 0..count {
        let value = step.checked_mul(Decimal::from(rank)).and_then(|gone| start.checked_add(gone));
        values.push(Value::Number(value.ok_or_else(Cannot::too_large)?));
    }
    Ok(Operand::Array(Array { rows, columns, values }))
}

/// How many rows or columns.
pub(super) fn size(eval: &Evaluator<'_>, args: &[ASTNode], is_rows: bool) -> Answer<Value> {
    let count = match eval.operand(required("ROWS", args, 0)?, true)? {
        Operand::Area(area) => u64::from(if is_rows { area.rows() } else { area.columns() }),
        Operand::One(_) => 1,
        other => {
            let array = eval.array(other)?;
            (if is_rows { array.rows } else { array.columns }) as u64
        }
    };
    Ok(Value::Number(Decimal::from(count)))
}
