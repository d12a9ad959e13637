//! The work on the operation: cost, hours, and what they make.

use super::expenses::year;
use super::grid::{Column, Grid, Named, Total};
use super::holders::Holder;
use super::{Filing, LineRow};
use crate::documents::topics::lines::factors;
use crate::documents::topics::values::text as cell_text;
use crate::documents::workbook::layout::text;
use crate::figures::plan::LineSource;
use crate::figures::{Expression, FigureKey};
use crate::model::{Budget, StaffLine};
use crate::xlsx::{Allowed, Content, Live, Style, this_row};

/// How the cost of a line is obtained, with its factors.
enum Way {
    /// Cost × hours ÷ hours of the year or of the month (CPR art. 55(2)).
    Hours { cost: FigureKey, hours: FigureKey, base: FigureKey },
    /// Cost × fixed share, or × share of the months (CPR art. 55(5)).
    Share { cost: FigureKey, share: FigureKey },
    /// As the workbook states it.
    Stated,
}

const COST: &str = "Coût chargé";
const BASE: &str = "Heures de référence";
const HOURS: &str = "Heures affectées";
const SHARE: &str = "Part affectée";
const RESULT: &str = "Coût affecté";

/// Lay out a sheet of staff.
pub fn sheet(filing: Filing<'_>, holder: &Holder) -> Named {
    let lines = filing.rows_of(holder, |budget, source| match source {
        LineSource::Staff(index) => budget.staff_lines.get(index),
        LineSource::Expense(_) => None,
    });
    let ways: Vec<Way> = lines.iter().map(|row| way(filing, row)).collect();
    let by_hours = ways.iter().any(|way| matches!(way, Way::Hours { .. }));
    let by_share = ways.iter().any(|way| matches!(way, Way::Share { .. }));
    let has_action = filing.has_actions();
    let has_partner = filing.has_partners();
    let has_section = filing.has_sections();
    let own = |header: &str| this_row(&holder.name, header);
    let round = filing.ledger().rounding().excel_function();
    let of_hours = format!("{round}({}*{}/{},2)", own(COST), own(HOURS), own(BASE));
    let of_share = format!("{round}({}*{},2)", own(COST), own(SHARE));
    let mut columns = vec![
        Column { total: Total::Label, ..Column::text("N°", 10.0) },
        Column { suffix: Some("Intitule"), ..Column::text("Nom ou fonction", 28.0) },
        Column::text("Mission", 30.0),
    ];
    if has_partner {
        let allowed = Some(super::lists::a_partner());
        let note = "Qui emploie la personne ; vide pour le demandeur.";
        columns.push(Column {
            suffix: Some("Partenaire"),
            allowed,
            note,
            ..Column::text("Partenaire", 12.0)
        });
    }
    if has_action {
        columns.push(Column { suffix: Some("Action"), ..Column::text("Action", 8.0) });
    }
    if has_section {
        columns.push(Column { suffix: Some("Section"), ..Column::text("Section", 14.0) });
    }
    let years = &filing.plan().years;
    columns.push(Column {
        suffix: Some("Annee"),
        allowed: super::lists::a_year(years),
        ..Column::text("Année", 7.0)
    });
    let amount = Some((Allowed::Decimal(0.0, 1e12), "Un nombre est attendu."));
    if by_hours || by_share {
        columns.push(Column {
            allowed: amount.clone(),
            note: "Coût annuel, ou mensuel, charges patronales comprises.",
            ..Column::text(COST, 13.0)
        });
    }
    if by_hours {
        columns.push(Column {
            allowed: amount.clone(),
            note: "Heures de l’année, ou du mois, par lesquelles le coût est divisé.",
            ..Column::text(BASE, 11.0)
        });
        columns.push(Column {
            suffix: Some("Heures"),
            allowed: amount.clone(),
            total: Total::Sum(None, Style::TotalHours),
            ..Column::text(HOURS, 12.0)
        });
    }
    if by_share {
        columns.push(Column {
            allowed: Some((Allowed::Decimal(0.0, 100.0), "Une part du coût, ou un nombre de mois.")),
            note: "Part fixe du temps de travail ; pour un coût mensuel, nombre de mois × part.",
            ..Column::text(SHARE, 10.0)
        });
    }
    columns.push(Column {
        suffix: Some("Cout"),
        formula: if by_hours { Some(of_hours.clone()) } else { by_share.then(|| of_share.clone()) },
        total: Total::Sum(filing.own_total(holder), Style::TotalCents),
        note: "Coût chargé × heures affectées ÷ heures de référence, ou coût × part.",
        ..Column::text(RESULT, 13.0)
    });
    columns.push(Column::text("Pièce", 20.0));
    let rows = lines
        .iter()
        .zip(&ways)
        .map(|(row, way)| {
            let (line, staff) = (&row.line, row.source);
            let typed = |cell| text(cell_text(cell), Style::InputText);
            let name = text(row.named(&cell_text(&staff.label)), Style::InputText);
            let mut cells = vec![text(&*line.code, Style::Centred), name, mission(row, filing.budget())];
            if has_partner {
                cells.push(text(super::partners::bearer(filing, line), Style::InputText));
            }
            if has_action {
                cells.push(typed(&staff.action));
            }
            if has_section {
                cells.push(text(super::lists::section_of(filing, line).name(), Style::InputText));
            }
            cells.push((year(line), Style::InputYear));
            let key = line.amount;
            let (cost, base, hours, share, result) = match way {
                Way::Hours { cost, hours, base } => {
                    let live = Content::Live { key, formula: Live::new(&of_hours), defines: true };
                    (Some(*cost), Some(*base), Some(*hours), None, (live, Style::Cents))
                }
                Way::Share { cost, share } => {
                    let live = Content::Live { key, formula: Live::new(&of_share), defines: true };
                    (Some(*cost), None, None, Some(*share), (live, Style::Cents))
                }
                Way::Stated => (None, None, None, None, (Content::Figure(key), Style::InputCents)),
            };
            if by_hours || by_share {
                cells.push((typed_number(filing, cost), Style::InputCents));
            }
            if by_hours {
                cells.push((typed_number(filing, base), Style::InputHours));
                cells.push((typed_number(filing, hours), Style::InputHours));
            }
            if by_share {
                cells.push((typed_number(filing, share), Style::InputNumber));
            }
            cells.push(result);
            cells.push(typed(&staff.document));
            cells
        })
        .collect();
    Grid {
        sheet: &holder.sheet,
        title: &holder.title,
        subtitle: &filing.subtitle(),
        name: &holder.name,
        columns,
        lines: rows,
    }
    .laid_out(filing.ledger())
}

