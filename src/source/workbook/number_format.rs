//! What the number format of a cell does to the eye: a currency, a unit, a scale, nothing shown at all.

use serde::{Deserialize, Serialize};

use crate::model::currency::foreign_in;
use crate::source::amount::{Scale, scale_of};

/// What a cell shows besides its value, or hides of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellLook {
    /// The format shows a percentage: `1.2` there is 120 %.
    pub is_percent: bool,
    /// A currency other than the euro, as named.
    pub currency: Option<Box<str>>,
    /// A unit written after the number, such as `k€`, without the value being divided.
    pub unit: Option<Box<str>>,
    /// The value is shown divided by a thousand or a million.
    pub is_divided: bool,
    /// Nothing of it is seen: an empty format, or the colour of the ground.
    pub is_unseen: bool,
    /// Struck through.
    pub is_struck: bool,
    /// Decimals that the value keeps, told only by a workbook whose numbers count as they are displayed.
    pub decimals: Option<u32>,
}

impl CellLook {
    /// True when there is nothing to say of the cell.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// What a number format shows: `0" k€"`, `#,##0.00 [$CAD]`, `0.0%`, `;;;`, `#,##0,`.
    #[must_use]
    pub fn of_format(code: &str) -> Self {
        let parts = Parts::of(code);
        let written = parts.literals.trim();
        let foreign =
            parts.currencies.iter().find_map(|sign| foreign_in(sign)).or_else(|| foreign_in(written));
        let unit = unit_of(written);
        Self {
            is_percent: parts.is_percent,
            currency: foreign.map(Into::into),
            // A value divided and said in thousands says what it is.
            unit: unit.filter(|_| !parts.is_divided).map(Into::into),
            is_divided: parts.is_divided && unit.is_none(),
            is_unseen: parts.is_empty,
            is_struck: false,
            decimals: None,
        }
    }
}

/// The decimals of the value that a format shows: two for `0.00`, four for `0.00%`; `None` when it shows no plain number.
pub(super) fn decimals_of(code: &str) -> Option<u32> {
    let mut characters = code.chars();
    let (mut digits, mut decimals, mut is_percent, mut after_point) = (0_u32, 0_u32, false, false);
    let mut commas = 0_u32;
    while let Some(c) = characters.next() {
        match c {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '[' => while characters.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            ';' => break,
            '0' | '#' | '?' => {
                digits += 1;
                commas = 0;
                decimals += u32::from(after_point);
            }
            '.' => after_point = true,
            ',' => commas += 1,
            '%' => is_percent = true,
            // A date, an hour, an exponent, a fraction, a text.
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'E' | 'e' | '/' | '@' | 'G' => {
                return None;
            }
            _ => {}
        }
    }
    // Commas that end the number divide it.
    (digits > 0 && commas == 0).then_some(decimals + if is_percent { 2 } else { 0 })
}

/// A unit of thousands or millions written as a text.
pub(super) fn unit_of(text: &str) -> Option<&'static str> {
    match scale_of(text) {
        Scale::Million => Some("M€"),
        Scale::Thousand => Some("k€"),
        // A format may say no more than « milliers ».
        Scale::Euro => text.to_lowercase().contains("milliers").then_some("k€"),
    }
}

/// The parts of a format's code.
#[derive(Default)]
struct Parts {
    /// Texts between quotes or after a backslash, and signs that stand for themselves.
    literals: String,
    /// What stands in `[$…]`, its locale left out.
    currencies: Vec<String>,
    is_percent: bool,
    is_divided: bool,
    /// Sections, and nothing in them.
    is_empty: bool,
}

impl Parts {
    fn of(code: &str) -> Self {
        let mut parts = Self::default();
        let mut characters = code.chars().peekable();
        let (mut sections, mut has_content) = (1, false);
        // Commas since the last digit of the section: those that end it divide by a thousand each.
        let mut commas = 0;
        while let Some(c) = characters.next() {
            match c {
                '"' => {
                    parts.literals.extend(characters.by_ref().take_while(|c| *c != '"'));
                    has_content = true;
                    continue;
                }
                '\\' | '_' | '*' => {
                    let next = characters.next();
                    // `_` leaves the room of a sign, `*` fills with one: neither is read.
                    if c == '\\' {
                        parts.literals.extend(next);
                        has_content = true;
                    }
                    continue;
                }
                '[' => {
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    if let Some(sign) = inside.strip_prefix('$') {
                        let sign = sign.split('-').next().unwrap_or_default();
                        if !sign.is_empty() {
                            parts.currencies.push(sign.to_owned());
                        }
                        has_content = true;
                    }
                    continue;
                }
                ';' => {
                    parts.is_divided |= commas > 0 && sections == 1;
                    commas = 0;
                    sections += 1;
                    continue;
                }
                ',' => commas += 1,
                '0' | '#' | '?' => commas = 0,
                '%' => parts.is_percent = true,
                '$' | '£' | '¥' | '€' => parts.literals.push(c),
                _ => {}
            }
            has_content |= !c.is_whitespace();
        }
        parts.is_divided |= commas > 0 && sections == 1;
        parts.is_empty = sections > 1 && !has_content;
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_how_many_decimals_a_value_keeps() {
        for (code, decimals) in [
            ("0.00", Some(2)),
            ("#,##0.00\\ \"€\"", Some(2)),
            ("#,##0.00 [$€-40C];[Red]-#,##0.0", Some(2)),
            ("0", Some(0)),
            ("0.00%", Some(4)),
            ("General", None),
            ("dd/mm/yyyy", None),
            ("0.00E+00", None),
            ("# ?/?", None),
            ("#,##0,", None),
            ("@", None),
        ] {
            assert_eq!(decimals_of(code), decimals, "{code}");
        }
    }

    #[test]
    fn formats_say_what_they_show() {
        let look = CellLook::of_format;
        assert!(look("#,##0.00\\ \"€\"").is_plain() && look("#,##0.00 [$€-40C]").is_plain());
        assert!(look("General").is_plain() && look("#,##0.00;[Red]-#,##0.00").is_plain());
        assert!(look("_-* #,##0.00\\ \"€\"_-;-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-").is_plain());
        assert_eq!(look("#,##0.00 \"$CA\"").currency.as_deref(), Some("dollars canadiens"));
        assert_eq!(look("[$CAD] #,##0.00").currency.as_deref(), Some("CAD"));
        assert_eq!(look("[$$-409]#,##0.00").currency.as_deref(), Some("dollars"));
        assert_eq!(look("0\" k€\"").unit.as_deref(), Some("k€"));
        assert!(look(";;;").is_unseen && !look("0;;").is_unseen);
        assert!(look("#,##0,").is_divided && !look("#,##0").is_divided);
        assert!(look("#,##0,\" k€\"").is_plain(), "divided, and said so");
        assert!(look("0.00%").is_percent && !look("0\\%").is_percent && !look("0\"%\"").is_percent);
    }
}
