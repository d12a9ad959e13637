//! `SUMIF`, `SUMIFS`, `COUNTIF` and their means.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;

use super::lift::{is_many, spread};
use super::sums::{extreme_of, mean, total};
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

/// What is made of the numbers whose conditions hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Sum,
    Mean,
    Largest,
    Smallest,
}

pub(super) fn sum_if(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool, of: Of) -> Answer<Operand> {
    let tested = area(eval, required("SUMIF", args, 0)?)?;
    let criterion = eval.operand(required("SUMIF", args, 1)?, in_array)?;
    let mut added = match argument(args, 2) {
        Some(node) => area(eval, node)?,
        None => tested,
    };
    // Only the first cell of the third argument counts: its size is that of the first one.
    added.range.last_row = added.range.first_row.saturating_add(tested.rows() - 1);
    added.range.last_column = added.range.first_column.saturating_add(tested.columns() - 1);
    let (tested, added) = (eval.array(Operand::Area(tested))?, eval.array(Operand::Area(added))?);
    for_each(eval, vec![criterion], in_array, tested.values.len(), |criteria| {
        let kept = |index: usize| {
            let criterion = criteria.first();
            tested.values.get(index).zip(criterion).is_some_and(|(value, criterion)| criterion.holds(value))
        };
        finish(&added, kept, of)
    })
}

pub(super) fn sum_ifs(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool, of: Of) -> Answer<Operand> {
    let added = eval.array(Operand::Area(area(eval, required("SUMIFS", args, 0)?)?))?;
    let (ranges, criteria) = conditions(eval, args.get(1..).unwrap_or_default(), in_array)?;
    let same = |array: &Array| (array.rows, array.columns) == (added.rows, added.columns);
    if !ranges.iter().all(same) {
        return Ok(Operand::One(Value::Error(ErrorKind::Value)));
    }
    let walked = added.values.len().saturating_mul(ranges.len());
    for_each(eval, criteria, in_array, walked, |criteria| {
        finish(&added, |index| hold(&ranges, criteria, index), of)
    })
}

pub(super) fn count_ifs(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    let (ranges, criteria) = conditions(eval, args, in_array)?;
    let Some(first) = ranges.first() else { return Err(Cannot::function("COUNTIFS")) };
    if !ranges.iter().all(|array| (array.rows, array.columns) == (first.rows, first.columns)) {
        return Ok(Operand::One(Value::Error(ErrorKind::Value)));
    }
    let walked = first.values.len().saturating_mul(ranges.len());
    for_each(eval, criteria, in_array, walked, |criteria| {
        let counted = (0..first.values.len()).filter(|index| hold(&ranges, criteria, *index)).count();
        Ok(Value::Number(Decimal::from(counted)))
    })
}

/// Computes once, or once for each criterion where several are given at a time.
fn for_each(
    eval: &Evaluator<'_>,
    criteria: Vec<Operand>,
    in_array: bool,
    walked: usize,
    compute: impl Fn(&[Criterion]) -> Answer<Value>,
) -> Answer<Operand> {
    if !criteria.iter().any(|one| is_many(one, in_array)) {
        let mut found = Vec::new();
        for one in criteria {
            found.push(Criterion::new(&eval.single(one)?)?);
        }
        return compute(&found).map(Operand::One);
    }
    let arrays = criteria.into_iter().map(|one| eval.array(one)).collect::<Answer<Vec<_>>>()?;
    spread(eval, &arrays, |values| {
        // Each criterion walks the ranges again.
        eval.spend(walked)?;
        compute(&values.iter().map(Criterion::new).collect::<Answer<Vec<_>>>()?)
    })
    .map(Operand::Array)
}

fn conditions(eval: &Evaluator<'_>, args: &[ASTNode], in_array: bool) -> Answer<(Vec<Array>, Vec<Operand>)> {
    let (mut ranges, mut criteria) = (Vec::new(), Vec::new());
    for pair in args.chunks(2) {
        let [range, criterion] = pair else {
            return Err(Cannot::new("condition à laquelle il manque un argument"));
        };
        ranges.push(eval.array(Operand::Area(area(eval, range)?))?);
        criteria.push(eval.operand(criterion, in_array)?);
    }
    if ranges.is_empty() { Err(Cannot::new("condition absente")) } else { Ok((ranges, criteria)) }
}

fn hold(ranges: &[Array], criteria: &[Criterion], index: usize) -> bool {
    ranges
        .iter()
        .zip(criteria)
        .all(|(array, criterion)| array.values.get(index).is_some_and(|value| criterion.holds(value)))
}

fn finish(added: &Array, kept: impl Fn(usize) -> bool, of: Of) -> Answer<Value> {
    let mut numbers = Vec::new();
    for (index, value) in added.values.iter().enumerate() {
        match value {
            Value::Number(number) if kept(index) => numbers.push(*number),
            Value::Error(error) if kept(index) => return Ok(Value::Error(*error)),
            _ => {}
        }
    }
    match of {
        Of::Sum => total(&numbers),
        Of::Mean => mean(&numbers),
        Of::Largest => Ok(extreme_of(&numbers, true)),
        Of::Smallest => Ok(extreme_of(&numbers, false)),
    }
}
