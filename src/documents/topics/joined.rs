//! The attachment that holds the document of a line: « Devis D-05 » is in the piece titled « Devis D-01 à D-19 ».

use crate::model::Project;

/// A reference within a text: letters, then a number.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reference {
    letters: String,
    number: u64,
}

/// The pieces of a project, by the references that their titles hold.
pub(super) struct Joined<'p> {
    pieces: Vec<(&'p str, Vec<(Reference, u64)>)>,
}

impl<'p> Joined<'p> {
    pub(super) fn new(project: &'p Project) -> Self {
        let titles = project.attachments.iter().map(|piece| (piece.id.as_str(), spans(&piece.title)));
        Self { pieces: titles.filter(|(_, spans)| !spans.is_empty()).collect() }
    }

    /// The document as the workbook writes it, with the piece that holds it when one alone does.
    pub(super) fn with_piece(&self, document: &str) -> String {
        let references: Vec<Reference> = words(document).filter_map(reference).collect();
        let [own] = references.as_slice() else { return document.to_owned() };
        let holds = |spans: &[(Reference, u64)]| {
            spans.iter().any(|(first, last)| {
                first.letters == own.letters && (first.number..=*last).contains(&own.number)
            })
        };
        let mut holders = self.pieces.iter().filter(|(_, spans)| holds(spans)).map(|(id, _)| *id);
        match (holders.next(), holders.next()) {
            (Some(id), None) => format!("{document} ({id})"),
            _ => document.to_owned(),
        }
    }
}

/// The references of a title: each alone, or from the one before « à » to the one after it.
fn spans(title: &str) -> Vec<(Reference, u64)> {
    let words: Vec<&str> = words(title).collect();
    let mut spans: Vec<(Reference, u64)> = Vec::new();
    let mut goes_on = false;
    for word in words {
        match (reference(word), goes_on) {
            (Some(last), true) => {
                if let Some((first, end)) = spans.last_mut()
                    && first.letters == last.letters
                {
                    *end = last.number;
                }
                goes_on = false;
            }
            (Some(first), false) => {
                let number = first.number;
                spans.push((first, number));
            }
            (None, _) => goes_on = word == "à" && !spans.is_empty(),
        }
    }
    spans
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '-').filter(|word| !word.is_empty())
}

/// `D-05`: one to four letters, a hyphen, a number.
fn reference(word: &str) -> Option<Reference> {
    let (letters, digits) = word.split_once('-')?;
    let is_prefix = (1..=4).contains(&letters.chars().count()) && letters.chars().all(char::is_alphabetic);
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_prefix || !is_number {
        return None;
    }
    Some(Reference { letters: letters.to_uppercase(), number: digits.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::{Joined, spans};

    fn joined(titles: &[(&'static str, &str)]) -> Joined<'static> {
        Joined { pieces: titles.iter().map(|(id, title)| (*id, spans(title))).collect() }
    }

    #[test]
    fn a_line_names_the_one_piece_that_holds_its_document() {
        let joined = joined(&[
            ("P-13", "Devis D-01 à D-19 (exemple fictif)"),
            ("P-11", "Lettre L-03 et attestation de valeur V-01"),
            ("P-20", "Lettre L-03, copie"),
        ]);
        for (document, expected) in [
            ("Devis D-05", "Devis D-05 (P-13)"),
            ("devis d-19", "devis d-19 (P-13)"),
            ("Attestation de valeur V-01", "Attestation de valeur V-01 (P-11)"),
            // Outside the span; in two pieces; two documents; none.
            ("Devis D-20", "Devis D-20"),
            ("Lettre L-03", "Lettre L-03"),
            ("Devis D-01 et D-02", "Devis D-01 et D-02"),
            ("Facture", "Facture"),
        ] {
            assert_eq!(joined.with_piece(document), expected);
        }
    }
}
