//! `SUMIF`, `SUMIFS`, `COUNTIF` and their means.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;

use super::sums::{mean, total};
use super::{Answer, argument, required};
use crate::formula::area::Area;
use crate::formula::cannot::Cannot;
use crate::formula::criteria::Criterion;
use crate::formula::eval::{Array, Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value};

fn area(eval: &Evaluator<'_>, node: &ASTNode) -> Answer<Area> {
    match eval.operand(node, false)? {
        Operand::Area(area) => Ok(eval.cut(area)),
        _ => Err(Cannot::new("condition sur autre chose qu’une plage")),
    }
}

pub(super) fn sum_if(eval: &Evaluator<'_>, args: &[ASTNode], is_mean: bool) -> Answer<Value> {
    let tested = area(eval, required("SUMIF", args, 0)?)?;
    let criterion = Criterion::new(&eval.value(required("SUMIF", args, 1)?)?);
    let mut added = match argument(args, 2) {
        Some(node) => area(eval, node)?,
        None => tested,
    };
    // Only the first cell of the third argument counts: its size is that of the first one.
    added.range.last_row = added.range.first_row.saturating_add(tested.rows() - 1);
    added.range.last_column = added.range.first_column.saturating_add(tested.columns() - 1);
    let (tested, added) = (eval.array(Operand::Area(tested))?, eval.array(Operand::Area(added))?);
    let kept = |index: usize| tested.values.get(index).is_some_and(|value| criterion.holds(value));
    finish(&added, kept, is_mean)
}

pub(super) fn sum_ifs(eval: &Evaluator<'_>, args: &[ASTNode], is_mean: bool) -> Answer<Value> {
    let added = eval.array(Operand::Area(area(eval, required("SUMIFS", args, 0)?)?))?;
    let conditions = conditions(eval, args.get(1..).unwrap_or_default())?;
    let same = |array: &Array| (array.rows, array.columns) == (added.rows, added.columns);
    if !conditions.iter().all(|(array, _)| same(array)) {
        return Ok(Value::Error(ErrorKind::Value));
    }
    finish(&added, |index| hold(&conditions, index), is_mean)
}

pub(super) fn count_ifs(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let conditions = conditions(eval, args)?;
    let Some((first, _)) = conditions.first() else { return Err(Cannot::function("COUNTIFS")) };
    if !conditions.iter().all(|(array, _)| (array.rows, array.columns) == (first.rows, first.columns)) {
        return Ok(Value::Error(ErrorKind::Value));
    }
    let counted = (0..first.values.len()).filter(|index| hold(&conditions, *index)).count();
    Ok(Value::Number(Decimal::from(counted)))
}

fn conditions(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Vec<(Array, Criterion)>> {
    let mut found = Vec::new();
    for pair in args.chunks(2) {
        let [range, criterion] = pair else {
            return Err(Cannot::new("condition à laquelle il manque un argument"));
        };
        let array = eval.array(Operand::Area(area(eval, range)?))?;
        found.push((array, Criterion::new(&eval.value(criterion)?)));
    }
    if found.is_empty() { Err(Cannot::new("condition absente")) } else { Ok(found) }
}

fn hold(conditions: &[(Array, Criterion)], index: usize) -> bool {
    conditions
        .iter()
        .all(|(array, criterion)| array.values.get(index).is_some_and(|value| criterion.holds(value)))
}

fn finish(added: &Array, kept: impl Fn(usize) -> bool, is_mean: bool) -> Answer<Value> {
    let mut numbers = Vec::new();
    for (index, value) in added.values.iter().enumerate() {
        match value {
            Value::Number(number) if kept(index) => numbers.push(*number),
            Value::Error(error) if kept(index) => return Ok(Value::Error(*error)),
            _ => {}
        }
    }
    if is_mean { mean(&numbers) } else { total(&numbers) }
}
