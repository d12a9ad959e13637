//! What several checks of this family share.

/// SIREN of La Poste, whose establishments may follow another key (domain.md §3).
pub(in crate::checks) const LA_POSTE: &str = "356000000";

/// What a field says, when it says anything.
pub(in crate::checks) fn given(value: Option<&String>) -> Option<&str> {
    value.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// What is wrong with a SIRET, if anything.
pub(in crate::checks) fn siret_problem(written: &str) -> Option<&'static str> {
    let digits: Vec<u32> = written
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(10))
        .collect::<Option<_>>()
        .unwrap_or_default();
    if digits.len() != 14 {
        return Some("il n’a pas 14 chiffres");
    }
    let is_la_poste =
        written.chars().filter(|c| !c.is_whitespace()).collect::<String>().starts_with(LA_POSTE);
    if luhn(&digits) || (is_la_poste && digits.iter().sum::<u32>().is_multiple_of(5)) {
        None
    } else {
        Some("sa clé de contrôle est fausse")
    }
}

pub(in crate::checks) fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| {
            if index % 2 == 0 {
                *digit
            } else if *digit > 4 {
                digit * 2 - 9
            } else {
                digit * 2
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// What is wrong with an IBAN, if anything.
pub(in crate::checks) fn iban_problem(written: &str) -> Option<&'static str> {
    let iban: Vec<char> =
        written.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if iban.len() != 27 || !iban.iter().all(char::is_ascii_alphanumeric) {
        return Some("il n’a pas 27 lettres et chiffres");
    }
    if iban.first() != Some(&'F') || iban.get(1) != Some(&'R') {
        return Some("il ne commence pas par FR");
    }
    let remainder = iban.iter().skip(4).chain(iban.iter().take(4)).fold(0u32, |remainder, character| {
        let value = character.to_digit(36).unwrap_or(0);
        if value > 9 { (remainder * 100 + value) % 97 } else { (remainder * 10 + value) % 97 }
    });
    if remainder == 1 { None } else { Some("sa clé de contrôle est fausse") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_office_of_la_poste_passes_by_luhn() {
        assert_eq!(siret_problem("356 000 000 00048"), None);
    }

    #[test]
    fn an_establishment_of_la_poste_passes_by_its_own_key() {
        // Digits of the SIREN add up to 14; 00001 brings 15, a multiple of 5, while Luhn fails.
        assert_eq!(siret_problem("35600000000001"), None);
        assert_eq!(siret_problem("35600000000002"), Some("sa clé de contrôle est fausse"));
    }

    #[test]
    fn a_wrong_key_or_length_is_told_apart() {
        assert_eq!(siret_problem("1234"), Some("il n’a pas 14 chiffres"));
        assert_eq!(siret_problem("12345678901234"), Some("sa clé de contrôle est fausse"));
        assert_eq!(siret_problem("1234567890123X"), Some("il n’a pas 14 chiffres"));
    }

    #[test]
    fn letters_are_part_of_public_ibans() {
        // The example of the French standard, with a letter in the account number.
        assert_eq!(iban_problem("FR14 2004 1010 0505 0001 3M02 606"), None);
        assert_eq!(iban_problem("FR15 2004 1010 0505 0001 3M02 606"), Some("sa clé de contrôle est fausse"));
        assert_eq!(iban_problem("DE14 2004 1010 0505 0001 3M02 606"), Some("il ne commence pas par FR"));
        assert_eq!(iban_problem("FR14"), Some("il n’a pas 27 lettres et chiffres"));
    }
}
