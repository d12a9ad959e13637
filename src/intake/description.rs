//! A description with the sections of the funds asked, and the texts that were answered.

use super::answers::Answers;
use super::section_titles;
use super::word::Section;
use crate::model::text::normalise;
use crate::rules::FundFolder;

/// The text of `description.md`.
pub(super) fn text(funds: &[FundFolder], answers: &Answers, word: &[Section]) -> String {
    let headings = section_titles(funds);
    let mut text = String::from("<!-- Une rubrique par titre ; son texte dessous. -->\n");
    for heading in &headings {
        let wanted = normalise(heading);
        text.push_str(&format!("\n## {heading}\n"));
        for (_, written) in given(answers, word).filter(|(title, _)| normalise(title) == wanted) {
            text.push_str(&format!("\n{}\n", written.trim()));
        }
    }
    // What was written under a heading that no fund asks is kept.
    for (title, written) in given(answers, word) {
        if headings.iter().all(|heading| normalise(heading) != normalise(title)) {
            text.push_str(&format!("\n## {title}\n\n{}\n", written.trim()));
        }
    }
    text
}

/// What was answered, then what a Word document says.
fn given<'a>(answers: &'a Answers, word: &'a [Section]) -> impl Iterator<Item = (&'a String, &'a String)> {
    answers.sections.iter().chain(word.iter().map(|(title, text)| (title, text)))
}
