//! How many times the loops of a fund's templates turn: loops in one another that print nothing would never end.
//!
//! Each turn begins with a mark, which the page counts and does not keep.

use std::cell::Cell;

use handlebars::Template;
use handlebars::template::TemplateElement;

use crate::source::limits;

/// What a turn begins with: no template holds it, since no XML may.
const MARK: &str = "\u{1}";

/// Puts the mark at the head of what a loop repeats.
pub fn mark(repeated: &mut Template) {
    repeated.elements.insert(0, TemplateElement::RawString(MARK.to_owned()));
    // Each element has its place in the text: the mark has that of the first.
    if let Some(first) = repeated.mapping.first().cloned() {
        repeated.mapping.insert(0, first);
    }
}

/// The turns that the documents of a fund may still take together.
#[derive(Debug)]
pub struct Turns(Cell<usize>);

impl Default for Turns {
    fn default() -> Self {
        Self(Cell::new(limits::TEMPLATE_TURNS))
    }
}

impl Turns {
    /// True when what is printed is the mark of a turn, which is then counted.
    pub fn takes(&self, printed: &[u8]) -> bool {
        let is_mark = printed == MARK.as_bytes();
        if is_mark {
            self.0.set(self.0.get().saturating_sub(1));
        }
        is_mark
    }

    /// True when none is left.
    #[must_use]
    pub fn are_over(&self) -> bool {
        self.0.get() == 0
    }
}
