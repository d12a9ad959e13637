//! Something that the project says and that an attachment should say too.

use crate::evidence::Evidence;
use crate::findings::{Fact, Sentence, say};
use crate::model::Money;
use jiff::civil::Date;

/// Something that the project says and that a piece should say too.
pub(super) struct Statement<'a> {
    /// Rank of the piece.
    pub(super) piece: usize,
    pub(super) field: String,
    /// « l’IBAN du demandeur ».
    pub(super) what: Sentence,
    pub(super) found: Sentence,
    pub(super) holds: Box<dyn Fn(&Evidence<'_>) -> Held + 'a>,
}

/// What a piece answers.
pub(super) enum Held {
    Yes,
    /// It says nothing of the kind.
    Unsaid,
    /// It says otherwise; what and where, when it is known.
    No(Option<(Fact, usize)>),
}

/// A word or a code that must stand in a piece.
pub(super) fn code<'a>(
    piece: usize,
    field: impl Into<String>,
    what: impl Into<Sentence>,
    value: &'a str,
) -> Statement<'a> {
    Statement {
        piece,
        field: field.into(),
        what: what.into(),
        found: say!("{}", value),
        holds: Box::new(move |evidence| held(evidence.find_code(value).is_some())),
    }
}

fn held(holds: bool) -> Held {
    if holds { Held::Yes } else { Held::No(None) }
}

/// A date that a piece announces with a word, or must hold.
pub(super) fn date<'a>(
    piece: usize,
    field: impl Into<String>,
    what: impl Into<Sentence>,
    date: Date,
    words: &'a [&'a str],
) -> Statement<'a> {
    Statement {
        piece,
        field: field.into(),
        what: what.into(),
        found: Sentence::of(date),
        holds: Box::new(move |evidence| {
            if evidence.find_date(date).is_some() {
                return Held::Yes;
            }
            if words.is_empty() {
                // An act bears one date or a few; without any, its own is not in its text.
                let mut dates = evidence.dates();
                return match (dates.next(), dates.next()) {
                    (None, _) => Held::Unsaid,
                    (Some((only, at)), None) => Held::No(Some((only.into(), at))),
                    _ => Held::No(None),
                };
            }
            words
                .iter()
                .find_map(|word| evidence.date_of(word))
                .map_or(Held::Unsaid, |(other, at)| Held::No(Some((other.into(), at))))
        }),
    }
}

pub(super) fn amount<'a>(
    piece: usize,
    field: impl Into<String>,
    what: impl Into<Sentence>,
    amount: Money,
) -> Statement<'a> {
    Statement {
        piece,
        field: field.into(),
        what: what.into(),
        found: Sentence::of(amount),
        holds: Box::new(move |evidence| held(evidence.find_amount(amount).is_some())),
    }
}
