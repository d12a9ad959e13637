//! Headers and labels brought to one spelling: accents, case, spacing, punctuation, plurals and units forgiven.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::currency::{foreign_in, without_currency};
use crate::source::amount::{Scale, scale_of};

/// A header in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Normal {
    /// Words in the singular, without stop words and units, joined by single spaces.
    pub(super) words: String,
    /// The unit named by the header (`k€`).
    pub(super) scale: Scale,
    /// Another currency than the euro that it names.
    pub(super) currency: Option<&'static str>,
}

const STOP_WORDS: [&str; 21] = [
    "de", "du", "des", "la", "le", "les", "l", "d", "en", "a", "au", "aux", "et", "ou", "par", "pour", "un",
    "une", "eur", "euro", "estime",
];

/// Brings a header to its one spelling.
pub(super) fn normalise(text: &str) -> Normal {
    let scale = scale_of(text);
    // A currency is no word of the header: « Montant HT (CAD) » is a « Montant HT ».
    let currency = foreign_in(text);
    let plain = match currency {
        Some(_) => plain(&without_currency(text)),
        None => plain(text),
    };
    let mut words: Vec<&str> = Vec::new();
    let mut letters = String::new();
    let mut joined: Vec<String> = Vec::new();
    for word in plain.split(' ').filter(|word| !word.is_empty()) {
        let word = singular(word);
        if STOP_WORDS.contains(&word)
            || (scale != Scale::Euro
                && matches!(word, "k" | "m" | "keur" | "meur" | "keuro" | "millier" | "million"))
        {
            continue;
        }
        words.push(word);
    }
    // `H.T.` and `P.U.` are words spelt letter by letter.
    for word in words {
        if word.len() == 1 && word != "%" {
            letters.push_str(word);
            continue;
        }
        if !letters.is_empty() {
            joined.push(std::mem::take(&mut letters));
        }
        joined.push(word.to_owned());
    }
    if !letters.is_empty() {
        joined.push(letters);
    }
    Normal { words: joined.join(" "), scale, currency }
}

/// Lower case without accents; letters, digits and `%` kept, everything else a space.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd() {
        match c {
            _ if is_combining_mark(c) => {}
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            '€' => out.push_str(" eur "),
            '%' => out.push_str(" % "),
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    out.trim().to_owned()
}

/// `A. Prestations`, `2) Prestations`, `IV - Prestations` without their number.
pub(super) fn without_number(text: &str) -> &str {
    let Some((head, rest)) = text.split_once(['.', ')', '-', '–', ':', '/']) else { return text };
    let head = head.trim();
    let is_number = !head.is_empty()
        && head.len() <= 4
        && (head.len() == 1 && head.chars().all(|c| c.is_ascii_alphabetic())
            || head.chars().all(|c| c.is_ascii_digit())
            || head.chars().all(|c| matches!(c, 'I' | 'V' | 'X')));
    // `1.2. Prestations` has a number left.
    if is_number { without_number(rest.trim()) } else { text }
}

fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

/// The currency that a caption such as `(montants en CHF)` gives to a whole table.
pub(super) fn caption_currency(text: &str) -> Option<&'static str> {
    let currency = foreign_in(text).filter(|_| text.len() <= 80)?;
    let words = plain(text);
    let said = words.split(' ').any(|word| word == "en") || text.trim().starts_with('(');
    (said && !words.chars().any(|c| c.is_ascii_digit())).then_some(currency)
}

/// The unit that a caption such as `(montants en k€)` or `En milliers d’euros` gives to a whole table.
pub(super) fn caption_scale(text: &str) -> Option<Scale> {
    let scale = scale_of(text);
    if scale == Scale::Euro || text.len() > 80 {
        return None;
    }
    // `Subvention de 50 k€` is an amount, not a unit.
    let words = plain(text);
    let said = words.split(' ').any(|word| word == "en") || text.trim().starts_with('(');
    (said && !words.chars().any(|c| c.is_ascii_digit())).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        let words = |text| normalise(text).words;
        for text in [
            "Montant HT",
            "MONTANT H.T.",
            "montant  ht (€)",
            "Montants HT en €",
            "Montant\nHT",
            "Montant (H.T.)",
            "Montant\u{a0}HT",
        ] {
            assert_eq!(words(text), "montant ht", "{text}");
        }
        assert_eq!(words("Taux de TVA"), "taux tva".replace("taux", singular("taux")));
        assert_eq!(words("N°"), "n");
        assert_eq!(words("№"), "no");
        assert_eq!(words("P.U."), "pu");
        assert_eq!(words("Heures sur l’opération"), words("heures sur l'operation"));
    }

    #[test]
    fn a_caption_gives_its_unit() {
        for text in ["(montants en k€)", "En milliers d’euros", "Montants exprimés en k€ HT", "(k€)"]
        {
            assert_eq!(caption_scale(text), Some(Scale::Thousand), "{text}");
        }
        for text in ["Montants en euros", "Subvention de 50 k€", "Plan", "k€ demandés"] {
            assert_eq!(caption_scale(text), None, "{text}");
        }
    }

    #[test]
    fn the_unit_of_a_header_is_noticed() {
        assert_eq!(
            normalise("Montant HT (k€)"),
            Normal { words: "montant ht".into(), scale: Scale::Thousand, currency: None }
        );
        assert_eq!(
            normalise("Montant HT en milliers d’euros"),
            Normal { words: "montant ht".into(), scale: Scale::Thousand, currency: None }
        );
        assert_eq!(normalise("Montant (M€)").scale, Scale::Million);
        assert_eq!(normalise("Montant (€)").scale, Scale::Euro);
    }
}
