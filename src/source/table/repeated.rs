//! A table that repeats another one line for line: a sheet copied whole, which would count everything twice.

use std::sync::Arc;

use super::role::TableKind;
use super::wide::is_year;
use crate::model::{Budget, ExpenseLine, Indicator, Located, Maybe, Money, Place, Resource, StaffLine};
use crate::source::limits;

/// How much of a budget was read at some point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    expenses: usize,
    staff: usize,
    resources: usize,
    indicators: usize,
    totals: usize,
    splits: usize,
}

impl Mark {
    pub(super) fn of(budget: &Budget) -> Self {
        Self {
            expenses: budget.expense_lines.len(),
            staff: budget.staff_lines.len(),
            resources: budget.resources.len(),
            indicators: budget.indicators.len(),
            totals: budget.declared_totals.len(),
            splits: budget.year_splits.len(),
        }
    }

    /// Takes out what was read since.
    pub(super) fn forget_since(self, budget: &mut Budget) {
        budget.expense_lines.truncate(self.expenses);
        budget.staff_lines.truncate(self.staff);
        budget.resources.truncate(self.resources);
        budget.indicators.truncate(self.indicators);
        budget.declared_totals.truncate(self.totals);
        budget.year_splits.truncate(self.splits);
    }

    fn lines(self, kind: TableKind) -> usize {
        match kind {
            TableKind::Expenses => self.expenses,
            TableKind::Staff => self.staff,
            TableKind::Resources => self.resources,
            TableKind::Indicators => self.indicators,
        }
    }
}

/// The tables read so far, with the lines that each of them gave.
#[derive(Debug, Default)]
pub(super) struct Elders(Vec<Elder>);

#[derive(Debug)]
struct Elder {
    kind: TableKind,
    lines: std::ops::Range<usize>,
    header: Place,
}

impl Elders {
    /// The header of the table that the lines read since `before` repeat, and how many they are.
    pub(super) fn repeated(&self, kind: TableKind, before: Mark, budget: &Budget) -> Option<(Place, usize)> {
        let start = before.lines(kind);
        let count = Mark::of(budget).lines(kind).checked_sub(start)?;
        if count < limits::REPEATED_LINES {
            return None;
        }
        let of_kind = self.0.iter().filter(|elder| elder.kind == kind && elder.lines.len() == count);
        let elder = of_kind.take(limits::REPEATED_TABLES).find(|elder| {
            elder.lines.clone().zip(start..).all(|(one, other)| are_the_same(kind, one, other, budget))
        })?;
        Some((elder.header.clone(), count))
    }

    /// The header of the table that the lines read since `before` sum up, and its total: fewer lines, without anything
    /// that belongs to a purchase, and the same sum to the cent.
    pub(super) fn summed_up(&self, kind: TableKind, before: Mark, budget: &Budget) -> Option<(Place, Money)> {
        let start = before.lines(kind);
        let end = Mark::of(budget).lines(kind);
        if start >= end || !is_bare(kind, start..end, budget) {
            return None;
        }
        let own = sums(kind, start..end, budget);
        // As many lines, of which the elder alone says what was bought, are a recapitulation too.
        let more = |elder: &&Elder| {
            elder.kind == kind
                && (elder.lines.len() > end - start
                    || elder.lines.len() == end - start && !is_bare(kind, elder.lines.clone(), budget))
        };
        self.0.iter().filter(more).take(limits::REPEATED_TABLES).find_map(|elder| {
            let of_elder = sums(kind, elder.lines.clone(), budget);
            let total = own.iter().flatten().find(|sum| of_elder.contains(&Some(**sum)))?;
            Some((elder.header.clone(), *total))
        })
    }

