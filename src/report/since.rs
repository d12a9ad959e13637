//! What changed since the pack that stood in the same place, in a few lines.

use crate::model::french::counted;
use crate::pack::{Change, Since};

/// Lines of one kind; beyond, they are counted.
const SHOWN: usize = 10;

/// The lines to print, without their margin.
#[must_use]
pub fn lines(since: &Since) -> Vec<String> {
    if since.is_empty() {
        return vec!["Depuis le dossier précédent : aucun montant, aucun constat n’a changé.".to_owned()];
    }
    let mut lines = vec!["Depuis le dossier précédent :".to_owned()];
    lines.extend(since.principal.iter().map(|(label, before, now)| format!("  {label} : {before} → {now}")));
    let changed = since.changed.iter().map(change);
    add(&mut lines, "montant changé", "montants changés", changed);
    let amount = |(label, value): &(String, String)| format!("{label} : {value}");
    add(&mut lines, "montant nouveau", "montants nouveaux", since.added.iter().map(amount));
    add(&mut lines, "montant retiré", "montants retirés", since.removed.iter().map(amount));
    add(&mut lines, "constat nouveau", "constats nouveaux", since.new_findings.iter().cloned());
    add(&mut lines, "constat levé", "constats levés", since.gone_findings.iter().cloned());
    lines
}

fn change(change: &Change) -> String {
    let Change { place, label, before, now, is_swap } = change;
    let hint = if *is_swap { " (deux chiffres ont changé de place)" } else { "" };
    format!("{place}, {label} : {before} → {now}{hint}")
}

fn add(lines: &mut Vec<String>, one: &str, several: &str, items: impl ExactSizeIterator<Item = String>) {
    let count = items.len();
    if count == 0 {
        return;
    }
    lines.push(format!("  {} :", counted(count, one, several)));
    lines.extend(items.take(SHOWN).map(|item| format!("    {item}")));
    if let Some(more) = count.checked_sub(SHOWN).filter(|more| *more > 0) {
        lines.push(format!("    et {}", counted(more, "autre", "autres")));
    }
}
