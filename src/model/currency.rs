//! Currencies: euros, which the program counts, and the others, which it names and never adds.

/// What an amount is counted in; two amounts are added only when it is one.
pub trait Currency {}

/// The euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Euro;

/// Another currency, named where the amount was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Foreign;

impl Currency for Euro {}
impl Currency for Foreign {}

/// ISO 4217 codes of the currencies that a French budget may meet.
const CODES: [&str; 30] = [
    "USD", "CAD", "AUD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON",
    "BGN", "TRY", "UAH", "MAD", "TND", "DZD", "XPF", "XOF", "XAF", "BRL", "MXN", "INR", "KRW", "SGD", "NZD",
];

/// Signs and words, the longest first, with the name they give.
const SIGNS: [(&str, &str); 16] = [
    ("$CA", "dollars canadiens"),
    ("CA$", "dollars canadiens"),
    ("C$", "dollars canadiens"),
    ("$US", "dollars américains"),
    ("US$", "dollars américains"),
    ("$AU", "dollars australiens"),
    ("A$", "dollars australiens"),
    ("dollars canadiens", "dollars canadiens"),
    ("dollar", "dollars"),
    ("livres sterling", "livres sterling"),
    ("francs suisses", "francs suisses"),
    ("£", "livres sterling"),
    ("¥", "yens ou yuans"),
    ("₽", "roubles"),
    ("zł", "zlotys"),
    ("$", "dollars"),
];

/// The currency other than the euro that a text names: `CAD`, `$CA`, `CHF`, `£`, « dollars ».
///
/// A code counts as a word in capitals only: « cad » is a word of other languages too.
#[must_use]
pub fn foreign_in(text: &str) -> Option<&'static str> {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    if let Some(code) = words.find_map(|word| CODES.iter().find(|code| **code == word)) {
        return Some(code);
    }
    let lower = text.to_lowercase();
    SIGNS.iter().find(|(sign, _)| text.contains(sign) || lower.contains(sign)).map(|(_, name)| *name)
}

/// A text without the currency that it names.
#[must_use]
pub fn without_currency(text: &str) -> String {
    let code =
        CODES.iter().find(|code| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == **code));
    let sign = SIGNS.iter().find(|(sign, _)| text.contains(sign)).map(|(sign, _)| *sign);
    match code.copied().or(sign) {
        Some(sign) => text.replacen(sign, " ", 1),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_currencies_are_named() {
        for (text, name) in [
            ("Montant (CAD)", "CAD"),
            ("1 234,56 $CA", "dollars canadiens"),
            ("Prix en CHF", "CHF"),
            ("12 £", "livres sterling"),
            ("Montants en dollars", "dollars"),
        ] {
            assert_eq!(foreign_in(text), Some(name), "{text}");
        }
        for text in ["Montant HT (€)", "Montant en euros", "cadre", "Coût", "k€", "EUR"] {
            assert_eq!(foreign_in(text), None, "{text}");
        }
    }
}
