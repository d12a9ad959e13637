//! The sides in another currency: the lines of each on a sheet, its resources on another. No sheet of the plan reads them.

use super::Filing;
use super::grid::{Column, Grid, Named, Total};
use crate::documents::topics::values::text as cell_text;
use crate::documents::workbook::layout::{figure, text};
use crate::figures::plan::SidePlan;
use crate::model::side::{Side, SideBudget};
use crate::xlsx::{Allowed, Content, Style};

/// Lay out the sheets of every side.
pub fn sheets(filing: Filing<'_>) -> Vec<Named> {
    let sides = filing.plan().sides.iter().filter_map(|plan| {
        let side = filing.project().sides.get(plan.side)?;
        Some((plan, side, filing.budget().sides.iter().find(|stated| stated.rank == plan.side)?))
    });
    (1..)
        .zip(sides)
        .flat_map(|(rank, (plan, side, stated))| of_side(filing, rank, plan, side, stated))
        .collect()
}

fn of_side(filing: Filing<'_>, rank: usize, plan: &SidePlan, side: &Side, stated: &SideBudget) -> [Named; 2] {
    let currency = side.currency;
    let subtitle = format!(
        "{} – montants en {} ({currency}), jamais additionnés à ceux d’une autre monnaie",
        filing.project().identity.title,
        currency.french()
    );
    let number =
        Some((Allowed::Decimal(-1e12, 1e12), "Un nombre est attendu, sans texte ni espace insécable."));
    let amount = |total| Column {
        suffix: Some("Montant"),
        total: Total::Sum(Some(total), Style::TotalCents),
        allowed: number.clone(),
        ..Column::text(format!("Montant ({currency})"), 16.0)
    };
    let lines = plan.lines.iter().zip(&stated.lines).map(|(plan, line)| {
        let year = line.year.as_ref().map_or(Content::Blank, |year| Content::Number(year.value.into()));
        vec![
            text(cell_text(&line.category), Style::InputText),
            text(cell_text(&line.label), Style::InputText),
            text(cell_text(&line.partner), Style::InputText),
            (year, Style::InputYear),
            text(if plan.is_own_fee { "oui" } else { "" }, Style::InputText),
            figure(plan.amount, Style::InputCents),
            text(cell_text(&line.document), Style::InputText),
        ]
    });
    let expenses = Grid {
        sheet: &format!("Volet {rank} ({currency}) – dépenses"),
        title: &format!("{} – dépenses", side.title),
        subtitle: &subtitle,
        name: &format!("Volet{rank}Depenses"),
        columns: vec![
            Column { total: Total::Label, ..Column::text("Poste", 28.0) },
            Column::text("Intitulé", 46.0),
            Column::text("Partenaire", 30.0),
            Column::text("Année", 8.0),
            Column {
                note: "Ces frais n’entrent pas dans le plafond annuel.",
                ..Column::text("Frais propres", 9.0)
            },
            amount(plan.total),
            Column::text("Pièce justificative", 22.0),
        ],
        lines: lines.collect(),
    };
    let resources = plan.resources.iter().zip(&stated.resources).map(|(plan, line)| {
        vec![
            text(cell_text(&line.co_financer), Style::InputText),
            text(cell_text(&line.nature), Style::InputText),
            text(cell_text(&line.status), Style::InputText),
            figure(plan.amount, Style::InputCents),
            text(cell_text(&line.document), Style::InputText),
        ]
    });
    let resources = Grid {
        sheet: &format!("Volet {rank} ({currency}) – ressources"),
        title: &format!("{} – ressources", side.title),
        subtitle: &subtitle,
        name: &format!("Volet{rank}Ressources"),
        columns: vec![
            Column { total: Total::Label, ..Column::text("Cofinanceur", 46.0) },
            Column::text("Nature", 24.0),
            Column::text("Avancement", 14.0),
            amount(plan.resources_total),
            Column::text("Acte ou pièce", 26.0),
        ],
        lines: resources.collect(),
    };
    [expenses.laid_out(filing.ledger()), resources.laid_out(filing.ledger())]
}
