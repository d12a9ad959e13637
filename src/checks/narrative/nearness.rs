//! How near a name stands to a value in a narrative.

/// Longest stretch of such words between a name and its value, in bytes: ten of the longest, with their marks.
const WIDEST_GAP: usize = 200;

/// Words that may stand between a name and its value.
const LINKS: [&str; 57] = [
    "",
    ":",
    "-",
    "=",
    "(",
    "de",
    "du",
    "d'",
    "a",
    "la",
    "le",
    "l'",
    "est",
    "sera",
    "etait",
    "s'eleve",
    "s'elevera",
    "soit",
    "estime",
    "estimee",
    "evalue",
    "evaluee",
    "fixe",
    "fixee",
    "hauteur",
    "montant",
    "un",
    "une",
    "d'un",
    "d'une",
    "atteint",
    "represente",
    "previsionnel",
    "previsionnelle",
    "prevu",
    "prevue",
    "total",
    "totale",
    "operation",
    "l'operation",
    "projet",
    "ht",
    "ttc",
    "environ",
    "d'environ",
    "pres",
    "quelque",
    "pour",
    "apporte",
    "apportera",
    "verse",
    "versera",
    "finance",
    "contribue",
    "participe",
    "accorde",
    "region",
];

/// Words that may stand between a value and the name that follows it.
const AFTER: [&str; 11] = ["", "de", "d'", "du", "en", "au", "titre", "sous", "forme", "l'", "la"];

/// The nearest of some names to what stands at a place; `is_before` when it may come before them.
///
/// What is farther than a few words away names nothing, and is not looked at: a line may hold thousands of amounts.
pub(super) fn nearest(
    names: &[String],
    is_before: bool,
    text: &str,
    (start, end): (usize, usize),
) -> Option<(usize, std::cmp::Reverse<usize>)> {
    let near = |name: &str| {
        let reach = WIDEST_GAP + name.len();
        let from = boundary(text, start.saturating_sub(reach));
        let to = if is_before { boundary(text, end.saturating_add(reach)) } else { start };
        let window = text.get(from..to).unwrap_or_default();
        window.match_indices(name).map(|(at, _)| from + at).collect::<Vec<usize>>()
    };
    let places = names.iter().flat_map(|name| near(name).into_iter().map(move |at| (at, name.as_str())));
    places
        .filter(|(at, name)| is_word(text, *at, at + name.len()))
        .filter_map(|(at, name)| {
            let until = at + name.len();
            let gap = if until <= start && links(text.get(until..start)?, &LINKS) {
                start - until
            } else if is_before && end <= at && links(text.get(end..at)?, &AFTER) {
                at - end
            } else {
                return None;
            };
            Some((gap, std::cmp::Reverse(name.len())))
        })
        .min()
}

/// The beginning of a sign, at a place of a text or just before it.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// True when a text stands as whole words, a plural forgiven.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !is_letter(text.get(..start).and_then(|before| before.chars().next_back()))
        && !is_letter(text.get(end..).and_then(|after| after.chars().next()))
}

/// True when a text holds nothing but such words, a few of them.
fn links(between: &str, known: &[&str]) -> bool {
    let words: Vec<&str> = between.split(' ').collect();
    words.len() <= 10
        && words
            .iter()
            .all(|word| known.contains(word) || known.contains(&word.trim_matches([':', '(', ',', '-'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::narrative::quotes::Folded;

    const TOTAL: &[&str] = &["cout total", "budget total", "cout du projet"];
    const OWN: &[&str] = &["autofinancement"];

    #[test]
    fn a_name_is_found_beside_its_value_only() {
        let of = |text: &str, rank: usize, names: &[&str], is_before: bool| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let folded = Folded::of(text);
            let at = folded.quotes().remove(rank).at;
            nearest(&names, is_before, &folded.text, at).is_some()
        };
        assert!(of("Le coût total de l’opération s’élève à 45 000 €", 0, TOTAL, false));
        assert!(of("45 000 € d’autofinancement", 0, OWN, true));
        assert!(!of("45 000 € d’autofinancement", 0, OWN, false));
        assert!(!of("Coût total : 45 000 €, dont 5 000 € de matériel", 1, TOTAL, false));
        assert!(!of(&format!("Coût total {}5 000 €", "et puis ".repeat(40)), 0, TOTAL, false));
    }

    #[test]
    fn a_line_of_many_amounts_takes_the_time_of_its_length() {
        let names: Vec<String> = TOTAL.iter().chain(OWN).map(|name| (*name).to_owned()).collect();
        let text = "coût total : 12 €, ".repeat(20_000);
        let folded = Folded::of(&text);
        let quotes = folded.quotes();
        assert_eq!(quotes.len(), 20_000);
        assert!(quotes.iter().all(|quote| nearest(&names, true, &folded.text, quote.at).is_some()));
    }
}
