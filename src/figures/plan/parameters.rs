//! The fund's parameters as figures, the applicant's own where the fund's definition is empty.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::PlanInputs;
use crate::figures::{FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::fund::{ParameterUnit, Status};
use crate::model::{Place, Rate};
use crate::source::amount::parse_amount;

/// Enter every numeric parameter; an empty one is entered as missing, so that nothing takes it for zero.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
) -> Result<BTreeMap<String, FigureKey>, LedgerError> {
    let mut keys = BTreeMap::new();
    let fund = inputs.fund;
    let supplied = inputs.project.fund_requests.get(&fund.identity.id).map(|request| &request.parameters);
    for (name, parameter) in &fund.parameters {
        let unit = match parameter.unit {
            ParameterUnit::Taux => Unit::Rate,
            ParameterUnit::Montant => Unit::Euro,
            ParameterUnit::Heures => Unit::Hours,
            ParameterUnit::Nombre | ParameterUnit::Annees | ParameterUnit::Jours | ParameterUnit::Octets => {
                Unit::Number
            }
            ParameterUnit::Date | ParameterUnit::Texte | ParameterUnit::Formats => continue,
        };
        let supplied = supplied.and_then(|parameters| parameters.get(name));
        // A confirmed value is the law: the applicant completes a definition, and does not contradict it.
        let supplied = supplied.filter(|_| parameter.status != Status::Confirme);
        let (text, origin) = match supplied {
            Some(supplied) => (
                Some(supplied.value.as_str()),
                Origin::Parameter {
                    place: Place::field(
                        "projet.toml",
                        format!("fonds.{}.parametres.{name}", fund.identity.id),
                    ),
                    source: supplied.source.as_str().into(),
                    status: Arc::from("fourni par le demandeur"),
                },
            ),
            None => (
                parameter.value.as_deref(),
                Origin::Parameter {
                    place: Place::field(
                        format!("{}/fund.toml", fund.identity.id),
                        format!("parametres.{name}"),
                    ),
                    source: parameter.source.as_str().into(),
                    status: Arc::from(parameter.status.label()),
                },
            ),
        };
        let value = text.and_then(|text| read(text, unit)).unwrap_or(Value::Missing);
        let key = ledger.given(format!("parametre.{name}"), parameter.label.as_str(), unit, value, origin)?;
        keys.insert(name.clone(), key);
    }
    Ok(keys)
}

/// Reads a parameter's text by its unit.
fn read(text: &str, unit: Unit) -> Option<Value> {
    match unit {
        Unit::Rate => Rate::parse_percent(text).map(Value::Rate),
        Unit::Euro => parse_amount(text).ok().map(|parsed| Value::Money(parsed.money)),
        Unit::Hours | Unit::Number => {
            let plain: String =
                text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
            plain.parse().ok().map(Value::Number)
        }
    }
}
