//! The lines, copied from the applicant's workbook with the cell of each.

use crate::documents::topics::lines::{origin_cell, years};
use crate::documents::topics::values::{short, text as cell_text};
use crate::documents::workbook::PlanWorkbook;
use crate::documents::workbook::layout::{Rows, blanks, figure, optional, text};
use crate::figures::plan::{CategoryPlan, FlatRatePlan, LineSource, PlanLine};
use crate::figures::{Expression, FigureKey};
use crate::model::budget::StaffMethod;
use crate::model::fund::CategoryRole;
use crate::model::project::VatBasis;
use crate::xlsx::{Content, Sheet, Style};

const EXPENSE_WIDTHS: [f64; 11] = [7.0, 48.0, 30.0, 22.0, 8.0, 16.0, 9.0, 15.0, 16.0, 26.0, 18.0];
const EXPENSE_HEADERS: [&str; 11] = [
    "N°",
    "Intitulé",
    "Prestataire",
    "Partenaire",
    "Année",
    "Montant HT",
    "TVA %",
    "TVA",
    "Montant TTC",
    "Pièce justificative",
    "Origine",
];
const STAFF_HEADERS: [&str; 11] = [
    "N°",
    "Nom ou fonction",
    "Mission",
    "Partenaire",
    "Année",
    "Coût annuel chargé",
    "Heures par an",
    "Heures affectées",
    "Coût affecté",
    "Pièce justificative",
    "Origine",
];

/// All the categories on one sheet.
pub fn all_categories(inputs: PlanWorkbook<'_>) -> Sheet {
    let mut rows = Rows::new("Détail des dépenses", &EXPENSE_WIDTHS);
    rows.across("Détail des dépenses", Style::Title);
    rows.skip();
    for category in &inputs.pack.computation.plan.categories {
        rows.across(category.label.as_str(), Style::GroupHeader);
        table(inputs, category, &mut rows);
        rows.skip();
    }
    rows.landscape()
}

fn table(inputs: PlanWorkbook<'_>, category: &CategoryPlan, rows: &mut Rows) {
    let plan = &inputs.pack.computation.plan;
    let role =
        category.category.and_then(|index| inputs.pack.fund.fund.categories.get(index)).map(|c| c.role);
    if let Some(flat) = plan.flat_rate_of(category) {
        by_flat_rate(inputs, flat, rows);
        return;
    }
    rows.header(match role {
        Some(CategoryRole::Personnel) => staff_headers(inputs, category),
        _ => EXPENSE_HEADERS,
    });
    for index in &category.lines {
        let line = &plan.lines[*index];
        match line.source {
            LineSource::Expense(source) => expense(inputs, line, source, rows),
            LineSource::Staff(source) => staff(inputs, line, source, rows),
        }
    }
    // The plan retains HT or TTC: the total stands under the column it adds up.
    let under_excl_vat = plan.basis == VatBasis::ExclVat && role != Some(CategoryRole::Personnel);
    let (before, after) = if under_excl_vat { (4, 5) } else { (7, 2) };
    let label = std::iter::once(text(format!("Total {}", category.label), Style::TotalLabel));
    let cells =
        label.chain(blanks(before, Style::TotalLabel)).chain([figure(category.total, Style::TotalAmount)]);
    rows.row(cells.chain(blanks(after, Style::TotalLabel)));
}

/// The headers of staff lines: those of hours by the year, unless a line is by the month or by a fixed share.
fn staff_headers(inputs: PlanWorkbook<'_>, category: &CategoryPlan) -> [&'static str; 11] {
    let lines = category.lines.iter().filter_map(|index| inputs.pack.computation.plan.lines.get(*index));
    let staff = lines.filter_map(|line| match line.source {
        LineSource::Staff(source) => inputs.prepared.reading.budget.staff_lines.get(source),
        LineSource::Expense(_) => None,
    });
    let mut headers = STAFF_HEADERS;
    for line in staff {
        if line.method() == StaffMethod::Monthly || line.months.is_some() {
            headers[5] = "Coût annuel ou mensuel chargé";
            headers[6] = "Heures par an ou par mois";
        }
        if line.hours.is_none() && line.fixed_share.is_some() {
            headers[7] = "Heures affectées ou part fixe";
        }
    }
    headers
}

