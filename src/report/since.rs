//! What changed since the pack that stood in the same place, in a few lines.

use super::listing::Listing;
use crate::pack::{Change, Since};

const LIST: Listing = Listing { margin: "  ", shown: 10, elsewhere: "" };

/// The lines to print, without their margin.
#[must_use]
pub fn lines(since: &Since) -> Vec<String> {
    if since.is_empty() {
        return vec!["Depuis le dossier précédent : aucun montant, aucun constat n’a changé.".to_owned()];
    }
    let mut lines = vec!["Depuis le dossier précédent :".to_owned()];
    lines.extend(since.principal.iter().map(|(label, before, now)| format!("  {label} : {before} → {now}")));
    let changed = since.changed.iter().map(change);
    LIST.under(&mut lines, ["", "montant changé", "montants changés"], changed);
    let amount = |(label, value): &(String, String)| format!("{label} : {value}");
    LIST.under(&mut lines, ["", "montant nouveau", "montants nouveaux"], since.added.iter().map(amount));
    LIST.under(&mut lines, ["", "montant retiré", "montants retirés"], since.removed.iter().map(amount));
    LIST.under(&mut lines, ["", "constat nouveau", "constats nouveaux"], since.new_findings.iter().cloned());
    LIST.under(&mut lines, ["", "constat levé", "constats levés"], since.gone_findings.iter().cloned());
    lines
}

fn change(change: &Change) -> String {
    let Change { place, label, before, now, is_swap } = change;
    let hint = if *is_swap { " (deux chiffres ont changé de place)" } else { "" };
    format!("{place}, {label} : {before} → {now}{hint}")
}
