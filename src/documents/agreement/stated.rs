//! The totals that the workbook states.

use super::{Side, Sides, short};
use crate::model::Money;
use crate::model::budget::TotalColumn;
use crate::model::project::VatBasis;

impl Sides<'_> {
    /// The grand totals that the workbook states of a column, each with its cell.
    fn grand_totals(&self, column: TotalColumn) -> impl Iterator<Item = (Money, String)> {
        let totals = &self.prepared.reading.budget.declared_totals;
        let grand = totals.iter().filter(move |total| total.is_grand_total && total.column == column);
        grand.filter_map(|total| Some((total.value?, short(&total.place))))
    }

    /// The cost that the workbook states: its total of the expenses, or that and the total of the staff. Without what a flat
    /// rate gives, it is that of the direct costs, and says so.
    pub(super) fn stated_cost(&self, plan: Money) -> Side {
        let column = match self.pack.computation.plan.basis {
            VatBasis::ExclVat => TotalColumn::AmountExclVat,
            VatBasis::InclVat => TotalColumn::AmountInclVat,
        };
        let largest = |column| self.grand_totals(column).max_by_key(|(value, _)| *value);
        let expenses = largest(column);
        let both = expenses
            .clone()
            .zip(largest(TotalColumn::StaffCost))
            .and_then(|((one, at), (other, and))| Some((one.checked_add(other)?, format!("{at} et {and}"))));
        let direct = self.money(self.pack.computation.plan.direct_total);
        let stated = || expenses.iter().chain(&both);
        if let Some((_, at)) = stated().find(|(value, _)| *value == plan) {
            return Side::Same(at.clone());
        }
        if let Some((_, at)) = stated().find(|(value, _)| Some(*value) == direct) {
            return Side::Unsaid(format!("coûts directs identiques ({at})"));
        }
        match both.or(expenses) {
            Some((value, at)) => Side::Other(value, at),
            None => Side::unsaid("sans total"),
        }
    }

    pub(super) fn stated_resources(&self, plan: Money) -> Side {
        let mut known = self.grand_totals(TotalColumn::ResourceAmount);
        known.next().map_or_else(|| Side::unsaid("sans total"), |(value, at)| Side::compared(value, plan, at))
    }
}
