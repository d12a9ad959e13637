//! The payments of the grant, as they are wished, and what the applicant advances of it from one year to the next.

use super::PlanInputs;
use super::categories::sum;
use super::grant::GrantPlan;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::{Place, Rate};

/// The payments, and the cash at the end of each year.
#[derive(Debug, Clone, Default)]
pub struct ClaimsPlan {
    /// The amount of each payment, in the order of `projet.toml`; `None` for one whose share is not given.
    pub amounts: Vec<Option<FigureKey>>,
    /// The years of the operation and of its payments.
    pub years: Vec<YearOfClaims>,
}

/// The cash at the end of a year.
#[derive(Debug, Clone)]
pub struct YearOfClaims {
    /// Civil year.
    pub year: i32,
    /// The grant on what is spent since the beginning.
    pub earned: FigureKey,
    /// What is paid of it since the beginning.
    pub paid: FigureKey,
    /// The difference: what the applicant advances, or holds in advance when it is negative.
    pub advanced: FigureKey,
}

/// Enter the payments; nothing is laid out by year unless each has its share and its day.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    grant: &GrantPlan,
    years: &[i32],
) -> Result<ClaimsPlan, LedgerError> {
    let fund = inputs.fund.identity.id.as_str();
    let payments = inputs.project.fund_requests.get(fund).map_or(&[][..], |request| &request.payments);
    let Some(requested) = grant.requested.filter(|_| !payments.is_empty()) else {
        return Ok(ClaimsPlan::default());
    };
    let rates: Vec<Option<Rate>> =
        payments.iter().map(|payment| Rate::parse_percent(payment.share.as_deref()?)).collect();
    let whole = Rate::from_percent(100.into());
    let is_whole =
        rates.iter().try_fold(rust_decimal::Decimal::ZERO, |sum, rate| sum.checked_add((*rate)?.fraction()))
            == whole.map(Rate::fraction);
    let mut amounts: Vec<Option<FigureKey>> = Vec::new();
    for (index, (payment, rate)) in payments.iter().zip(&rates).enumerate() {
        let Some(rate) = rate else {
            amounts.push(None);
            continue;
        };
        let (id, label) = (format!("versement.{:02}", index + 1), &payment.label);
        let field = Place::field("projet.toml", format!("fonds.{fund}.versements[{index}].part"));
        let share = ledger.given(
            format!("{id}.part"),
            format!("{label} – part de l’aide"),
            Unit::Rate,
            Value::Rate(*rate),
            Origin::Input(field),
        )?;
        let expression = if is_whole && index + 1 == payments.len() {
            Expression::Remainder { whole: requested, parts: amounts.iter().flatten().copied().collect() }
        } else {
            Expression::Product { amount: requested, rate: share }
        };
        amounts.push(Some(ledger.computed(id, label.as_str(), Unit::Euro, expression, None)?));
    }
    let dated: Option<Vec<(i32, FigureKey)>> = payments
        .iter()
        .zip(&amounts)
        .map(|(payment, amount)| Some((i32::from(payment.date?.year()), (*amount)?)))
        .collect();
    let Some(dated) = dated else { return Ok(ClaimsPlan { amounts, years: Vec::new() }) };
    let mut all: Vec<i32> = years.iter().copied().chain(dated.iter().map(|(year, _)| *year)).collect();
    all.sort_unstable();
    all.dedup();
    let mut laid_out = Vec::with_capacity(all.len());
    for year in all {
        let spent = years.iter().zip(&grant.by_year).filter(|(of, _)| **of <= year);
        let spent = spent.map(|(_, amount)| *amount).collect();
        let earned = sum(
            ledger,
            format!("tresorerie.{year}.acquise"),
            format!("Aide sur les dépenses faites à fin {year}"),
            spent,
        )?;
        let received = dated.iter().filter(|(of, _)| *of <= year).map(|(_, amount)| *amount).collect();
        let paid =
            sum(ledger, format!("tresorerie.{year}.versee"), format!("Aide versée à fin {year}"), received)?;
        let advanced = ledger.computed(
            format!("tresorerie.{year}.avance"),
            format!("Aide avancée par le demandeur à fin {year}"),
            Unit::Euro,
            Expression::Remainder { whole: earned, parts: vec![paid] },
            None,
        )?;
        laid_out.push(YearOfClaims { year, earned, paid, advanced });
    }
    Ok(ClaimsPlan { amounts, years: laid_out })
}
