//! An amount that is printed and that no figure of the plan is: carried from one page to the next, rounded, drawn in a
//! chart, typed by somebody, or said by a check. Whatever a document prints is led somewhere.

mod carried;
mod judged;
mod pages;
mod sought;
mod sources;

pub(super) mod json;
pub(super) mod text;

use std::collections::BTreeSet;

use rust_decimal::RoundingStrategy;

use super::Trace;
use crate::documents::{ChartSum, chart_sums};
use crate::figures::rounded::Rounded;
use crate::figures::{FigureKey, Ledger};
use crate::model::{Money, Place};
use crate::pack::ShownAt;
use crate::prepare::PreparedPack;
pub use carried::CarriedTotal;
pub use judged::Judged;
pub use pages::Said;
use sought::Sought;

/// What is known of such an amount, in one pack.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// Totals carried from one page to the next.
    pub carried: Vec<CarriedTotal>,
    /// What it is rounded to, and the figures that it may be a rounding of.
    pub rounded: Option<(Rounded, Vec<FigureKey>)>,
    /// The figures that rounding to the euro changes by it.
    pub gaps: Vec<FigureKey>,
    /// Sums that a chart draws.
    pub sums: Vec<ChartSum>,
    /// Where the sources write it.
    pub written: Vec<Place>,
    /// The checks that say it.
    pub judged: Vec<Judged>,
    /// The documents that print it.
    pub printed: Vec<Said>,
}

impl Elsewhere {
    /// True when nothing is known of it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.carried.is_empty()
            && self.rounded.is_none()
            && self.gaps.is_empty()
            && self.sums.is_empty()
            && self.written.is_empty()
            && self.judged.is_empty()
            && self.printed.is_empty()
    }
}

/// The totals carried over that are an amount, which figures may be as well.
pub(super) fn carried(trace: &Trace<'_>, pack: &PreparedPack, text: &str) -> Elsewhere {
    let sought = Sought::read(text);
    let carried = sought.map(|sought| carried::totals(trace, pack, &sought));
    Elsewhere { carried: carried.unwrap_or_default(), ..Elsewhere::default() }
}

/// All that is known of an amount that no figure is.
pub(super) fn find(trace: &Trace<'_>, pack: &PreparedPack, text: &str) -> Elsewhere {
    let Some(sought) = Sought::read(text) else { return Elsewhere::default() };
    let (ledger, plan) = (&pack.computation.ledger, &pack.computation.plan);
    let carried = carried::totals(trace, pack, &sought);
    let mut printed = pages::documents(trace, pack, &sought);
    printed
        .iter_mut()
        .for_each(|said| said.at.retain(|at| !carried.iter().any(|one| one.is_at(&said.file, at))));
    printed.retain(|said| !said.at.is_empty());
    let beside = beside(trace, pack, &printed);
    let rounded = Rounded::read(text).map(|rounded| (rounded, nearest(rounded.figures(ledger), &beside)));
    let sums = chart_sums(ledger, plan).into_iter();
    Elsewhere {
        carried,
        rounded: rounded.filter(|(_, figures)| !figures.is_empty()),
        gaps: beside.iter().copied().filter(|key| is_changed_by(ledger, *key, &sought)).collect(),
        sums: sums.filter(|sum| sought.is(sum.amount.to_decimal(), false)).collect(),
        written: sources::places(trace, pack, &sought),
        judged: judged::checks(pack, &sought),
        printed,
    }
}

/// The figures that stand on the pages that print an amount.
fn beside(trace: &Trace<'_>, pack: &PreparedPack, printed: &[Said]) -> BTreeSet<FigureKey> {
    let of_file = |said: &Said| {
        let file = trace.files(pack).iter().find(|file| file.name == said.file);
        let figures = file.map_or(&[][..], |file| &file.figures);
        let shown = figures
            .iter()
            .filter(|shown| matches!(shown.at, ShownAt::Page(_)) && said.at.contains(&shown.at));
        shown.map(|shown| shown.key).collect::<Vec<_>>()
    };
    printed.iter().flat_map(of_file).collect()
}

/// Those that stand beside the amount, when some do: who rounds a figure prints it there.
fn nearest(figures: Vec<FigureKey>, beside: &BTreeSet<FigureKey>) -> Vec<FigureKey> {
    let near: Vec<FigureKey> = figures.iter().copied().filter(|key| beside.contains(key)).collect();
    if near.is_empty() { figures } else { near }
}

/// True for a figure that rounding to the euro changes by an amount.
fn is_changed_by(ledger: &Ledger, key: FigureKey, sought: &Sought) -> bool {
    let exact = ledger.value(key).money().map(Money::to_decimal);
    exact.is_some_and(|exact| {
        let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        whole != exact && sought.is(whole - exact, false)
    })
}
