//! What one source says of an amount, in a few words.

use crate::model::Money;

/// What one source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The same amount, and where.
    Same(String),
    /// Another amount, and where.
    Other(Money, String),
    /// Nothing that can be compared, and why.
    Unsaid(String),
}

impl Side {
    pub(super) fn unsaid(why: &str) -> Self {
        Self::Unsaid(why.to_owned())
    }

    /// An amount said, against the plan's.
    pub(super) fn compared(said: Money, plan: Money, at: impl Into<String>) -> Self {
        if said == plan { Self::Same(at.into()) } else { Self::Other(said, at.into()) }
    }

    /// In a few words; never « conforme », which is what checks answer.
    pub fn french(&self) -> String {
        let at = |at: &str| if at.is_empty() { String::new() } else { format!(" ({at})") };
        match self {
            Self::Same(place) => format!("identique{}", at(place)),
            Self::Other(amount, place) => format!("{amount}{}", at(place)),
            Self::Unsaid(why) => why.clone(),
        }
    }

    /// True for another amount.
    #[must_use]
    pub const fn differs(&self) -> bool {
        matches!(self, Self::Other(..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_no_agreement() {
        let (plan, other) = (Money::from_cents(1_250), Money::from_cents(1_260));
        assert_eq!(Side::compared(plan, plan, "P-02").french(), "identique (P-02)");
        let differs = Side::compared(other, plan, "P-02");
        assert_eq!(differs.french(), "12,60\u{a0}€ (P-02)");
        assert!(differs.differs() && !Side::unsaid("pas de lettre").differs());
        assert_eq!(Side::unsaid("pas de lettre").french(), "pas de lettre");
    }
}
