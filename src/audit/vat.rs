//! The rates of VAT: those that the law knows, those that lines state or imply.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Audit;
use super::line_names::of_expense;
use super::totals::recomputed;
use crate::model::budget::ExpenseLine;
use crate::model::{DeclaredTotal, Money, Place, Rate, TotalColumn, TotalScope};
use crate::source::table::{ColumnRole, TableKind};

/// Where a rate is the law's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Territory {
    /// Everywhere in France.
    France,
    /// Guadeloupe, Martinique, La Réunion.
    Overseas,
    /// Corse.
    Corsica,
}

/// Rates in hundredths of a percent: CGI, art. 278, 278-0 bis, 278 bis, 279, 281 quater for France (the rates of the CEDEF,
/// economie.gouv.fr/cedef/taux-tva-france-et-union-europeenne); art. 296 overseas; art. 297 in Corse. Zero is what lies
/// outside the tax or is exempt.
pub const LEGAL: [(i64, Territory); 10] = [
    (0, Territory::France),
    (210, Territory::France),
    (550, Territory::France),
    (1_000, Territory::France),
    (2_000, Territory::France),
    (105, Territory::Overseas),
    (175, Territory::Overseas),
    (850, Territory::Overseas),
    (90, Territory::Corsica),
    (1_300, Territory::Corsica),
];

/// Rates that ended on 1 January 2014, with those that replaced them: loi n° 2012-1510 du 29 décembre 2012, art. 68.
pub const FORMER: [(i64, i64); 2] = [(1_960, 2_000), (700, 1_000)];

/// The highest rate.
pub const HIGHEST: i64 = 2_000;

/// A rate in hundredths of a percent.
#[must_use]
pub fn rate(hundredths: i64) -> Rate {
    Rate::from_fraction(Decimal::new(hundredths, 4))
}

/// The legal rate that equals this one, and where it is the law's.
#[must_use]
pub fn legal(fraction: Decimal) -> Option<(i64, Territory)> {
    LEGAL.into_iter().find(|(hundredths, _)| Decimal::new(*hundredths, 4) == fraction)
}

/// The amounts of a line, its formulas recomputed.
#[derive(Debug, Clone, Copy)]
pub struct Amounts<'a> {
    /// Excluding VAT.
    pub excl: Option<(Money, &'a Place)>,
    /// The VAT.
    pub vat: Option<(Money, &'a Place)>,
    /// Including VAT.
    pub incl: Option<(Money, &'a Place)>,
    /// What two roundings may differ by: a cent, a cent for every other unit, a euro where amounts are whole euros.
    pub slack: Money,
}

impl<'a> Amounts<'a> {
    /// The amounts of a line.
    #[must_use]
    pub fn of(audit: &Audit<'a>, line: &'a ExpenseLine) -> Self {
        let money = |cell: &'a crate::model::Maybe<Money>| {
            cell.as_ref().map(|cell| (recomputed(audit, cell), &cell.place))
        };
        let (excl, vat, incl) =
            (money(&line.amount_excl_vat), money(&line.vat), money(&line.amount_incl_vat));
        let mut stated = [excl, vat, incl].into_iter().flatten();
        let whole = stated.all(|(amount, _)| amount.cents() % 100 == 0);
        let units = line.quantity.as_ref().map_or(Decimal::ONE, |quantity| quantity.value.abs());
        let cents = Money::from_decimal(units.min(Decimal::from(10_000)).ceil() / Decimal::from(200));
        let slack = cents.map_or(1, |slack| slack.cents().clamp(1, 100));
        Self { excl, vat, incl, slack: Money::from_cents(if whole { 100 } else { slack }) }
    }

    /// The base and the VAT that two of the amounts give.
    #[must_use]
    pub fn base_and_vat(&self) -> Option<(Money, Money)> {
        match (self.excl, self.vat, self.incl) {
            (Some((excl, _)), Some((vat, _)), _) => Some((excl, vat)),
            (Some((excl, _)), None, Some((incl, _))) => Some((excl, incl.checked_sub(excl)?)),
            (None, Some((vat, _)), Some((incl, _))) => Some((incl.checked_sub(vat)?, vat)),
            _ => None,
        }
    }

    /// The rate that the amounts imply: the legal one that gives them to the slack, else their ratio.
    #[must_use]
    pub fn implied(&self) -> Option<Implied> {
        let (base, vat) = self.base_and_vat()?;
        if base.cents() <= 0 || vat.is_negative() {
            return None;
        }
        let fits = |hundredths: &i64| {
            let product = base.to_decimal().checked_mul(Decimal::new(*hundredths, 4));
            let expected = product.and_then(Money::from_decimal);
            expected.is_some_and(|expected| expected.distance(vat) <= self.slack)
        };
        // On an amount of some cents every rate fits: the usual ones first.
        let usual = [2_000, 1_000, 550, 0, 210, 850, 105, 175, 90, 1_300];
        match usual.into_iter().find(|hundredths| fits(hundredths)) {
            Some(hundredths) => Some(Implied::Legal(hundredths)),
            None => Some(Implied::Other(Rate::from_fraction(
                vat.to_decimal().checked_div(base.to_decimal())?.round_dp(4),
            ))),
        }
    }

    /// The cell that shows the rate when no cell states it.
    #[must_use]
    pub fn showing(&self) -> Option<&'a Place> {
        self.vat.or(self.incl).map(|(_, place)| place)
    }
}

