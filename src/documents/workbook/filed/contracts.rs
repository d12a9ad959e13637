//! « Marchés »: the contracts that the expenses are bought by.

use super::Filing;
use super::grid::{Column, Grid, Named, Total};
use crate::documents::workbook::layout::text;
use crate::model::text::capitalised;
use crate::source::amount::parse_amount;
use crate::xlsx::{Allowed, Content, Style};

/// Lay out the sheet; none without contracts.
pub fn sheet(filing: Filing<'_>) -> Option<Named> {
    let contracts = &filing.project().contracts;
    if contracts.is_empty() {
        return None;
    }
    let lines = contracts.iter().map(|contract| {
        let value = parse_amount(&contract.value).ok();
        let value = value.map_or(Content::Blank, |parsed| Content::Number(parsed.money.to_decimal()));
        let procedure = contract.procedure.map_or_else(String::new, |known| capitalised(known.french()));
        vec![
            text(contract.subject.as_str(), Style::InputText),
            text(capitalised(contract.nature.french()), Style::InputText),
            (value, Style::InputCents),
            text(procedure, Style::InputText),
            (contract.date.map_or(Content::Blank, Content::Date), Style::InputDate),
            text(contract.purchases.join(" ; "), Style::InputText),
        ]
    });
    let lines = lines.collect();
    let grid = Grid {
        sheet: "Marchés",
        title: "Marchés",
        subtitle: &filing.project().identity.title,
        name: "Marches",
        columns: vec![
            Column { total: Total::Label, ..Column::text("Objet", 46.0) },
            Column::text("Nature", 22.0),
            Column { total: Total::Sum(None, Style::TotalCents), ..Column::text("Valeur estimée HT", 15.0) },
            Column::text("Procédure", 26.0),
            Column {
                allowed: Some((Allowed::Day, "Une date est attendue.")),
                ..Column::text("Lancement", 12.0)
            },
            Column::text("Dépenses couvertes", 32.0),
        ],
        lines,
    };
    Some(grid.laid_out(filing.ledger()))
}
