//! Numbers, dates, counts and lists as French sentences write them.

use rust_decimal::Decimal;

/// A number in French typography: U+202F between thousands, a decimal comma, no trailing zeros.
#[must_use]
pub fn french_number(number: Decimal) -> String {
    let plain = number.abs().normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if number.is_sign_negative() && !number.is_zero() { "\u{2212}" } else { "" };
    let grouped = whole.parse::<u64>().map_or_else(|_| whole.to_owned(), super::money::group_thousands);
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{fraction}") }
}

/// A size in French decimal units, rounded up so that a file is never said to be smaller than it is: `39 649` bytes are `40 ko`.
#[must_use]
pub fn french_size(bytes: Decimal) -> String {
    let (number, unit) = size(bytes);
    format!("{}\u{a0}{unit}", french_number(number))
}

/// The number and the unit of a size, rounded up.
#[must_use]
pub fn size(bytes: Decimal) -> (Decimal, &'static str) {
    let (unit, name) = match bytes {
        few if few < Decimal::from(1_000) => {
            (Decimal::ONE, if few > Decimal::ONE { "octets" } else { "octet" })
        }
        some if some < Decimal::from(1_000_000) => (Decimal::from(1_000), "ko"),
        _ => (Decimal::from(1_000_000), "Mo"),
    };
    (bytes.checked_div(unit).unwrap_or(bytes).ceil(), name)
}

/// A date as French documents write it: `1er février 2024`.
#[must_use]
pub fn french_date(date: jiff::civil::Date) -> String {
    let month = usize::try_from(date.month())
        .ok()
        .and_then(|month| super::date::MONTHS.get(month.wrapping_sub(1)))
        .unwrap_or(&"");
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day}\u{a0}{month} {}", date.year())
}

/// A number with the decimals it has, two when it has one: `12,5` is an amount more often than not.
#[must_use]
pub fn shown_number(number: Decimal) -> String {
    let number = number.round_dp(6).normalize();
    if number.scale() == 1 {
        return format!("{}0", french_number(number));
    }
    french_number(number)
}

/// A count with its noun; zero and one take the singular: « 0 ligne », « 1 ligne », « 2 lignes ».
#[must_use]
pub fn counted(number: usize, singular: &str, plural: &str) -> String {
    format!("{} {}", french_number(number.into()), if number > 1 { plural } else { singular })
}

/// « a », « a et b », « a, b et c ».
#[must_use]
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, first)) => format!("{} et {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_in_french() {
        assert_eq!(french_number("1720.50".parse().unwrap()), "1\u{202f}720,5");
        assert_eq!(french_number("-3".parse().unwrap()), "\u{2212}3");
        assert_eq!(french_number(Decimal::ZERO), "0");
    }

    #[test]
    fn zero_and_one_are_singular_in_french() {
        assert_eq!(counted(0, "ligne", "lignes"), "0 ligne");
        assert_eq!(counted(1, "ligne", "lignes"), "1 ligne");
        assert_eq!(counted(2, "ligne", "lignes"), "2 lignes");
        assert_eq!(counted(12_345, "ligne", "lignes"), "12\u{202f}345 lignes");
    }

    #[test]
    fn the_last_of_a_list_comes_after_et() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["2024"]), "2024");
        assert_eq!(listed(&["2024", "2025"]), "2024 et 2025");
        assert_eq!(listed(&["2024", "2025", "2026"]), "2024, 2025 et 2026");
    }
}
