//! The numbers of a folded text, as French and machines write them: `34 862,00 €`, `34.862,00`, `34862.00`, `12,5 k€`.

use std::str::FromStr;

use rust_decimal::Decimal;

/// A number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where it begins.
    pub at: usize,
    /// Where it ends, its unit left out.
    pub end: usize,
    /// What it says; in euros when it says so.
    pub value: Decimal,
    /// True when a sign or two decimals make it an amount.
    pub is_money: bool,
    /// Values it may also have: digits before it, parted by a space, may be another number.
    others: Vec<Decimal>,
}

impl Number {
    /// True when the number may be read as a value.
    #[must_use]
    pub fn is(&self, value: Decimal) -> bool {
        self.value == value || self.others.contains(&value)
    }
}

/// Longest number, in digits: nothing longer is an amount.
const DIGITS: usize = 15;

/// Every number of a folded text, in its order.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = run(bytes, at);
        // A letter before makes it a reference, such as D-18 or F02.
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        if before.is_some_and(char::is_alphabetic) || digits - at > DIGITS {
            at = digits;
            continue;
        }
        let number = number(text, at, digits);
        at = number.as_ref().map_or(digits, |number| number.end);
        found.extend(number);
    }
    found
}

/// The end of a run of digits.
fn run(bytes: &[u8], start: usize) -> usize {
    bytes
        .iter()
        .skip(start)
        .position(|byte| !byte.is_ascii_digit())
        .map_or(bytes.len(), |length| start + length)
}

fn number(text: &str, start: usize, first_end: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let mut groups = vec![text.get(start..first_end)?];
    let mut end = first_end;
    // Groups of three digits, parted by one and the same sign.
    if first_end - start <= 3 {
        let mark = bytes.get(first_end).copied();
        while mark.is_some_and(|mark| b" .'".contains(&mark) && bytes.get(end) == Some(&mark)) {
            let next = run(bytes, end + 1);
            if next - (end + 1) != 3 || groups.len() > 4 {
                break;
            }
            groups.push(text.get(end + 1..next)?);
            end = next;
        }
    }
    let mut fraction = "";
    if matches!(bytes.get(end), Some(b',' | b'.')) && is_digit(bytes, end + 1) {
        let last = run(bytes, end + 1);
        if last - (end + 1) <= 6 {
            fraction = text.get(end + 1..last)?;
            end = last;
        }
    }
    let (unit, is_money) = unit(text.get(end..)?);
    let read = |groups: &[&str]| {
        let written = format!("{}.{}", groups.concat(), if fraction.is_empty() { "0" } else { fraction });
        Some(Decimal::from_str(&written).ok()?.checked_mul(unit)?.normalize())
    };
    let value = read(&groups)?;
    // « 2 545 465,24 » may be the second of something, at 545 465,24 €.
    let others = (1..groups.len()).filter_map(|skipped| read(groups.get(skipped..)?)).collect();
    Some(Number { at: start, end, value, is_money: is_money || fraction.len() == 2, others })
}

fn is_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// What follows a number: what one unit is worth in euros, and whether it is money.
fn unit(after: &str) -> (Decimal, bool) {
    let after = after.trim_start();
    let is =
        |mark: &str| after.strip_prefix(mark).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if is("k€") || is("keur") {
        (Decimal::ONE_THOUSAND, true)
    } else if is("m€") || is("meur") {
        (Decimal::from(1_000_000), true)
    } else {
        (Decimal::ONE, after.starts_with('€') || is("eur") || is("euro") || is("euros"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        numbers(text).iter().map(|number| number.value.to_string()).collect()
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(all("2024 34 862,00 24 318,00 €"), ["2024", "34862", "24318"]);
        assert_eq!(all("1.212.144,97 eur ; 1212144.97 ; 12,5 k€"), ["1212144.97", "1212144.97", "12500"]);
        assert_eq!(all("devis d-18 : 7 842,65 € ht ; tva 20 %"), ["18", "7842.65", "20"]);
        assert_eq!(all("f02 12 3 4567"), ["12", "3", "4567"]);
        assert_eq!(all("0,195 et 33,6316"), ["0.195", "33.6316"]);
    }

    #[test]
    fn a_rank_before_an_amount_does_not_hide_it() {
        let found = numbers("2 545 465,24 €");
        assert!(found[0].is("545465.24".parse().unwrap()) && found[0].is("2545465.24".parse().unwrap()));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_in_order(text in "[0-9 .,'€k-]{0,60}") {
            let found = numbers(&text);
            proptest::prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].at));
        }
    }
}
