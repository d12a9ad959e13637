//! Texts: parts of them, and numbers and dates spelt out.

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;

use super::lift::{known, number, text, whole_or};
use super::sums::values;
use super::{Answer, Result2, argument, required};
use crate::formula::cannot::Cannot;
use crate::formula::eval::Evaluator;
use crate::formula::value::{ErrorKind, Value, rounded};
use crate::source::amount::parse_number;
use crate::source::limits;

fn said(text: impl Into<String>) -> Answer<Result2<Value>> {
    let text: String = text.into();
    if text.len() > limits::FORMULA_BYTES {
        return Err(Cannot::too_large());
    }
    Ok(Ok(Value::text(text)))
}

fn count(values: &[Value], at: usize, absent: i64) -> Result2<usize> {
    usize::try_from(whole_or(values, at, absent)?).map_err(|_| ErrorKind::Value)
}

pub(super) fn left(values: &[Value]) -> Answer<Result2<Value>> {
    let (text, count) = (known!(text(values, 0)), known!(count(values, 1, 1)));
    said(text.chars().take(count).collect::<String>())
}

pub(super) fn right(values: &[Value]) -> Answer<Result2<Value>> {
    let (text, count) = (known!(text(values, 0)), known!(count(values, 1, 1)));
    let left_out = text.chars().count().saturating_sub(count);
    said(text.chars().skip(left_out).collect::<String>())
}

pub(super) fn middle(values: &[Value]) -> Answer<Result2<Value>> {
    let text = known!(text(values, 0));
    let Some(before) = known!(count(values, 1, 0)).checked_sub(1) else { return Ok(Err(ErrorKind::Value)) };
    let count = known!(count(values, 2, 0));
    said(text.chars().skip(before).take(count).collect::<String>())
}

pub(super) fn length(values: &[Value]) -> Answer<Result2<Value>> {
    let text = known!(text(values, 0));
    Ok(Ok(Value::Number(Decimal::from(text.chars().count()))))
}

pub(super) fn trim(values: &[Value]) -> Answer<Result2<Value>> {
    let text = known!(text(values, 0));
    said(text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

pub(super) fn upper(values: &[Value]) -> Answer<Result2<Value>> {
    said(known!(text(values, 0)).to_uppercase())
}

pub(super) fn lower(values: &[Value]) -> Answer<Result2<Value>> {
    said(known!(text(values, 0)).to_lowercase())
}

pub(super) fn exact(values: &[Value]) -> Answer<Result2<Value>> {
    Ok(Ok(Value::Bool(known!(text(values, 0)) == known!(text(values, 1)))))
}

/// The number that a text writes.
pub(super) fn value(values: &[Value]) -> Answer<Result2<Value>> {
    match values.first() {
        // What is not plainly a number may be a date, an hour or an amount of another language.
        Some(Value::Text(text)) => match parse_number(text) {
            Ok(number) => Ok(Ok(Value::Number(number))),
            Err(_) => Err(Cannot::new("nombre écrit en texte dans une formule")),
        },
        _ => Ok(number(values, 0).map(Value::Number)),
    }
}

pub(super) fn substitute(values: &[Value]) -> Answer<Result2<Value>> {
    let (text, from, to) = (known!(text(values, 0)), known!(text(values, 1)), known!(text(values, 2)));
    if from.is_empty() {
        return said(text);
    }
    let found = text.matches(from.as_str()).count();
    if to.len().saturating_mul(found) > limits::FORMULA_BYTES {
        return Err(Cannot::too_large());
    }
    if values.len() < 4 {
        return said(text.replace(from.as_str(), &to));
    }
    let Some(rank) = known!(count(values, 3, 1)).checked_sub(1) else { return Ok(Err(ErrorKind::Value)) };
    match text.match_indices(from.as_str()).nth(rank) {
        Some((at, _)) => {
            let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + from.len()..));
            said(format!("{before}{to}{}", after.unwrap_or_default()))
        }
        None => said(text),
    }
}

/// `FIND` when case counts, else `SEARCH`, without its wildcards.
pub(super) fn find(values: &[Value]) -> Answer<Result2<Value>> {
    found_in(&known!(text(values, 0)), &known!(text(values, 1)), whole_or(values, 2, 1))
}

/// As [`find`], whatever the case.
pub(super) fn search(values: &[Value]) -> Answer<Result2<Value>> {
    let wanted = known!(text(values, 0));
    if wanted.contains(['*', '?', '~']) {
        return Err(Cannot::new("CHERCHE avec des caractères génériques"));
    }
    found_in(&wanted.to_lowercase(), &known!(text(values, 1)).to_lowercase(), whole_or(values, 2, 1))
}

