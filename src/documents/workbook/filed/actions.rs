//! « Actions »: what each costs, added up from the lines that name it.

use super::Filing;
use super::grid::{Column, Grid, Named, Total};
use super::holders::Where;
use crate::documents::topics::actions::no_action;
use crate::documents::workbook::layout::text;
use crate::xlsx::{Content, Live, Style, this_row};

const TABLE: &str = "Actions";
const NAME: &str = "Action";

/// Lay out the sheet; none when no line names an action.
pub fn sheet(filing: Filing<'_>) -> Option<Named> {
    let plan = filing.plan();
    if plan.actions.is_empty() {
        return None;
    }
    let named = || plan.actions.iter().filter_map(|action| action.name.as_deref());
    let lines = plan.actions.iter().map(|action| {
        let own = this_row(TABLE, NAME);
        let formula = match &action.name {
            Some(name) => filing.holders.everywhere(|| vec![Where::cell(NAME, own.clone(), name)]),
            // What remains of the cost: lines that name no action, and flat rates.
            None => {
                let others = named().map(|name| filing.holders.everywhere(|| vec![Where::text(NAME, name)]));
                Live::new("ROUND(")
                    .figure(plan.total_cost)
                    .text("-(")
                    .then(Live::joined("+", others))
                    .text("),2)")
            }
        };
        let share = Live::of(action.total).text("/").figure(plan.total_cost);
        vec![
            text(action.name.as_deref().unwrap_or_else(|| no_action(plan)), Style::InputText),
            (Content::Live { key: action.total, formula, defines: true }, Style::Cents),
            (Content::Computed { shown: share_of(filing, action.total), formula: share }, Style::Rate),
        ]
    });
    let lines = lines.collect();
    let columns = vec![
        Column { total: Total::Label, ..Column::text(NAME, 62.0) },
        Column {
            suffix: Some("Cout"),
            total: Total::Sum(None, Style::TotalCents),
            ..Column::text("Coût", 18.0)
        },
        Column::text("Part", 10.0),
    ];
    let grid = Grid {
        sheet: TABLE,
        title: "Coût par action",
        subtitle: &filing.subtitle(),
        name: TABLE,
        columns,
        lines,
    };
    Some(grid.laid_out(filing.ledger()))
}

fn share_of(filing: Filing<'_>, key: crate::figures::FigureKey) -> crate::xlsx::Shown {
    let value = |key| filing.ledger().value(key).decimal().unwrap_or_default();
    let ratio = value(key).checked_div(value(filing.plan().total_cost));
    crate::xlsx::Shown::Number(ratio.unwrap_or_default())
}
