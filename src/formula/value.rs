//! What a formula computes with.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::source::amount::{decimal_of_float, parse_number};
use crate::source::workbook::sheet::CellValue;

/// A value of a formula: numbers are exact decimals, dates their serial number.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An empty cell: zero in a sum, an empty text in a text.
    Empty,
    /// A number.
    Number(Decimal),
    /// A text.
    Text(Arc<str>),
    /// A boolean.
    Bool(bool),
    /// An error such as `#REF!`.
    Error(ErrorKind),
}

/// The errors that cells show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// `#NULL!`
    Null,
    /// `#DIV/0!`
    Div,
    /// `#VALUE!`, and the errors younger than the cell reader.
    Value,
    /// `#REF!`
    Ref,
    /// `#NAME?`
    Name,
    /// `#NUM!`
    Num,
    /// `#N/A`
    Na,
}

impl ErrorKind {
    /// Reads an error as a cell shows it.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::of_text(text).unwrap_or(Self::Value)
    }

    /// The error that a text is; `None` for a text that is none.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "#NULL!" => Self::Null,
            "#DIV/0!" => Self::Div,
            "#REF!" => Self::Ref,
            "#NAME?" => Self::Name,
            "#NUM!" => Self::Num,
            "#N/A" => Self::Na,
            "#VALUE!" => Self::Value,
            _ => return None,
        })
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "#NULL!",
            Self::Div => "#DIV/0!",
            Self::Value => "#VALUE!",
            Self::Ref => "#REF!",
            Self::Name => "#NAME?",
            Self::Num => "#NUM!",
            Self::Na => "#N/A",
        })
    }
}

impl Value {
    /// The value of a cell as it was saved.
    #[must_use]
    pub fn of_cell(value: &CellValue) -> Self {
        match value {
            CellValue::Empty => Self::Empty,
            CellValue::Number(number) | CellValue::Duration(number) => {
                decimal_of_float(*number).map_or(Self::Error(ErrorKind::Num), Self::Number)
            }
            CellValue::Text(text) => Self::Text(Arc::clone(text)),
            CellValue::Bool(value) => Self::Bool(*value),
            CellValue::Date(date) => Self::Number(serial(*date)),
            CellValue::Error(error) => Self::Error(ErrorKind::parse(error)),
        }
    }

    /// A text.
    pub(super) fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// The number this value stands for in arithmetic, as Excel converts it.
    pub(super) fn number(&self) -> Result<Decimal, ErrorKind> {
        match self {
            Self::Empty => Ok(Decimal::ZERO),
            Self::Number(number) => Ok(*number),
            Self::Bool(value) => Ok(if *value { Decimal::ONE } else { Decimal::ZERO }),
            Self::Text(text) => parse_number(text).map_err(|_| ErrorKind::Value),
            Self::Error(error) => Err(*error),
        }
    }

    /// The truth this value stands for in a condition.
    pub(super) fn truth(&self) -> Result<bool, ErrorKind> {
        match self {
            Self::Empty => Ok(false),
            Self::Number(number) => Ok(!number.is_zero()),
            Self::Bool(value) => Ok(*value),
            Self::Text(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Self::Text(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            Self::Text(_) => Err(ErrorKind::Value),
            Self::Error(error) => Err(*error),
        }
    }

    /// The text this value stands for beside `&`.
    pub(super) fn spelt(&self) -> Result<String, ErrorKind> {
        match self {
            Self::Empty => Ok(String::new()),
            Self::Number(number) => Ok(settle(*number).normalize().to_string()),
            Self::Text(text) => Ok(text.to_string()),
            Self::Bool(true) => Ok("TRUE".to_owned()),
            Self::Bool(false) => Ok("FALSE".to_owned()),
            Self::Error(error) => Err(*error),
        }
    }

    /// Excel's order: numbers, then texts without case, then booleans; an empty cell takes the other side's kind.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let rank = |value: &Self| match value {
            Self::Empty | Self::Number(_) => 0,
            Self::Text(_) => 1,
            Self::Bool(_) => 2,
            Self::Error(_) => 3,
        };
        match (self, other) {
            (Self::Empty, Self::Text(text)) if text.is_empty() => Ordering::Equal,
            (Self::Text(text), Self::Empty) if text.is_empty() => Ordering::Equal,
            (Self::Empty, Self::Bool(other)) => false.cmp(other),
            (Self::Bool(value), Self::Empty) => value.cmp(&false),
            (Self::Text(one), Self::Text(two)) => one.to_lowercase().cmp(&two.to_lowercase()),
            (Self::Bool(one), Self::Bool(two)) => one.cmp(two),
            (Self::Empty | Self::Number(_), Self::Empty | Self::Number(_)) => {
                let number = |value: &Self| value.number().map(settle).unwrap_or_default();
                number(self).cmp(&number(other))
            }
            _ => rank(self).cmp(&rank(other)),
        }
    }
}

/// What a spreadsheet keeps of a number: fifteen significant digits. A quotient multiplied back is whole again.
pub(super) fn settle(number: Decimal) -> Decimal {
    number.round_sf_with_strategy(15, RoundingStrategy::MidpointAwayFromZero).unwrap_or(number)
}

/// A number rounded as a spreadsheet rounds what it shows.
pub(super) fn rounded(number: Decimal, decimals: u32) -> Decimal {
    settle(number).round_dp_with_strategy(decimals.min(28), RoundingStrategy::MidpointAwayFromZero)
}

/// The serial number of a day, in the epoch of 1900.
#[must_use]
pub fn serial(date: Date) -> Decimal {
    let days = date.since(jiff::civil::date(1899, 12, 30)).map_or(0, |span| span.get_days());
    Decimal::from(days)
}

/// True when a saved value is what its formula gives, float noise aside.
#[must_use]
pub fn agrees(saved: &CellValue, computed: &Value) -> bool {
    let (saved, computed) = (Value::of_cell(saved), computed);
    match (&saved, computed) {
        (Value::Number(_) | Value::Empty, Value::Number(_) | Value::Empty) => {
            let (one, two) = (saved.number().unwrap_or_default(), computed.number().unwrap_or_default());
            let Some(gap) = one.checked_sub(two) else { return false };
            // Floats carry fifteen digits: a difference of large numbers leaves noise far below a hundredth of a cent.
            let noise = Decimal::new(1, 7).max(one.abs() * Decimal::new(1, 12));
            gap.abs() <= noise
        }
        (Value::Text(one), Value::Text(two)) => one.trim() == two.trim(),
        (Value::Empty, Value::Text(text)) | (Value::Text(text), Value::Empty) => text.trim().is_empty(),
        (Value::Error(_), Value::Error(_)) => true,
        (one, two) => one == two,
    }
}
