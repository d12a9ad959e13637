//! The parameters of the fund: those that have a value, those nobody has found, those the plan rests on.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::figures::Value;
use crate::model::french::{french_date, french_size};
use crate::model::fund::{Parameter, ParameterUnit, Status, Validity};
use crate::model::text::{capitalised, uncapitalised};
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::{RuleValue, Rules, Ruling};

/// Parameters without a value that one source holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EmptyParametersView {
    /// Who holds the answer.
    pub source: String,
    /// What they are, in one sentence.
    pub labels: String,
}

/// A parameter of the fund.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ParameterView {
    /// Name of the parameter in the definition.
    pub name: String,
    /// What it is.
    pub label: String,
    /// Value in French; empty when nobody found it.
    pub value: String,
    /// Source, or who holds the answer.
    pub source: String,
    /// How sure it is.
    pub status: String,
    /// Day the source was read.
    pub seen_on: String,
}

/// The parameters, by what documents make of them.
pub(in crate::documents) struct Parameters {
    /// Those that have a value.
    pub held: Vec<ParameterView>,
    /// Day the sources of all confirmed ones were read, when it is one and the same.
    pub seen_on: Option<String>,
    /// Those nobody has found, by who holds the answer.
    pub empty: Vec<EmptyParametersView>,
    /// Those of either kind that the financing plan rests on.
    pub of_plan: Vec<ParameterView>,
    /// The same as `seen_on`, for those.
    pub of_plan_seen_on: Option<String>,
}

/// Parameters that the financing plan prints beside its figures.
const PLAN_PARAMETERS: [&str; 6] =
    ["taux_max", "taux_max_priorite", "plafond", "montant_min", "autofinancement_min", "tolerance_taux"];

/// Fill the parameters.
pub(in crate::documents) fn parameters(prepared: &Prepared, pack: &PreparedPack) -> Parameters {
    let (mut held, empty) = held_and_empty(prepared, pack);
    let mut of_plan: Vec<ParameterView> = held
        .iter()
        .chain(&empty)
        .filter(|parameter| PLAN_PARAMETERS.contains(&parameter.name.as_str()))
        .cloned()
        .collect();
    let seen_on = seen_together(&mut held);
    let of_plan_seen_on = seen_together(&mut of_plan);
    Parameters { held, seen_on, empty: by_source(&empty), of_plan, of_plan_seen_on }
}

/// Parameters with a value on the day that counts, and those without; rules that the fund does not have are left out.
fn held_and_empty(prepared: &Prepared, pack: &PreparedPack) -> (Vec<ParameterView>, Vec<ParameterView>) {
    let fund = &pack.fund.fund;
    let rules = Rules::new(fund, &prepared.folder.project, prepared.effective_date);
    let views = fund.parameters.iter().filter_map(|(name, parameter)| {
        let (value, source, status, seen_on) = match rules.named(name) {
            Ruling::Held(held) => {
                let standing = held.standing();
                let source = match held.validity {
                    Validity::ALWAYS => held.source.to_string(),
                    days => format!("{} ({days})", held.source),
                };
                (shown(name, parameter, held.value, pack), source, standing, held.seen_on)
            }
            Ruling::NotBearing { .. } => return None,
            Ruling::Empty { source } => (String::new(), source.to_owned(), Status::Vide.label(), None),
            Ruling::OtherDays { nearest, day, .. } => {
                let source = format!(
                    "{} ; le {}, aucune valeur ne tient (la plus proche tient {})",
                    nearest.source,
                    french_date(day),
                    nearest.validity()
                );
                (String::new(), source, Status::Vide.label(), None)
            }
            Ruling::DayUnknown(_) | Ruling::Unsaid => {
                (String::new(), String::new(), Status::Vide.label(), None)
            }
        };
        Some(ParameterView {
            name: name.clone(),
            label: parameter.label.clone(),
            value,
            source: capitalised(&source),
            status: capitalised(status),
            seen_on: seen_on.map(french_date).unwrap_or_default(),
        })
    });
    views.partition(|view| !view.value.is_empty())
}

