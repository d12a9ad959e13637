//! What the workbook cannot say: the questions, and the answers of a person or of a file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{IntakeError, categories};
use crate::model::years::written;
use crate::rules::FundFolder;
use crate::source::table::parse_date;
use crate::source::{limits, project_file};

/// A question.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Its name in a file of answers.
    pub key: &'static str,
    /// As it is asked.
    pub text: &'static str,
    /// What an answer looks like.
    pub example: &'static str,
    /// What an answer must be.
    pub kind: Kind,
}

/// What an answer must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Anything.
    Text,
    /// A day.
    Day,
    /// A civil year.
    Years,
    /// Yes or no.
    YesNo,
    /// A category of one of the funds asked.
    Category,
}

/// All the questions, in the order they are asked.
pub const QUESTIONS: &[Question] = &[
    Question {
        key: "lecture",
        text: "Aucun titre ne dit ce que sont ces tableaux : sont-ils lus comme ci-dessus ?",
        example: "oui ou non",
        kind: Kind::YesNo,
    },
    Question {
        key: "intitule",
        text: "Intitulé de l’opération",
        example: "Réfection de la place de la Mairie",
        kind: Kind::Text,
    },
    Question { key: "resume", text: "Résumé, en une ou deux phrases", example: "", kind: Kind::Text },
    Question {
        key: "raison_sociale",
        text: "Nom du demandeur",
        example: "Commune d’Exemple",
        kind: Kind::Text,
    },
    Question { key: "forme_juridique", text: "Forme juridique", example: "Commune", kind: Kind::Text },
    Question { key: "siret", text: "SIRET", example: "14 chiffres", kind: Kind::Text },
    Question { key: "adresse", text: "Adresse", example: "1 place de la Mairie", kind: Kind::Text },
    Question { key: "code_postal", text: "Code postal", example: "62000", kind: Kind::Text },
    Question { key: "commune", text: "Commune", example: "Exemple", kind: Kind::Text },
    Question { key: "representant", text: "Représentant légal : nom", example: "", kind: Kind::Text },
    Question {
        key: "representant_fonction",
        text: "Représentant légal : fonction",
        example: "Maire",
        kind: Kind::Text,
    },
    Question { key: "contact", text: "Personne qui suit le dossier : nom", example: "", kind: Kind::Text },
    Question { key: "contact_courriel", text: "Son courriel", example: "", kind: Kind::Text },
    Question { key: "depot", text: "Date du dépôt de la demande", example: "AAAA-MM-JJ", kind: Kind::Day },
    Question { key: "debut", text: "Début de l’opération", example: "AAAA-MM-JJ", kind: Kind::Day },
    Question { key: "fin", text: "Fin de l’opération", example: "AAAA-MM-JJ", kind: Kind::Day },
    Question {
        key: "tva_recuperee",
        text: "La TVA de ces dépenses est-elle récupérée (déduction ou FCTVA) ?",
        example: "oui ou non",
        kind: Kind::YesNo,
    },
    Question {
        key: "poste",
        text: "Poste des lignes qui n’en disent pas",
        example: "",
        kind: Kind::Category,
    },
    Question {
        key: "annee",
        text: "Année des lignes qui n’en disent pas ; plusieurs se les partagent au prorata des jours",
        example: "2025, ou 2025 et 2026",
        kind: Kind::Years,
    },
    Question {
        key: "deliberation_date",
        text: "Délibération : date du vote",
        example: "AAAA-MM-JJ",
        kind: Kind::Day,
    },
    Question {
        key: "deliberation_intitule", text: "Délibération : intitulé", example: "", kind: Kind::Text
    },
    Question { key: "deliberation_numero", text: "Délibération : numéro", example: "", kind: Kind::Text },
    Question {
        key: "deliberation_approuve",
        text: "Approuve-t-elle l’opération et son plan de financement, et autorise-t-elle la signature ?",
        example: "oui ou non",
        kind: Kind::YesNo,
    },
];

