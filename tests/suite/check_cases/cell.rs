//! A cell as a person writes it: `1 253,70`, `20 %`, `2024-03-01`, `'12,5`, `#REF!`, `=D2*E2 → 1235,70`,
//! `12,345 [0,00]`.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// What a cell holds.
#[derive(Clone, Default)]
pub enum Value {
    #[default]
    Empty,
    /// As Excel's files write numbers.
    Number(String),
    Text(String),
    Error(String),
    Boolean(bool),
    /// A formula without its `=`, and the value that the file keeps of it, when it keeps one.
    Formula(String, Option<Box<Value>>),
}

/// A cell and the format of its number.
#[derive(Clone, Default)]
pub struct Cell {
    pub value: Value,
    pub format: Option<String>,
}

const ERRORS: [&str; 7] = ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"];

/// Reads one cell.
pub fn cell(written: &str) -> Cell {
    let written = written.trim();
    if let Some(text) = written.strip_prefix('\'') {
        return Cell { value: Value::Text(unescaped(text)), format: None };
    }
    if let Some(formula) = written.strip_prefix('=') {
        let (formula, saved) = match formula.rsplit_once('→') {
            Some((formula, saved)) => (formula, Some(cell(saved))),
            None => (formula, None),
        };
        let format = saved.as_ref().and_then(|saved| saved.format.clone());
        let saved = saved.map(|saved| Box::new(saved.value));
        return Cell { value: Value::Formula(formula.trim().to_owned(), saved), format };
    }
    if ERRORS.contains(&written) {
        return Cell { value: Value::Error(written.to_owned()), format: None };
    }
    if let Some((number, format)) = written.strip_suffix(']').and_then(|rest| rest.split_once('['))
        && let Some(number) = number_of(number)
    {
        return Cell { value: Value::Number(number), format: Some(format_of(format)) };
    }
    if let Ok(date) = written.parse::<Date>() {
        return Cell { value: Value::Number(serial(date)), format: Some("dd/mm/yyyy".to_owned()) };
    }
    if let Some(percent) = written.strip_suffix('%').and_then(number_of) {
        let number: Decimal = percent.parse().unwrap();
        let format = if number.fract().is_zero() { "0%" } else { "0.00%" };
        let fraction = (number / Decimal::ONE_HUNDRED).to_string();
        return Cell { value: Value::Number(fraction), format: Some(format.to_owned()) };
    }
    let value = match (written, number_of(written)) {
        ("", _) => Value::Empty,
        ("VRAI", _) => Value::Boolean(true),
        ("FAUX", _) => Value::Boolean(false),
        (_, Some(number)) => Value::Number(number),
        (text, None) => Value::Text(unescaped(text)),
    };
    Cell { value, format: None }
}

/// `1 253,70` and `1253.70` as `1253.70`.
fn number_of(written: &str) -> Option<String> {
    let plain: String = written.trim().replace(['\u{202f}', '\u{a0}', ' '], "").replace(',', ".");
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && written.trim().starts_with(|c: char| c.is_ascii_digit() || c == '-');
    is_number.then(|| plain.parse::<Decimal>().ok()).flatten()?;
    Some(plain)
}

/// A number format as French Excel shows it, as its files write it: `0,00` is `0.00`.
fn format_of(format: &str) -> String {
    format.replace(',', ".")
}

/// Days since the epoch of Excel.
fn serial(date: Date) -> String {
    let epoch = jiff::civil::date(1899, 12, 30);
    epoch.until(date).unwrap().get_days().to_string()
}

/// `\u{200B}` as the character: what cannot be seen is written so.
pub fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').unwrap_or_else(|| panic!("« {text} » : }} manque"));
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        out.push_str(before);
        out.push(character.unwrap_or_else(|| panic!("« {code} » n’est pas un caractère")));
        rest = after;
    }
    out.push_str(rest);
    out
}