    /// The table, read before, that sums up the lines read since `before`, and its total: as [`Elders::summed_up`], when the
    /// recapitulation stands above or on a sheet before its detail.
    pub(super) fn sums_up(&self, kind: TableKind, before: Mark, budget: &Budget) -> Option<(Place, Money)> {
        let lines = before.lines(kind)..Mark::of(budget).lines(kind);
        let own = sums(kind, lines.clone(), budget);
        let says_more = !is_bare(kind, lines.clone(), budget);
        let fewer = |elder: &&Elder| {
            elder.kind == kind
                && !elder.lines.is_empty()
                && (elder.lines.len() < lines.len() || elder.lines.len() == lines.len() && says_more)
                && is_bare(kind, elder.lines.clone(), budget)
        };
        self.0.iter().filter(fewer).take(limits::REPEATED_TABLES).find_map(|elder| {
            let of_elder = sums(kind, elder.lines.clone(), budget);
            let total = of_elder.iter().flatten().find(|sum| own.contains(&Some(**sum)))?;
            Some((elder.header.clone(), *total))
        })
    }

    /// Notes the lines read since `before` as those of a table of their own.
    pub(super) fn add(&mut self, kind: TableKind, before: Mark, budget: &Budget, header: Place) {
        let lines = before.lines(kind)..Mark::of(budget).lines(kind);
        self.0.push(Elder { kind, lines, header });
    }
}

/// True for lines that say nothing of a purchase or of a person: what a recapitulation keeps is a name and an amount.
fn is_bare(kind: TableKind, lines: std::ops::Range<usize>, budget: &Budget) -> bool {
    match kind {
        TableKind::Expenses => budget.expense_lines.get(lines).is_some_and(|lines| {
            lines.iter().all(|line| {
                line.quantity.is_none()
                    && line.unit_price.is_none()
                    && line.supplier.is_none()
                    && line.document.is_none()
                    && line.vat_rate.is_none()
            })
        }),
        TableKind::Staff => budget.staff_lines.get(lines).is_some_and(|lines| {
            lines.iter().all(|line| {
                line.annual_cost.is_none() && line.annual_hours.is_none() && line.document.is_none()
            })
        }),
        TableKind::Resources => budget.resources.get(lines).is_some_and(|lines| {
            lines.iter().all(|line| line.status.is_none() && line.date.is_none() && line.document.is_none())
        }),
        TableKind::Indicators => false,
    }
}

/// The sums of the amounts of some lines, HT then TTC: `None` where a line lacks its amount, or for nothing at all.
fn sums(kind: TableKind, lines: std::ops::Range<usize>, budget: &Budget) -> [Option<Money>; 2] {
    fn sum<'a>(mut amounts: impl Iterator<Item = &'a Maybe<Money>>) -> Option<Money> {
        let sum = amounts.try_fold(Money::ZERO, |sum, amount| sum.checked_add(amount.as_ref()?.value))?;
        (sum != Money::ZERO).then_some(sum)
    }
    match kind {
        TableKind::Expenses => {
            let lines = budget.expense_lines.get(lines).unwrap_or_default();
            [
                sum(lines.iter().map(|line| &line.amount_excl_vat)),
                sum(lines.iter().map(|line| &line.amount_incl_vat)),
            ]
        }
        TableKind::Staff => {
            let lines = budget.staff_lines.get(lines).unwrap_or_default();
            [sum(lines.iter().map(|line| &line.stated_cost)), None]
        }
        TableKind::Resources => {
            let lines = budget.resources.get(lines).unwrap_or_default();
            [sum(lines.iter().map(|line| &line.amount)), None]
        }
        TableKind::Indicators => [None, None],
    }
}

fn are_the_same(kind: TableKind, one: usize, other: usize, budget: &Budget) -> bool {
    fn both<T>(lines: &[T], one: usize, other: usize, same: impl Fn(&T, &T) -> bool) -> bool {
        lines.get(one).zip(lines.get(other)).is_some_and(|(one, other)| same(one, other))
    }
    match kind {
        TableKind::Expenses => both(&budget.expense_lines, one, other, same_expense),
        TableKind::Staff => both(&budget.staff_lines, one, other, same_staff),
        TableKind::Resources => both(&budget.resources, one, other, same_resource),
        TableKind::Indicators => both(&budget.indicators, one, other, same_indicator),
    }
}

