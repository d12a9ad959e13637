//! Lists of what was found: counted, told as far as anybody reads, and counted beyond.

use crate::model::french::counted;

/// How a list is told.
#[derive(Debug, Clone, Copy)]
pub struct Listing {
    /// What its lines begin with.
    pub margin: &'static str,
    /// Items that are told; beyond, they are counted.
    pub shown: usize,
    /// Where the others are.
    pub elsewhere: &'static str,
}

impl Listing {
    /// The items under their count, if there are any.
    pub fn under(
        self,
        lines: &mut Vec<String>,
        [before, one, several]: [&str; 3],
        items: impl ExactSizeIterator<Item = String>,
    ) {
        if items.len() > 0 {
            lines.push(format!("{}{before}{} :", self.margin, counted(items.len(), one, several)));
            self.push(lines, "  ", items);
        }
    }

    /// The items alone.
    pub fn alone(self, lines: &mut Vec<String>, items: impl ExactSizeIterator<Item = String>) {
        self.push(lines, "", items);
    }

    fn push(self, lines: &mut Vec<String>, inner: &str, items: impl ExactSizeIterator<Item = String>) {
        let more = items.len().saturating_sub(self.shown);
        lines.extend(items.take(self.shown).map(|item| format!("{}{inner}{item}", self.margin)));
        if more > 0 {
            let more = counted(more, "autre", "autres");
            lines.push(format!("{}{inner}et {more}{}", self.margin, self.elsewhere));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_told_is_counted() {
        let list = Listing { margin: "  ", shown: 2, elsewhere: " (ailleurs)" };
        let items = |count: usize| (0..count).map(|item| item.to_string()).collect::<Vec<_>>().into_iter();
        let mut lines = Vec::new();
        list.under(&mut lines, ["", "chose", "choses"], items(0));
        assert!(lines.is_empty());
        list.under(&mut lines, ["ici, ", "chose", "choses"], items(2));
        list.alone(&mut lines, items(3));
        assert_eq!(lines, ["  ici, 2 choses :", "    0", "    1", "  0", "  1", "  et 1 autre (ailleurs)"]);
    }
}
