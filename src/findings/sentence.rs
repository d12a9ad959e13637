//! A sentence: the words that a check chose, and the typed facts between them.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Fact;
use crate::model::{Money, Rate};

/// French words with a place for each fact: `le total « {} » diffère de {}`. Built by [`say!`](crate::findings::say).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    template: &'static str,
    facts: Vec<Fact>,
}

impl Sentence {
    /// A sentence; [`say!`](crate::findings::say) checks when the program is built that each `{}` has its fact.
    #[must_use]
    pub const fn new(template: &'static str, facts: Vec<Fact>) -> Self {
        Self { template, facts }
    }

    /// A single fact.
    pub fn of(fact: impl Into<Fact>) -> Self {
        Self::new("{}", vec![fact.into()])
    }

    /// The words without their facts: two findings of one kind share them.
    #[must_use]
    pub const fn template(&self) -> &'static str {
        self.template
    }

    /// The first words chosen by the check, whatever follows them: what makes two sentences of the same kind.
    #[must_use]
    pub fn opening(&self) -> &'static str {
        match self.facts.first() {
            Some(Fact::Part(part)) if self.template.starts_with("{}") => part.opening(),
            _ => self.template,
        }
    }

    /// The facts, in the order of the words.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The same words with other facts.
    #[must_use]
    pub fn with_facts(&self, other: &dyn Fn(&Fact) -> Fact) -> Self {
        Self::new(self.template, self.facts.iter().map(other).collect())
    }

    /// The sentence and what follows it.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        Self::new("{}{}", vec![self.into(), next.into()])
    }

    /// The sentence in French.
    #[must_use]
    pub fn french(&self) -> String {
        let mut text = String::with_capacity(self.template.len() + 16 * self.facts.len());
        let mut facts = self.facts.iter();
        let mut parts = self.template.split("{}");
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            if let Some(fact) = facts.next() {
                text.push_str(&fact.french());
            }
            text.push_str(part);
        }
        text
    }

    /// The first amount that the sentence states.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.facts.iter().find_map(|fact| match fact {
            Fact::Part(part) => part.amount(),
            other => other.amount(),
        })
    }
}

impl From<&Arc<str>> for Sentence {
    fn from(text: &Arc<str>) -> Self {
        Self::of(text)
    }
}

impl From<&'static str> for Sentence {
    fn from(template: &'static str) -> Self {
        Self::new(template, Vec::new())
    }
}

macro_rules! from {
    ($($kind:ty),+ $(,)?) => {
        $(impl From<$kind> for Sentence {
            fn from(fact: $kind) -> Self {
                Self::of(fact)
            }
        })+
    };
}

from!(Fact, Money, Rate, Date, Decimal, String, &String);

/// How many facts a template has room for.
#[must_use]
pub const fn places(template: &str) -> usize {
    let bytes = template.as_bytes();
    let (mut found, mut at) = (0, 0);
    while at + 1 < bytes.len() {
        if bytes[at] == b'{' && bytes[at + 1] == b'}' {
            found += 1;
            at += 1;
        }
        at += 1;
    }
    found
}

/// A [`Sentence`]: `say!("le taux de {} dépasse {}", rate, ceiling)`. As many facts as `{}`, or the program does not
/// build.
macro_rules! say {
    ($template:literal $(, $fact:expr)* $(,)?) => {{
        const _: () = assert!(
            $crate::findings::places($template) == <[&str]>::len(&[$(stringify!($fact)),*]),
            "one fact for each place"
        );
        $crate::findings::Sentence::new($template, vec![$($crate::findings::Fact::from($fact)),*])
    }};
}

pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_take_their_places_in_order() {
        let amount = Money::from_cents(1_250);
        let sentence = say!("le total « {} » vaut {}", "TOTAL", amount);
        assert_eq!(sentence.french(), "le total « TOTAL » vaut 12,50\u{a0}€");
        assert_eq!(sentence.amount(), Some(amount));
        assert_eq!(say!("seul").then(say!(" et {}", "puis")).french(), "seul et puis");
    }

    #[test]
    fn a_fact_that_looks_like_a_place_is_only_text() {
        assert_eq!(say!("{} et {}", "{}", "b").french(), "{} et b");
    }

    #[test]
    fn places_are_counted() {
        assert_eq!([places(""), places("{}"), places("a {} b {}"), places("{ }")], [0, 1, 2, 0]);
    }
}
