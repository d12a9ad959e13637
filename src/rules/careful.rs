//! Remarks on a definition that reads: typography that documents would print, rules that nobody gave.

use super::catalogue::{CATALOGUE, Known};
use crate::model::Fund;

/// A remark, with its line when it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Line of the definition, from 1.
    pub line: Option<usize>,
    /// What it is.
    pub text: String,
}

/// Marks that a French text parts from its words by a space that does not break.
const MARKS: [&str; 8] = [" ;", " :", " !", " ?", " %", " €", " »", "« "];

/// What a careful reader remarks.
#[must_use]
pub fn remarks(fund: &Fund, definition: &str) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = typography(definition).collect();
    if !fund.documents.iter().any(|document| document.main) {
        remarks.push(Remark {
            line: None,
            text: "aucun document n’est « principal = true » : rien ne porte les sources en pièces jointes"
                .to_owned(),
        });
    }
    let is_absent = |known: &&&Known| !known.is_only_printed() && !fund.parameters.contains_key(known.id);
    for known in CATALOGUE.iter().filter(is_absent) {
        let readers: Vec<String> = known.readers.iter().map(|reader| reader.french()).collect();
        remarks.push(Remark {
            line: None,
            text: format!(
                "paramètre absent : {} ({}), lu par {} ; « vide » ou « sans-objet », il dirait pourquoi",
                known.id,
                known.meaning,
                readers.join(", ")
            ),
        });
    }
    remarks
}

/// Texts that an officer would read with a straight apostrophe, or a mark at the head of a line.
fn typography(definition: &str) -> impl Iterator<Item = Remark> {
    definition.lines().enumerate().filter_map(|(index, line)| {
        let text = printed(line)?;
        let why = if text.contains('\'') {
            "apostrophe droite : ’".to_owned()
        } else {
            let mark = MARKS.into_iter().find(|mark| text.contains(mark))?;
            format!("espace sécable dans « {} » : mettez une espace insécable", mark.trim())
        };
        Some(Remark { line: Some(index + 1), text: why })
    })
}

/// The part of a line between its first and its last quotes: what documents may print. A comment has none.
fn printed(line: &str) -> Option<&str> {
    let line = line.trim_start();
    // The value of a rule is read by the program; a comment, by nobody but its writer.
    if line.starts_with('#') || line.starts_with("valeur") {
        return None;
    }
    let (start, end) = (line.find('"')?, line.rfind('"')?);
    line.get(start + 1..end)
}
