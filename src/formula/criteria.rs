//! The conditions of `SUMIF`, `COUNTIF` and their like.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::value::Value;
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
    Blank,
}

impl Criterion {
    pub(super) fn new(value: &Value) -> Self {
        let text = match value {
            Value::Number(number) => return Self { test: Test::Equal, operand: Operand::Number(*number) },
            Value::Bool(value) => return Self { test: Test::Equal, operand: Operand::Bool(*value) },
            Value::Empty => return Self { test: Test::Equal, operand: Operand::Number(Decimal::ZERO) },
            Value::Error(error) => error.to_string(),
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
        } else {
            Operand::Text(rest.to_lowercase().chars().collect())
        };
        Self { test, operand }
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
        ] {
            assert_eq!(
                Criterion::new(&Value::text(criterion)).holds(&value),
                expected,
                "{criterion} {value:?}"
            );
        }
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let pattern: Vec<char> = "*a".repeat(200).chars().collect();
        let text: Vec<char> = "a".repeat(2_000).chars().chain(['b']).collect();
        assert!(!matches(&pattern, &text));
    }
}
