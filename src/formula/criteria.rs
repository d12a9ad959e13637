//! The conditions of `SUMIF`, `COUNTIF` and their like.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::cannot::Cannot;
use super::value::{ErrorKind, Value};
use crate::source::amount::parse_number;

/// A condition such as `">=10"`, `"Presta*"` or `2024`.
#[derive(Debug, Clone)]
pub(super) struct Criterion {
    test: Test,
    operand: Operand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Equal,
    Different,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

#[derive(Debug, Clone)]
enum Operand {
    Number(Decimal),
    Text(Vec<char>),
    Bool(bool),
    Error(ErrorKind),
    Blank,
}

impl Criterion {
    /// # Errors
    ///
    /// [`Cannot`] for a date written as text: how it is read depends on the language of the spreadsheet.
    pub(super) fn new(value: &Value) -> Result<Self, Cannot> {
        let equal = |operand| Ok(Self { test: Test::Equal, operand });
        let text = match value {
            Value::Number(number) => return equal(Operand::Number(*number)),
            Value::Bool(value) => return equal(Operand::Bool(*value)),
            Value::Empty => return equal(Operand::Number(Decimal::ZERO)),
            Value::Error(error) => return equal(Operand::Error(*error)),
            Value::Text(text) => text.to_string(),
        };
        let signs = [
            ("<=", Test::LessEqual),
            (">=", Test::GreaterEqual),
            ("<>", Test::Different),
            ("=", Test::Equal),
            ("<", Test::Less),
            (">", Test::Greater),
        ];
        let (test, rest) = signs
            .iter()
            .find_map(|(sign, test)| Some((*test, text.strip_prefix(sign)?)))
            .unwrap_or((Test::Equal, text.as_str()));
        let operand = if rest.is_empty() {
            Operand::Blank
        } else if let Ok(number) = parse_number(rest) {
            Operand::Number(number)
        } else if let Some(error) = ErrorKind::of_text(rest) {
            Operand::Error(error)
        } else if looks_like_a_date(rest) {
            return Err(Cannot::new("date écrite en texte dans une condition"));
        } else {
            Operand::Text(rest.to_lowercase().chars().collect())
        };
        Ok(Self { test, operand })
    }

    pub(super) fn holds(&self, value: &Value) -> bool {
        let order = match (&self.operand, value) {
            (Operand::Number(wanted), Value::Number(found)) => Some(found.cmp(wanted)),
            // A number stored as text is found by a condition on that number.
            (Operand::Number(wanted), Value::Text(text))
                if matches!(self.test, Test::Equal | Test::Different) =>
            {
                parse_number(text).ok().map(|found| found.cmp(wanted))
            }
            (Operand::Bool(wanted), Value::Bool(found)) => Some(found.cmp(wanted)),
            (Operand::Text(wanted), Value::Text(found)) => {
                let found: Vec<char> = found.to_lowercase().chars().collect();
                if matches!(self.test, Test::Equal | Test::Different) {
                    if matches(wanted, &found) { Some(Ordering::Equal) } else { None }
                } else {
                    Some(found.cmp(wanted))
                }
            }
            (Operand::Error(wanted), Value::Error(found)) if wanted == found => Some(Ordering::Equal),
            (Operand::Blank, Value::Empty) => Some(Ordering::Equal),
            (Operand::Blank, Value::Text(text)) if text.is_empty() => Some(Ordering::Equal),
            _ => None,
        };
        match (self.test, order) {
            (Test::Different, order) => order != Some(Ordering::Equal),
            (_, None) => false,
            (Test::Equal, Some(order)) => order.is_eq(),
            (Test::Less, Some(order)) => order.is_lt(),
            (Test::LessEqual, Some(order)) => order.is_le(),
            (Test::Greater, Some(order)) => order.is_gt(),
            (Test::GreaterEqual, Some(order)) => order.is_ge(),
        }
    }
}

/// `02-10-2019`, `2019/10/02`, `12:30`: digits in groups, and signs that dates and hours have between them.
pub(super) fn looks_like_a_date(text: &str) -> bool {
    let groups: Vec<&str> = text.trim().split(['-', '/', '.', ':', ' ', 'T']).collect();
    groups.len() > 1
        && groups
            .iter()
            .all(|group| (1..=4).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_digit()))
}

/// `*` is any text, `?` any character, `~` spells the next one; the work is at most the product of the lengths.
pub(super) fn matches(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while seen < text.len() {
        let step = match pattern.get(at) {
            Some('*') => {
                star = Some((at, seen));
                at += 1;
                continue;
            }
            Some('?') => Some(1),
            Some('~') if matches!(pattern.get(at + 1), Some('*' | '?' | '~')) => {
                (pattern.get(at + 1) == text.get(seen)).then_some(2)
            }
            other => (other == text.get(seen)).then_some(1),
        };
        match (step, star) {
            (Some(step), _) => {
                at += step;
                seen += 1;
            }
            (None, Some((star_at, from))) => {
                at = star_at + 1;
                seen = from + 1;
                star = Some((star_at, seen));
            }
            (None, None) => return false,
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_as_excel_reads_them() {
        let number = |text: &str| Value::Number(text.parse().unwrap_or_default());
        for (criterion, value, expected) in [
            (">=10", number("10"), true),
            (">10", number("10"), false),
            ("<>10", Value::text("abc"), true),
            ("presta*", Value::text("Prestations"), true),
            ("*at?ons", Value::text("Prestations"), true),
            ("=étude", Value::text("Étude"), true),
            ("étude", Value::text("Études"), false),
            ("a~*", Value::text("a*"), true),
            ("a~*", Value::text("ab"), false),
            ("2024", Value::text("2024"), true),
            ("", Value::Empty, true),
            ("<>", Value::Empty, false),
            ("<>", number("1"), true),
            ("<5", Value::text("1"), false),
            ("#N/A", Value::Error(ErrorKind::Na), true),
            ("#N/A", Value::Error(ErrorKind::Div), false),
            ("<>#N/A", number("1"), true),
        ] {
            assert_eq!(
                Criterion::new(&Value::text(criterion)).unwrap().holds(&value),
                expected,
                "{criterion} {value:?}"
            );
        }
    }

    #[test]
    fn dates_written_as_texts_are_not_guessed() {
        for text in [">02-10-2019", "2019/10/02", "<=1.2.2020", "12:30"] {
            assert!(Criterion::new(&Value::text(text)).is_err(), "{text}");
        }
        for text in [">=10", "lot 2", "2-a", "1 234,5", "A-12"] {
            assert!(Criterion::new(&Value::text(text)).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let pattern: Vec<char> = "*a".repeat(200).chars().collect();
        let text: Vec<char> = "a".repeat(2_000).chars().chain(['b']).collect();
        assert!(!matches(&pattern, &text));
    }
}
