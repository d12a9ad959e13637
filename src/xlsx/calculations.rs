//! The last sheet: the figures that formulas need and no other sheet shows.

use super::book::{Cell, Content, Sheet};
use super::style::Style;
use crate::figures::explain::one_line;
use crate::figures::{FigureKey, Ledger, Unit};

/// Row of the column headers.
const HEADER_ROW: u32 = 3;

/// Column of the values.
pub(super) const VALUE_COLUMN: u32 = 2;

/// The row of the figure at a place in the list.
pub(super) fn row(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX).saturating_add(HEADER_ROW + 1)
}

/// The sheet, with its figures in the order given.
pub(super) fn sheet(ledger: &Ledger, figures: &[FigureKey], like: Option<&Sheet>) -> Sheet {
    let mut cells = vec![
        Cell::new(0, 0, Content::text("Calculs intermédiaires"), Style::Title),
        Cell::new(
            1,
            0,
            Content::text(
                "Valeurs et calculs qui alimentent les formules des autres feuilles. Une valeur donnée indique d’où elle vient.",
            ),
            Style::Subtitle,
        ),
    ];
    for (column, title) in (0..).zip(["Chiffre", "Libellé", "Valeur", "Origine"]) {
        cells.push(Cell::new(HEADER_ROW, column, Content::text(title), Style::Header));
    }
    for (position, key) in figures.iter().enumerate() {
        let figure = ledger.get(*key);
        let origin = match &figure.rule {
            Some(rule) => format!("{} ({rule})", one_line(ledger, *key)),
            None => one_line(ledger, *key),
        };
        let row = row(position);
        cells.extend([
            Cell::new(row, 0, Content::text(&*figure.id), Style::Muted),
            Cell::new(row, 1, Content::text(&*figure.label), Style::TextWrapped),
            Cell::new(row, VALUE_COLUMN, Content::Figure(*key), value_style(figure.unit)),
            Cell::new(row, 3, Content::Text(origin), Style::TextWrapped),
        ]);
    }
    Sheet {
        name: "Calculs".to_owned(),
        columns: vec![34.0, 46.0, 18.0, 62.0],
        frozen_rows: HEADER_ROW + 1,
        landscape: true,
        repeat_rows: Some((HEADER_ROW, HEADER_ROW)),
        header: like.map(|sheet| sheet.header.clone()).unwrap_or_default(),
        footer: like.map(|sheet| sheet.footer.clone()).unwrap_or_default(),
        draft: like.is_some_and(|sheet| sheet.draft),
        tab_colour: Some("8A97A6".to_owned()),
        merges: vec![super::area::Area::new((1, 0), (1, 3))],
        cells,
        ..Sheet::default()
    }
}

const fn value_style(unit: Unit) -> Style {
    match unit {
        Unit::Euro => Style::Amount,
        // The label of such a figure names its currency.
        Unit::Foreign(_) => Style::Cents,
        Unit::Rate => Style::Rate,
        Unit::Hours => Style::Hours,
        Unit::Number => Style::Number,
    }
}
