//! « Équilibre »: what remains to the applicant, the resources by nature, the grant that is asked.

use rust_decimal::Decimal;

use super::grid::Named;
use super::holders::{Where, sum_where};
use super::resources::TABLE;
use super::{COMPUTED_TAB, Filing};
use crate::documents::topics::values::text as cell_text;
use crate::documents::workbook::layout::{Rows, figure, reference, text};
use crate::figures::FigureKey;
use crate::model::cell_name;
use crate::model::fund::NatureRole;
use crate::xlsx::{Content, Live, Shown, Style};

/// Lay out the sheet.
pub fn sheet(filing: Filing<'_>) -> Named {
    let mut rows = Rows::new("Équilibre", &[62.0, 20.0, 11.0]);
    rows.across("Équilibre du plan et aide demandée", Style::Title);
    rows.across(filing.subtitle(), Style::Subtitle);
    let mut sums = Sums { rows };
    balance(filing, &mut sums);
    natures(filing, &mut sums);
    grant(filing, &mut sums);
    let mut sheet = sums.rows.portrait();
    sheet.tab_colour = Some(COMPUTED_TAB.to_owned());
    sheet.protected = true;
    sheet.one_page = true;
    Named::new(sheet)
}

/// Rows of a label, an amount and perhaps a share.
struct Sums {
    rows: Rows,
}

impl Sums {
    fn title(&mut self, title: &str) {
        self.rows.skip();
        self.rows.across(title, Style::GroupHeader);
    }

    /// A row; returns the cell of its amount.
    fn row(&mut self, label: &str, amount: (Content, Style), share: Option<(Content, Style)>) -> String {
        let (name, padding) = if matches!(amount.1, Style::TotalAmount) {
            (Style::TotalLabel, Style::TotalLabel)
        } else {
            (Style::Label, Style::Text)
        };
        let cell = cell_name(self.rows.next_row(), 1u32);
        self.rows.row([text(label, name), amount, share.unwrap_or((Content::Blank, padding))]);
        cell
    }
}

fn live(key: FigureKey, formula: Live, style: Style) -> (Content, Style) {
    (Content::Live { key, formula, defines: true }, style)
}

/// What remains to the applicant, and the whole.
fn balance(filing: Filing<'_>, sums: &mut Sums) {
    let plan = filing.plan();
    sums.title("Équilibre du plan");
    let own = Live::new("ROUND(").figure(plan.total_cost).text("-Ressources_Total_Montant,2)");
    sums.row(
        "Autofinancement (solde du plan)",
        live(plan.own_contribution, own, Style::Amount),
        Some(figure(plan.own_share, Style::Rate)),
    );
    let total = Live::new("Ressources_Total_Montant+").figure(plan.own_contribution);
    sums.row(
        "Total des ressources",
        live(plan.resources_total, total, Style::TotalAmount),
        Some(figure(plan.balance.resources.share, Style::TotalRate)),
    );
    for (_, stated) in &plan.stated_own {
        sums.row("Autofinancement inscrit au budget du demandeur", figure(*stated, Style::Input), None);
    }
}

