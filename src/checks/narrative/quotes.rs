//! Amounts and rates that a line of the narrative quotes, as they are written.

use rust_decimal::Decimal;

use crate::evidence::{Number, fold_into, numbers};
use crate::source::description::figures_of;

/// A line made comparable, with the way back to what is written.
pub(in crate::checks) struct Folded<'a> {
    written: &'a str,
    /// The text, folded; the figures that it asks for are blank.
    pub text: String,
    /// For each byte of it, where its sign begins in what is written.
    origins: Vec<usize>,
}

/// What a quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Kind {
    /// Euros.
    Amount,
    /// A percentage.
    Rate,
}

/// An amount or a rate of the narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct Quote {
    /// What it is.
    pub kind: Kind,
    /// Where it begins and ends in the folded text, its unit included.
    pub at: (usize, usize),
    /// Euros, or a percentage.
    pub value: Decimal,
    /// How far from it the true value may be and still be written so.
    pub within: Decimal,
    /// True for a ceiling or a threshold: « plus de 500 000 € » states no value.
    pub is_bound: bool,
}

/// Words before a number that make it a bound.
const BOUNDS: [&str; 17] = [
    "depasse",
    "plafond",
    "seuil",
    "superieur",
    "inferieur",
    "moins",
    "plus",
    "limite",
    "maximum",
    "minimum",
    "maximal",
    "minimal",
    "jusqu'a",
    "excede",
    "atteindre",
    "dela",
    "dessous",
];

/// Words before a number that make it a round one.
const ABOUT: [&str; 6] = ["environ", "pres de", "quelque", "de l'ordre de", "autour de", "approximativement"];

impl<'a> Folded<'a> {
    /// A line.
    pub fn of(written: &'a str) -> Self {
        let (mut text, mut origins) = (String::with_capacity(written.len()), Vec::new());
        let mut add = |at: usize, piece: &str| {
            // Spaces that follow one another are one.
            if piece == " " && text.ends_with(' ') {
                return;
            }
            text.push_str(piece);
            origins.extend(std::iter::repeat_n(at, piece.len()));
        };
        let (figures, rest) = figures_of(written);
        let parts = figures.into_iter().map(|(before, _)| before).chain([rest]);
        let mut piece = String::new();
        for part in parts {
            let start = part.as_ptr() as usize - written.as_ptr() as usize;
            for (at, sign) in part.char_indices() {
                piece.clear();
                fold_into(&mut piece, sign.encode_utf8(&mut [0; 4]));
                add(start + at, &piece);
            }
            // A figure of the plan stands between two parts: nothing reads across it.
            add(start + part.len(), " | ");
        }
        Self { written, text, origins }
    }

    /// What is written between two positions of the folded text.
    pub fn written(&self, (start, end): (usize, usize)) -> &'a str {
        let from = self.origins.get(start).copied().unwrap_or(self.written.len());
        let to = self.origins.get(end).copied().unwrap_or(self.written.len());
        self.written.get(from..to).unwrap_or_default().trim_end()
    }

    /// The amounts and rates, in their order.
    pub fn quotes(&self) -> Vec<Quote> {
        numbers(&self.text).iter().filter_map(|number| self.quote(number)).collect()
    }

    fn quote(&self, number: &Number) -> Option<Quote> {
        let after = self.text.get(number.end..)?;
        let digits = self.text.get(number.at..number.end)?;
        let (kind, factor, length) = unit(after)?;
        // The reader of amounts has already counted its thousands.
        let is_short = after.trim_start().starts_with(['k', 'm']) && !after.trim_start().starts_with("mil");
        let value = if is_short { number.value } else { number.value.checked_mul(factor)? };
        let decimals = digits.split_once(',').map_or(0, |(_, fraction)| fraction.len());
        let step = (0..decimals).fold(factor, |step, _| step / Decimal::TEN);
        let before = self.text.get(..number.at)?;
        let near = last(before, 24);
        let half = Decimal::new(5, 1);
        let within = if ABOUT.iter().any(|word| near.contains(word)) {
            round_step(value).max(step) * half
        } else {
            step * half
        };
        let words: Vec<&str> =
            last(before, 48).split(['.', ';', ',', '(', ')', '|']).next_back()?.split(' ').collect();
        let is_bound = words.iter().any(|word| {
            let word = word.strip_prefix("l'").or_else(|| word.strip_prefix("d'")).unwrap_or(word);
            BOUNDS.iter().any(|bound| stem(word) == stem(bound))
        });
        Some(Quote { kind, at: (number.at, number.end + length), value, within, is_bound })
    }
}