/// The answers, by the name of their question.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    given: BTreeMap<String, String>,
    /// Texts of the description, by their heading.
    pub sections: BTreeMap<String, String>,
}

/// A file of answers: `clé = valeur`, and `[rubriques]`.
#[derive(Debug, Default, Deserialize)]
struct Written {
    #[serde(rename = "rubriques", default)]
    sections: BTreeMap<String, String>,
    #[serde(flatten)]
    given: BTreeMap<String, toml::Value>,
}

impl Answers {
    /// Reads a file of answers.
    ///
    /// # Errors
    /// When it cannot be read, or answers what is not asked.
    pub fn read(path: &Path) -> Result<Self, IntakeError> {
        let bytes = super::open(path, limits::PROJECT_BYTES)?;
        let name = path.display().to_string();
        let written: Written =
            project_file::parse(&name, &bytes).map_err(|error| IntakeError::Answers(error.to_string()))?;
        let known = || QUESTIONS.iter().map(|question| question.key);
        let mut given = BTreeMap::new();
        for (key, value) in written.given {
            if !known().any(|one| one == key) {
                let hint = project_file::nearest(&key, known())
                    .map_or_else(String::new, |near| format!(" (vouliez-vous dire « {near} » ?)"));
                return Err(IntakeError::Answers(format!(
                    "{name} : « {key} » ne répond à aucune question{hint} ; questions : {}, et [rubriques]",
                    known().collect::<Vec<_>>().join(", ")
                )));
            }
            let text = match value {
                toml::Value::String(text) => text,
                toml::Value::Boolean(yes) => if yes { "oui" } else { "non" }.to_owned(),
                other => other.to_string(),
            };
            given.insert(key, text);
        }
        Ok(Self { given, sections: written.sections })
    }

    /// An answer that is not blank.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.given.get(key).map(|answer| answer.trim()).filter(|answer| !answer.is_empty())
    }

    /// What is wrong with the first answer that cannot be one.
    #[must_use]
    pub fn wrong(&self, funds: &[FundFolder]) -> Option<String> {
        QUESTIONS.iter().find_map(|question| {
            let answer = self.get(question.key)?;
            Some(format!("{} : {}", question.key, question.kind.refusal(answer, funds)?))
        })
    }

    /// `oui` or `non`, in any of the ways people write them.
    #[must_use]
    pub fn yes(&self, key: &str) -> Option<bool> {
        yes(self.get(key)?)
    }

    /// Takes an answer.
    pub fn set(&mut self, key: &str, answer: &str) {
        self.given.insert(key.to_owned(), answer.to_owned());
    }
}

fn yes(answer: &str) -> Option<bool> {
    match answer.to_lowercase().as_str() {
        "oui" | "o" | "true" | "vrai" | "1" => Some(true),
        "non" | "n" | "false" | "faux" | "0" => Some(false),
        _ => None,
    }
}

impl Kind {
    /// Why an answer cannot be one, and what to type.
    #[must_use]
    pub fn refusal(self, answer: &str, funds: &[FundFolder]) -> Option<String> {
        match self {
            Self::Text => None,
            Self::Day => parse_date(answer)
                .is_none()
                .then(|| format!("« {answer} » n’est pas une date ; écrivez 2025-03-01 ou 01/03/2025")),
            Self::Years => written(answer)
                .is_none()
                .then(|| format!("« {answer} » n’est pas une année ; écrivez 2025, ou 2025 et 2026")),
            Self::YesNo => yes(answer).is_none().then(|| format!("« {answer} » n’est ni oui ni non")),
            Self::Category => {
                if funds.iter().any(|fund| fund.fund.has_category_called(answer)) {
                    return None;
                }
                let known = categories(funds);
                let near = project_file::nearest(answer, known.iter().copied())
                    .map_or_else(String::new, |near| format!(" (vouliez-vous dire « {near} » ?)"));
                Some(format!("« {answer} » n’est pas un poste{near} ; postes : {}", known.join(" ; ")))
            }
        }
    }
}
