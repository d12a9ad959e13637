//! What several checks of this family share.

use crate::checks::Scope;
use crate::evidence::Evidence;
use crate::findings::{Fact, Sentence, say};
use crate::model::french::size;
use crate::model::text::normalise;
use crate::model::{Money, Place};
use crate::source::attachment::Form;
use crate::source::project_file::nearest;
use rust_decimal::Decimal;

/// A file of the folder that a declared name may mean.
#[derive(Debug, Clone, Copy)]
pub(in crate::checks) enum Near<'a> {
    /// The same letters: case or the form of accents differs.
    SameLetters(&'a str),
    /// A slip away.
    Slip(&'a str),
}

impl<'a> Near<'a> {
    /// The file's name.
    pub(in crate::checks) const fn name(self) -> &'a str {
        match self {
            Self::SameLetters(name) | Self::Slip(name) => name,
        }
    }
}

/// The file, among those that nobody declared, that a declared name without file may mean.
pub(in crate::checks) fn nearest_file<'a>(scope: &Scope<'a>, declared: &str) -> Option<Near<'a>> {
    let attachments = &scope.folder.attachments;
    let free = || {
        scope
            .folder
            .beside
            .iter()
            .map(String::as_str)
            .filter(|name| !attachments.values().any(|file| file.name == *name))
    };
    let wanted = normalise(declared);
    if let Some(same) = free().find(|name| normalise(name) == wanted) {
        return Some(Near::SameLetters(same));
    }
    nearest(declared, free()).map(Near::Slip)
}

/// What a piece says of an amount.
#[derive(Debug)]
pub(in crate::checks) struct Said {
    /// The piece.
    pub(in crate::checks) id: String,
    /// The page.
    pub(in crate::checks) place: Place,
    /// The amount, when the piece names it.
    pub(in crate::checks) amount: Option<Money>,
}

impl Said {
    /// What a piece says at a position of its text.
    pub(in crate::checks) fn at(evidence: &Evidence<'_>, at: usize, amount: Option<Money>) -> Self {
        Self { id: evidence.piece.id.clone(), place: evidence.place_at(at), amount }
    }
}

/// The amounts that pieces say: « 34 862,00 € selon P-02 et P-09 ».
pub(in crate::checks) fn amounts_said(said: &[Said]) -> Option<Sentence> {
    let mut amounts: Vec<Money> = Vec::new();
    for amount in said.iter().filter_map(|one| one.amount) {
        if !amounts.contains(&amount) {
            amounts.push(amount);
        }
    }
    let parts: Vec<Fact> = amounts
        .into_iter()
        .map(|amount| {
            let pieces = said.iter().filter(|one| one.amount == Some(amount));
            say!("{} selon {}", amount, Fact::list(pieces.map(|one| Fact::text(&one.id)))).into()
        })
        .collect();
    match parts.as_slice() {
        [] => None,
        [Fact::Part(only)] => Some((**only).clone()),
        _ => Some(Sentence::of(Fact::list_with(parts, " ; "))),
    }
}

/// True when a file may bear the extension of another kind: word processors write text, mail programs write mail.
pub(in crate::checks) fn agrees(announced: Form, found: Form) -> bool {
    announced == found
        || matches!(
            (announced, found),
            (Form::Text, Form::Xml | Form::Unknown | Form::Mail | Form::Html)
                | (Form::Mail, Form::Text)
                | (Form::Xml, Form::Text | Form::ExcelXml | Form::FlatOpenDocument)
                | (Form::OldOffice, Form::Rtf)
                | (Form::Html, Form::Xml)
                // The parts that tell which kind an archive is may stand beyond its first bytes.
                | (Form::Docx | Form::Xlsx | Form::Pptx, Form::Zip | Form::Docx | Form::Xlsx | Form::Pptx)
        )
}

/// How heavy a file is, in round units.
pub(in crate::checks) fn rounded(bytes: Decimal) -> Fact {
    let (number, unit) = size(bytes);
    Fact::quantity(number, unit)
}

/// What exceeds is told to the byte: both sides may round to the same number of megabytes.
pub(in crate::checks) fn weight(bytes: Decimal) -> Sentence {
    say!("{} ({})", rounded(bytes), Fact::quantity(bytes, "octets"))
}
