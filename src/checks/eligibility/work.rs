//! What each person does each year: hours, or fixed shares of the time of each month.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::budget::{StaffLine, StaffMethod};
use crate::model::text::normalise;
use crate::model::{Money, Place};

/// Months of a year, which divide an average by the month.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// What one line says of the work of a person.
pub(super) struct OfLine<'a> {
    /// Hours on the operation.
    pub(super) hours: Option<Decimal>,
    /// The line.
    pub(super) line: &'a StaffLine,
}

impl OfLine<'_> {
    /// True when the hours that limit it rest on those that the fund gives to a full time.
    pub(super) fn needs_the_rule(&self) -> bool {
        self.hours.is_some()
            && self.line.method() == StaffMethod::Annual
            && (self.line.annual_hours.is_none() || self.line.working_share.is_some())
    }

    /// The cell that says how much.
    fn place(&self) -> &Place {
        let share = self.line.fixed_share.as_ref().map(|share| &share.place);
        self.line.hours.as_ref().map(|hours| &hours.place).or(share).unwrap_or(&self.line.place)
    }
}

/// The work of one person in one year.
pub(super) struct Work<'a> {
    /// As the workbook first writes it.
    pub(super) name: &'a str,
    /// Its lines, in the order of the workbook.
    pub(super) lines: Vec<OfLine<'a>>,
}

impl<'a> Work<'a> {
    /// The lines that count hours.
    pub(super) fn by_hours(&self) -> impl Iterator<Item = &OfLine<'a>> {
        self.lines.iter().filter(|line| line.hours.is_some())
    }

    /// Hours, all lines together.
    pub(super) fn hours(&self) -> Decimal {
        self.lines.iter().filter_map(|line| line.hours).fold(Decimal::ZERO, Decimal::saturating_add)
    }

    /// Fixed shares, all lines together: those of a part of the year count for their months.
    pub(super) fn shares(&self) -> Decimal {
        let shares = self.lines.iter().filter_map(|of| {
            let share = of.line.fixed_share.as_ref().filter(|_| of.hours.is_none())?.value.fraction();
            match &of.line.months {
                Some(months) => share.checked_mul(months.value)?.checked_div(MONTHS),
                None => Some(share),
            }
        });
        shares.fold(Decimal::ZERO, Decimal::saturating_add)
    }

    /// The part of a year that this work takes; `None` when the hours of the year are not known.
    pub(super) fn share_of_year(&self, full_time: Option<Decimal>) -> Option<Decimal> {
        let by_hours = self.by_hours().try_fold(Decimal::ZERO, |sum, line| {
            let share = line.hours?.checked_div(limit_of(line, full_time)?)?;
            Some(sum.saturating_add(share))
        })?;
        Some(by_hours.saturating_add(self.shares()))
    }

    /// The cells that say how much, the most hours first: that is where too many were typed.
    pub(super) fn places(&self) -> Vec<&Place> {
        let mut lines: Vec<&OfLine<'_>> = self.lines.iter().collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.hours));
        lines.into_iter().map(OfLine::place).collect()
    }
}

/// The work of people by year, and the cells of the lines that do not say who, when, or how much.
pub(super) fn work(lines: &[StaffLine]) -> (BTreeMap<(String, i32), Work<'_>>, Vec<Place>) {
    let mut people: BTreeMap<(String, i32), Work<'_>> = BTreeMap::new();
    let mut lacking = Vec::new();
    for line in lines {
        let hours = line.hours.as_ref().map(|cell| cell.value);
        let is_counted = hours.is_some() || line.fixed_share.is_some();
        let (Some(label), Some(year), true) = (&line.label, &line.year, is_counted) else {
            lacking.push(line.place.clone());
            continue;
        };
        let work = people
            .entry((normalise(&label.value), year.value))
            .or_insert_with(|| Work { name: &label.value, lines: Vec::new() });
        work.lines.push(OfLine { hours, line });
    }
    (people, lacking)
}

/// The hours that a line's hourly rate rests on, for a year; `None` when they are not known.
pub(super) fn limit_of(of: &OfLine<'_>, full_time: Option<Decimal>) -> Option<Decimal> {
    let line = of.line;
    if line.method() == StaffMethod::Monthly {
        return line.monthly_hours.as_ref()?.value.checked_mul(MONTHS);
    }
    let stated = line.annual_hours.as_ref().map(|hours| hours.value);
    let due = match &line.working_share {
        Some(share) => full_time?.checked_mul(share.value.fraction()),
        None => full_time,
    };
    match (stated, due) {
        (Some(stated), Some(due)) if line.working_share.is_some() => Some(stated.min(due)),
        (Some(stated), _) => Some(stated),
        (None, due) => due,
    }
}

/// The cost that a line is computed from, by the year or by the month.
pub(super) fn unit_cost(line: &StaffLine) -> Option<(Money, &Place)> {
    let cost = match line.method() {
        StaffMethod::Annual => line.annual_cost.as_ref(),
        StaffMethod::Monthly => line.monthly_cost.as_ref(),
    };
    cost.map(|cost| (cost.value, &cost.place))
}
