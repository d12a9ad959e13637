//! What the program makes of a cell besides figures.

use crate::audit::line::role_name;
use crate::model::Place;
use crate::source::table::BudgetReading;
use crate::source::workbook::sheet::Cell;

/// What a cell is to the program, whether or not a figure is read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A total that the sheet states, by its label: compared with the lines, never added.
    Total(String),
    /// The total of the years of a line: compared with them.
    TotalOfYears,
    /// A formula: recomputed, and compared with the value that was saved.
    Formula,
    /// A column that the program knows, by what it is read as.
    Column(&'static str),
    /// Nothing, or a field.
    Unread,
}

impl Standing {
    /// What a cell is, from what is known of it first.
    pub(super) fn of(reading: &BudgetReading, place: &Place, cell: Option<&Cell>) -> Self {
        let budget = &reading.budget;
        if let Some(total) = budget.declared_totals.iter().find(|total| total.place == *place) {
            return Self::Total(total.label.clone());
        }
        if budget.year_splits.iter().any(|split| split.total.place == *place) {
            return Self::TotalOfYears;
        }
        match cell {
            Some(cell) if cell.formula.is_some() => Self::Formula,
            Some(cell) if !cell.is_blank() => column(reading, place).map_or(Self::Unread, Self::Column),
            _ => Self::Unread,
        }
    }

    /// What is said of a cell that gives no figure.
    #[must_use]
    pub fn french(&self) -> Option<String> {
        Some(match self {
            Self::Total(label) => format!(
                "total déclaré « {} » : les contrôles le comparent à ses lignes, rien ne l’additionne",
                label.trim()
            ),
            Self::TotalOfYears => {
                "total d’une ligne par années : les contrôles le comparent à ses années".to_owned()
            }
            Self::Formula => {
                "formule : les contrôles la recalculent et la comparent à la valeur enregistrée".to_owned()
            }
            Self::Column(role) => format!("colonne lue : {role}"),
            Self::Unread => return None,
        })
    }
}

/// What the column of a cell is read as, in the table whose lines it stands among.
fn column(reading: &BudgetReading, place: &Place) -> Option<&'static str> {
    let Place::Cell { sheet, row, column } = place else { return None };
    let column = u32::from(*column);
    let mut tables = reading.all_tables().filter(|table| {
        table.sheet == **sheet
            && (table.first_row..=table.last_row).contains(row)
            && table.first_row > table.header_row
    });
    tables.find_map(|table| {
        let own = table.columns.iter().find(|(_, at, _)| *at == column).map(|(role, ..)| *role);
        let of_year =
            table.year_columns.iter().find(|(_, _, at, _)| *at == column).map(|(_, role, ..)| *role);
        own.or(of_year).map(role_name)
    })
}
