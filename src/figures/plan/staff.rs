//! The cost of a person on the operation: an hourly rate times hours, or a fixed share of the cost (CPR art. 55(2) to (5)).

use std::collections::BTreeMap;

use super::parts::{money, title};
use crate::figures::{FigureKey, Ledger, LedgerError, LineKind, LineOperands, Part, Value};
use crate::model::budget::StaffMethod;
use crate::model::{Located, Rate, StaffLine};
use rust_decimal::Decimal;

/// What a person costs, rounded once; the stated cost when the parts are not given.
///
/// - hours at an annual cost: annual cost × hours ÷ annual hours, those of a full time × the part-time share when the line
///   does not state its own (art. 55(2)(a));
/// - hours at a monthly cost: monthly cost × hours ÷ average monthly hours (art. 55(2)(b));
/// - a fixed share: annual cost × share, or monthly cost × months × share (art. 55(5)).
///
/// A line that gives hours and a share is computed by its hours: a check stops it.
pub(super) fn cost(
    ledger: &mut Ledger,
    index: usize,
    line: &StaffLine,
    parameters: &BTreeMap<String, FigureKey>,
) -> Result<FigureKey, LedgerError> {
    let name = title(&line.label, "personnel", index);
    let title = match &line.year {
        Some(year) => format!("{name} ({})", year.value).into(),
        None => name,
    };
    ledger.open_line(LineKind::Staff, title);
    let computed = match (&line.hours, &line.fixed_share, line.method()) {
        (Some(hours), _, StaffMethod::Annual) => by_year(ledger, line, hours, parameters)?,
        (Some(hours), _, StaffMethod::Monthly) => by_month(ledger, line, hours)?,
        (None, Some(share), _) => by_share(ledger, line, share)?,
        (None, None, _) => None,
    };
    if let Some(cost) = computed {
        return Ok(cost);
    }
    // A cost without its hours, or hours without their cost, cannot be recomputed: nothing is taken on trust.
    let has_parts = line.annual_cost.is_some()
        || line.monthly_cost.is_some()
        || line.hours.is_some()
        || line.fixed_share.is_some();
    match &line.stated_cost {
        Some(stated) if !has_parts => money(ledger, Part::Cost, stated),
        _ => ledger.of_line(Part::Cost, Value::Missing, line.place.clone()),
    }
}

/// Annual cost × hours ÷ annual hours.
fn by_year(
    ledger: &mut Ledger,
    line: &StaffLine,
    hours: &Located<Decimal>,
    parameters: &BTreeMap<String, FigureKey>,
) -> Result<Option<FigureKey>, LedgerError> {
    let Some(annual_cost) = &line.annual_cost else { return Ok(None) };
    let full_time = parameters.get("heures_annuelles").copied();
    if line.annual_hours.is_none() && full_time.is_none() {
        return Ok(None);
    }
    let amount = money(ledger, Part::AnnualCost, annual_cost)?;
    let factor = number(ledger, Part::Hours, hours)?;
    let divisor = match (&line.annual_hours, &line.working_share, full_time) {
        (Some(annual_hours), _, _) => number(ledger, Part::AnnualHours, annual_hours)?,
        (None, Some(working_share), Some(full_time)) => {
            let share = rate(ledger, Part::WorkingShare, working_share)?;
            ledger.computed_of_line(Part::AnnualHours, LineOperands::Product([full_time, share]))?
        }
        (None, None, Some(full_time)) => full_time,
        (None, _, None) => return Ok(None),
    };
    ledger.computed_of_line(Part::Cost, LineOperands::ProRata { amount, factor, divisor }).map(Some)
}

/// Monthly cost × hours ÷ average monthly hours.
fn by_month(
    ledger: &mut Ledger,
    line: &StaffLine,
    hours: &Located<Decimal>,
) -> Result<Option<FigureKey>, LedgerError> {
    let (Some(monthly_cost), Some(monthly_hours)) = (&line.monthly_cost, &line.monthly_hours) else {
        return Ok(None);
    };
    let amount = money(ledger, Part::MonthlyCost, monthly_cost)?;
    let factor = number(ledger, Part::Hours, hours)?;
    let divisor = number(ledger, Part::MonthlyHours, monthly_hours)?;
    ledger.computed_of_line(Part::Cost, LineOperands::Monthly([amount, factor, divisor])).map(Some)
}

/// Annual cost × share, or monthly cost × months × share.
fn by_share(
    ledger: &mut Ledger,
    line: &StaffLine,
    fixed_share: &Located<Rate>,
) -> Result<Option<FigureKey>, LedgerError> {
    let keys = match (line.method(), &line.annual_cost, &line.monthly_cost, &line.months) {
        // Over a part of the year, an annual cost says nothing of what is paid.
        (StaffMethod::Annual, Some(annual_cost), _, None) => {
            let amount = money(ledger, Part::AnnualCost, annual_cost)?;
            [amount, rate(ledger, Part::FixedShare, fixed_share)?]
        }
        (_, _, Some(monthly_cost), Some(months)) => {
            let amount = money(ledger, Part::MonthlyCost, monthly_cost)?;
            let months = number(ledger, Part::Months, months)?;
            let share = rate(ledger, Part::FixedShare, fixed_share)?;
            let of_share = LineOperands::Product([months, share]);
            [amount, ledger.computed_of_line(Part::MonthsOfShare, of_share)?]
        }
        _ => return Ok(None),
    };
    ledger.computed_of_line(Part::Cost, LineOperands::Product(keys)).map(Some)
}