/// Parameters without a value, by who holds it, in the order of their names.
fn by_source(parameters: &[ParameterView]) -> Vec<EmptyParametersView> {
    let mut groups: Vec<EmptyParametersView> = Vec::new();
    for parameter in parameters {
        match groups.iter_mut().find(|group| group.source == parameter.source) {
            Some(group) => {
                group.labels.push_str("\u{a0}; ");
                group.labels.push_str(&uncapitalised(&parameter.label));
            }
            None => groups.push(EmptyParametersView {
                source: parameter.source.clone(),
                labels: parameter.label.clone(),
            }),
        }
    }
    groups
}

/// The day that all confirmed parameters, and they alone, were read; it is then taken out of each row.
fn seen_together(parameters: &mut [ParameterView]) -> Option<String> {
    let confirmed = capitalised(Status::Confirme.label());
    let day = parameters.iter().find(|parameter| parameter.status == confirmed)?.seen_on.clone();
    let together = !day.is_empty()
        && parameters.iter().all(|parameter| {
            if parameter.status == confirmed {
                parameter.seen_on == day
            } else {
                parameter.seen_on.is_empty()
            }
        });
    if !together {
        return None;
    }
    for parameter in parameters {
        parameter.seen_on.clear();
    }
    Some(day)
}

/// The value in French: the ledger's figure for a number, the text as typed otherwise.
fn shown(name: &str, parameter: &Parameter, value: RuleValue, pack: &PreparedPack) -> String {
    match value {
        RuleValue::Date(date) => french_date(date),
        RuleValue::Text(text) => text,
        RuleValue::Formats(accepted) => accepted.to_string(),
        RuleValue::Rate(_) | RuleValue::Money(_) | RuleValue::Foreign(..) | RuleValue::Number(_) => {
            let ledger = &pack.computation.ledger;
            let value = pack.computation.plan.parameters.get(name).map(|key| ledger.value(*key));
            let known = value.filter(|value| !value.is_missing());
            known.map(|value| with_unit(parameter.unit, value)).unwrap_or_default()
        }
    }
}

/// A number with the unit that its definition gives it.
fn with_unit(unit: ParameterUnit, value: Value) -> String {
    let text = value.french();
    let many = value.decimal().is_some_and(|number| number.abs() > Decimal::ONE);
    match (unit, value.decimal()) {
        (ParameterUnit::Octets, Some(bytes)) => french_size(bytes),
        (ParameterUnit::Annees, _) => format!("{text}\u{a0}{}", if many { "ans" } else { "an" }),
        (ParameterUnit::Jours, _) => format!("{text}\u{a0}{}", if many { "jours" } else { "jour" }),
        (ParameterUnit::Heures, _) => format!("{text}\u{a0}h"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_shown_with_its_unit() {
        let number = |value: i64| Value::Number(value.into());
        assert_eq!(with_unit(ParameterUnit::Annees, number(5)), "5\u{a0}ans");
        assert_eq!(with_unit(ParameterUnit::Annees, number(1)), "1\u{a0}an");
        assert_eq!(with_unit(ParameterUnit::Jours, number(80)), "80\u{a0}jours");
        assert_eq!(with_unit(ParameterUnit::Octets, number(400_000_000)), "400\u{a0}Mo");
        assert_eq!(with_unit(ParameterUnit::Heures, number(1_720)), "1\u{202f}720\u{a0}h");
        assert_eq!(with_unit(ParameterUnit::Nombre, number(100)), "100");
    }

    #[test]
    fn a_common_day_leaves_the_rows_and_two_days_stay() {
        let view = |status: &str, seen_on: &str| ParameterView {
            name: String::new(),
            label: String::new(),
            value: String::new(),
            source: String::new(),
            status: status.to_owned(),
            seen_on: seen_on.to_owned(),
        };
        let mut same = [view("Confirmé", "1er mai"), view("À confirmer", ""), view("Confirmé", "1er mai")];
        assert_eq!(seen_together(&mut same).as_deref(), Some("1er mai"));
        assert!(same.iter().all(|view| view.seen_on.is_empty()));
        let mut two = [view("Confirmé", "1er mai"), view("Confirmé", "2 mai")];
        assert_eq!(seen_together(&mut two), None);
        assert_eq!(two[1].seen_on, "2 mai");
        let mut unsure = [view("Confirmé", "1er mai"), view("À confirmer", "1er mai")];
        assert_eq!(seen_together(&mut unsure), None);
    }
}
