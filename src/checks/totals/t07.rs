//! The same expense twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shared::lines_compared;
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::text::normalise;
use crate::model::{Maybe, Money, Place};

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
        let mut seen: BTreeMap<(String, String, String, i32, Money), &Place> = BTreeMap::new();
        let mut compared = 0usize;
        for line in &audit.budget().expense_lines {
            let text =
                |cell: &Maybe<Arc<str>>| cell.as_ref().map(|cell| normalise(&cell.value)).unwrap_or_default();
            let Some(amount) = line.amount_incl_vat.as_ref().or(line.amount_excl_vat.as_ref()) else {
                continue;
            };
            compared += 1;
            let year = line.year.as_ref().map_or(0, |year| year.value);
            let key = (text(&line.category), text(&line.label), text(&line.supplier), year, amount.value);
            match seen.get(&key) {
                Some(first) => answers.finding(
                    Finding::new(say!(
                        "la dépense « {} » figure deux fois",
                        line.label.as_ref().map_or("", |label| &label.value)
                    ))
                    .at(&line.place)
                    .at(first)
                    .found(amount.value),
                ),
                None => {
                    seen.insert(key, &line.place);
                }
            }
        }
        lines_compared(answers, compared, "poste, intitulé, prestataire, année et montant");
    }),
};
