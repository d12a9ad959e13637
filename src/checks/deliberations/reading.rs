//! A resolution as the applicant describes it and as the text of its act says it.

use jiff::civil::Date;

use crate::checks::Scope;
use crate::checks::attached::{content, text_or_say};
use crate::evidence::{Content, Count, Evidence, Step};
use crate::findings::say;
use crate::findings::{Answers, Finding, Sentence};
use crate::model::Place;
use crate::model::project::Deliberation;

/// A resolution and the text of its act, when that could be read.
pub(super) struct Reading<'a> {
    /// Its rank in `[[deliberations]]`.
    pub(super) index: usize,
    /// What the applicant says.
    pub(super) said: &'a Deliberation,
    /// What was joined.
    pub(super) content: Option<&'a Content<'a>>,
}

/// Where a value of a resolution comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The text of the act says it.
    Act,
    /// The applicant alone says it.
    Applicant,
}

/// A value of a resolution, with where it stands.
pub(super) struct Stated<T> {
    pub(super) value: T,
    pub(super) place: Place,
    pub(super) source: Source,
}

/// The days of a resolution's life, with their fields.
pub(super) const STEPS: [(Step, &str); 3] = [
    (Step::Convened, "date_convocation"),
    (Step::Transmitted, "date_transmission"),
    (Step::Published, "date_publication"),
];

/// The numbers of an extract, with their fields.
pub(super) const COUNTS: [(Count, &str); 6] = [
    (Count::Members, "membres_en_exercice"),
    (Count::Present, "presents"),
    (Count::Represented, "representes"),
    (Count::For, "pour"),
    (Count::Against, "contre"),
    (Count::Abstentions, "abstentions"),
];

/// The resolutions of the project, each with its text.
pub(super) fn readings<'a>(scope: &Scope<'a>) -> impl Iterator<Item = Reading<'a>> {
    let all = scope.project().deliberations.iter().enumerate();
    all.map(|(index, said)| Reading { index, said, content: content(scope, said.piece.as_deref()) })
}

impl<'a> Reading<'a> {
    /// The text of the act.
    pub(super) fn text(&self) -> Option<&'a Evidence<'a>> {
        match self.content? {
            Content::Text(evidence) => Some(evidence),
            Content::Silent | Content::Unread => None,
        }
    }

    /// The text of the act, or `None` once it was said that it is not read.
    pub(super) fn text_or_say(&self, answers: &mut Answers) -> Option<&'a Evidence<'a>> {
        text_or_say(self.content, say!("la délibération du {}", self.said.date), answers)
    }

    /// The path of a field.
    pub(super) fn field(&self, name: &str) -> String {
        format!("deliberations[{}].{name}", self.index)
    }

    /// A day as the applicant types it.
    pub(super) const fn typed_day(&self, step: Step) -> Option<Date> {
        match step {
            Step::Convened => self.said.convened_on,
            Step::Transmitted => self.said.transmitted_on,
            Step::Published => self.said.published_on,
        }
    }

    /// A number as the applicant types it.
    pub(super) const fn typed_count(&self, count: Count) -> Option<u32> {
        match count {
            Count::Members => self.said.members,
            Count::Present => self.said.present,
            Count::Represented => self.said.represented,
            Count::For => self.said.votes_for,
            Count::Against => self.said.votes_against,
            Count::Abstentions => self.said.abstentions,
        }
    }

    /// The days that the text gives to a step of this resolution. What is displayed before the vote is the notice of the
    /// session; what is convened after it is another one.
    pub(super) fn days(&self, step: Step) -> Vec<(Date, usize)> {
        let mut days = self.text().map(|text| text.days_of(step)).unwrap_or_default();
        days.retain(|(day, _)| match step {
            Step::Convened => *day <= self.said.date,
            Step::Transmitted | Step::Published => *day >= self.said.date,
        });
        days
    }

    /// The day of a step: what the applicant types, or what the text alone says.
    pub(super) fn day(&self, step: Step) -> Option<Stated<Date>> {
        let name = STEPS.iter().find(|(one, _)| *one == step).map(|(_, name)| *name)?;
        let days = self.days(step);
        self.stated(name, self.typed_day(step), &days)
    }

    /// A number: what the applicant types; what the text says where the applicant types none of them. Numbers of two hands
    /// are not counted together.
    pub(super) fn count(&self, count: Count) -> Option<Stated<u32>> {
        let name = COUNTS.iter().find(|(one, _)| *one == count).map(|(_, name)| *name)?;
        let is_typed = COUNTS.iter().any(|(one, _)| self.typed_count(*one).is_some());
        let typed = self.typed_count(count);
        if is_typed && typed.is_none() {
            return None;
        }
        let counts = self.text().map(|text| text.counts_of(count)).unwrap_or_default();
        self.stated(name, typed, &counts)
    }

    fn stated<T: Copy + PartialEq>(
        &self,
        name: &str,
        typed: Option<T>,
        read: &[(T, usize)],
    ) -> Option<Stated<T>> {
        match (typed, read) {
            (Some(value), read) => {
                let is_read = read.iter().any(|(one, _)| *one == value);
                let source = if is_read { Source::Act } else { Source::Applicant };
                Some(Stated { value, place: Place::field("projet.toml", self.field(name)), source })
            }
            // Two values for one word: which of them speaks of the act is for a reader.
            (None, [(value, at)]) => {
                let place = self.text()?.place_at(*at);
                Some(Stated { value: *value, place, source: Source::Act })
            }
            _ => None,
        }
    }

    /// What the text says otherwise of a field.
    pub(super) fn otherwise(
        &self,
        name: &str,
        message: Sentence,
        found: impl Into<Sentence>,
        at: usize,
    ) -> Finding {
        let finding = Finding::new(message).at_field(self.field(name)).found(found);
        match self.text() {
            Some(text) => finding.at(&text.place_at(at)),
            None => finding,
        }
    }
}
