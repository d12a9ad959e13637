//! `SUBTOTAL` and `AGGREGATE`: they leave other subtotals out, and rows out of sight.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::stats;
use super::sums::{extreme_of, mean, multiplied, total, values};
use super::{Answer, required, shown};
use crate::formula::area::{Area, CellRef};
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Evaluator, Operand};
use crate::formula::value::Value;

/// What a function leaves out of the cells it is given.
#[derive(Clone, Copy)]
struct Left {
    /// Other subtotals.
    nested: bool,
    /// Rows that a filter hides.
    filtered: bool,
    /// Rows hidden in any way.
    hidden: bool,
    errors: bool,
}

/// The cells that count.
#[derive(Default)]
struct Counted {
    numbers: Vec<Decimal>,
    /// Cells that hold something, texts too.
    filled: usize,
}

pub(super) fn subtotal(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let code = match whole(eval, "SUBTOTAL", args, 0)? {
        Ok(code) => code,
        Err(value) => return Ok(value),
    };
    // Codes below 100 count rows hidden by hand; what a filter hides never counts.
    let left = Left { nested: true, filtered: true, hidden: code >= 100, errors: false };
    let rest = args.get(1..).unwrap_or_default();
    match gather(eval, rest, left)? {
        Err(value) => Ok(value),
        Ok(counted) => match code % 100 {
            function @ 1..=11 => combined("SUBTOTAL", function, &counted),
            _ => Err(Cannot::new(format!("SUBTOTAL de code {code}"))),
        },
    }
}

pub(super) fn aggregate(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let (function, option) = match (whole(eval, "AGGREGATE", args, 0)?, whole(eval, "AGGREGATE", args, 1)?) {
        (Ok(function), Ok(option)) => (function, option),
        (Err(value), _) | (_, Err(value)) => return Ok(value),
    };
    if option > 7 {
        return Err(Cannot::new(format!("AGGREGATE d’option {option}")));
    }
    let hidden = matches!(option, 1 | 3 | 5 | 7);
    let left = Left { nested: option < 4, filtered: hidden, hidden, errors: matches!(option, 2 | 3 | 6 | 7) };
    // The functions from 14 on take one array, then a rank.
    let by_rank = (14..=19).contains(&function);
    let cells = if by_rank { args.get(2..3) } else { args.get(2..) }.unwrap_or_default();
    let counted = match gather(eval, cells, left)? {
        Err(value) => return Ok(value),
        Ok(counted) => counted,
    };
    if !by_rank {
        return combined("AGGREGATE", function, &counted);
    }
    let rank = match eval.value(required("AGGREGATE", args, 3)?)?.number() {
        Ok(rank) => rank,
        Err(error) => return Ok(Value::Error(error)),
    };
    Ok(shown(match function {
        14 => stats::nth(counted.numbers, rank, true),
        15 => stats::nth(counted.numbers, rank, false),
        16 => stats::percentile(counted.numbers, rank),
        17 => stats::percentile(counted.numbers, rank / Decimal::from(4)),
        _ => return Err(Cannot::new(format!("AGGREGATE de fonction {function}"))),
    }))
}

fn whole(eval: &Evaluator<'_>, name: &str, args: &[ASTNode], at: usize) -> Answer<Result<u32, Value>> {
    Ok(match eval.value(required(name, args, at)?)?.number() {
        Ok(number) => Ok(number.trunc().to_u32().unwrap_or(u32::MAX)),
        Err(error) => Err(Value::Error(error)),
    })
}

fn combined(name: &str, function: u32, counted: &Counted) -> Answer<Value> {
    let numbers = &counted.numbers;
    match function {
        1 => mean(numbers),
        2 => Ok(Value::Number(Decimal::from(numbers.len()))),
        3 => Ok(Value::Number(Decimal::from(counted.filled))),
        4 => Ok(extreme_of(numbers, true)),
        5 => Ok(extreme_of(numbers, false)),
        6 => multiplied(numbers),
        7 => stats::spread(numbers, true, true),
        8 => stats::spread(numbers, false, true),
        9 => total(numbers),
        10 => stats::spread(numbers, true, false),
        11 => stats::spread(numbers, false, false),
        12 => Ok(shown(stats::median(numbers.clone()))),
        other => Err(Cannot::new(format!("{name} de fonction {other}"))),
    }
}

/// The cells that count, or the error that one of them shows.
fn gather(eval: &Evaluator<'_>, args: &[ASTNode], left: Left) -> Answer<Result<Counted, Value>> {
    let mut counted = Counted::default();
    for node in args {
        match eval.operand(node, true)? {
            Operand::Area(area) => {
                if let Err(value) = gather_area(eval, area, left, &mut counted)? {
                    return Ok(Err(value));
                }
            }
            Operand::Areas(areas) => {
                for area in areas {
                    if let Err(value) = gather_area(eval, area, left, &mut counted)? {
                        return Ok(Err(value));
                    }
                }
            }
            // An array that was computed has no rows to hide.
            operand => {
                for value in values(eval, &operand)? {
                    if let Err(value) = count(value, left, &mut counted) {
                        return Ok(Err(value));
                    }
                }
            }
        }
    }
    Ok(Ok(counted))
}

fn gather_area(
    eval: &Evaluator<'_>,
    area: Area,
    left: Left,
    counted: &mut Counted,
) -> Answer<Result<(), Value>> {
    for cell in eval.book.filled(area) {
        eval.spend(1)?;
        let is_nested = || cell.formula.as_deref().is_some_and(is_subtotal);
        let is_out = (left.hidden && eval.book.is_row_hidden(area.sheet, cell.row))
            || (left.filtered && eval.book.is_row_filtered(area.sheet, cell.row))
            || (left.nested && is_nested());
        if is_out {
            continue;
        }
        let value = (eval.read)(CellRef { sheet: area.sheet, row: cell.row, column: cell.column });
        if let Err(value) = count(value, left, counted) {
            return Ok(Err(value));
        }
    }
    Ok(Ok(()))
}

fn count(value: Value, left: Left, counted: &mut Counted) -> Result<(), Value> {
    match value {
        Value::Number(number) => {
            counted.filled += 1;
            counted.numbers.push(number);
        }
        Value::Error(_) if left.errors => {}
        Value::Error(error) => return Err(Value::Error(error)),
        Value::Text(_) | Value::Bool(_) => counted.filled += 1,
        Value::Empty => {}
    }
    Ok(())
}

/// True for a formula that is itself a subtotal.
fn is_subtotal(formula: &str) -> bool {
    let head: String = formula.chars().filter(|c| !c.is_whitespace()).take(12).collect();
    let head = head.trim_start_matches('=').to_ascii_uppercase();
    head.starts_with("SUBTOTAL(") || head.starts_with("AGGREGATE(")
}
