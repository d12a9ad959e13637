//! The same expense in other years: lines alike but for their year.

use rust_decimal::Decimal;

use super::Audit;
use super::line_names::{of_expense, of_staff};
use super::totals::recomputed;
use crate::model::budget::{ExpenseLine, StaffLine};
use crate::model::text::{Mark, mark};
use crate::model::{Money, Place};

/// What is compared of a line with its sisters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The price of one.
    Price,
    /// The whole amount of the line, which states no price.
    Amount,
    /// The annual cost of a person.
    AnnualCost,
}

/// A line among its sisters.
#[derive(Debug, Clone, Copy)]
pub struct Sister<'a> {
    /// The amount of the whole line.
    pub amount: Money,
    /// Where it stands.
    pub place: &'a Place,
    /// The price of one, when the line says how many.
    pub price: Option<Decimal>,
    /// Where it was typed: the price or the annual cost that it comes from, when the line has one.
    pub typed: &'a Place,
    /// Where the price of one stands.
    pub priced: Option<&'a Place>,
    /// The year.
    pub year: Option<i32>,
    /// The annual cost of a person, not an expense.
    pub is_staff: bool,
}

/// The lines that come back from year to year, group by group, in the order of their names.
#[must_use]
pub fn groups<'a>(audit: &Audit<'a>) -> Vec<Vec<Sister<'a>>> {
    let budget = audit.budget();
    // What names an expense is only kept of those that come back: a budget may have a hundred thousand of them.
    let expenses = budget.expense_lines.iter().map(Line::Expense);
    let staff = budget.staff_lines.iter().map(Line::Staff);
    let stated = expenses.chain(staff).filter(|line| line.states_an_amount());
    let mut rows: Vec<(Mark, Line<'a>)> = stated.map(|line| (mark(&line.names()), line)).collect();
    rows.sort_by_key(|(mark, _)| *mark);
    let mut groups: Vec<(Line<'a>, Vec<Sister<'a>>)> = rows
        .chunk_by(|(one, _), (other, _)| one == other)
        .filter(|group| group.len() > 1)
        .filter_map(|group| {
            Some((group.first()?.1, group.iter().filter_map(|(_, line)| line.sister(audit)).collect()))
        })
        .collect();
    groups.sort_by_cached_key(|(line, _)| line.names());
    groups.into_iter().map(|(_, sisters)| sisters).collect()
}

/// A line, by what names it.
#[derive(Clone, Copy)]
enum Line<'a> {
    Expense(&'a ExpenseLine),
    Staff(&'a StaffLine),
}

impl Line<'_> {
    fn names(self) -> Vec<String> {
        match self {
            Self::Expense(line) => of_expense(line),
            Self::Staff(line) => of_staff(line),
        }
    }

    const fn states_an_amount(&self) -> bool {
        match self {
            Self::Expense(line) => line.amount_excl_vat.is_some() || line.amount_incl_vat.is_some(),
            Self::Staff(line) => line.annual_cost.is_some(),
        }
    }
}

impl<'a> Line<'a> {
    fn sister(self, audit: &Audit<'a>) -> Option<Sister<'a>> {
        match self {
            Self::Expense(line) => {
                let amount = line.amount_excl_vat.as_ref().or(line.amount_incl_vat.as_ref())?;
                let typed = line.unit_price.as_ref().filter(|_| audit.has_formula(&amount.place));
                let quantity = line.quantity.as_ref().map(|quantity| quantity.value);
                let worth = recomputed(audit, amount);
                Some(Sister {
                    amount: amount.value,
                    place: &amount.place,
                    price: quantity.and_then(|quantity| worth.to_decimal().checked_div(quantity)),
                    typed: typed.map_or(&amount.place, |price| &price.place),
                    priced: line.unit_price.as_ref().map(|price| &price.place),
                    year: line.year.as_ref().map(|year| year.value),
                    is_staff: false,
                })
            }
            Self::Staff(line) => {
                let cost = line.annual_cost.as_ref()?;
                Some(Sister {
                    amount: cost.value,
                    place: &cost.place,
                    price: None,
                    typed: &cost.place,
                    priced: None,
                    year: line.year.as_ref().map(|year| year.value),
                    is_staff: true,
                })
            }
        }
    }
}

/// A line ten or a hundred times smaller or larger than its sisters.
#[derive(Debug)]
pub struct Shifted<'a> {
    /// The line.
    pub line: Sister<'a>,
    /// The sister it is compared with: the middle one.
    pub usual: Sister<'a>,
    /// What is compared.
    pub measure: Measure,
    /// By how much: 10 or 100.
    pub factor: u32,
    /// True when it is smaller.
    pub is_small: bool,
}

