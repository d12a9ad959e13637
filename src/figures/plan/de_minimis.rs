//! De minimis aid over any rolling three years (Regulation (EU) 2023/2831, art. 3(2)), by date of grant.

use std::ops::RangeInclusive;

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use super::PlanInputs;
use super::categories::sum;
use crate::figures::{FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::Place;
use crate::rules::Rules;
use crate::rules::catalogue::DE_MINIMIS_YEARS;
use crate::source::amount::parse_amount;

/// The de minimis aids, and those that count.
pub struct DeMinimis {
    /// Each declared aid, in the order of `projet.toml`.
    pub keys: Vec<FigureKey>,
    /// Days that the total counts; none when a date or the length is missing.
    pub period: Option<RangeInclusive<Date>>,
    /// Total of the aids granted within it.
    pub total: Option<FigureKey>,
}

/// Enter each declared aid, and the total of those granted within three years of the effective date.
pub fn enter(ledger: &mut Ledger, inputs: PlanInputs<'_>) -> Result<DeMinimis, LedgerError> {
    let mut keys = Vec::new();
    let mut counted = Vec::new();
    let period = inputs.effective_date.zip(rolling_years(inputs)).and_then(|(last, years)| {
        let before = last.checked_sub(Span::new().try_years(years).ok()?).ok()?;
        Some(before.tomorrow().ok()?..=last)
    });
    for (index, aid) in inputs.project.de_minimis.iter().enumerate() {
        let value = parse_amount(&aid.amount).map_or(Value::Missing, |parsed| Value::Money(parsed.money));
        let key = ledger.given(
            format!("de_minimis.{:02}", index + 1),
            format!(
                "Aide de minimis du {} ({})",
                crate::model::french::french_date(aid.granted_on),
                aid.authority
            ),
            Unit::Euro,
            value,
            Origin::Input(Place::field("projet.toml", format!("de_minimis[{index}].montant"))),
        )?;
        keys.push(key);
        if period.as_ref().is_some_and(|period| period.contains(&aid.granted_on)) {
            counted.push(key);
        }
    }
    let total = match period {
        Some(_) => Some(sum(
            ledger,
            "de_minimis.total".into(),
            "Aides de minimis sur trois ans glissants".into(),
            counted,
        )?),
        None => None,
    };
    Ok(DeMinimis { keys, period, total })
}

/// Length of the rolling period, in years, as the fund states it.
fn rolling_years(inputs: PlanInputs<'_>) -> Option<i64> {
    Rules::new(inputs.fund, inputs.project, inputs.effective_date)
        .held(DE_MINIMIS_YEARS)?
        .value
        .number()?
        .to_i64()
}

/// Enter the other public aid of the last three years, so that documents can print it.
pub fn enter_public_aid(ledger: &mut Ledger, inputs: PlanInputs<'_>) -> Result<Vec<FigureKey>, LedgerError> {
    let aids = inputs.project.public_aid.iter().enumerate();
    aids.map(|(index, aid)| {
        let value = parse_amount(&aid.amount).map_or(Value::Missing, |parsed| Value::Money(parsed.money));
        ledger.given(
            format!("aides_publiques.{:02}", index + 1),
            format!("Aide publique {} ({})", aid.year, aid.authority),
            Unit::Euro,
            value,
            Origin::Input(Place::field("projet.toml", format!("aides_publiques[{index}].montant"))),
        )
    })
    .collect()
}
