//! The line of the workbook that a cell stands in, so that nobody has to open the sheet to know it.

use std::sync::Arc;

use super::survey::readable;
use crate::findings::limits::cut;
use crate::model::Place;
use crate::model::budget::Maybe;
use crate::source::table::{BudgetReading, ColumnRole};

/// Longest label given, in characters.
const LABEL: usize = 60;

/// « ligne 65 « Campagne de communication », 2024, prix unitaire »; `None` when the message already names the line.
#[must_use]
pub fn named(reading: &BudgetReading, place: &Place, message: &str) -> Option<String> {
    let Place::Cell { sheet, row, column } = place else { return None };
    let here = |at: &Place| matches!(at, Place::Cell { sheet: s, row: r, .. } if s == sheet && r == row);
    let (number, label, year) = line(reading, here)?;
    let label = label.filter(|label| !label.trim().is_empty())?;
    if message.contains(label) {
        return None;
    }
    let number =
        number.map(|number| format!("ligne {} ", cut(readable(number).trim(), LABEL))).unwrap_or_default();
    let year = year.map(|year| format!(", {year}")).unwrap_or_default();
    let role = reading
        .tables
        .iter()
        .filter(|table| table.sheet == **sheet && (table.first_row..=table.last_row).contains(row))
        .find_map(|table| table.columns.iter().find(|(_, at, _)| *at == u32::from(*column)))
        .map(|(role, ..)| format!(", {}", role_name(*role)))
        .unwrap_or_default();
    Some(format!("{number}« {} »{year}{role}", cut(readable(label).trim(), LABEL)))
}

/// The label of the line of a row, numbered as the sheet shows it.
#[must_use]
pub fn label<'a>(reading: &'a BudgetReading, sheet: &str, number: u32) -> Option<&'a str> {
    let here = |at: &Place| match at {
        Place::Cell { sheet: of, row, .. } => ***of == *sheet && row.saturating_add(1) == number,
        _ => false,
    };
    line(reading, here)?.1.filter(|label| !label.trim().is_empty())
}

type Named<'a> = (Option<&'a str>, Option<&'a str>, Option<i32>);

/// Number, label and year of the line of a row.
fn line(reading: &BudgetReading, here: impl Fn(&Place) -> bool) -> Option<Named<'_>> {
    fn text(value: &Maybe<Arc<str>>) -> Option<&str> {
        value.as_ref().map(|found| &*found.value)
    }
    let budget = &reading.budget;
    if let Some(line) = budget.expense_lines.iter().find(|line| here(&line.place)) {
        return Some((text(&line.number), text(&line.label), line.year.as_ref().map(|year| year.value)));
    }
    if let Some(line) = budget.staff_lines.iter().find(|line| here(&line.place)) {
        return Some((text(&line.number), text(&line.label), line.year.as_ref().map(|year| year.value)));
    }
    if let Some(line) = budget.resources.iter().find(|line| here(&line.place)) {
        return Some((None, text(&line.co_financer), None));
    }
    if let Some(line) = budget.indicators.iter().find(|line| here(&line.place)) {
        return Some((None, text(&line.label), None));
    }
    let total = budget.declared_totals.iter().find(|total| here(&total.place))?;
    Some((None, Some(&total.label), total.year))
}

/// What a column is read as.
#[must_use]
pub const fn role_name(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Number => "numéro",
        ColumnRole::Category => "poste",
        ColumnRole::Label => "intitulé",
        ColumnRole::Supplier => "prestataire",
        ColumnRole::Partner => "partenaire",
        ColumnRole::Year => "année",
        ColumnRole::Quantity => "quantité",
        ColumnRole::UnitPrice => "prix unitaire HT",
        ColumnRole::AmountExclVat => "montant HT",
        ColumnRole::VatRate => "taux de TVA",
        ColumnRole::Vat => "montant de TVA",
        ColumnRole::AmountInclVat => "montant TTC",
        ColumnRole::Action => "action",
        ColumnRole::Section => "section",
        ColumnRole::VatBasis => "assiette HT ou TTC",
        ColumnRole::Document => "pièce justificative",
        ColumnRole::Mission => "mission",
        ColumnRole::AnnualCost => "coût annuel",
        ColumnRole::AnnualHours => "heures annuelles",
        ColumnRole::Method => "méthode du taux horaire",
        ColumnRole::MonthlyCost => "coût mensuel",
        ColumnRole::MonthlyHours => "heures mensuelles",
        ColumnRole::WorkingShare => "quotité",
        ColumnRole::CostsAsOf => "coûts documentés au",
        ColumnRole::FixedShare => "part fixe",
        ColumnRole::Months => "nombre de mois",
        ColumnRole::Hours => "heures affectées",
        ColumnRole::StatedCost => "coût affecté",
        ColumnRole::CoFinancer => "cofinanceur",
        ColumnRole::Nature => "nature de la ressource",
        ColumnRole::Status => "état de la ressource",
        ColumnRole::Amount => "montant de la ressource",
        ColumnRole::Share => "part du total",
        ColumnRole::Date => "date de la décision",
        ColumnRole::Code => "code de l’indicateur",
        ColumnRole::Unit => "unité",
        ColumnRole::Baseline => "valeur de départ",
        ColumnRole::Target => "valeur cible",
        ColumnRole::Source => "source de la donnée",
        ColumnRole::Currency => "devise",
    }
}