fn found_in(wanted: &str, text: &str, start: Result2<i64>) -> Answer<Result2<Value>> {
    let Some(before) = usize::try_from(known!(start)).ok().and_then(|start| start.checked_sub(1)) else {
        return Ok(Err(ErrorKind::Value));
    };
    let tail: String = text.chars().skip(before).collect();
    let found = tail.find(wanted).and_then(|at| tail.get(..at));
    Ok(found
        .map(|head| Value::Number(Decimal::from(head.chars().count() + before + 1)))
        .ok_or(ErrorKind::Value))
}

pub(super) fn join(eval: &Evaluator<'_>, args: &[ASTNode]) -> Answer<Value> {
    let between = match eval.value(required("TEXTJOIN", args, 0)?)?.spelt() {
        Ok(between) => between,
        Err(error) => return Ok(Value::Error(error)),
    };
    let skips = match eval.value(required("TEXTJOIN", args, 1)?)?.truth() {
        Ok(skips) => skips,
        Err(error) => return Ok(Value::Error(error)),
    };
    let mut text = String::new();
    let mut is_first = true;
    for at in 2..args.len() {
        let Some(node) = argument(args, at) else { continue };
        let operand = eval.operand(node, true)?;
        for value in values(eval, &operand)? {
            let part = match value.spelt() {
                Ok(part) => part,
                Err(error) => return Ok(Value::Error(error)),
            };
            if skips && part.is_empty() {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                text.push_str(&between);
            }
            text.push_str(&part);
            if text.len() > limits::FORMULA_BYTES {
                return Err(Cannot::too_large());
            }
        }
    }
    Ok(Value::text(text))
}

/// `TEXT`, in the few formats that read alike in every language of the spreadsheet.
pub(super) fn spelt(values: &[Value]) -> Answer<Result2<Value>> {
    let format = known!(text(values, 1));
    let number = match values.first() {
        Some(Value::Text(text)) => return said(text.to_string()),
        _ => known!(number(values, 0)),
    };
    if let Some(text) = plain_number(number, &format) {
        return said(text);
    }
    match plain_date(number, &format)? {
        Some(text) => said(text),
        None => Err(Cannot::new(format!("TEXTE au format « {format} »"))),
    }
}

/// `0`, `0,00`, `0.0%`: no thousands, whose sign is not the same everywhere.
fn plain_number(number: Decimal, format: &str) -> Option<String> {
    let (digits, is_percent) = match format.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), true),
        None => (format, false),
    };
    let (whole, sign, decimals) = match digits.find([',', '.']) {
        Some(at) => (digits.get(..at)?, digits.get(at..=at)?, digits.get(at + 1..)?),
        None => (digits, "", ""),
    };
    if whole.is_empty() || !whole.chars().chain(decimals.chars()).all(|c| c == '0') || decimals.len() > 15 {
        return None;
    }
    let number = if is_percent { number.checked_mul(Decimal::ONE_HUNDRED)? } else { number };
    let places = u32::try_from(decimals.len()).ok()?;
    let shown = rounded(number, places).abs();
    let text = format!("{shown:.width$}", width = decimals.len());
    let (before, after) = text.split_once('.').unwrap_or((&text, ""));
    let minus = if number.is_sign_negative() && !shown.is_zero() { "-" } else { "" };
    let percent = format.get(digits.len()..)?;
    Some(format!("{minus}{before:0>width$}{sign}{after}{percent}", width = whole.len()))
}

/// `jj/mm/aaaa`, `yyyy-mm-dd`: days, months and years in figures.
fn plain_date(number: Decimal, format: &str) -> Answer<Option<String>> {
    let parts = [super::dates::day_of_month, super::dates::month, super::dates::year];
    let mut figures = Vec::new();
    for part in parts {
        match part(&[Value::Number(number)])? {
            Ok(Value::Number(number)) => figures.push(number.to_string()),
            _ => return Ok(None),
        }
    }
    let [day, month, year] = figures.as_slice() else { return Ok(None) };
    let mut out = String::new();
    let mut rest = format.to_lowercase();
    while !rest.is_empty() {
        let first = rest.chars().next().unwrap_or(' ');
        let run = rest.chars().take_while(|c| *c == first).count();
        match (first, run) {
            ('j' | 'd', 1) => out.push_str(day),
            ('j' | 'd', 2) => out.push_str(&format!("{day:0>2}")),
            ('m', 1) => out.push_str(month),
            ('m', 2) => out.push_str(&format!("{month:0>2}")),
            ('a' | 'y', 4) => out.push_str(year),
            ('a' | 'y', 2) => out.push_str(year.get(2..).unwrap_or_default()),
            ('/' | '-' | '.' | ' ', _) => (0..run).for_each(|_| out.push(first)),
            _ => return Ok(None),
        }
        rest = rest.chars().skip(run).collect();
    }
    Ok(Some(out))
}
