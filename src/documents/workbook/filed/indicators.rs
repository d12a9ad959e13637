//! « Indicateurs »: baseline and target of each.

use super::Filing;
use super::grid::{Column, Grid, Named};
use crate::documents::topics::values::text as cell_text;
use crate::documents::workbook::layout::text;
use crate::figures::FigureKey;
use crate::xlsx::{Content, Style};

/// Lay out the sheet; none without indicators.
pub fn sheet(filing: Filing<'_>) -> Option<Named> {
    let indicators = &filing.budget().indicators;
    if indicators.is_empty() {
        return None;
    }
    let links = &filing.project().indicators;
    let number = |key: Option<FigureKey>| (key.map_or(Content::Blank, Content::Figure), Style::InputNumber);
    let lines = indicators.iter().zip(&filing.plan().indicators).map(|(indicator, plan)| {
        let code = cell_text(&indicator.code);
        let known = filing.fund().indicators.iter().find(|known| known.code == code);
        let action = links.iter().find(|link| link.code == code).and_then(|link| link.action.clone());
        let unit = cell_text(&indicator.unit);
        vec![
            text(code, Style::InputText),
            // The official label, for who compares it with the programme; the applicant's own when there is none.
            text(
                known.map_or_else(|| cell_text(&indicator.label), |known| known.label.clone()),
                Style::InputText,
            ),
            text(known.map_or(unit, |known| known.unit.clone()), Style::InputText),
            number(plan.baseline),
            number(plan.target),
            text(action.unwrap_or_default(), Style::InputText),
            text(cell_text(&indicator.source), Style::InputText),
        ]
    });
    let lines = lines.collect();
    let grid = Grid {
        sheet: "Indicateurs",
        title: "Indicateurs",
        subtitle: &filing.project().identity.title,
        name: "Indicateurs",
        columns: vec![
            Column::text("Code", 10.0),
            Column::text("Indicateur", 46.0),
            Column::text("Unité", 16.0),
            Column::text("Valeur de référence", 12.0),
            Column::text("Valeur cible", 12.0),
            Column::text("Action", 22.0),
            Column::text("Source", 30.0),
        ],
        lines,
    };
    Some(grid.laid_out(filing.ledger()))
}
