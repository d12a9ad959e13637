//! What a check found and someone answers for: no error any more, and never silent.

use jiff::civil::Date;

use super::{Answers, Finding, Kind, Sentence, say};
use crate::model::Place;

/// The findings of one check that one waiver covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Rank of the waiver in `projet.toml`, from 0.
    pub rank: usize,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub author: String,
    /// First day it holds.
    pub date: Date,
    /// Last day it holds.
    pub until: Date,
    /// The first findings it covers.
    pub findings: Vec<Finding>,
    /// How many more it covers.
    pub more: usize,
}

impl Waived {
    /// Who decided it, when and until when.
    #[must_use]
    pub fn by(&self) -> Sentence {
        say!("{}, le {}, jusqu’au {}", &self.author, self.date, self.until)
    }

    /// How many findings it covers.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.findings.len() + self.more
    }

    /// Where its first finding stands.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.findings.first()?.places.first()
    }
}

impl Answers {
    /// Takes out the findings whose first place is covered; those that are not kept whole are only counted.
    pub fn take(&mut self, covers: &dyn Fn(Option<&Place>) -> bool) -> (Vec<Finding>, usize) {
        let findings = std::mem::take(&mut self.findings).into_iter();
        let (taken, kept): (Vec<Finding>, _) = findings.partition(|finding| covers(finding.places.first()));
        self.findings = kept;
        let mut more = 0;
        for beyond in self.beyond.values_mut() {
            if covers(None) {
                more += std::mem::take(beyond).count;
                continue;
            }
            let before = beyond.places.len();
            beyond.places.retain(|place| !covers(Some(place)));
            beyond.mends.retain(|(place, _)| !covers(Some(place)));
            let gone = (before - beyond.places.len()).min(beyond.count);
            beyond.count -= gone;
            more += gone;
        }
        self.beyond.retain(|_, beyond| beyond.count > 0);
        // Those beyond are told with one that is kept whole: there is always one.
        for (kind, beyond) in &mut self.beyond {
            if !self.findings.iter().any(|finding| Kind::of(finding) == *kind) && !beyond.places.is_empty() {
                let place = beyond.places.remove(0);
                beyond.count -= 1;
                let same = Finding::new("le même défaut qu’en un lieu couvert par une dérogation").at(&place);
                self.findings.push(same);
            }
        }
        (taken, more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(rows: u32) -> Answers {
        let mut answers = Answers::default();
        for row in 0..rows {
            let place = Place::cell(&"b.xlsx".into(), &"Plan".into(), row, 3);
            answers.finding(Finding::new("la ligne n’a pas d’année").at(&place));
        }
        answers
    }

    fn row(place: Option<&Place>) -> Option<u32> {
        match place {
            Some(Place::Cell { row, .. }) => Some(*row),
            _ => None,
        }
    }

    #[test]
    fn what_is_covered_is_taken_out_beyond_the_first_ten_too() {
        let mut some = answers(25);
        let (taken, more) = some.take(&|place| row(place).is_some_and(|row| row == 2 || row == 20));
        assert_eq!((taken.len(), more, some.found()), (1, 1, 23));
        let mut all = answers(25);
        let (taken, more) = all.take(&|_| true);
        assert_eq!((taken.len(), more, all.found()), (10, 15, 0));
    }

    #[test]
    fn what_is_left_beyond_is_never_silent() {
        let mut left = answers(12);
        let (taken, more) = left.take(&|place| row(place).is_some_and(|row| row < 10));
        assert_eq!((taken.len(), more, left.found()), (10, 0, 2));
        assert!(!left.findings.is_empty());
    }
}