fn number(ledger: &mut Ledger, part: Part, cell: &Located<Decimal>) -> Result<FigureKey, LedgerError> {
    ledger.of_line(part, Value::Number(cell.value), cell.place.clone())
}

fn rate(ledger: &mut Ledger, part: Part, cell: &Located<Rate>) -> Result<FigureKey, LedgerError> {
    ledger.of_line(part, Value::Rate(cell.value), cell.place.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Origin, Unit};
    use crate::model::{Money, Place};

    fn cell<T>(value: T) -> Option<Located<T>> {
        Some(Located { value, place: Place::field("budget.xlsx", "essai") })
    }

    fn line() -> StaffLine {
        StaffLine {
            place: Place::field("budget.xlsx", "ligne"),
            number: None,
            label: None,
            mission: None,
            partner: None,
            action: None,
            year: None,
            years: None,
            annual_cost: None,
            annual_hours: None,
            method: None,
            monthly_cost: None,
            monthly_hours: None,
            working_share: None,
            costs_as_of: None,
            hours: None,
            fixed_share: None,
            months: None,
            stated_cost: None,
            document: None,
        }
    }

    fn percent(hundredths: i64) -> Option<Located<Rate>> {
        cell(Rate::from_fraction(Decimal::new(hundredths, 2)))
    }

    /// What a line costs, in cents, under a fund whose full time is 1 720 hours, with the rule that says so.
    fn cents(line: &StaffLine) -> (Option<i64>, Option<String>) {
        let mut ledger = Ledger::default();
        let origin = Origin::Input(Place::field("fund.toml", "essai"));
        let full_time = ledger.given("h", "h", Unit::Hours, Value::Number(1_720.into()), origin).unwrap();
        let parameters = BTreeMap::from([("heures_annuelles".to_owned(), full_time)]);
        let key = cost(&mut ledger, 0, line, &parameters).unwrap();
        let rule =
            ledger.get(key).rule.as_deref().map(|rule| rule.rsplit_once("art. ").unwrap().1.to_owned());
        (ledger.value(key).money().map(Money::cents), rule)
    }

    #[test]
    fn part_time_divides_by_its_own_hours() {
        // 24 080 € for half a post: 24 080 ÷ (1 720 × 50 %) = 28 € an hour; 430 h cost 12 040 €.
        let half = StaffLine {
            annual_cost: cell(Money::from_cents(2_408_000)),
            working_share: percent(50),
            hours: cell(430.into()),
            ..line()
        };
        assert_eq!(cents(&half), (Some(1_204_000), Some("55, § 2, a)".to_owned())));
        // A full time at the same cost is half as dear by the hour.
        let full = StaffLine { working_share: None, ..half };
        assert_eq!(cents(&full).0, Some(602_000));
    }

    #[test]
    fn the_monthly_method_divides_by_the_hours_of_a_month() {
        // 4 550,10 € ÷ 151,67 h = 30 € an hour.
        let monthly = StaffLine {
            monthly_cost: cell(Money::from_cents(455_010)),
            monthly_hours: cell(Decimal::new(15_167, 2)),
            hours: cell(100.into()),
            ..line()
        };
        assert_eq!(cents(&monthly), (Some(300_000), Some("55, § 2, b)".to_owned())));
        // Both costs given: the method says which. 60 000 € × 100 ÷ 1 720 = 3 488,37 €.
        let both = StaffLine { annual_cost: cell(Money::from_cents(6_000_000)), ..monthly };
        assert_eq!(cents(&both).0, Some(348_837));
        let said = StaffLine { method: cell("méthode mensuelle".into()), ..both };
        assert_eq!(cents(&said).0, Some(300_000));
    }

    #[test]
    fn a_fixed_share_takes_its_part_of_the_cost() {
        // 40 % of 51 234,50 € is 20 493,80 €.
        let share =
            StaffLine { annual_cost: cell(Money::from_cents(5_123_450)), fixed_share: percent(40), ..line() };
        assert_eq!(cents(&share), (Some(2_049_380), Some("55, § 5".to_owned())));
        // 4 321,15 € for nine months at 30 %: 4 321,15 × 2,7 = 11 667,105, rounded once.
        let months = StaffLine {
            annual_cost: None,
            monthly_cost: cell(Money::from_cents(432_115)),
            months: cell(9.into()),
            fixed_share: percent(30),
            ..line()
        };
        assert_eq!(cents(&months).0, Some(1_166_711));
        // A year's cost over nine months, and a month's cost over nobody knows how many: nothing is claimed.
        assert_eq!(cents(&StaffLine { months: cell(9.into()), ..share }).0, None);
        assert_eq!(
            cents(&StaffLine { months: None, stated_cost: cell(Money::from_cents(1)), ..months }).0,
            None
        );
    }

    #[test]
    fn a_cost_alone_is_taken_as_stated() {
        let stated = StaffLine { stated_cost: cell(Money::from_cents(1_234)), ..line() };
        assert_eq!(cents(&stated).0, Some(1_234));
        assert_eq!(cents(&StaffLine { hours: cell(10.into()), ..stated }).0, None);
    }
}
