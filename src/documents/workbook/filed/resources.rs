//! « Ressources »: the co-financers, one a line.

use super::Filing;
use super::grid::{Column, Grid, Named, Total};
use crate::documents::topics::values::text as cell_text;
use crate::documents::workbook::layout::{figure, reference, text};
use crate::figures::plan::ResourceLine;
use crate::model::{Rate, Resource};
use crate::xlsx::{Allowed, Content, Live, Style, this_row};

/// Name of the table.
pub const TABLE: &str = "Ressources";
const BASE: &str = "Assiette";
const RATE: &str = "Taux";
const AMOUNT: &str = "Montant";

/// Lay out the sheet.
pub fn sheet(filing: Filing<'_>) -> Named {
    let plan = filing.plan();
    let lines = plan
        .resources
        .iter()
        .filter_map(|line| Some((line, filing.budget().resources.get(line.resource)?)))
        .map(|(line, resource)| cells(filing, line, resource))
        .collect();
    Grid {
        sheet: TABLE,
        title: "Ressources",
        subtitle: &filing.subtitle(),
        name: TABLE,
        columns: columns(),
        lines,
    }
    .laid_out(filing.ledger())
}

fn columns() -> Vec<Column> {
    let number =
        Some((Allowed::Decimal(-1e12, 1e12), "Un nombre est attendu, sans texte ni espace insécable."));
    vec![
        Column { suffix: Some("Cofinanceur"), total: Total::Label, ..Column::text("Cofinanceur", 38.0) },
        Column {
            suffix: Some("Nature"),
            allowed: Some((
                Allowed::ListOf("Liste_Natures".to_owned()),
                "Cette nature n’est pas dans la liste : la ressource ne serait comptée dans aucune.",
            )),
            ..Column::text("Nature", 24.0)
        },
        Column { note: "La base à laquelle le taux s’applique.", ..Column::text(BASE, 13.0) },
        Column {
            suffix: Some("Taux"),
            allowed: Some((Allowed::Decimal(0.0, 1.0), "Un taux s’écrit de 0 % à 100 %.")),
            note: "Le taux demandé ; vide quand le financeur apporte un montant.",
            ..Column::text(RATE, 9.0)
        },
        Column {
            suffix: Some("Montant"),
            total: Total::Sum(None, Style::TotalCents),
            allowed: number,
            note: "Assiette × taux quand un taux est demandé, sinon saisi.",
            ..Column::text(AMOUNT, 14.0)
        },
        Column { note: "Part du coût total.", ..Column::text("Part", 9.0) },
        Column {
            allowed: Some((Allowed::ListOf("Liste_Avancements".to_owned()), "Sollicité, acquis ou prévu.")),
            ..Column::text("Avancement", 12.0)
        },
        Column { allowed: Some((Allowed::Day, "Une date est attendue.")), ..Column::text("Date", 11.0) },
        Column::text("Acte ou pièce", 26.0),
    ]
}

fn cells(filing: Filing<'_>, line: &ResourceLine, resource: &Resource) -> Vec<(Content, Style)> {
    let nature = line.nature.and_then(|nature| filing.fund().natures.get(nature));
    let nature = nature.map_or_else(|| cell_text(&resource.nature), |nature| nature.label.clone());
    let share = Live::new(this_row(TABLE, AMOUNT)).text("/").figure(filing.plan().total_cost);
    let mut cells =
        vec![text(cell_text(&resource.co_financer), Style::InputText), text(nature, Style::InputText)];
    cells.extend(amount(filing, line));
    cells.extend([
        (Content::Live { key: line.share, formula: share, defines: true }, Style::Rate),
        text(cell_text(&resource.status), Style::InputText),
        (resource.date.as_ref().map_or(Content::Blank, |date| Content::Date(date.value)), Style::InputDate),
        text(cell_text(&resource.document), Style::InputText),
    ]);
    cells
}

/// Base, rate and amount: a formula where a rate is asked and gives the amount to the cent.
fn amount(filing: Filing<'_>, line: &ResourceLine) -> [(Content, Style); 3] {
    let ledger = filing.ledger();
    let typed = || {
        [
            (Content::Blank, Style::InputCents),
            (Content::Blank, Style::InputRate),
            figure(line.amount, Style::InputCents),
        ]
    };
    let Some(rate) = rate(filing, line).filter(|_| is_by_rate(filing, line)) else { return typed() };
    let base = filing.plan().eligible_base;
    let function = ledger.rounding().excel_function();
    let formula = format!("{function}({}*{},2)", this_row(TABLE, BASE), this_row(TABLE, RATE));
    [
        reference(base, Style::Cents),
        (Content::Number(rate.fraction()), Style::InputRate),
        (Content::Live { key: line.amount, formula: Live::new(formula), defines: true }, Style::Cents),
    ]
}

/// The rate that the project asks from the fund of the line.
fn rate(filing: Filing<'_>, line: &ResourceLine) -> Option<Rate> {
    let request = filing.project().fund_requests.get(line.fund.as_deref()?)?;
    Rate::parse_percent(request.requested_rate.as_deref()?)
}

/// True when the rate that is asked gives the amount of the line to the cent.
pub fn is_by_rate(filing: Filing<'_>, line: &ResourceLine) -> bool {
    let ledger = filing.ledger();
    let Some(rate) = rate(filing, line) else { return false };
    let base = ledger.value(filing.plan().eligible_base).decimal();
    let said = base.and_then(|base| base.checked_mul(rate.fraction()));
    let said = said.and_then(|exact| ledger.rounding().to_cents(exact));
    said.is_some() && said == ledger.value(line.amount).money()
}
