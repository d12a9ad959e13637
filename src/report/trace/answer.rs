//! What answers a question, in one pack.

use super::elsewhere::{self, Elsewhere};
use super::onward::{self, Onward};
use super::question::{AskedField, Question};
use super::refusal::Refusal;
use super::{Trace, matches};
use crate::figures::FigureKey;

/// What answers a question, in one pack.
#[derive(Debug, Default)]
pub struct Answer {
    /// The figures that it names.
    pub figures: Vec<FigureKey>,
    /// The cells or the field that it names, with what comes of them; `None` when it names none.
    pub onward: Option<Vec<Onward>>,
    /// What is known of an amount that is printed and is no figure.
    pub elsewhere: Elsewhere,
}

impl Answer {
    /// Some figures.
    #[must_use]
    pub fn of_figures(figures: Vec<FigureKey>) -> Self {
        Self { figures, ..Self::default() }
    }

    fn of_inputs(inputs: Vec<Onward>) -> Self {
        Self { onward: Some(inputs), ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.onward.is_none() && self.elsewhere.is_empty()
    }
}

/// What answers a question in each pack.
///
/// # Errors
/// When nothing does in any.
pub(super) fn ask(trace: &Trace<'_>, asked: &str) -> Result<Vec<Answer>, Refusal> {
    let inputs = match Question::read(asked) {
        Question::Cell(cell) => onward::of_cell(trace, &cell),
        Question::Field(field) if !is_figure(trace, &field) => onward::of_field(trace, &field),
        Question::Field(_) | Question::Printed => Err(Refusal::Unknown),
    };
    match inputs {
        Ok(packs) => Ok(packs.into_iter().map(Answer::of_inputs).collect()),
        Err(refusal) => printed(trace, asked).ok_or(refusal),
    }
}

/// An identifier of a figure is read as such, though a field may be called the same.
fn is_figure(trace: &Trace<'_>, asked: &AskedField) -> bool {
    let names = |pack: &crate::prepare::PreparedPack| pack.computation.ledger.find(&asked.path).is_some();
    asked.file.is_none() && trace.prepared.packs.iter().any(names)
}

/// The figures that a text names, or what is known of it as an amount; `None` when nothing is in any pack.
fn printed(trace: &Trace<'_>, asked: &str) -> Option<Vec<Answer>> {
    let found = trace.prepared.packs.iter().zip(matches(trace.prepared, asked));
    let answers: Vec<Answer> = found
        .map(|(pack, figures)| {
            let known = if figures.is_empty() { elsewhere::find } else { elsewhere::carried };
            Answer { elsewhere: known(trace, pack, asked), ..Answer::of_figures(figures) }
        })
        .collect();
    (!answers.iter().all(Answer::is_empty)).then_some(answers)
}
