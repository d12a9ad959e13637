//! Lines that `projet.toml` spreads over several civil years: a part a year, pro rata of the days of the operation in it;
//! in equal parts when the calendar says nothing of these years. The last part is what remains.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::PlanInputs;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::{Located, Place};

/// What a line costs in one of the years it spreads over.
#[derive(Debug, Clone)]
pub struct YearPart {
    /// Civil year.
    pub year: i32,
    /// Part of the amount retained.
    pub amount: FigureKey,
    /// Part of the amount excluding VAT.
    pub excl_vat: Option<FigureKey>,
    /// Part of the VAT.
    pub vat: Option<FigureKey>,
    /// Part of the amount including VAT.
    pub incl_vat: Option<FigureKey>,
}

/// The amounts of a line.
#[derive(Debug, Clone, Copy)]
pub struct Whole {
    /// Amount retained.
    pub amount: FigureKey,
    /// Amount excluding VAT.
    pub excl_vat: Option<FigureKey>,
    /// VAT.
    pub vat: Option<FigureKey>,
    /// Amount including VAT.
    pub incl_vat: Option<FigureKey>,
}

/// The weights of the years of a line, the same for all lines of these years.
#[derive(Debug, Clone)]
struct Weights {
    of_year: Vec<FigureKey>,
    total: FigureKey,
}

/// The weights entered so far, by the years they belong to.
#[derive(Debug, Default)]
pub struct Spreads(BTreeMap<Vec<i32>, Weights>);

impl Spreads {
    /// Enter the parts of a line.
    ///
    /// `id` and `label` begin those of its figures.
    pub fn enter(
        &mut self,
        ledger: &mut Ledger,
        inputs: PlanInputs<'_>,
        years: &Located<Vec<i32>>,
        line: Whole,
        (id, label): (&str, &str),
    ) -> Result<Vec<YearPart>, LedgerError> {
        let weights = self.weights(ledger, inputs, years)?;
        let spread = |ledger: &mut Ledger, whole: FigureKey, part: &str, name: &str| {
            let named = if name.is_empty() { label.to_owned() } else { format!("{label} – {name}") };
            let id = if part.is_empty() { id.to_owned() } else { format!("{id}.{part}") };
            parts(ledger, whole, &weights, &years.value, (&id, &named))
        };
        let of = |ledger: &mut Ledger, key: Option<FigureKey>, part: &str, name: &str| {
            key.map(|key| spread(ledger, key, part, name)).transpose()
        };
        let excl_vat = of(ledger, line.excl_vat, "ht", "HT")?;
        let incl_vat = of(ledger, line.incl_vat, "ttc", "TTC")?;
        let vat = match (&excl_vat, &incl_vat) {
            // The parts of HT and of TTC are each rounded: the VAT of a year is what parts them.
            (Some(excl_vat), Some(incl_vat)) if adds_up(ledger, &line) => {
                let of_years = years.value.iter().zip(excl_vat).zip(incl_vat);
                let between = |((year, excl_vat), incl_vat): ((&i32, &FigureKey), &FigureKey)| {
                    ledger.computed(
                        format!("{id}.tva.{year}"),
                        format!("{label} – TVA – part de {year}"),
                        Unit::Euro,
                        Expression::Remainder { whole: *incl_vat, parts: vec![*excl_vat] },
                        None,
                    )
                };
                Some(of_years.map(between).collect::<Result<_, _>>()?)
            }
            _ => of(ledger, line.vat, "tva", "TVA")?,
        };
        let amount = match line.amount {
            key if line.excl_vat == Some(key) => excl_vat.clone(),
            key if line.incl_vat == Some(key) => incl_vat.clone(),
            key => of(ledger, Some(key), "", "")?,
        };
        let at = |keys: &Option<Vec<FigureKey>>, rank: usize| keys.as_ref()?.get(rank).copied();
        let parts = years
            .value
            .iter()
            .enumerate()
            .filter_map(|(rank, year)| {
                Some(YearPart {
                    year: *year,
                    amount: at(&amount, rank)?,
                    excl_vat: at(&excl_vat, rank),
                    vat: at(&vat, rank),
                    incl_vat: at(&incl_vat, rank),
                })
            })
            .collect();
        Ok(parts)
    }

