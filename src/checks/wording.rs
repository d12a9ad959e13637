//! Counts and lists in French sentences.

use crate::figures::value::french_number;

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