/// A rate that two amounts imply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implied {
    /// One of the law's, in hundredths of a percent.
    Legal(i64),
    /// Another one.
    Other(Rate),
}

/// A rate unlike that of the same expense in other years.
#[derive(Debug)]
pub struct Unlike<'a> {
    /// The rate.
    pub found: Rate,
    /// Where it stands.
    pub place: &'a Place,
    /// The rate of the others, and where one of them stands.
    pub usual: (Rate, &'a Place),
    /// True when a cell states the rate, false when amounts imply it.
    pub is_stated: bool,
}

/// How many lines were compared with the same expense in other years, and those of another rate.
#[must_use]
pub fn unlike<'a>(audit: &Audit<'a>) -> (usize, Vec<Unlike<'a>>) {
    type Known<'a> = (i64, &'a Place, bool);
    let mut groups: BTreeMap<Vec<String>, Vec<Known<'a>>> = BTreeMap::new();
    let mut everywhere: BTreeMap<i64, usize> = BTreeMap::new();
    for line in &audit.budget().expense_lines {
        let amounts = Amounts::of(audit, line);
        let known = match &line.vat_rate {
            Some(stated) => legal(stated.value.fraction()).map(|(rate, _)| (rate, &stated.place, true)),
            // A rate left blank in a column of rates is told as such.
            None if audit.standing(&line.place, TableKind::Expenses, ColumnRole::VatRate).is_some() => None,
            None => match (amounts.implied(), amounts.showing()) {
                // Some cents fit any rate.
                (Some(Implied::Legal(rate)), Some(place))
                    if amounts.excl.is_some_and(|(excl, _)| excl.cents() >= 10_000) =>
                {
                    Some((rate, place, false))
                }
                _ => None,
            },
        };
        if let Some(known) = known {
            *everywhere.entry(known.0).or_default() += 1;
            groups.entry(of_expense(line)).or_default().push(known);
        }
    }
    let (mut compared, mut found) = (0, Vec::new());
    for lines in groups.values().filter(|lines| lines.len() > 1) {
        compared += lines.len();
        let count = |rate: i64| lines.iter().filter(|(other, ..)| *other == rate).count();
        let weight = |rate: i64| (count(rate), everywhere.get(&rate).copied().unwrap_or(0));
        let Some((usual, at, _)) = lines.iter().rev().max_by_key(|(rate, ..)| weight(*rate)) else {
            continue;
        };
        found.extend(lines.iter().filter(|(other, ..)| other != usual).map(|(other, place, is_stated)| {
            Unlike { found: rate(*other), place, usual: (rate(*usual), at), is_stated: *is_stated }
        }));
    }
    (compared, found)
}

/// What a total of the VAT, or of the amounts with VAT, is worth when the VAT is computed once, on the sum of the lines of
/// each rate; `None` when a line does not say its amount before VAT or its rate.
#[must_use]
pub fn on_total(audit: &Audit<'_>, total: &DeclaredTotal) -> Option<Money> {
    let TotalScope::Lines { start, end } = total.scope;
    let lines = audit.budget().expense_lines.get(start..end)?;
    let mut bases: BTreeMap<Decimal, Money> = BTreeMap::new();
    for line in lines {
        if total.year.is_some() && line.year.as_ref().map(|year| year.value) != total.year {
            continue;
        }
        let amounts = Amounts::of(audit, line);
        let rate = match (&line.vat_rate, amounts.implied()) {
            (Some(stated), _) => stated.value.fraction(),
            (None, Some(Implied::Legal(hundredths))) => rate(hundredths).fraction(),
            (None, _) => return None,
        };
        let base = bases.entry(rate.normalize()).or_insert(Money::ZERO);
        *base = base.checked_add(amounts.excl?.0)?;
    }
    let add_bases = match total.column {
        TotalColumn::Vat => false,
        TotalColumn::AmountInclVat => true,
        _ => return None,
    };
    bases.into_iter().try_fold(Money::ZERO, |sum, (rate, base)| {
        let vat = Money::from_decimal(base.to_decimal().checked_mul(rate)?)?;
        let sum = sum.checked_add(vat)?;
        if add_bases { sum.checked_add(base) } else { Some(sum) }
    })
}