/// The resources by nature, all the natures of the fund; then public and other ones.
fn natures(filing: Filing<'_>, sums: &mut Sums) {
    let plan = filing.plan();
    sums.title("Ressources par nature");
    let mut public: Vec<String> = Vec::new();
    let mut in_kind: Vec<String> = Vec::new();
    for (index, nature) in filing.fund().natures.iter().enumerate() {
        let label = Where::cell("Nature", format!("$A{}", sums.rows.next_row() + 1), &nature.label);
        let mut formula = Live::new(sum_where(TABLE, "Montant", &[label]));
        if nature.role == NatureRole::Autofinancement {
            formula = formula.text("+").figure(plan.own_contribution);
        }
        let held = plan.natures.iter().find(|held| held.nature == index);
        let cell = match held {
            Some(held) => sums.row(
                &nature.label,
                live(held.total, formula, Style::Amount),
                Some(figure(held.share, Style::Rate)),
            ),
            None => {
                let none = |formula| Content::Computed { shown: Shown::Number(Decimal::ZERO), formula };
                let part = Live::new(cell_name(sums.rows.next_row(), 1u32)).text("/").figure(plan.total_cost);
                sums.row(&nature.label, (none(formula), Style::Amount), Some((none(part), Style::Rate)))
            }
        };
        match nature.role {
            NatureRole::AidePublique => public.push(cell),
            NatureRole::Nature => in_kind.push(cell),
            _ => {}
        }
    }
    let sum = |cells: &[String]| if cells.is_empty() { "0".to_owned() } else { cells.join("+") };
    sums.title("Financements publics et autres");
    sums.row("Aides publiques", live(plan.public_aid, Live::new(sum(&public)), Style::Amount), None);
    if !in_kind.is_empty() {
        sums.row(
            "Contributions en nature, en ressources",
            live(plan.in_kind_resources, Live::new(sum(&in_kind)), Style::Amount),
            None,
        );
    }
    if filing.ledger().value(plan.in_kind_total).decimal().is_some_and(|total| !total.is_zero()) {
        sums.row("Contributions en nature, en dépenses", figure(plan.in_kind_total, Style::Amount), None);
    }
    let group = &plan.balance.public;
    let mut formula = Live::of(plan.public_aid);
    if group.holds_own {
        formula = formula.text("+").figure(plan.own_contribution);
    }
    sums.row(
        if group.holds_own {
            "Financements publics, autofinancement compris"
        } else {
            "Financements publics"
        },
        live(group.total.amount, formula, Style::Amount),
        Some(figure(group.total.share, Style::Rate)),
    );
    let others =
        Live::new("ROUND(").figure(plan.resources_total).text("-").figure(group.total.amount).text(",2)");
    let private = &plan.balance.private;
    sums.row(
        "Autres financements",
        live(private.total.amount, others, Style::Amount),
        Some(figure(private.total.share, Style::Rate)),
    );
}

/// What is asked from the fund, and by year.
fn grant(filing: Filing<'_>, sums: &mut Sums) {
    let plan = filing.plan();
    let grant = &plan.grant;
    let Some(requested) = grant.requested else { return };
    sums.title(&format!("Aide demandée – {}", filing.fund().identity.short_title));
    sums.row("Assiette éligible", reference(plan.eligible_base, Style::Amount), None);
    let own = filing.fund().identity.id.as_str();
    let mut names: Vec<String> = Vec::new();
    for line in plan.resources.iter().filter(|line| line.fund.as_deref() == Some(own)) {
        let name = filing.budget().resources.get(line.resource).map(|one| cell_text(&one.co_financer));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    if let Some(amount) = grant.requested_amount.filter(|_| grant.is_by_amount()) {
        sums.row("Montant d’aide demandé", figure(amount, Style::Input), None);
    } else if let Some(rate) = grant.requested_rate {
        // The rate is typed beside its co-financer, whose line may be moved.
        let typed = match names.as_slice() {
            [only] if has_typed_rate(filing) => {
                let formula = sum_where(TABLE, "Taux", &[Where::text("Cofinanceur", only)]);
                live(rate, Live::new(formula), Style::Rate)
            }
            _ => figure(rate, Style::InputRate),
        };
        sums.row("Taux d’aide demandé", typed, None);
    }
    if let Some(computed) = grant.computed {
        sums.row("Aide calculée : assiette × taux", figure(computed, Style::Amount), None);
    }
    let of_names =
        names.iter().map(|name| Live::new(sum_where(TABLE, "Montant", &[Where::text("Cofinanceur", name)])));
    sums.row("Aide demandée", live(requested, Live::joined("+", of_names), Style::TotalAmount), None);
    if let Some(rate) = grant.displayed_rate {
        sums.row("Aide demandée ÷ assiette éligible", figure(rate, Style::Rate), None);
    }
    for (year, key) in plan.years.iter().zip(&grant.by_year) {
        sums.row(&format!("dont {year}"), figure(*key, Style::Amount), None);
    }
}

/// True when the only line of the fund bears the rate that is asked.
fn has_typed_rate(filing: Filing<'_>) -> bool {
    let own = filing.fund().identity.id.as_str();
    let mut lines = filing.plan().resources.iter().filter(|line| line.fund.as_deref() == Some(own));
    match (lines.next(), lines.next()) {
        (Some(only), None) => super::resources::is_by_rate(filing, only),
        _ => false,
    }
}
