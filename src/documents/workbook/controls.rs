//! « Contrôles »: equalities that stay alive, then every check's answer.

use super::PlanWorkbook;
use super::layout::{Rows, figure, text};
use crate::documents::view_checks::checks;
use crate::figures::FigureKey;
use crate::findings::{Answer, Severity};
use crate::model::text::{capitalised, french_spacing};
use crate::xlsx::{Content, Sheet, Style};

/// Lay out the sheet.
pub fn sheet(inputs: PlanWorkbook<'_>) -> Sheet {
    let plan = &inputs.pack.computation.plan;
    let mut rows = Rows::new("Contrôles", &[10.0, 62.0, 20.0, 20.0, 18.0, 70.0]);
    rows.across("Contrôles", Style::Title);
    rows.skip();
    rows.across("Égalités vivantes", Style::GroupHeader);
    rows.row(
        ["", "Égalité", "Premier montant", "Second montant", "Réponse", ""]
            .map(|name| text(name, Style::Header)),
    );
    let mut equality = |name: &str, left: FigureKey, right: FigureKey| {
        rows.row([
            text("", Style::Centred),
            text(name, Style::Label),
            figure(left, Style::Amount),
            figure(right, Style::Amount),
            (Content::Equality { left, right }, Style::Centred),
            (Content::Blank, Style::Text),
        ]);
    };
    equality("Total des ressources = coût total", plan.resources_total, plan.total_cost);
    equality("Somme des années = coût total", plan.years_sum, plan.total_cost);
    equality("Contributions en nature : ressources = dépenses", plan.in_kind_resources, plan.in_kind_total);
    if let [(_, stated)] = plan.stated_own.as_slice() {
        equality("Autofinancement du classeur = solde du plan", *stated, plan.own_contribution);
    }
    if let (Some(requested), Some(computed)) = (plan.grant.requested, plan.grant.computed) {
        equality("Aide demandée = assiette × taux demandé", requested, computed);
    }
    rows.skip();
    let answers = checks(&inputs.pack.results);
    rows.across(
        format!("Réponses à la production du dossier – {}", french_spacing(&answers.counts)),
        Style::GroupHeader,
    );
    rows.header(["Code", "Contrôle", "Gravité", "Réponse", "Anomalies", "Constat"]);
    for family in &answers.families {
        rows.across(family.name.as_str(), Style::SubtotalLabel);
        for check in &family.results {
            let style = match check.answer.as_str() {
                answer if answer == capitalised(Answer::Compliant.label()) => Style::Ok,
                answer if answer == capitalised(Answer::NotApplicable.label()) => Style::Muted,
                answer
                    if answer == capitalised(Answer::Anomaly.label())
                        && check.severity == capitalised(Severity::Error.label()) =>
                {
                    Style::Error
                }
                _ => Style::Warning,
            };
            rows.row([
                text(check.code.as_str(), Style::Centred),
                text(check.title.as_str(), Style::TextWrapped),
                text(check.severity.as_str(), Style::Text),
                text(check.answer.as_str(), style),
                (Content::Number(check.anomalies.len().into()), Style::Number),
                text(french_spacing(&check.detail), Style::TextWrapped),
            ]);
        }
    }
    rows.landscape()
}
