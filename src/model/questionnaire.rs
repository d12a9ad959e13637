//! The questionnaire of the horizontal principles (CPR art. 9): its frame is the fund's, its answers are the project's.

use schemars::JsonSchema;
use serde::Deserialize;

use super::fund::Status;
use super::text::normalise;

/// `[questionnaire]` of `fund.toml`: how many questions on each theme, and what a score is worth.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Where the frame was found.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
    /// The themes, in their order.
    pub themes: Vec<Theme>,
    /// What scores are worth, from the least.
    #[serde(rename = "niveaux", default)]
    pub levels: Vec<Level>,
}

/// A theme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Title.
    #[serde(rename = "titre")]
    pub title: String,
    /// How many questions.
    pub questions: u8,
}

/// What scores are worth, from one up.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The least score of the level.
    #[serde(rename = "a_partir_de")]
    pub from: u32,
    /// « bien pris en compte ».
    #[serde(rename = "libelle")]
    pub label: String,
}

/// `[[principes_horizontaux.questionnaire]]`: a question of the authority, as its text says it, and the answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Theme, by its title.
    pub theme: String,
    /// Number within the theme, from 1.
    #[serde(rename = "numero")]
    pub number: u32,
    /// The question, recopied from the authority's grid.
    pub question: Option<String>,
    /// The answer.
    #[serde(rename = "reponse")]
    pub answer: Option<GridAnswer>,
    /// What proves it.
    #[serde(rename = "preuve")]
    pub proof: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GridAnswer {
    /// Yes: one point.
    Oui,
    /// No.
    Non,
    /// The question has no object.
    SansObjet,
}

impl GridAnswer {
    /// « sans objet ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Oui => "oui",
            Self::Non => "non",
            Self::SansObjet => "sans objet",
        }
    }
}

impl Questionnaire {
    /// How many questions in all.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.themes.iter().map(|theme| u32::from(theme.questions)).sum()
    }

    /// True for a question of the frame.
    #[must_use]
    pub fn holds(&self, question: &Question) -> bool {
        let theme = self.themes.iter().find(|theme| normalise(&theme.title) == normalise(&question.theme));
        theme.is_some_and(|theme| (1..=u32::from(theme.questions)).contains(&question.number))
    }

    /// What the project says of a question.
    #[must_use]
    pub fn asked<'a>(theme: &Theme, number: u32, questions: &'a [Question]) -> Option<&'a Question> {
        let title = normalise(&theme.title);
        questions.iter().find(|one| one.number == number && normalise(&one.theme) == title)
    }

    /// How many questions are answered yes; `None` as long as one has no answer.
    #[must_use]
    pub fn score(&self, questions: &[Question]) -> Option<u32> {
        let mut score = 0;
        for theme in &self.themes {
            for number in 1..=u32::from(theme.questions) {
                let answer = Self::asked(theme, number, questions)?.answer?;
                score += u32::from(answer == GridAnswer::Oui);
            }
        }
        Some(score)
    }

    /// What a score is worth.
    #[must_use]
    pub fn level(&self, score: u32) -> Option<&str> {
        let reached = self.levels.iter().filter(|level| level.from <= score);
        reached.max_by_key(|level| level.from).map(|level| level.label.as_str())
    }
}