fn same_expense(one: &ExpenseLine, other: &ExpenseLine) -> bool {
    same(&one.label, &other.label)
        && same(&one.amount_excl_vat, &other.amount_excl_vat)
        && same(&one.amount_incl_vat, &other.amount_incl_vat)
        && same(&one.vat, &other.vat)
        && same(&one.vat_rate, &other.vat_rate)
        && same(&one.quantity, &other.quantity)
        && same(&one.unit_price, &other.unit_price)
        && same(&one.year, &other.year)
        && same(&one.supplier, &other.supplier)
        && same_name(&one.partner, &other.partner)
        && same_name(&one.category, &other.category)
}

fn same_staff(one: &StaffLine, other: &StaffLine) -> bool {
    same(&one.label, &other.label)
        && same(&one.mission, &other.mission)
        && same(&one.stated_cost, &other.stated_cost)
        && same(&one.annual_cost, &other.annual_cost)
        && same(&one.annual_hours, &other.annual_hours)
        && same(&one.hours, &other.hours)
        && same(&one.year, &other.year)
        && same_name(&one.partner, &other.partner)
}

fn same_resource(one: &Resource, other: &Resource) -> bool {
    same(&one.co_financer, &other.co_financer)
        && same(&one.nature, &other.nature)
        && same(&one.status, &other.status)
        && same(&one.amount, &other.amount)
}

fn same_indicator(one: &Indicator, other: &Indicator) -> bool {
    same(&one.code, &other.code)
        && same(&one.label, &other.label)
        && same(&one.unit, &other.unit)
        && same(&one.baseline, &other.baseline)
        && same(&one.target, &other.target)
}

fn same<T: PartialEq>(one: &Maybe<T>, other: &Maybe<T>) -> bool {
    value(one) == value(other)
}

/// A category or a partner may come from the name of the sheet, which a copy changes.
fn same_name(one: &Maybe<Arc<str>>, other: &Maybe<Arc<str>>) -> bool {
    let bare = |name: &Maybe<Arc<str>>| value(name).map(|name| copied_from(name).unwrap_or(name).to_owned());
    value(one) == value(other) || bare(one) == bare(other)
}

fn value<T>(cell: &Maybe<T>) -> Option<&T> {
    cell.as_ref().map(|Located { value, .. }| value)
}

/// The name of the sheet of which this one is a copy, as spreadsheet programs name copies.
pub(super) fn copied_from(name: &str) -> Option<&str> {
    let name = name.trim();
    let numbered = || {
        // `Dépenses (2)` in Excel, `Dépenses_2` in LibreOffice.
        let (head, number) = match name.strip_suffix(')') {
            Some(open) => open.rsplit_once('(')?,
            None => name.rsplit_once('_')?,
        };
        // `Dépenses_2024` is the sheet of a year.
        let is_rank = number.parse::<i32>().is_ok_and(|number| number > 1 && !is_year(number));
        is_rank.then_some(head)
    };
    let original = ["Copie de ", "Copy of "]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .or_else(|| [" - Copie", " - copie", " (copie)"].iter().find_map(|suffix| name.strip_suffix(suffix)))
        .or_else(numbered)?
        .trim();
    (!original.is_empty()).then_some(original)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_told_by_their_names() {
        for name in ["Dépenses (2)", "Dépenses_2", "Copie de Dépenses", "Dépenses - Copie", "Dépenses (12)"]
        {
            assert_eq!(copied_from(name), Some("Dépenses"), "{name}");
        }
        for name in
            ["Dépenses", "Dépenses (2024)", "Dépenses_2025", "Dépenses (HT)", "(2)", "Lot_A", "Lot (1)"]
        {
            assert_eq!(copied_from(name), None, "{name}");
        }
    }
}
