//! Formulas that the layout of a sheet writes itself, over tables that their readers will lengthen, sort and cut.

use super::names;
use crate::figures::FigureKey;
use crate::figures::formula::CellRef;

/// A formula without its leading `=`, in the English of the file format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Live(Vec<Term>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    /// Functions, signs, defined names, columns of tables.
    Text(String),
    /// The cell that defines a figure, wherever the book places it.
    Figure(FigureKey),
}

impl Live {
    /// A formula that begins with a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(vec![Term::Text(text.into())])
    }

    /// The cell of a figure.
    #[must_use]
    pub fn of(key: FigureKey) -> Self {
        Self(vec![Term::Figure(key)])
    }

    /// The formula, then a text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Term::Text(text.into()));
        self
    }

    /// The formula, then the cell of a figure.
    #[must_use]
    pub fn figure(mut self, key: FigureKey) -> Self {
        self.0.push(Term::Figure(key));
        self
    }

    /// The formula, then another.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Formulas with a sign between them: `a+b+c`.
    #[must_use]
    pub fn joined(sign: &str, parts: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self::default();
        for part in parts {
            if !whole.0.is_empty() {
                whole = whole.text(sign);
            }
            whole = whole.then(part);
        }
        whole
    }

    /// The figures that the formula needs.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureKey> {
        self.0.iter().filter_map(|term| match term {
            Term::Figure(key) => Some(*key),
            Term::Text(_) => None,
        })
    }

    /// The formula as sheet `host` writes it; none when a figure stands nowhere.
    pub(super) fn written<'a>(
        &self,
        host: usize,
        prefixes: &[String],
        cell_of: impl Fn(FigureKey) -> Option<&'a CellRef>,
    ) -> Option<String> {
        let mut written = String::new();
        for term in &self.0 {
            match term {
                Term::Text(text) => written.push_str(text),
                Term::Figure(key) => {
                    written.push_str(&names::reference(prefixes, host, cell_of(*key)?, None))
                }
            }
        }
        Some(written)
    }
}

/// A text as a formula writes it: `"Cabinet ""Nord"""`.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_quoted_as_a_formula_reads_it() {
        assert_eq!(quoted("Cabinet \"Nord\""), "\"Cabinet \"\"Nord\"\"\"");
        let joined = Live::joined("+", [Live::new("A"), Live::new("B").text("*2")]);
        assert_eq!(joined.written(0, &[], |_| None).as_deref(), Some("A+B*2"));
    }
}
