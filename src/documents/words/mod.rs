//! Words of the workshop: what is said among those who prepare a pack, and must not be filed with it.
//!
//! [`Lexicon`] knows the project's own names, so that a piece called P-01 is not taken for a check. Its rules are one a file:
//! what is not filled in, the examples, the cells, the files, the checks.

mod cells;
mod codes;
mod examples;
mod files;
mod own;
mod text;
mod unfilled;

use std::collections::BTreeSet;

use crate::documents::filing::pieces;
use crate::prepare::{Prepared, PreparedPack};

pub use text::fragments;

/// What a word of the workshop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A datum that nobody gave: « à renseigner », « non communiqué ».
    Unfilled,
    /// How sure a datum is: « à confirmer » in a column of states.
    Status,
    /// « exemple », in a project that is none.
    Example,
    /// A cell of the workbook.
    Cell,
    /// A file that is not filed under that name.
    File,
    /// A check.
    Check,
}

impl Kind {
    /// What to do about it.
    #[must_use]
    pub const fn mend(self) -> &'static str {
        match self {
            Self::Unfilled => {
                "renseignez la donnée, ou retirez-la du modèle quand elle n’est pas exigée ; dans un texte, écrivez « à remplir »"
            }
            Self::Status => "la certitude d’une donnée se dit au rapport de contrôle, pas à l’autorité",
            Self::Example => {
                "remplacez l’exemple par la donnée du projet, ou écrivez exemple_fictif = true dans [projet]"
            }
            Self::Cell => "nommez la ligne ou la pièce : l’autorité n’a pas votre classeur",
            Self::File => "nommez la pièce par sa référence, ou par le nom sous lequel elle est déposée",
            Self::Check => "les contrôles se citent au rapport de contrôle, pas à l’autorité",
        }
    }
}

/// A word found where it must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The word.
    pub word: String,
    /// The text it stands in, shortened.
    pub around: String,
}

/// What a document that is filed is searched for.
#[derive(Debug)]
pub struct Lexicon {
    is_example: bool,
    /// Cells that the plan is computed from.
    cells: BTreeSet<String>,
    /// Files that are not filed under these names, in lower case.
    files: BTreeSet<String>,
    /// Codes that the project itself uses.
    own: BTreeSet<String>,
}

/// Characters shown on each side of a word.
const AROUND: usize = 30;

impl Lexicon {
    /// What the documents of a pack are searched for.
    #[must_use]
    pub fn of(prepared: &Prepared, pack: &PreparedPack) -> Self {
        let filed: BTreeSet<String> =
            pieces(prepared, pack).into_iter().map(|piece| piece.name.to_lowercase()).collect();
        Self {
            is_example: prepared.folder.project.identity.is_fictitious_example,
            cells: cells::read(&pack.computation.ledger),
            files: files::sources(prepared).difference(&filed).cloned().collect(),
            own: own::codes(prepared),
        }
    }

    /// The words found in the texts of a document, one of each.
    pub fn search<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for text in texts {
            for (kind, word) in self.words(text) {
                if !found.iter().any(|known| known.kind == kind && known.word == word) {
                    let around = around(text, &word);
                    found.push(Found { kind, word, around });
                }
            }
        }
        found
    }

    fn words(&self, text: &str) -> Vec<(Kind, String)> {
        let plain = plain(text);
        let lower = plain.to_lowercase();
        let mut words: Vec<(Kind, String)> = Vec::new();
        words.extend(unfilled::unfilled(&lower).map(|word| (Kind::Unfilled, word)));
        words.extend(unfilled::status(&lower).map(|word| (Kind::Status, word)));
        if !self.is_example {
            words.extend(examples::example(&lower).map(|word| (Kind::Example, word)));
        }
        words.extend(cells::cell(&plain, &self.cells, &self.own).map(|word| (Kind::Cell, word)));
        words.extend(files::file(&lower, &self.files).map(|word| (Kind::File, word)));
        words.extend(codes::check(&plain, &self.own).map(|word| (Kind::Check, word)));
        words
    }
}

