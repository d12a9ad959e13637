//! « exemple » where a datum should be: a place, a body, a person that stand for the real ones.

/// Words before it that make it a word of the language.
const BEFORE: [&str; 13] = [
    "par", "un", "bon", "premier", "autre", "cet", "pour", "comme", "prendre", "prenant", "donner",
    "donnant", "montrer",
];

/// The example, in a text in lower case with straight apostrophes.
pub(super) fn example(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let at = |index: Option<usize>| index.and_then(|index| words.get(index)).copied().unwrap_or_default();
    for (index, word) in words.iter().enumerate() {
        if *word != "exemple" {
            continue;
        }
        let next = at(index.checked_add(1));
        if next.starts_with("ficti") {
            return Some(format!("exemple {next}"));
        }
        let (before, earlier) = (at(index.checked_sub(1)), at(index.checked_sub(2)));
        let is_language = BEFORE.contains(&before)
            || (before == "d" && earlier == "titre")
            || (before == "l" && earlier == "à" && ["de", "d", "du", "des"].contains(&next));
        if !is_language {
            return Some((*word).to_owned());
        }
    }
    None
}
