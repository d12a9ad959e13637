//! Whether what is traced still has to change.

use crate::figures::onward;
use crate::findings::{Class, Severity, Told};
use crate::prepare::Prepared;

/// True when what stops the packs may change a figure: an attachment that is missing stops them and changes none; a day
/// that is missing leaves open which rules hold.
#[must_use]
pub fn may_change(prepared: &Prepared) -> bool {
    if prepared.is_blocked() && prepared.effective_date.is_none() {
        return true;
    }
    let mut stopping = prepared.findings().filter(|told| told.severity == Severity::Error);
    stopping.any(|told| told.heading.class < Class::Application || is_of_a_figure(prepared, told))
}

/// True for a finding about a place that a figure is read from.
fn is_of_a_figure(prepared: &Prepared, told: &Told) -> bool {
    let places = || told.finding.places.iter().chain(&told.alike.shown);
    prepared.packs.iter().any(|pack| {
        let read = onward::read_from(&pack.computation.ledger, |from| places().any(|place| place == from));
        !read.is_empty()
    })
}