/// Sisters that are compared one by one with all others: of more, with those of middling size.
const ONE_BY_ONE: usize = 50;

/// The line of a group whose decimal point seems to have moved; the others agree with one another.
#[must_use]
pub fn shifted<'a>(audit: &Audit<'_>, lines: &[Sister<'a>]) -> Vec<Shifted<'a>> {
    let measure = if lines.iter().all(|line| line.is_staff) {
        Measure::AnnualCost
    } else if lines.iter().all(|line| line.price.is_some()) {
        Measure::Price
    } else {
        Measure::Amount
    };
    if lines.len() > ONE_BY_ONE {
        let mut sorted = lines.to_vec();
        sorted.sort_by_key(|line| (value(line, measure), line.place));
        let tenth = lines.len() / 10;
        let middle = sorted.get(tenth..lines.len() - tenth).unwrap_or_default();
        return lines.iter().filter_map(|line| judge(*line, middle, measure)).collect();
    }
    let found = lines.iter().enumerate().filter_map(|(index, line)| {
        let mut others: Vec<Sister<'a>> =
            lines.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, line)| *line).collect();
        others.sort_by_key(|line| (value(line, measure), line.place));
        judge(*line, &others, measure)
    });
    let mut found: Vec<Shifted<'a>> = found.collect();
    // Of two, either may be the wrong one: the one whose writing shows it, else the larger.
    if let [one, other] = found.as_slice()
        && lines.len() == 2
    {
        let (small, large) = if one.is_small { (one, other) } else { (other, one) };
        let blames_small =
            measure == Measure::AnnualCost || has_odd_decimals(audit, cell(&small.line, measure));
        let keep = if blames_small { small.line.place } else { large.line.place };
        let kept = usize::from(one.line.place != keep);
        found = found.into_iter().skip(kept).take(1).collect();
    }
    found
}

fn judge<'a>(line: Sister<'a>, others: &[Sister<'a>], measure: Measure) -> Option<Shifted<'a>> {
    let usual = *others.get(others.len() / 2)?;
    let (least, most) = (value(others.first()?, measure)?, value(others.last()?, measure)?);
    let (own, middle) = (value(&line, measure)?, value(&usual, measure)?);
    if least <= Decimal::ZERO || own <= Decimal::ZERO || most > least.checked_mul(Decimal::new(25, 1))? {
        return None;
    }
    let is_small = own < middle;
    let ratio = if is_small { middle.checked_div(own)? } else { own.checked_div(middle)? };
    // Prices of one thing stay near one another; whole amounts also follow how many are bought.
    let near = if measure == Measure::Amount { Decimal::new(11, 1) } else { Decimal::new(15, 1) };
    let factor = [10_u32, 100].into_iter().find(|factor| {
        let factor = Decimal::from(*factor);
        ratio.checked_mul(near).is_some_and(|high| high >= factor)
            && factor.checked_mul(near).is_some_and(|high| high >= ratio)
    })?;
    match measure {
        // Ten times fewer at ten times the price: the same thing, counted otherwise.
        Measure::Price => {
            let (one, other) = (line.amount.cents(), usual.amount.cents());
            let (small, large) = (one.min(other), one.max(other));
            if i128::from(large) * 2 <= i128::from(small) * 5 {
                return None;
            }
        }
        // The first and the last year may hold one month.
        Measure::Amount => {
            let years = || others.iter().filter_map(|other| other.year);
            let inside = line.year.is_some_and(|year| {
                years().min().is_some_and(|first| first < year)
                    && years().max().is_some_and(|last| last > year)
            });
            if others.len() < 2 || (is_small && !inside) {
                return None;
            }
        }
        Measure::AnnualCost => {}
    }
    Some(Shifted { line, usual, measure, factor, is_small })
}

/// What is compared of a line.
#[must_use]
pub fn value(line: &Sister<'_>, measure: Measure) -> Option<Decimal> {
    match measure {
        Measure::Price => line.price,
        Measure::Amount | Measure::AnnualCost => Some(line.amount.to_decimal()),
    }
}

/// The cell that states what is compared.
#[must_use]
pub fn cell<'a>(line: &Sister<'a>, measure: Measure) -> &'a Place {
    line.priced.filter(|_| measure == Measure::Price).unwrap_or(line.typed)
}

/// A price with three decimals or more, as one divided by ten has.
fn has_odd_decimals(audit: &Audit<'_>, place: &Place) -> bool {
    let content = audit.cell_of(place).and_then(|at| audit.recalculation.content(at));
    content.and_then(super::totals::number_of).is_some_and(|number| number.normalize().scale() > 2)
}
