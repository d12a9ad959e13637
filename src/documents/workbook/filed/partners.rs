//! « Partenaires »: what each bears of the cost.

use super::Filing;
use super::grid::{Column, Grid, Named, Total};
use super::holders::Where;
use crate::documents::workbook::layout::text;
use crate::figures::plan::PlanLine;
use crate::model::text::normalise;
use crate::xlsx::{Content, Live, Style, this_row};

const TABLE: &str = "Partenaires";
const NAME: &str = "Partenaire";
const COST: &str = "Coût porté";

/// Who bears a line, as every sheet names it; nothing for the applicant.
pub fn bearer(filing: Filing<'_>, line: &PlanLine) -> String {
    let project = filing.project();
    let other = line.partner.as_deref().filter(|written| !project.is_applicant(written));
    other.map(|written| project.bearer(written).to_owned()).unwrap_or_default()
}

/// Lay out the sheet; none when the applicant is alone.
pub fn sheet(filing: Filing<'_>) -> Option<Named> {
    if !filing.has_partners() {
        return None;
    }
    let (plan, project) = (filing.plan(), filing.project());
    let lines = plan.partner_totals.iter().enumerate().map(|(rank, (name, total))| {
        let known = project.partners.iter().find(|partner| normalise(&partner.name) == normalise(name));
        let role = match rank {
            0 => "Demandeur",
            _ => known.and_then(|partner| partner.role.as_deref()).unwrap_or_default(),
        };
        let siret = match rank {
            0 => project.applicant.siret.as_deref(),
            _ => known.and_then(|partner| partner.siret.as_deref()),
        };
        let formula = if rank == 0 {
            // The applicant bears what no partner does, flat rates included.
            let others = plan
                .partner_totals
                .iter()
                .skip(1)
                .map(|(other, _)| filing.holders.everywhere(|| vec![Where::text(NAME, other)]));
            let cost = Live::new("ROUND(").figure(plan.total_cost);
            if plan.partner_totals.len() > 1 {
                cost.text("-(").then(Live::joined("+", others)).text("),2)")
            } else {
                cost.text(",2)")
            }
        } else {
            let own = this_row(TABLE, NAME);
            filing.holders.everywhere(|| vec![Where::cell(NAME, own.clone(), name)])
        };
        vec![
            text(name.as_str(), Style::InputText),
            text(role, Style::InputText),
            text(siret.unwrap_or_default(), Style::InputText),
            (Content::Live { key: *total, formula, defines: true }, Style::Cents),
        ]
    });
    let lines = lines.collect();
    let columns = vec![
        Column { total: Total::Label, ..Column::text(NAME, 52.0) },
        Column::text("Rôle", 44.0),
        Column::text("SIRET", 20.0),
        Column {
            suffix: Some("Cout"),
            total: Total::Sum(None, Style::TotalCents),
            ..Column::text(COST, 18.0)
        },
    ];
    let grid = Grid {
        sheet: TABLE,
        title: "Partenaires",
        subtitle: &filing.subtitle(),
        name: TABLE,
        columns,
        lines,
    };
    Some(grid.laid_out(filing.ledger()))
}