fn expense(inputs: PlanWorkbook<'_>, line: &PlanLine, source: usize, rows: &mut Rows) {
    let expense = &inputs.prepared.reading.budget.expense_lines[source];
    let (mut excl_vat, mut incl_vat) = (line.excl_vat, line.incl_vat);
    match line.basis {
        VatBasis::ExclVat => excl_vat = Some(line.amount),
        VatBasis::InclVat => incl_vat = Some(line.amount),
    }
    let rate =
        expense.vat_rate.as_ref().map_or(Content::Blank, |rate| Content::Number(rate.value.fraction()));
    rows.row([
        text(&*line.code, Style::Centred),
        text(cell_text(&expense.label), Style::TextWrapped),
        text(cell_text(&expense.supplier), Style::TextWrapped),
        text(cell_text(&expense.partner), Style::TextWrapped),
        year(line),
        amount(inputs, excl_vat),
        (rate, Style::InputRate),
        amount(inputs, line.vat),
        amount(inputs, incl_vat),
        text(cell_text(&expense.document), Style::TextWrapped),
        text(short(origin_cell(line, &inputs.prepared.reading.budget)), Style::Muted),
    ]);
}

fn staff(inputs: PlanWorkbook<'_>, line: &PlanLine, source: usize, rows: &mut Rows) {
    let staff = &inputs.prepared.reading.budget.staff_lines[source];
    let (cost, base, hours) = match &inputs.pack.computation.ledger.get(line.amount).expression {
        Expression::ProRata { amount, factor, divisor } => (Some(*amount), Some(*divisor), Some(*factor)),
        Expression::Product { amount, rate } => (Some(*amount), None, Some(*rate)),
        _ => (None, None, None),
    };
    let is_by_share = base.is_none() && hours.is_some();

    rows.row([
        text(&*line.code, Style::Centred),
        text(cell_text(&staff.label), Style::TextWrapped),
        text(cell_text(&staff.mission), Style::TextWrapped),
        text(cell_text(&staff.partner), Style::TextWrapped),
        year(line),
        optional(cost, Style::Input),
        optional(base, Style::InputHours),
        optional(hours, if is_by_share { Style::InputRate } else { Style::InputHours }),
        figure(line.amount, if cost.is_some() { Style::Amount } else { Style::Input }),
        text(cell_text(&staff.document), Style::TextWrapped),
        text(short(origin_cell(line, &inputs.prepared.reading.budget)), Style::Muted),
    ]);
}

fn by_flat_rate(inputs: PlanWorkbook<'_>, plan: &FlatRatePlan, rows: &mut Rows) {
    let flat = &inputs.pack.fund.fund.flat_rates[plan.flat_rate];
    rows.header(["", "Forfait", "Source", "", "", "", "", "", "Montant", "", ""]);
    let mut line = |name: &str, key: FigureKey, style: Style| {
        rows.row([
            (Content::Blank, Style::Text),
            text(name, Style::TextWrapped),
            text(flat.source.as_str(), Style::TextWrapped),
            (Content::Blank, Style::Text),
            (Content::Blank, Style::Text),
            (Content::Blank, Style::Text),
            (Content::Blank, Style::Text),
            (Content::Blank, Style::Text),
            figure(key, style),
            (Content::Blank, Style::Text),
            (Content::Blank, Style::Text),
        ]);
    };
    line("Base", plan.base, Style::Amount);
    line(&flat.label, plan.rate, Style::InputRate);
    line("Montant : base × taux", plan.amount, Style::TotalAmount);
}

fn year(line: &PlanLine) -> (Content, Style) {
    text(years(line), Style::Centred)
}

/// An amount, in the look of what the applicant typed when it was given.
fn amount(inputs: PlanWorkbook<'_>, key: Option<FigureKey>) -> (Content, Style) {
    let given = key
        .is_none_or(|key| matches!(inputs.pack.computation.ledger.get(key).expression, Expression::Given(_)));
    optional(key, if given { Style::Input } else { Style::Amount })
}
