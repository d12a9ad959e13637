//! One thing that does not hold, as facts.

use rust_decimal::Decimal;

use super::{Sentence, Sureness};
use crate::figures::FigureKey;
use crate::model::{Money, Place};

/// What follows from a finding's cell as long as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Effect {
    /// Its value is the one everybody reads: what follows is judged as usual.
    #[default]
    None,
    /// Nobody knows its right value: nothing that is computed from it can be judged.
    Unknown,
    /// With these values in these cells it would hold: what then holds too was only a consequence.
    Mended(Vec<(Place, Decimal)>),
}

/// One thing that does not hold, with what a person needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub message: Sentence,
    /// Where: the cell or the field to change first, then what it was compared with.
    pub places: Vec<Place>,
    /// The value as found.
    pub found: Option<Sentence>,
    /// The value expected.
    pub expected: Option<Sentence>,
    /// Basis given by the fund, when it is more precise than the check's.
    pub basis: Option<String>,
    /// How to mend it, when it is more precise than the check's.
    pub mend: Option<Sentence>,
    /// Figures of the pack that the finding was drawn from.
    pub figures: Vec<FigureKey>,
    /// Euros at stake, when they are not the gap between what was found and what was expected.
    pub stake: Option<Money>,
    /// What follows from it.
    pub effect: Effect,
    /// Places whose faults are known to explain it.
    pub follows: Vec<Place>,
    /// True for what is compared with something outside the workbook, such as a letter: any other fault of what it was
    /// drawn from explains it as long as that one stands.
    pub is_net: bool,
    /// How sure it is, where that is not obvious.
    pub sureness: Option<Sureness>,
    /// True when the same fault is one fault wherever it stands in a sheet, and not in one column only.
    pub is_of_sheet: bool,
}

impl Finding {
    /// A finding with its sentence.
    pub fn new(message: impl Into<Sentence>) -> Self {
        Self {
            message: message.into(),
            places: Vec::new(),
            found: None,
            expected: None,
            basis: None,
            mend: None,
            figures: Vec::new(),
            stake: None,
            effect: Effect::None,
            follows: Vec::new(),
            is_net: false,
            sureness: None,
            is_of_sheet: false,
        }
    }

    /// Where it is: the place to change first, then what it was compared with.
    #[must_use]
    pub fn at(mut self, place: &Place) -> Self {
        self.places.push(place.clone());
        self
    }

    /// Several places.
    #[must_use]
    pub fn at_all<'a>(mut self, places: impl IntoIterator<Item = &'a Place>) -> Self {
        self.places.extend(places.into_iter().cloned());
        self
    }

    /// A field of `projet.toml`.
    #[must_use]
    pub fn at_field(self, path: impl Into<String>) -> Self {
        let path: String = path.into();
        self.at(&Place::field("projet.toml", path))
    }

    /// The value as found.
    #[must_use]
    pub fn found(mut self, found: impl Into<Sentence>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// The value expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<Sentence>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// A more precise basis.
    #[must_use]
    pub fn basis(mut self, basis: impl Into<String>) -> Self {
        self.basis = Some(basis.into());
        self
    }

    /// A more precise way to mend.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<Sentence>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// Drawn from figures: what makes them wrong explains this finding.
    #[must_use]
    pub fn from_figures(mut self, figures: impl IntoIterator<Item = FigureKey>) -> Self {
        self.figures.extend(figures);
        self
    }

    /// Euros at stake.
    #[must_use]
    pub const fn stake(mut self, stake: Money) -> Self {
        self.stake = Some(stake);
        self
    }

    /// Known to follow from what is wrong in other places.
    #[must_use]
    pub fn following(mut self, causes: &[Place]) -> Self {
        self.follows.extend_from_slice(causes);
        self
    }

    /// Compared with something outside the workbook: explained by any other fault of what it was drawn from.
    #[must_use]
    pub const fn net(mut self) -> Self {
        self.is_net = true;
        self
    }

    /// How sure it is.
    #[must_use]
    pub const fn sure(mut self, sureness: Sureness) -> Self {
        self.sureness = Some(sureness);
        self
    }

    /// The same fault wherever it stands in a sheet.
    #[must_use]
    pub const fn of_sheet(mut self) -> Self {
        self.is_of_sheet = true;
        self
    }

    /// Nobody knows the right value of the cell.
    #[must_use]
    pub fn unknown(mut self) -> Self {
        self.effect = Effect::Unknown;
        self
    }

    /// With this value in this cell, the finding would be gone.
    #[must_use]
    pub fn mended_by(mut self, cell: &Place, value: Decimal) -> Self {
        match &mut self.effect {
            Effect::Mended(cells) => cells.push((cell.clone(), value)),
            _ => self.effect = Effect::Mended(vec![(cell.clone(), value)]),
        }
        self
    }

    /// How to mend it, in French: as it says itself, or else as its check usually does.
    #[must_use]
    pub fn how_to_mend(&self, usual: &str) -> String {
        self.mend.as_ref().map_or_else(|| usual.to_owned(), Sentence::french)
    }

    /// What is at stake: what was said, or else the gap between the amounts found and expected.
    #[must_use]
    pub fn weight(&self) -> Money {
        self.stake.unwrap_or_else(|| {
            let amount = |sentence: &Option<Sentence>| sentence.as_ref().and_then(Sentence::amount);
            match (amount(&self.found), amount(&self.expected)) {
                (Some(found), Some(expected)) => found.distance(expected),
                (Some(only), None) | (None, Some(only)) => only.distance(Money::ZERO),
                (None, None) => Money::ZERO,
            }
        })
    }
}
