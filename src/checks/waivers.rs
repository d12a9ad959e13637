//! Waivers: the one place where they are applied, and whether each holds.

use jiff::civil::Date;

use super::{Firmness, Scope};
use crate::findings::{Answers, Fact, Finding, Waived, say};
use crate::model::Place;
use crate::model::project::Waiver;

/// Findings of one waiver that are kept whole; the others are counted.
const WHOLE: usize = 10;

/// Whether a waiver holds on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It does.
    Holds,
    /// The check is one that nobody can waive: why.
    Firm(&'static str),
    /// It lacks this field.
    Lacks(&'static str),
    /// It ends before it begins.
    Reversed,
    /// It is dated after the day.
    NotYet,
    /// It ended before the day.
    Over,
    /// Nobody gave the day.
    NoDay,
}

impl Standing {
    /// Whether a waiver of a check holds on a day.
    pub(super) fn of(waiver: &Waiver, check: &Firmness, day: Option<Date>) -> Self {
        if let Some(why) = check.why() {
            return Self::Firm(why);
        }
        let texts = [("motif", &waiver.reason), ("auteur", &waiver.author)];
        if let Some((field, _)) = texts.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return Self::Lacks(field);
        }
        match day {
            _ if waiver.until < waiver.date => Self::Reversed,
            None => Self::NoDay,
            Some(day) if day < waiver.date => Self::NotYet,
            Some(day) if day > waiver.until => Self::Over,
            Some(_) => Self::Holds,
        }
    }
}

/// Takes out of the answers of a check what waivers cover, and keeps it apart. The first waiver that covers a finding
/// takes it. What they cover was not compared with success: the answer is then a statement of the applicant.
pub(super) fn apply(scope: &Scope<'_>, code: &str, answers: &mut Answers) -> Vec<Waived> {
    let (fund, day) = (&scope.fund().identity.id, scope.effective_date);
    let waivers = scope.project().waivers.iter().enumerate();
    let of_check = waivers.filter(|(_, waiver)| {
        waiver.is_for(fund)
            && scope.firm(&waiver.code).is_some_and(|check| {
                check.code == code && Standing::of(waiver, check, day) == Standing::Holds
            })
    });
    let mut all = Vec::new();
    for (rank, waiver) in of_check {
        let (mut findings, mut more) = answers.take(&|place: Option<&Place>| waiver.covers(place));
        more += findings.len().saturating_sub(WHOLE);
        findings.truncate(WHOLE);
        if findings.is_empty() && more == 0 {
            continue;
        }
        let waived = Waived {
            rank,
            reason: waiver.reason.clone(),
            author: waiver.author.clone(),
            date: waiver.date,
            until: waiver.until,
            findings,
            more,
        };
        answers.declared(say!(
            "{} par dérogation de {} : {}",
            Fact::count(waived.count(), "constat couvert", "constats couverts"),
            waived.by(),
            &waived.reason
        ));
        all.push(waived);
    }
    all
}

/// A finding about a waiver, at its field.
pub(super) fn at(rank: usize, field: &str, finding: Finding) -> Finding {
    finding.at_field(format!("derogation[{rank}].{field}"))
}

/// The waivers of the project that bear on the fund, with their rank and the check that each is about.
pub(super) fn of_fund<'a>(scope: &Scope<'a>) -> Vec<(usize, &'a Waiver, &'a Firmness)> {
    let waivers = scope.project().waivers.iter().enumerate();
    waivers
        .filter(|(_, waiver)| waiver.is_for(&scope.fund().identity.id))
        .filter_map(|(rank, waiver)| Some((rank, waiver, scope.firm(&waiver.code)?)))
        .collect()
}
