//! The parameters that hold as figures: those of the fund, the applicant's own where no text confirms them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::PlanInputs;
use crate::figures::{FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::Place;
use crate::model::fund::{ParameterUnit, Status};
use crate::rules::{RuleValue, Rules, Ruling, catalogue};

/// Enter every numeric parameter; one without a value on the day that counts is entered as missing, so that nothing takes
/// it for zero.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
) -> Result<BTreeMap<String, FigureKey>, LedgerError> {
    let mut keys = BTreeMap::new();
    let fund = inputs.fund;
    let rules = Rules::new(fund, inputs.project, inputs.effective_date);
    let supplied = inputs.project.fund_requests.get(&fund.identity.id).map(|request| &request.parameters);
    let names: BTreeSet<&String> =
        fund.parameters.keys().chain(supplied.into_iter().flat_map(BTreeMap::keys)).collect();
    for name in names {
        let known = fund.parameters.get(name).map(|own| (own.unit, own.label.as_str()));
        let known = known.or_else(|| catalogue::find(name).map(|known| (known.unit, known.meaning)));
        let Some((unit, label)) = known else { continue };
        let Some(unit) = ledger_unit(unit) else { continue };
        let (value, origin) = match rules.named(name) {
            Ruling::Held(held) => {
                let status = Arc::from(held.standing());
                let origin = Origin::Parameter { place: held.place, source: held.source, status };
                (value(held.value), origin)
            }
            lacking => {
                let (source, status) = match lacking {
                    Ruling::Empty { source } => (source, Status::Vide),
                    Ruling::NotBearing { source } => (source, Status::SansObjet),
                    Ruling::OtherDays { nearest, .. } => (nearest.source.as_str(), Status::Vide),
                    Ruling::Held(_) | Ruling::DayUnknown(_) | Ruling::Unsaid => ("", Status::Vide),
                };
                let origin = Origin::Parameter {
                    place: Place::field(fund.path.as_str(), format!("parametres.{name}")),
                    source: source.into(),
                    status: Arc::from(status.label()),
                };
                (Value::Missing, origin)
            }
        };
        let key = ledger.given(format!("parametre.{name}"), label, unit, value, origin)?;
        keys.insert(name.clone(), key);
    }
    Ok(keys)
}

/// The unit of a figure; days and texts are none.
const fn ledger_unit(unit: ParameterUnit) -> Option<Unit> {
    match unit {
        ParameterUnit::Taux => Some(Unit::Rate),
        ParameterUnit::Montant => Some(Unit::Euro),
        ParameterUnit::MontantEn(currency) => Some(Unit::Foreign(currency)),
        ParameterUnit::Heures => Some(Unit::Hours),
        ParameterUnit::Nombre | ParameterUnit::Annees | ParameterUnit::Jours | ParameterUnit::Octets => {
            Some(Unit::Number)
        }
        ParameterUnit::Date | ParameterUnit::Texte | ParameterUnit::Formats => None,
    }
}

fn value(value: RuleValue) -> Value {
    match value {
        RuleValue::Rate(rate) => Value::Rate(rate),
        RuleValue::Money(money) => Value::Money(money),
        RuleValue::Foreign(amount, currency) => Value::Foreign(amount, currency),
        RuleValue::Number(number) => Value::Number(number),
        RuleValue::Date(_) | RuleValue::Text(_) | RuleValue::Formats(_) => Value::Missing,
    }
}