    fn weights(
        &mut self,
        ledger: &mut Ledger,
        inputs: PlanInputs<'_>,
        years: &Located<Vec<i32>>,
    ) -> Result<Weights, LedgerError> {
        if let Some(known) = self.0.get(&years.value) {
            return Ok(known.clone());
        }
        let calendar = &inputs.project.calendar;
        let days: Vec<i32> = years
            .value
            .iter()
            .map(|year| calendar.start.zip(calendar.end).map_or(0, |(from, to)| days_of(*year, from, to)))
            .collect();
        let has_days = days.iter().any(|days| *days > 0);
        let all = years.value.iter().map(i32::to_string).collect::<Vec<_>>().join("-");
        let mut of_year = Vec::new();
        for (year, days) in years.value.iter().zip(days) {
            let (label, place, number) = if has_days {
                let label = format!("Jours de l’opération en {year}");
                (label, Place::field("projet.toml", "calendrier"), days)
            } else {
                (format!("Part égale de {year}"), years.place.clone(), 1)
            };
            let id = format!("repartition.{all}.{year}");
            let value = Value::Number(Decimal::from(number));
            of_year.push(ledger.given(id, label, Unit::Number, value, Origin::Input(place))?);
        }
        let label = if has_days { "Jours de l’opération en" } else { "Parts égales de" };
        let total = ledger.computed(
            format!("repartition.{all}"),
            format!("{label} {}", all.replace('-', ", ")),
            Unit::Number,
            Expression::Sum(of_year.clone()),
            None,
        )?;
        let weights = Weights { of_year, total };
        self.0.insert(years.value.clone(), weights.clone());
        Ok(weights)
    }
}

/// True when a line's HT and VAT make its TTC.
fn adds_up(ledger: &Ledger, line: &Whole) -> bool {
    let value = |key: Option<FigureKey>| ledger.value(key?).money();
    let parts = value(line.excl_vat).zip(value(line.vat)).and_then(|(one, other)| one.checked_add(other));
    parts.is_some() && parts == value(line.incl_vat)
}

/// A part a year; the last one is what remains.
fn parts(
    ledger: &mut Ledger,
    whole: FigureKey,
    weights: &Weights,
    years: &[i32],
    (id, label): (&str, &str),
) -> Result<Vec<FigureKey>, LedgerError> {
    let mut parts: Vec<FigureKey> = Vec::with_capacity(years.len());
    for (rank, (year, weight)) in years.iter().zip(&weights.of_year).enumerate() {
        let expression = if rank + 1 == years.len() {
            Expression::Remainder { whole, parts: parts.clone() }
        } else {
            Expression::ProRata { amount: whole, factor: *weight, divisor: weights.total }
        };
        let (id, label) = (format!("{id}.{year}"), format!("{label} – part de {year}"));
        parts.push(ledger.computed(id, label, Unit::Euro, expression, None)?);
    }
    Ok(parts)
}

/// How many days of a civil year stand from one day to another, both counted.
fn days_of(year: i32, from: Date, to: Date) -> i32 {
    let Ok(year) = i16::try_from(year) else { return 0 };
    let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else { return 0 };
    let (first, last) = (first.max(from), last.min(to));
    if first > last { 0 } else { (last - first).get_days() + 1 }
}

#[cfg(test)]
mod tests {
    use super::days_of;
    use jiff::civil::date;

    #[test]
    fn days_are_those_of_the_year_alone() {
        let (from, to) = (date(2024, 12, 30), date(2026, 3, 31));
        assert_eq!(days_of(2023, from, to), 0);
        assert_eq!(days_of(2024, from, to), 2);
        assert_eq!(days_of(2025, from, to), 365);
        assert_eq!(days_of(2026, from, to), 90);
        assert_eq!(days_of(2024, date(2024, 1, 1), date(2024, 12, 31)), 366);
        assert_eq!(days_of(2027, from, to), 0);
        assert_eq!(days_of(2025, to, from), 0);
    }
}
