//! « Dépenses »: each category by year, added up from the sheets of lines, down to the eligible base.

use super::grid::{Named, column_letters};
use super::holders::Where;
use super::{COMPUTED_TAB, Filing};
use crate::documents::workbook::layout::{Rows, blanks, figure, text};
use crate::figures::plan::FlatRatePlan;
use crate::figures::{Expression, FigureKey};
use crate::xlsx::{Content, Style};

/// Lay out the sheet.
pub fn sheet(filing: Filing<'_>) -> Named {
    let plan = filing.plan();
    let years = plan.years.len();
    let mut widths = vec![46.0];
    widths.extend(std::iter::repeat_n(15.5, years + 1));
    let mut rows = Rows::new("Dépenses", &widths);
    rows.across("Dépenses par poste et par année", Style::Title);
    rows.across(filing.subtitle(), Style::Subtitle);
    rows.skip();
    let header = rows.next_row() + 1;
    let names = std::iter::once(text("Poste de dépenses", Style::Header));
    let each = plan.years.iter().map(|year| (Content::Number((*year).into()), Style::HeaderYear));
    rows.header_cells(names.chain(each).chain([text("Total", Style::Header)]));
    for (index, category) in plan.categories.iter().enumerate() {
        let label = format!("$A{}", rows.next_row() + 1);
        let mut cells = vec![text(category.label.as_str(), Style::Label)];
        for (position, key) in (1..).zip(&category.by_year) {
            if category.lines.is_empty() {
                cells.push(figure(*key, Style::Amount));
                continue;
            }
            let year = format!("{}${header}", column_letters(position));
            let formula = filing.holders.cost((index, category), &label, || {
                vec![Where { column: "Annee", equals: year.clone(), has_signs: false }]
            });
            cells.push((Content::Live { key: *key, formula, defines: true }, Style::Amount));
        }
        // A flat rate has no lines, and the total of a category alone on its sheet stands under them.
        let stands_elsewhere =
            category.lines.is_empty() || filing.holders.sole(index, &category.lines).is_some();
        cells.push(if stands_elsewhere {
            figure(category.total, Style::Amount)
        } else {
            let formula = filing.holders.cost((index, category), &label, Vec::new);
            (Content::Live { key: category.total, formula, defines: true }, Style::Amount)
        });
        rows.row(cells);
    }
    let total = std::iter::once(text("Coût total de l’opération", Style::TotalLabel))
        .chain(plan.year_totals.iter().map(|key| figure(*key, Style::TotalAmount)));
    rows.row(total.chain([figure(plan.total_cost, Style::TotalAmount)]));
    rows.skip();
    let mut alone = |name: &str, by_year: Vec<Option<FigureKey>>, key: FigureKey, style: Style| {
        let cells = by_year.into_iter().map(|key| match key {
            Some(key) => figure(key, Style::Amount),
            None => (Content::Blank, Style::Amount),
        });
        let cells: Vec<_> = cells.collect();
        let padding = blanks(years.saturating_sub(cells.len()), Style::Text);
        rows.row(
            std::iter::once(text(name, Style::Label)).chain(cells).chain(padding).chain([figure(key, style)]),
        );
    };
    alone("Somme des années", Vec::new(), plan.years_sum, Style::Amount);
    alone("Coûts directs", Vec::new(), plan.direct_total, Style::Amount);
    for (flat, name) in [
        (&plan.flat_staff, "du forfait de frais de personnel"),
        (&plan.indirect, "du forfait de coûts indirects"),
    ] {
        let Some(flat) = flat else { continue };
        alone(&format!("Base {name}"), bases(filing, flat), flat.base, Style::Amount);
        alone(&format!("Taux {name}"), Vec::new(), flat.rate, Style::InputRate);
    }
    if let Some(share) = filing.ledger().find("tva.part_recuperee") {
        alone("Part de la TVA récupérée", Vec::new(), share, Style::InputRate);
    }
    alone("Assiette éligible", Vec::new(), plan.eligible_base, Style::TotalAmount);
    let mut sheet = rows.landscape();
    sheet.tab_colour = Some(COMPUTED_TAB.to_owned());
    sheet.protected = true;
    Named::new(sheet)
}

/// The base of each year of a flat rate; of the last one, which takes what remains, none is needed.
fn bases(filing: Filing<'_>, flat: &FlatRatePlan) -> Vec<Option<FigureKey>> {
    let base = |key: &FigureKey| match &filing.ledger().get(*key).expression {
        Expression::ProRata { factor, .. } => Some(*factor),
        _ => None,
    };
    flat.by_year.iter().map(base).collect()
}