/// The text on both sides of a word, cut with « … ».
fn around(text: &str, word: &str) -> String {
    let text = plain(text.trim());
    // Lower case may have other lengths: then the text is shown from its beginning.
    let at = text.to_lowercase().find(&word.to_lowercase()).filter(|at| text.is_char_boundary(*at));
    let before = text.get(..at.unwrap_or_default()).unwrap_or_default().chars().count();
    let from = before.saturating_sub(AROUND);
    let shown: String = text.chars().skip(from).take(before - from + word.chars().count() + AROUND).collect();
    let start = if from > 0 { "…" } else { "" };
    let end = if from + shown.chars().count() < text.chars().count() { "…" } else { "" };
    format!("{start}{shown}{end}")
}

/// The text with plain spaces and apostrophes: rules are written with those.
fn plain(text: &str) -> String {
    let signs = text.chars().map(|c| match c {
        '\u{a0}' | '\u{202f}' | '\n' | '\t' => ' ',
        '’' => '\'',
        c => c,
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(is_example: bool) -> Lexicon {
        let set = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Lexicon {
            is_example,
            cells: set(&["F14", "L12"]),
            files: set(&["budget.xlsx", "projet.toml", "pieces/p-01-acte.pdf", "p-01-acte.pdf"]),
            own: set(&["P-01", "D-01"]),
        }
    }

    fn found(text: &str) -> Vec<(Kind, String)> {
        lexicon(false).search([text]).into_iter().map(|found| (found.kind, found.word)).collect()
    }

    #[test]
    fn each_kind_is_refused() {
        for (text, kind, word) in [
            ("Numéro : À\u{a0}renseigner", Kind::Unfilled, "à renseigner"),
            ("Règlement non communiqué par la Région", Kind::Unfilled, "non communiqué"),
            ("Portail, adresse non communiquée", Kind::Unfilled, "non communiqué"),
            ("À confirmer", Kind::Status, "à confirmer"),
            ("Une valeur dont le statut est à confirmer", Kind::Status, "statut est à confirmer"),
            ("1 place de l’Exemple", Kind::Example, "exemple"),
            ("Autorité d’exemple", Kind::Example, "exemple"),
            ("cluster@exemple.invalid", Kind::Example, "exemple"),
            ("un exemple fictif", Kind::Example, "exemple fictif"),
            ("voir Dépenses!F99", Kind::Cell, "F99"),
            ("Dépenses › B2", Kind::Cell, "B2"),
            ("la plage A6:B17", Kind::Cell, "A6:B17"),
            ("en $F$3", Kind::Cell, "$F$3"),
            ("le montant de F14 fait foi", Kind::Cell, "F14"),
            ("L12", Kind::Cell, "L12"),
            ("d’après budget.xlsx.", Kind::File, "budget.xlsx"),
            ("champ de « projet.toml »", Kind::File, "projet.toml"),
            ("P-01-acte.pdf (12 ko)", Kind::File, "p-01-acte.pdf"),
            ("le contrôle P-01", Kind::Check, "P-01"),
            ("CTRL-P-01", Kind::Check, "CTRL-P-01"),
            ("anomalie C-08", Kind::Check, "C-08"),
        ] {
            assert_eq!(found(text), [(kind, word.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_an_officer_may_write_passes() {
        for text in [
            "un questionnaire à remplir",
            "le statut juridique de l’association, et ses statuts",
            "Statut",
            "Par exemple, à titre d’exemple, à l’exemple de la commune voisine, et d’autres exemples",
            "en deux exemplaires",
            "affiches de format A3, émissions de CO2, RCO01, FRE12, l’autoroute A16, CRITT M2A et C3E",
            "Devis D-01, pièce P-01",
            "07-P-01-acte.pdf",
            "mon-budget.xlsx.pdf",
            "article L. 4251-12, F14-2",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert!(lexicon(true).search(["Autorité d’exemple (exemple fictif)"]).is_empty());
    }

    #[test]
    fn a_word_is_told_once_with_what_stands_around_it() {
        let found = lexicon(false).search(["Numéro : à renseigner", "Date : à renseigner"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].around, "Numéro : à renseigner");
        let long = format!("{} À\u{a0}renseigner {}", "a".repeat(50), "b".repeat(50));
        let expected = format!("…{} À renseigner {}…", "a".repeat(29), "b".repeat(29));
        assert_eq!(lexicon(false).search([long.as_str()])[0].around, expected);
    }
}
