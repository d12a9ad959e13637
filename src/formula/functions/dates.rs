//! Dates: days counted from the end of 1899, as Excel counts them.

use formualizer_parse::ASTNode;
use jiff::Span;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::lift::{known, number_or, whole_or};
use super::{Answer, Result2};
use crate::formula::cannot::Cannot;
use crate::formula::eval::{Evaluator, Operand};
use crate::formula::value::{ErrorKind, Value, serial};

/// The last day that Excel knows: 31 December 9999.
const LAST_DAY: i64 = 2_958_465;

/// The last of the days that spreadsheets do not count alike: Excel’s 29 February 1900.
const LAST_DOUBTFUL_DAY: i64 = 60;

/// What changes each time the workbook is opened cannot be compared with what was saved.
pub(super) fn volatile(name: &str) -> Cannot {
    Cannot::new(format!("fonction {name}, dont le résultat change à chaque ouverture du classeur"))
}

/// The day of a serial number.
/// A day that spreadsheets do not count alike: Excel has a 29 February 1900, and its days before are one apart from those
/// of LibreOffice.
fn doubtful() -> Cannot {
    Cannot::new("date avant mars 1900, que les tableurs ne comptent pas de même")
}

fn day(values: &[Value], at: usize) -> Answer<Result2<Date>> {
    if matches!(values.get(at), Some(Value::Text(_))) {
        // How a text is read as a date depends on the language of the spreadsheet.
        return Err(Cannot::new("date écrite en texte dans une formule"));
    }
    let days = known!(number_or(values, at, Decimal::ZERO)).floor().to_i64();
    let Some(days) = days.filter(|days| (0..=LAST_DAY).contains(days)) else {
        return Ok(Err(ErrorKind::Num));
    };
    if days <= LAST_DOUBTFUL_DAY {
        return Err(doubtful());
    }
    Ok(Span::new()
        .try_days(days)
        .and_then(|span| date(1899, 12, 30).checked_add(span))
        .map_err(|_| ErrorKind::Num))
}

fn of_day(day: Date) -> Value {
    Value::Number(serial(day))
}

/// A year, a month and a day, the last two beyond their bounds too: month 13 is January.
pub(super) fn date_of(values: &[Value]) -> Answer<Result2<Value>> {
    let (year, month, day) =
        (known!(whole_or(values, 0, 0)), known!(whole_or(values, 1, 0)), known!(whole_or(values, 2, 0)));
    let year = if (0..1900).contains(&year) { year + 1900 } else { year };
    let first = known!(month_from(date(1899, 12, 1), year - 1899, month - 12));
    let Ok(span) = Span::new().try_days(day.saturating_sub(1)) else { return Ok(Err(ErrorKind::Num)) };
    let Ok(day) = first.checked_add(span) else { return Ok(Err(ErrorKind::Num)) };
    if serial(day) <= Decimal::from(LAST_DOUBTFUL_DAY) {
        return Err(doubtful());
    }
    Ok(Ok(of_day(day)))
}

/// The first day of the month so many years and months away.
fn month_from(day: Date, years: i64, months: i64) -> Result2<Date> {
    let months = years.checked_mul(12).and_then(|all| all.checked_add(months)).ok_or(ErrorKind::Num)?;
    if months.abs() > 120_000 {
        return Err(ErrorKind::Num);
    }
    let span = Span::new().try_months(months).map_err(|_| ErrorKind::Num)?;
    day.first_of_month().checked_add(span).map_err(|_| ErrorKind::Num)
}

pub(super) fn year(values: &[Value]) -> Answer<Result2<Value>> {
    part(values, |day| i64::from(day.year()))
}

pub(super) fn month(values: &[Value]) -> Answer<Result2<Value>> {
    part(values, |day| i64::from(day.month()))
}

pub(super) fn day_of_month(values: &[Value]) -> Answer<Result2<Value>> {
    part(values, |day| i64::from(day.day()))
}

fn part(values: &[Value], of: impl Fn(Date) -> i64) -> Answer<Result2<Value>> {
    let day = day(values, 0)?;
    Ok(day.map(|day| Value::Number(Decimal::from(of(day)))))
}

pub(super) fn weekday(values: &[Value]) -> Answer<Result2<Value>> {
    let day = known!(day(values, 0)?).weekday();
    let number = match known!(whole_or(values, 1, 1)) {
        1 | 17 => day.to_sunday_one_offset(),
        2 | 11 => day.to_monday_one_offset(),
        3 => day.to_monday_zero_offset(),
        _ => return Err(Cannot::new("JOURSEM d’un type particulier")),
    };
    Ok(Ok(Value::Number(Decimal::from(number))))
}

/// The same day so many months away, or the last of its month.
pub(super) fn edate(values: &[Value]) -> Answer<Result2<Value>> {
    let day = known!(day(values, 0)?);
    let months = known!(whole_or(values, 1, 0));
    let first = known!(month_from(day, 0, months));
    let last = first.days_in_month();
    Ok(Date::new(first.year(), first.month(), day.day().min(last)).map(of_day).map_err(|_| ErrorKind::Num))
}

pub(super) fn end_of_month(values: &[Value]) -> Answer<Result2<Value>> {
    let day = known!(day(values, 0)?);
    let first = known!(month_from(day, 0, known!(whole_or(values, 1, 0))));
    Ok(Ok(of_day(first.last_of_month())))
}

pub(super) fn days(values: &[Value]) -> Answer<Result2<Value>> {
    let (end, start) = (known!(day(values, 0)?), known!(day(values, 1)?));
    Ok(Ok(Value::Number(serial(end) - serial(start))))
}

/// Whole years, months or days between two days.
pub(super) fn date_difference(values: &[Value]) -> Answer<Result2<Value>> {
    let (start, end) = (known!(day(values, 0)?), known!(day(values, 1)?));
    if start > end {
        return Ok(Err(ErrorKind::Num));
    }
    let months = i64::from(end.year() - start.year()) * 12 + i64::from(end.month() - start.month())
        - i64::from(end.day() < start.day());
    let unit = values.get(2).map(Value::spelt).unwrap_or(Err(ErrorKind::Value));
    let number = match known!(unit).to_ascii_uppercase().as_str() {
        "Y" => Decimal::from(months / 12),
        "M" => Decimal::from(months),
        "YM" => Decimal::from(months % 12),
        "D" => serial(end) - serial(start),
        _ => return Err(Cannot::new("DATEDIF d’une unité particulière")),
    };
    Ok(Ok(Value::Number(number)))
}

/// The row or the column of a reference, or of the formula's own cell.
pub(super) fn position(eval: &Evaluator<'_>, args: &[ASTNode], is_row: bool) -> Answer<Value> {
    let at = match args.first() {
        None => eval.at,
        Some(node) => match eval.operand(node, false)? {
            Operand::Area(area) if area.single().is_some() => area.at(0, 0),
            _ => return Err(Cannot::new("numéro de ligne ou de colonne de plusieurs cellules")),
        },
    };
    let index = if is_row { at.row } else { at.column };
    Ok(Value::Number(Decimal::from(u64::from(index) + 1)))
}
