//! Counts of the narrative, in digits or in words: « 12 entreprises soutenues », « trois promotions ».

use rust_decimal::Decimal;

use crate::model::text::normalise;

/// Words kept after a count: more than the label of an indicator has. A text of numbers alone has as many counts as words.
const AFTER: usize = 32;

/// Most groups of three digits of one number: all of them are read at once, and the largest number has as many.
const GROUPS: usize = 9;

/// A count and the words that follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct Count {
    /// How many.
    pub value: Decimal,
    /// How it is written, folded.
    pub written: String,
    /// The words after it, singular.
    pub after: Vec<String>,
}

const UNITS: [&str; 17] = [
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];
const TENS: [(&str, u32); 6] =
    [("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60), ("cent", 100)];

/// The counts of a text, told one by one: a text of numbers alone has more than memory should hold. A number that another
/// number or a unit of money follows is none.
pub(in crate::checks) fn counts(text: &str, mut tell: impl FnMut(Count)) {
    // Marks part what they stand between.
    let marked: String =
        text.chars().map(|sign| if ".;:,()!?|«»€%".contains(sign) { '¶' } else { sign }).collect();
    marked.split('¶').for_each(|clause| of_clause(clause, &mut tell));
}

fn of_clause(clause: &str, tell: &mut impl FnMut(Count)) {
    let normal = normalise(clause);
    let words: Vec<&str> = normal.split(' ').filter(|word| !word.is_empty()).collect();
    let mut at = 0;
    while at < words.len() {
        let Some((value, taken)) = number(words.get(at..).unwrap_or_default()) else {
            at += 1;
            continue;
        };
        let rest = words.get(at + taken..).unwrap_or_default();
        let rest = rest.get(..AFTER).unwrap_or(rest);
        let mut pairs = rest.windows(2).take(3);
        let half = pairs.position(|pair| pair[0] == "et" && pair[1].starts_with("demi"));
        let after = rest
            .iter()
            .enumerate()
            .filter(|(rank, _)| half.is_none_or(|half| *rank != half && *rank != half + 1));
        let value = if half.is_some() { value + Decimal::new(5, 1) } else { value };
        tell(Count {
            value,
            written: words.get(at..at + taken).unwrap_or_default().join(" "),
            after: after.map(|(_, word)| singular(word).to_owned()).collect(),
        });
        at += taken;
    }
}

/// The number at the beginning of some words, and how many words it takes; « un » is an article.
fn number(words: &[&str]) -> Option<(Decimal, usize)> {
    let first = words.first()?;
    if first.bytes().all(|byte| byte.is_ascii_digit()) && first.len() <= 9 {
        let mut digits = (*first).to_owned();
        let mut taken = 1;
        while first.len() <= 3
            && taken < GROUPS
            && words
                .get(taken)
                .is_some_and(|next| next.len() == 3 && next.bytes().all(|byte| byte.is_ascii_digit()))
        {
            digits.push_str(words.get(taken)?);
            taken += 1;
        }
        return Some((digits.parse().ok()?, taken));
    }
    let (mut value, mut taken) = (0u32, 0);
    while let Some(word) = words.get(taken) {
        let word = *word;
        let unit = UNITS.iter().position(|known| *known == word).and_then(|unit| u32::try_from(unit).ok());
        let ten = TENS.iter().find(|(known, _)| *known == word.trim_end_matches('s')).map(|(_, ten)| *ten);
        match (unit, ten) {
            (Some(unit), _) if taken > 0 || unit > 1 => value += unit,
            (_, Some(20)) if value % 100 == 4 => value += 76,
            (_, Some(100)) if value > 0 && value < 10 => value *= 100,
            (_, Some(ten)) => value += ten,
            _ if word == "et"
                && taken > 0
                && words.get(taken + 1).is_some_and(|next| ["un", "une", "onze"].contains(next)) => {}
            _ => break,
        }
        taken += 1;
    }
    (taken > 0 && value > 1).then(|| (Decimal::from(value), taken))
}

/// A word without the mark of its plural.
pub(in crate::checks) fn singular(word: &str) -> &str {
    word.strip_suffix(['s', 'x']).filter(|short| short.chars().count() > 2).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        counts(text, |count| {
            let after = count.after.first().cloned().unwrap_or_default();
            all.push((count.value.normalize().to_string(), after));
        });
        all
    }

    #[test]
    fn counts_are_read_in_digits_and_in_words() {
        let expected = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect()
        };
        assert_eq!(
            all("12 entreprises, trois promotions"),
            expected(&[("12", "entreprise"), ("3", "promotion")])
        );
        assert_eq!(all("soixante-huit entreprises soutenues"), expected(&[("68", "entreprise")]));
        assert_eq!(all("dix-sept emplois et demi"), expected(&[("17.5", "emploi")]));
        assert_eq!(
            all("quatre-vingt-douze PME ; vingt et un lots"),
            expected(&[("92", "pme"), ("21", "lot")])
        );
        assert_eq!(
            all("10 000 habitants ; deux cents places"),
            expected(&[("10000", "habitant"), ("200", "place")])
        );
        assert_eq!(all("un atelier, une entreprise"), []);
    }

    #[test]
    fn the_words_kept_after_each_count_are_bounded() {
        let mut told = 0;
        counts(&"1 a ".repeat(1_000), |count| {
            told += 1;
            assert!(count.after.len() <= AFTER);
        });
        assert_eq!(told, 1_000);
        // Groups that no number would hold are read as several.
        assert_eq!(all(&"100 ".repeat(20)).len(), 3);
    }
}
