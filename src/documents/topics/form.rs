//! The form of the fund: what it asks, part by part, with the answers of the project, and the conditions of the call.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::form::{Answer, FieldKind, FormField, Verdict};
use crate::model::{Fund, Project};

/// A part of the form.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FormPartView {
    /// Its title.
    pub title: String,
    /// What it asks of this project.
    pub fields: Vec<FormFieldView>,
}

/// Something asked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FormFieldView {
    /// In the words of the form.
    pub label: String,
    /// The answer; empty as long as there is none.
    pub answer: String,
    /// The answers to choose among, those of the project ticked.
    pub options: Vec<OptionView>,
    /// True when the form is refused without it.
    pub mandatory: bool,
}

/// An answer to choose.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OptionView {
    /// In the words of the form.
    pub label: String,
    /// True when it is the project's.
    pub chosen: bool,
}

/// A condition of the call.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConditionView {
    /// As the call says it.
    pub label: String,
    /// What the applicant answers.
    pub answer: String,
    /// « remplie », « non remplie », « à établir ».
    pub verdict: &'static str,
    /// Where the call says it.
    pub source: String,
}

/// Fill the form; empty under a fund that defines none. What is not asked of this project is left out.
pub(in crate::documents) fn form(project: &Project, fund: &Fund) -> Vec<FormPartView> {
    let given = project.answers_to(&fund.identity.id);
    let mut parts: Vec<FormPartView> = Vec::new();
    for field in fund.form.iter().filter(|field| field.is_asked(given) != Some(false)) {
        let view = view(field, given.get(&field.id));
        match parts.iter_mut().find(|part| part.title == field.section) {
            Some(part) => part.fields.push(view),
            None => parts.push(FormPartView { title: field.section.clone(), fields: vec![view] }),
        }
    }
    parts
}

fn view(field: &FormField, answer: Option<&Answer>) -> FormFieldView {
    let is_chosen = |option: &str| answer.is_some_and(|answer| answer.is_among(&[option.to_owned()]));
    let shown = |options: &[String]| {
        options
            .iter()
            .map(|option| OptionView { label: option.clone(), chosen: is_chosen(option) })
            .collect::<Vec<_>>()
    };
    let options = match field.kind {
        FieldKind::OuiNon => shown(&["oui".to_owned(), "non".to_owned()]),
        FieldKind::Choix | FieldKind::Plusieurs => shown(&field.options),
        FieldKind::Texte | FieldKind::Date | FieldKind::Entier => Vec::new(),
    };
    FormFieldView {
        label: field.label.clone(),
        answer: answer.map(Answer::french).unwrap_or_default(),
        options,
        mandatory: field.mandatory,
    }
}

/// Fill the conditions of the call, each with its verdict.
pub(in crate::documents) fn conditions(project: &Project, fund: &Fund) -> Vec<ConditionView> {
    let given = project.answers_to(&fund.identity.id);
    let judged = fund.conditions.iter().map(|condition| (condition, condition.judge(&fund.form, given)));
    judged
        .filter(|(_, (verdict, _))| *verdict != Verdict::NotAsked)
        .map(|(condition, (verdict, answer))| ConditionView {
            label: condition.label.clone(),
            answer: answer.map(Answer::french).unwrap_or_default(),
            verdict: verdict.french(),
            source: condition.source.clone(),
        })
        .collect()
}
