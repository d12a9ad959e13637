//! The funds that something holds for, by their titles.

use super::account::Account;

/// What introduces the only funds that something holds for.
pub(super) const fn only(funds: &[&str]) -> &'static str {
    if funds.len() > 1 { "pour les seuls fonds" } else { "pour le seul fonds" }
}

/// The short titles of the kept packs among those of some ranks.
pub(super) fn funds<'a>(account: &Account<'a>, ranks: &[usize]) -> Vec<&'a str> {
    account.packs_of(ranks).iter().map(|pack| pack.title).collect()
}
