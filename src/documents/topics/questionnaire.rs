//! The questionnaire on horizontal principles: the fund's frame, with what the project answers.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::questionnaire::Questionnaire;
use crate::model::{Fund, Project};

/// The questionnaire.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuestionnaireView {
    /// Its themes.
    pub themes: Vec<ThemeView>,
    /// « 21 sur 30 », once all is answered.
    pub score: Option<String>,
    /// « bien pris en compte ».
    pub level: Option<String>,
}

/// A theme.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThemeView {
    /// Title.
    pub title: String,
    /// Its questions, blank as long as the authority's text is not typed in.
    pub questions: Vec<QuestionView>,
}

/// A question.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuestionView {
    /// Number within the theme.
    pub number: String,
    /// The authority's text.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// What proves it.
    pub proof: String,
}

/// Fill the questionnaire; `None` under a fund that has none.
pub(in crate::documents) fn questionnaire(project: &Project, fund: &Fund) -> Option<QuestionnaireView> {
    let frame = fund.questionnaire.as_ref()?;
    let answers = &project.horizontal_principles.questions;
    let themes = frame.themes.iter().map(|theme| {
        let questions = (1..=u32::from(theme.questions)).map(|number| {
            let asked = Questionnaire::asked(theme, number, answers);
            let text = |of: Option<&String>| of.cloned().unwrap_or_default();
            QuestionView {
                number: number.to_string(),
                question: text(asked.and_then(|one| one.question.as_ref())),
                answer: asked
                    .and_then(|one| one.answer)
                    .map_or_else(String::new, |one| one.french().to_owned()),
                proof: text(asked.and_then(|one| one.proof.as_ref())),
            }
        });
        ThemeView { title: theme.title.clone(), questions: questions.collect() }
    });
    let score = frame.score(answers);
    Some(QuestionnaireView {
        themes: themes.collect(),
        score: score.map(|score| format!("{score} sur {}", frame.count())),
        level: score.and_then(|score| frame.level(score)).map(ToOwned::to_owned),
    })
}