impl Quote {
    /// True when a true value may be written so.
    pub fn is(&self, value: Decimal) -> bool {
        (self.value - value).abs() <= self.within
    }
}

/// The unit after a number: what it counts, what one is worth, and how long it is, its space included.
fn unit(after: &str) -> Option<(Kind, Decimal, usize)> {
    let trimmed = after.trim_start();
    let space = after.len() - trimmed.len();
    if space > 1 {
        return None;
    }
    let million = Decimal::from(1_000_000);
    let units = [
        ("%", Kind::Rate, Decimal::ONE),
        ("k€", Kind::Amount, Decimal::ONE_THOUSAND),
        ("keur", Kind::Amount, Decimal::ONE_THOUSAND),
        ("m€", Kind::Amount, million),
        ("meur", Kind::Amount, million),
        ("millions d'euros", Kind::Amount, million),
        ("million d'euros", Kind::Amount, million),
        ("millions €", Kind::Amount, million),
        ("milliers d'euros", Kind::Amount, Decimal::ONE_THOUSAND),
        ("€", Kind::Amount, Decimal::ONE),
        ("euros", Kind::Amount, Decimal::ONE),
        ("euro", Kind::Amount, Decimal::ONE),
        ("eur", Kind::Amount, Decimal::ONE),
    ];
    let found = units.into_iter().find(|(unit, ..)| {
        trimmed.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    found.map(|(unit, kind, factor)| (kind, factor, space + unit.len()))
}

/// The step that a round number was rounded to: 250 000 to tens of thousands.
fn round_step(value: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    for _ in 0..9 {
        let next = step * Decimal::TEN;
        if value.is_zero() || !(value % next).is_zero() {
            break;
        }
        step = next;
    }
    step
}

/// A word without its endings of gender and number.
fn stem(word: &str) -> &str {
    word.trim_end_matches(['e', 's', 'x'])
}

/// The last bytes of a text, from the beginning of a sign.
fn last(text: &str, most: usize) -> &str {
    let mut from = text.len().saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, String)> {
        let folded = Folded::of(text);
        let shown = |quote: &Quote| folded.written(quote.at).to_owned();
        folded.quotes().iter().map(|quote| (shown(quote), quote.value.normalize().to_string())).collect()
    }

    #[test]
    fn amounts_and_rates_are_read_as_they_are_written() {
        let text = "Coût : 45\u{202f}000\u{a0}€, 1,2 M€, 45 k€, 3 millions d’euros, 60 %, 12,5\u{202f}%.";
        let expected = [
            ("45\u{202f}000\u{a0}€", "45000"),
            ("1,2 M€", "1200000"),
            ("45 k€", "45000"),
            ("3 millions d’euros", "3000000"),
            ("60 %", "60"),
            ("12,5\u{202f}%", "12.5"),
        ];
        assert_eq!(all(text), expected.map(|(shown, value)| (shown.to_owned(), value.to_owned())));
    }

    #[test]
    fn other_numbers_are_none() {
        let text = "En 2026, article 53, 10 000 habitants, règlement (UE) 2021/1060, {{chiffre depense.0001.ttc}} €, A4 €";
        assert_eq!(all(text), []);
    }

    #[test]
    fn what_is_written_is_as_precise_as_it_says() {
        let is = |text: &str, value: &str| Folded::of(text).quotes()[0].is(value.parse().unwrap());
        assert!(is("1,2 M€", "1212144.97") && !is("1,2 M€", "1260000"));
        assert!(is("45 000 €", "45000.37") && !is("45 000 €", "45001"));
        assert!(is("environ 250 000 €", "250509.30") && !is("250 000 €", "250509.30"));
        assert!(is("60 %", "60.2") && !is("60 %", "61") && !is("60,00 %", "60.2"));
    }

    #[test]
    fn a_threshold_states_no_value() {
        let bound = |text: &str| Folded::of(text).quotes()[0].is_bound;
        assert!(bound("Le coût total dépasse 500 000 €") && bound("Le plafond de 300 000 €"));
        assert!(bound("moins de 10 000 €") && !bound("Le coût total est de 45 000 €"));
        assert!(!bound("Le plafond est connu. Le coût est de 45 000 €"));
    }
}