/// What the person does; with what makes the whole cost, beside a part of it.
fn mission(row: &LineRow<'_, StaffLine>, budget: &Budget) -> (Content, Style) {
    let mission = cell_text(&row.source.mission);
    let whole = if row.is_part { factors(&row.line, budget) } else { String::new() };
    let said: Vec<String> = [mission, whole].into_iter().filter(|said| !said.is_empty()).collect();
    text(said.join(" ; "), Style::InputText)
}

fn way(filing: Filing<'_>, row: &LineRow<'_, StaffLine>) -> Way {
    if row.is_part {
        return Way::Stated;
    }
    match &filing.ledger().get(row.line.amount).expression {
        Expression::ProRata { amount, factor, divisor } => {
            Way::Hours { cost: *amount, hours: *factor, base: *divisor }
        }
        Expression::Product { amount, rate } => Way::Share { cost: *amount, share: *rate },
        _ => Way::Stated,
    }
}

/// A factor that can be typed again: the figure itself when it was given, its value when it follows from others.
fn typed_number(filing: Filing<'_>, key: Option<FigureKey>) -> Content {
    let Some(key) = key else { return Content::Blank };
    let ledger = filing.ledger();
    match (&ledger.get(key).expression, ledger.value(key).decimal()) {
        (Expression::Given(_), _) => Content::Figure(key),
        (_, Some(number)) => Content::Number(number),
        (_, None) => Content::Blank,
    }
}
