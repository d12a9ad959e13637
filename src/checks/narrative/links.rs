//! Words that may part a name from its value in a narrative.

/// Words that may stand between a name and its value.
pub(super) const LINKS: [&str; 57] = [
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
pub(super) const AFTER: [&str; 11] = ["", "de", "d'", "du", "en", "au", "titre", "sous", "forme", "l'", "la"];

/// Most words between a name and its value.
const MOST_LINKS: usize = 10;

/// How far from a value, in bytes, a name may stand: as long as its words are links, and within the first that is none,
/// whose end, or beginning, may be the name's.
pub(super) fn linked(side: &str, is_before: bool, known: &[&str]) -> usize {
    let next = |rest: &str| if is_before { rest.rfind(' ') } else { rest.find(' ') };
    let mut rest = side;
    for _ in 0..MOST_LINKS {
        let Some(space) = next(rest) else { return side.len() };
        let (first, last) =
            (rest.get(..space).unwrap_or_default(), rest.get(space + 1..).unwrap_or_default());
        let (word, further) = if is_before { (last, first) } else { (first, last) };
        if !is_link(word, known) {
            return side.len() - rest.len() + word.len();
        }
        rest = further;
    }
    side.len() - rest.len()
}

/// True when a text holds nothing but such words, a few of them.
pub(super) fn links(between: &str, known: &[&str]) -> bool {
    between.split(' ').take(MOST_LINKS + 1).count() <= MOST_LINKS
        && between.split(' ').all(|word| is_link(word, known))
}

/// True for such a word, whatever marks it has beside it.
fn is_link(word: &str, known: &[&str]) -> bool {
    known.contains(&word) || known.contains(&word.trim_matches([':', '(', ',', '-']))
}
