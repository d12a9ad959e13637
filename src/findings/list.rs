//! Cells and items that a sentence lists: the first of them, then how many more.

use super::Fact;
use crate::model::french::{counted, listed};
use crate::model::{Place, cell_name};

/// Most items of one list that a sentence names; how many more there are follows.
pub const NAMED: usize = 10;

/// Cells that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The first of them, up to [`NAMED`].
    shown: Vec<Place>,
    /// How many more.
    more: usize,
    /// The sheet whose name is left out.
    sheet: Option<String>,
}

/// Items that a sentence lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The first of them, up to [`NAMED`].
    shown: Vec<Fact>,
    /// How many more.
    more: usize,
    /// `et` before the last one, or another mark between all of them.
    between: Option<&'static str>,
}

impl Cells {
    /// Cells as seen from a place: its own sheet is not named again.
    pub(super) fn of(cells: impl IntoIterator<Item = Place>, from: &Place) -> Self {
        let mut cells = cells.into_iter();
        let shown: Vec<Place> = cells.by_ref().take(NAMED).collect();
        let sheet = match from {
            Place::Cell { sheet, .. } => Some(sheet.to_string()),
            _ => None,
        };
        Self { shown, more: cells.count(), sheet }
    }

    pub(super) fn french(&self) -> String {
        let mut names: Vec<String> = self
            .shown
            .iter()
            .map(|place| match place {
                Place::Cell { sheet, row, column, .. } if self.sheet.as_deref() == Some(sheet) => {
                    cell_name(*row, *column)
                }
                Place::Cell { sheet, row, column, .. } if !sheet.is_empty() => {
                    format!("{sheet} › {}", cell_name(*row, *column))
                }
                other => other.to_string(),
            })
            .collect();
        if self.more > 0 {
            names.push(counted(self.more, "autre cellule", "autres cellules"));
        }
        listed(&names)
    }

    /// The cells named.
    #[must_use]
    pub fn shown(&self) -> &[Place] {
        &self.shown
    }

    /// How many more there are.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }
}

impl List {
    /// Items, `between` them the mark given or commas and « et ».
    pub(super) fn of<T: Into<Fact>>(
        items: impl IntoIterator<Item = T>,
        between: Option<&'static str>,
    ) -> Self {
        let mut items = items.into_iter();
        let shown: Vec<Fact> = items.by_ref().take(NAMED).map(Into::into).collect();
        Self { shown, more: items.count(), between }
    }

    pub(super) fn french(&self) -> String {
        let mut items: Vec<String> = self.shown.iter().map(Fact::french).collect();
        if self.more > 0 {
            items.push(counted(self.more, "autre", "autres"));
        }
        match self.between {
            None => listed(&items),
            Some(between) => items.join(between),
        }
    }

    /// The items named.
    #[must_use]
    pub fn shown(&self) -> &[Fact] {
        &self.shown
    }

    /// How many more there are.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_from_where_one_stands_and_never_more_than_ten() {
        let cell = |sheet: &str, row| Place::cell(&"b.xlsx".into(), &sheet.into(), row, 0);
        let from = cell("Plan", 99);
        assert_eq!(Fact::cells([cell("Plan", 0), cell("Autre", 1)], &from).french(), "A1 et Autre › A2");
        let many = Fact::cells((0..14).map(|row| cell("Plan", row)), &from);
        assert_eq!(many.french(), "A1, A2, A3, A4, A5, A6, A7, A8, A9, A10 et 4 autres cellules");
    }

    #[test]
    fn a_list_says_how_many_it_leaves_out() {
        assert_eq!(Fact::list([1, 2, 3].map(Fact::Year)).french(), "1, 2 et 3");
        assert_eq!(
            Fact::list_with((0..12).map(Fact::Year), " ; ").french(),
            "0 ; 1 ; 2 ; 3 ; 4 ; 5 ; 6 ; 7 ; 8 ; 9 ; 2 autres"
        );
    }
}
