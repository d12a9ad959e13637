//! Expenses by category and year, resources, and the grant.

use crate::documents::topics::values::{short, text as cell_text};
use crate::documents::workbook::PlanWorkbook;
use crate::documents::workbook::layout::{Rows, blanks, figure, optional, text};
use crate::model::french::french_date;
use crate::xlsx::{Content, Sheet, Style};

/// « Plan de financement »: both on one sheet.
pub fn plan(inputs: PlanWorkbook<'_>) -> Sheet {
    let mut rows = Rows::new("Plan de financement", &[52.0, 24.0, 17.0, 18.0, 26.0, 17.0, 10.0, 20.0]);
    rows.across("Plan de financement", Style::Title);
    rows.across(subtitle(inputs), Style::Subtitle);
    rows.skip();
    expense_table(inputs, &mut rows);
    rows.skip();
    resource_table(inputs, &mut rows);
    rows.skip();
    grant_table(inputs, &mut rows, 8);
    rows.landscape()
}

fn subtitle(inputs: PlanWorkbook<'_>) -> String {
    format!(
        "{} – montants en euros {}",
        inputs.prepared.folder.project.identity.title,
        inputs.pack.computation.plan.basis_said()
    )
}

fn expense_table(inputs: PlanWorkbook<'_>, rows: &mut Rows) {
    let plan = &inputs.pack.computation.plan;
    let years: Vec<String> = plan.years.iter().map(ToString::to_string).collect();
    let names = std::iter::once("Poste de dépenses").chain(years.iter().map(String::as_str)).chain(["Total"]);
    rows.header(names);
    for category in &plan.categories {
        let by_year = category.by_year.iter().map(|key| figure(*key, Style::Amount));
        let cells = std::iter::once(text(category.label.as_str(), Style::Label)).chain(by_year);
        rows.row(cells.chain([figure(category.total, Style::Amount)]));
    }
    let by_year = plan.year_totals.iter().map(|key| figure(*key, Style::TotalAmount));
    let cells = std::iter::once(text("Coût total de l’opération", Style::TotalLabel)).chain(by_year);
    rows.row(cells.chain([figure(plan.total_cost, Style::TotalAmount)]));
    let padding = plan.years.len();
    let mut alone = |name: &str, key, style| {
        let label = std::iter::once(text(name, Style::Label)).chain(blanks(padding, Style::Text));
        rows.row(label.chain([figure(key, style)]));
    };
    alone("dont coûts directs", plan.direct_total, Style::Amount);
    if let Some(staff) = &plan.flat_staff {
        alone("Base du forfait de frais de personnel", staff.base, Style::Amount);
        alone("Taux du forfait de frais de personnel", staff.rate, Style::InputRate);
    }
    if let Some(indirect) = &plan.indirect {
        alone("Base du taux forfaitaire", indirect.base, Style::Amount);
        alone("Taux forfaitaire", indirect.rate, Style::InputRate);
    }
    alone("Assiette éligible", plan.eligible_base, Style::Amount);
}

fn resource_table(inputs: PlanWorkbook<'_>, rows: &mut Rows) {
    let plan = &inputs.pack.computation.plan;
    let fund = &inputs.pack.fund.fund;
    rows.header(["Cofinanceur", "Nature", "Statut", "Date", "Pièce", "Montant", "Part", "Origine"]);
    for line in &plan.resources {
        let resource = &inputs.prepared.reading.budget.resources[line.resource];
        let nature = line.nature.and_then(|nature| fund.natures.get(nature));
        let place = resource.amount.as_ref().map_or(&resource.place, |cell| &cell.place);
        rows.row([
            text(cell_text(&resource.co_financer), Style::Label),
            text(
                nature.map_or_else(|| cell_text(&resource.nature), |nature| nature.label.clone()),
                Style::TextWrapped,
            ),
            text(cell_text(&resource.status), Style::Text),
            text(resource.date.as_ref().map(|date| french_date(date.value)).unwrap_or_default(), Style::Text),
            text(cell_text(&resource.document), Style::TextWrapped),
            figure(line.amount, Style::Input),
            figure(line.share, Style::Rate),
            text(short(place), Style::Muted),
        ]);
    }
    rows.row([
        text("Autofinancement (solde)", Style::SubtotalLabel),
        text("Autofinancement", Style::SubtotalLabel),
        (Content::Blank, Style::SubtotalLabel),
        (Content::Blank, Style::SubtotalLabel),
        (Content::Blank, Style::SubtotalLabel),
        figure(plan.own_contribution, Style::SubtotalAmount),
        figure(plan.own_share, Style::SubtotalRate),
        (Content::Blank, Style::SubtotalLabel),
    ]);
    let label =
        std::iter::once(text("Total des ressources", Style::TotalLabel)).chain(blanks(4, Style::TotalLabel));
    rows.row(
        label.chain([figure(plan.resources_total, Style::TotalAmount)]).chain(blanks(2, Style::TotalLabel)),
    );
    rows.skip();
    rows.across("Ressources par nature", Style::GroupHeader);
    for nature in &plan.natures {
        let label = std::iter::once(text(fund.natures[nature.nature].label.as_str(), Style::Label));
        let cells = label
            .chain(blanks(4, Style::Text))
            .chain([figure(nature.total, Style::Amount), figure(nature.share, Style::Rate)]);
        rows.row(cells.chain(blanks(1, Style::Text)));
    }
}

fn grant_table(inputs: PlanWorkbook<'_>, rows: &mut Rows, width: usize) {
    let plan = &inputs.pack.computation.plan;
    let grant = &plan.grant;
    rows.across(
        format!("Aide demandée – {}", inputs.pack.fund.fund.identity.short_title),
        Style::GroupHeader,
    );
    let mut line = |name: String, cell: (Content, Style)| {
        let label = std::iter::once(text(name, Style::Label)).chain(blanks(4, Style::Text));
        rows.row(label.chain([cell]).chain(blanks(width.saturating_sub(6), Style::Text)));
    };
    line("Assiette éligible".to_owned(), figure(plan.eligible_base, Style::Amount));
    if let Some(amount) = grant.requested_amount.filter(|_| grant.is_by_amount()) {
        line("Montant d’aide demandé (le taux en est le quotient)".to_owned(), figure(amount, Style::Input));
    } else {
        line("Taux d’aide demandé".to_owned(), optional(grant.requested_rate, Style::InputRate));
    }
    line("Aide calculée : assiette × taux".to_owned(), optional(grant.computed, Style::Amount));
    line("Aide demandée".to_owned(), optional(grant.requested, Style::TotalAmount));
    line("Aide demandée ÷ assiette éligible".to_owned(), optional(grant.displayed_rate, Style::Rate));
    for (year, key) in plan.years.iter().zip(&grant.by_year) {
        line(format!("dont {year}"), figure(*key, Style::Amount));
    }
    line("Total des aides publiques".to_owned(), figure(plan.public_aid, Style::Amount));
    line(
        "Part du maître d’ouvrage dans les financements publics".to_owned(),
        figure(plan.own_share_of_public, Style::Rate),
    );
}
