//! What the applicant writes: the sections of the form, the horizontal principles, the free fields.

use handlebars::html_escape;
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
    /// Answers that the portal asks for one by one under this section: the horizontal principles.
    pub answers: Vec<AnswerView>,
}

/// A question and its answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerView {
    /// Question.
    pub label: String,
    /// Answer.
    pub text: Option<String>,
    /// Its length in characters.
    pub characters: String,
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
                html: captioned(&html, &section.title),
                missing: written.is_none_or(DescriptionSection::is_empty),
                characters: french_number(length.into()),
                longest: section.longest.map(|longest| french_number(longest.into())),
                source: section.source.clone(),
                answers: if section.is_principles() {
                    principles(&prepared.folder.project)
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

/// How a paragraph begins that is the caption of the table under it.
const CAPTION: [&str; 3] = ["<p>Tableau : ", "<p>Tableau\u{a0}: ", "<p>Tableau\u{202f}: "];

/// The tables of a text, each with a caption: what « Tableau : … » says above it, else the title of the section.
fn captioned(html: &str, title: &str) -> String {
    let mut parts = html.split("<table>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let above = out.trim_end();
        let written = above.strip_suffix("</p>").and_then(|above| {
            let start = above.rfind("<p>")?;
            let caption = CAPTION.iter().find_map(|caption| above.get(start..)?.strip_prefix(caption))?;
            Some((start, caption.to_owned()))
        });
        let caption = match written {
            Some((start, caption)) => {
                out.truncate(start);
                caption
            }
            None => html_escape(title),
        };
        out.push_str(&format!("<table><caption>{caption}</caption>{part}"));
    }
    out
}

/// What separates the blocks of a text, once it is copied: a sign for each.
fn line_ends(html: &str) -> usize {
    fragments(&format!("<article>{html}</article>")).len().saturating_sub(1)
}

/// Fill the horizontal principles.
fn principles(project: &Project) -> Vec<AnswerView> {
    let principles = &project.horizontal_principles;
    [
        ("Charte des droits fondamentaux", &principles.fundamental_rights),
        ("Développement durable", &principles.sustainable_development),
        ("Égalité entre les femmes et les hommes", &principles.gender_equality),
        ("Non-discrimination", &principles.non_discrimination),
        ("Accessibilité", &principles.accessibility),
    ]
    .into_iter()
    .map(|(label, text)| answer(label.to_owned(), text.clone()))
    .collect()
}

/// Fill the free fields of `projet.toml` for this fund.
pub(in crate::documents) fn fields(project: &Project, fund: &Fund) -> Vec<AnswerView> {
    // Under a fund that defines its form, the form prints them, each in its place.
    let free = project.answers_to(&fund.identity.id).iter().filter(|_| fund.form.is_empty());
    free.map(|(label, text)| answer(capitalised(&label.replace('_', " ")), Some(text.french()))).collect()
}

fn answer(label: String, text: Option<String>) -> AnswerView {
    let length = text.as_ref().map_or(0, |text| text.chars().count());
    AnswerView { label, text, characters: french_number(length.into()) }
}

#[cfg(test)]
mod tests {
    use super::captioned;

    #[test]
    fn each_table_has_a_caption() {
        for (html, expected) in [
            ("<p>a</p>", "<p>a</p>"),
            ("<p>a</p>\n<table><tr/></table>", "<p>a</p>\n<table><caption>A &amp; B</caption><tr/></table>"),
            (
                "<p>a</p>\n<p>Tableau\u{a0}: les <em>prix</em></p>\n<table><tr/></table><table/>",
                "<p>a</p>\n<table><caption>les <em>prix</em></caption><tr/></table><table/>",
            ),
        ] {
            assert_eq!(captioned(html, "A & B"), expected);
        }
    }
}
