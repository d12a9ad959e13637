//! The funds that something holds for, by their titles.

use crate::prepare::Prepared;

/// What introduces the only funds that something holds for.
pub(super) const fn only(funds: &[String]) -> &'static str {
    if funds.len() > 1 { "pour les seuls fonds" } else { "pour le seul fonds" }
}

/// The short titles of the kept packs among those of some ranks.
pub(super) fn funds(prepared: &Prepared, ranks: &[usize]) -> Vec<String> {
    prepared.packs_of(ranks).iter().map(|pack| pack.fund.fund.identity.short_title.clone()).collect()
}
