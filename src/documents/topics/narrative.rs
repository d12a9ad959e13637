//! What the applicant writes: the sections of the form, the horizontal principles, the free fields.

use schemars::JsonSchema;
use serde::Serialize;

use crate::documents::helpers::figure_html;
use crate::documents::words::fragments;
use crate::figures::Ledger;
use crate::model::french::french_number;
use crate::model::text::capitalised;
use crate::model::{Fund, Project};
use crate::prepare::Prepared;
use crate::source::description::DescriptionSection;

/// A narrative section.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SectionView {
    /// Title.
    pub title: String,
    /// Body, safe XHTML; empty when not written.
    pub html: String,
    /// True when nothing was written.
    pub missing: bool,
    /// Length in characters, line ends left out.
    pub characters: String,
    /// Length in characters, one for each line end.
    pub with_line_ends: String,
    /// Longest accepted, when the fund says it.
    pub longest: Option<String>,
    /// Source of the section.
    pub source: String,
}

/// A question and its answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerView {
    /// Question.
    pub label: String,
    /// Answer.
    pub text: Option<String>,
}

/// Fill the sections, in the order of the form.
pub(in crate::documents) fn sections(prepared: &Prepared, fund: &Fund, ledger: &Ledger) -> Vec<SectionView> {
    let printed = |id: &str| ledger.printed(id);
    let figure = |id: &str| figure_html(id, &printed(id));
    fund.sections
        .iter()
        .map(|section| {
            let description = prepared.description.as_ref();
            let written =
                description.and_then(|description| description.find(&section.description, &fund.identity.id));
            let html = written.map(|written| written.filled(&figure)).unwrap_or_default();
            let length = written.map_or(0, |written| written.length(&printed));
            SectionView {
                title: section.title.clone(),
                with_line_ends: french_number((length + line_ends(&html)).into()),
                html,
                missing: written.is_none_or(DescriptionSection::is_empty),
                characters: french_number(length.into()),
                longest: section.longest.map(|longest| french_number(longest.into())),
                source: section.source.clone(),
            }
        })
        .collect()
}

/// What separates the blocks of a text, once it is copied: a sign for each.
fn line_ends(html: &str) -> usize {
    fragments(&format!("<article>{html}</article>")).len().saturating_sub(1)
}

/// Fill the horizontal principles.
pub(in crate::documents) fn principles(project: &Project) -> Vec<AnswerView> {
    let principles = &project.horizontal_principles;
    [
        ("Charte des droits fondamentaux", &principles.fundamental_rights),
        ("Développement durable", &principles.sustainable_development),
        ("Égalité entre les femmes et les hommes", &principles.gender_equality),
        ("Non-discrimination", &principles.non_discrimination),
        ("Accessibilité", &principles.accessibility),
    ]
    .into_iter()
    .map(|(label, text)| AnswerView { label: label.to_owned(), text: text.clone() })
    .collect()
}

/// Fill the free fields of `projet.toml` for this fund.
pub(in crate::documents) fn fields(project: &Project, fund: &Fund) -> Vec<AnswerView> {
    project
        .fund_requests
        .get(&fund.identity.id)
        .into_iter()
        .flat_map(|request| &request.fields)
        .map(|(label, text)| AnswerView {
            label: capitalised(&label.replace('_', " ")),
            text: Some(text.clone()),
        })
        .collect()
}
