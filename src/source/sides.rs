//! Reads the sides of a plan that are in another currency: each by itself, from the sheets that `projet.toml` names.
//!
//! This is the one place where a number that the reader of tables gives takes the currency of its side.

use super::project_file::nearest;
use super::table::{BudgetReading, EUROS, IssueKind, ReadIssue, ReadingHints, SideReading, read_tables};
use super::workbook::sheet::Sheet;
use crate::model::budget::Maybe;
use crate::model::currency::Foreign;
use crate::model::side::{Side, SideBudget, SideLine, SideResource};
use crate::model::text::normalise;
use crate::model::{Budget, Located, Money, Place};

/// Reads the sides into a reading of the plan, which leaves their sheets out; `is_in_euros` tells the cells whose format
/// counts in euros.
///
/// # Errors
/// A message, in French, that names the field at fault: a sheet that is not there, or that two sides claim.
pub fn read_sides(
    file: &str,
    sheets: &[Sheet],
    hints: &ReadingHints,
    sides: &[Side],
    is_in_euros: &dyn Fn(&Place) -> bool,
    into: &mut BudgetReading,
) -> Result<(), String> {
    for (rank, side) in sides.iter().enumerate() {
        let field = format!("volets[{rank}].onglets");
        for name in &side.sheets {
            let known = || sheets.iter().map(|sheet| &*sheet.name);
            if !known().any(|sheet| normalise(sheet) == normalise(name)) {
                let near = nearest(name, known()).map(|near| format!(" (vouliez-vous dire « {near} » ?)"));
                let near = near.unwrap_or_default();
                let known: Vec<String> = known().map(|sheet| format!("« {sheet} »")).collect();
                return Err(format!(
                    "{field} : le classeur n’a pas de feuille « {name} »{near} ; ses feuilles : {}",
                    known.join(", ")
                ));
            }
            if let Some(other) = sides.iter().take(rank).find(|other| other.has_sheet(name)) {
                return Err(format!(
                    "{field} : la feuille « {name} » est déjà celle du volet « {} »",
                    other.id
                ));
            }
        }
        if side.sheets.is_empty() {
            return Err(format!(
                "{field} : un volet nomme la feuille de ses dépenses et celle de ses ressources"
            ));
        }
        let mut reading = read_tables(file, sheets, &hints.of_side(side))?;
        // A side has no staff of its own nor indicators, and says neither HT nor TTC: its taxes are those of another country.
        reading.issues.retain(|issue| {
            !matches!(issue.kind, IssueKind::MissingTable { .. } | IssueKind::AmountWithoutVatBasis { .. })
        });
        let mut budget = budget(rank, &reading.budget);
        let lines = budget.lines.iter_mut().map(|line| &mut line.amount);
        for amount in lines.chain(budget.resources.iter_mut().map(|line| &mut line.amount)) {
            // A format in euros under a header in dollars: nobody knows which of the two is meant.
            let Some(shown) = amount.take_if(|amount| is_in_euros(&amount.place)) else { continue };
            let kind = IssueKind::ForeignCurrency { currency: EUROS.into(), amount: Some(shown.value) };
            reading.issues.push(ReadIssue { kind, place: shown.place, shown: String::new(), column: None });
        }
        into.budget.sides.push(budget);
        let sheets = sheets.iter().filter(|sheet| side.has_sheet(&sheet.name));
        let sheets = sheets.map(|sheet| sheet.name.clone()).collect();
        into.sides.push(SideReading { currency: side.currency, sheets, reading });
    }
    Ok(())
}

fn budget(rank: usize, read: &Budget) -> SideBudget {
    let expenses = read.expense_lines.iter().map(|line| SideLine {
        place: line.place.clone(),
        category: line.category.clone(),
        label: line.label.clone(),
        partner: line.partner.clone(),
        year: line.year.clone(),
        amount: amount(line.amount_excl_vat.as_ref().or(line.amount_incl_vat.as_ref())),
        document: line.document.clone(),
    });
    let staff = read.staff_lines.iter().map(|line| SideLine {
        place: line.place.clone(),
        category: None,
        label: line.label.clone(),
        partner: line.partner.clone(),
        year: line.year.clone(),
        amount: amount(line.stated_cost.as_ref()),
        document: line.document.clone(),
    });
    let resources = read.resources.iter().map(|line| SideResource {
        place: line.place.clone(),
        co_financer: line.co_financer.clone(),
        nature: line.nature.clone(),
        status: line.status.clone(),
        amount: amount(line.amount.as_ref()),
        document: line.document.clone(),
    });
    SideBudget { rank, lines: expenses.chain(staff).collect(), resources: resources.collect() }
}

fn amount(read: Option<&Located<Money>>) -> Maybe<Money<Foreign>> {
    let read = read?;
    Some(Located::new(Money::foreign(read.value.to_decimal())?, read.place.clone()))
}
