//! « Traçabilité »: every figure of the plan, how it was obtained, from which cell, field or article.

use crate::documents::workbook::PlanWorkbook;
use crate::documents::workbook::layout::{Rows, text};
use crate::figures::explain::one_line;
use crate::figures::{Expression, Unit};
use crate::model::text::french_spacing;
use crate::xlsx::{Content, Sheet, Style};

/// Lay out the sheet. Figures of lines stand on their own sheets, each with its cell: they are not repeated.
pub fn sheet(inputs: PlanWorkbook<'_>) -> Sheet {
    let ledger = &inputs.pack.computation.ledger;
    let mut rows = Rows::new("Traçabilité", &[34.0, 54.0, 18.0, 80.0, 46.0]);
    rows.across("Traçabilité", Style::Title);
    rows.across(
        "Les montants des lignes portent leur cellule d’origine dans leur propre onglet.",
        Style::Note,
    );
    rows.skip();
    rows.header(["Chiffre", "Libellé", "Valeur", "Comment il est obtenu", "Règle"]);
    for key in ledger.keys() {
        let figure = ledger.get(key);
        if figure.id.starts_with("depense.") || is_staff_line(&figure.id) {
            continue;
        }
        let given = matches!(figure.expression, Expression::Given(_));
        let style = match (figure.unit, given) {
            (Unit::Euro, false) => Style::Amount,
            (Unit::Euro, true) => Style::Input,
            // The label of such a figure names its currency.
            (Unit::Foreign(_), false) => Style::Cents,
            (Unit::Foreign(_), true) => Style::InputCents,
            (Unit::Rate, false) => Style::Rate,
            (Unit::Rate, true) => Style::InputRate,
            (Unit::Hours, false) => Style::Hours,
            (Unit::Hours, true) => Style::InputHours,
            (Unit::Number, false) => Style::Number,
            (Unit::Number, true) => Style::InputNumber,
        };
        let rule = match &figure.expression {
            Expression::Given(origin) => origin.source().unwrap_or_default(),
            _ => figure.rule.as_deref().unwrap_or_default(),
        };
        rows.row([
            text(&*figure.id, Style::Text),
            text(french_spacing(&figure.label), Style::TextWrapped),
            (Content::Figure(key), style),
            text(french_spacing(&one_line(ledger, key)), Style::TextWrapped),
            text(french_spacing(rule), Style::TextWrapped),
        ]);
    }
    rows.landscape()
}

/// `personnel.0001.cout` and the like, but not `personnel.total`.
fn is_staff_line(id: &str) -> bool {
    id.strip_prefix("personnel.").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}
