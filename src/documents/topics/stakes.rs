//! The errors as a finance officer reads them: by euros, each with what it does to the grant.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{control, place, short};
use crate::audit::line;
use crate::figures::{FigureKey, Ledger};
use crate::findings::limits::{REPORT_STAKE_TEXT, cut};
use crate::findings::{Sentence, Severity, Told};
use crate::model::text::capitalised;
use crate::model::{Money, Place};
use crate::prepare::{Prepared, PreparedPack};

/// An error, in one row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StakeView {
    /// Code of the check.
    pub code: String,
    /// Euros at stake; absent when none can be said.
    pub stake: Option<String>,
    /// The place to change.
    pub place: String,
    /// The line it stands in, or what is wrong.
    pub label: String,
    /// Value found.
    pub found: Option<String>,
    /// Value expected.
    pub expected: Option<String>,
    /// What it does to the grant at most, in euros or in a word.
    pub effect: String,
}

/// The errors of a pack, the most euros first.
pub(super) fn stakes(prepared: &Prepared, pack: &PreparedPack, most: usize) -> Vec<StakeView> {
    let mut errors: Vec<&Told> =
        prepared.findings_of(pack).filter(|told| told.severity == Severity::Error).collect();
    // Those of the same stake stay in the order they are told.
    errors.sort_by_key(|told| std::cmp::Reverse(told.stake()));
    let reach = Reach::of(pack);
    errors.into_iter().take(most).map(|told| stake(prepared, &reach, told)).collect()
}

fn stake(prepared: &Prepared, reach: &Reach<'_>, told: &Told) -> StakeView {
    let finding = &told.finding;
    let message = finding.message.french();
    let value = |sentence: &Sentence| cut(&sentence.french(), REPORT_STAKE_TEXT);
    let at = finding.places.first();
    let label = at.and_then(|at| line::named(&prepared.reading, at, &message));
    StakeView {
        code: control(told.heading.code),
        stake: Some(told.stake()).filter(|stake| *stake > Money::ZERO).map(|stake| stake.to_string()),
        place: at.map(named).unwrap_or_default(),
        label: cut(&capitalised(&label.unwrap_or(message)), REPORT_STAKE_TEXT),
        found: finding.found.as_ref().map(value),
        expected: finding.expected.as_ref().map(value),
        effect: reach.effect(told),
    }
}

/// A cell without its file: there is one workbook.
fn named(at: &Place) -> String {
    match at {
        Place::Cell { .. } => short(at),
        other => place(other),
    }
}

/// The inputs that the base and the grant are computed from.
struct Reach<'a> {
    pack: &'a PreparedPack,
    base: BTreeSet<Row<'a>>,
    asked: BTreeSet<Row<'a>>,
}

/// A row of a sheet: whichever of its cells is wrong, its amount is. Any other place stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Row<'a> {
    Of(&'a str, u32),
    Only(&'a Place),
}

impl<'a> From<&'a Place> for Row<'a> {
    fn from(place: &'a Place) -> Self {
        match place {
            Place::Cell { sheet, row, .. } => Self::Of(sheet, *row),
            other => Self::Only(other),
        }
    }
}

impl<'a> Reach<'a> {
    fn of(pack: &'a PreparedPack) -> Self {
        let (ledger, plan) = (&pack.computation.ledger, &pack.computation.plan);
        Self {
            pack,
            base: inputs(ledger, plan.eligible_base),
            asked: plan.grant.requested.map(|key| inputs(ledger, key)).unwrap_or_default(),
        }
    }

    /// What a finding does to the grant: the cell itself, or one that is computed from it, counts in the base or in what is
    /// asked.
    fn effect(&self, told: &Told) -> String {
        let touched =
            || told.finding.places.iter().chain(&told.spreads.shown).chain(&told.alike.shown).map(Row::from);
        let stake = Some(told.stake()).filter(|stake| *stake > Money::ZERO);
        if touched().any(|at| self.asked.contains(&at)) {
            return stake.map_or_else(|| "à revoir".to_owned(), |stake| stake.to_string());
        }
        if touched().any(|at| self.base.contains(&at)) {
            return match stake.and_then(|stake| self.share(stake)) {
                Some(share) => share.to_string(),
                None => "à recalculer".to_owned(),
            };
        }
        "aucun".to_owned()
    }

    /// The part of an amount that the grant pays.
    fn share(&self, amount: Money) -> Option<Money> {
        let (ledger, grant) = (&self.pack.computation.ledger, &self.pack.computation.plan.grant);
        let rate = ledger.value(grant.requested_rate.or(grant.displayed_rate)?).rate()?;
        ledger.rounding().to_cents(amount.to_decimal().checked_mul(rate.fraction())?)
    }
}

/// The places of all inputs that a figure is computed from.
fn inputs(ledger: &Ledger, figure: FigureKey) -> BTreeSet<Row<'_>> {
    let (mut seen, mut left, mut places) = (BTreeSet::from([figure]), vec![figure], BTreeSet::new());
    while let Some(key) = left.pop() {
        places.extend(ledger.input(key).map(Row::from));
        ledger.each_operand(key, |operand| {
            if seen.insert(operand) {
                left.push(operand);
            }
        });
    }
    places
}
