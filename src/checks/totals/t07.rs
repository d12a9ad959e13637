//! The same expense twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shared::lines_compared;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::budget::ExpenseLine;
use crate::model::text::{Mark, mark, normalise};
use crate::model::{Maybe, Money};

/// The same expense twice.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-07",
    title: "Aucune dépense n’est inscrite deux fois",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Deux lignes de même poste, prestataire, année et montant sont signalées quand elles ont le même intitulé, à l’accent, au « & » ou aux petits mots près, ou bien le même numéro et la même pièce.",
        why: "La même dépense n’est jamais déclarée deux fois.",
        basis: Basis::Usage("Usage : une dépense n’est inscrite qu’une fois"),
        mend: "Supprimez la ligne en double ; si ce sont deux achats, distinguez leurs intitulés.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // By the mark of what makes two lines alike, which would take as much as the workbook itself.
        let mut seen: BTreeMap<Mark, &ExpenseLine> = BTreeMap::new();
        let mut compared = 0usize;
        for line in &audit.budget().expense_lines {
            let Some(amount) = line.amount_incl_vat.as_ref().or(line.amount_excl_vat.as_ref()) else {
                continue;
            };
            compared += 1;
            let keys = keys(line, amount.value);
            let first = keys.iter().find_map(|key| seen.get(key).copied());
            match first {
                Some(first) => answers.finding(tell(first, line).found(amount.value)),
                None => {
                    for key in keys {
                        seen.insert(key, line);
                    }
                }
            }
        }
        lines_compared(answers, compared, "poste, intitulé, prestataire, année et montant");
    }),
};

/// What makes a line the same expense as another: the same label, or all the rest with the same number or document.
fn keys(line: &ExpenseLine, amount: Money) -> Vec<Mark> {
    let text = |cell: &Maybe<Arc<str>>| cell.as_ref().map(|cell| words(&cell.value)).unwrap_or_default();
    let year = line.year.as_ref().map_or(0, |year| year.value);
    let same =
        || vec![text(&line.category), text(&line.supplier), year.to_string(), amount.cents().to_string()];
    let with = |kind: &str, told: String| {
        let mut key = same();
        key.extend([kind.to_owned(), told]);
        key
    };
    let mut keys = vec![mark(&with("intitulé", text(&line.label)))];
    let (number, document) = (text(&line.number), text(&line.document));
    // A line copied whole and then renamed keeps its number and its document.
    if !number.is_empty() && !document.is_empty() && year != 0 {
        keys.push(mark(&with("numéro", format!("{number} {document}"))));
    }
    keys
}

/// The words of a text: « & » is « et », and little words do not count.
fn words(text: &str) -> String {
    let text = normalise(&text.replace('&', " et "));
    let words = text
        .split(' ')
        .filter(|word| !matches!(*word, "et" | "de" | "du" | "des" | "la" | "le" | "les" | "l" | "d"));
    words.collect::<Vec<_>>().join(" ")
}

fn tell(first: &ExpenseLine, line: &ExpenseLine) -> Finding {
    fn label(line: &ExpenseLine) -> &str {
        line.label.as_ref().map_or("", |label| label.value.trim())
    }
    let (copied, original) = (label(line), label(first));
    let message = if normalise(copied) == normalise(original) {
        say!("la dépense « {} » figure deux fois", copied)
    } else {
        say!(
            "la dépense « {} » est sans doute « {} », écrite autrement : tout le reste est égal",
            copied,
            original
        )
    };
    Finding::new(message).at(&line.place).at(&first.place)
}
