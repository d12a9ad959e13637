//! The same expense twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shared::lines_compared;
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::text::{Mark, mark, normalise};
use crate::model::{ExpenseLine, Maybe, Money};

/// The same expense twice.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-07",
    title: "Aucune dépense n’est inscrite deux fois",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Deux lignes de même poste, intitulé, prestataire, année et montant sont signalées.",
        why: "La même dépense n’est jamais déclarée deux fois.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Supprimez la ligne en double ; si ce sont deux achats, distinguez leurs intitulés.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // By the mark of what makes two lines alike, which would take as much as the workbook itself.
        let mut seen: BTreeMap<Mark, &ExpenseLine> = BTreeMap::new();
        let mut compared = 0usize;
        for line in &audit.budget().expense_lines {
            let Some(key) = key(line) else { continue };
            let amount = key.4;
            compared += 1;
            match seen.get(&mark(&key)) {
                Some(first) => answers.finding(
                    Finding::new(say!(
                        "la dépense « {} » figure deux fois",
                        line.label.as_ref().map_or("", |label| &label.value)
                    ))
                    .at(&line.place)
                    .at(&first.place)
                    .found(amount),
                ),
                None => {
                    seen.insert(mark(&key), line);
                }
            }
        }
        lines_compared(answers, compared, "poste, intitulé, prestataire, année et montant");
    }),
};

/// What makes two lines the same expense.
fn key(line: &ExpenseLine) -> Option<(String, String, String, i32, Money)> {
    let text = |cell: &Maybe<Arc<str>>| cell.as_ref().map(|cell| normalise(&cell.value)).unwrap_or_default();
    let amount = line.amount_incl_vat.as_ref().or(line.amount_excl_vat.as_ref())?;
    let year = line.year.as_ref().map_or(0, |year| year.value);
    Some((text(&line.category), text(&line.label), text(&line.supplier), year, amount.value))
}
