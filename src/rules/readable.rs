//! What a definition, or the applicant's part of it, may not hold: names that nothing reads, values that are no values.

use super::RuleValue;
use super::catalogue::{self, Known};
use super::value::admitted;
use crate::model::Fund;
use crate::model::fund::{Parameter, ParameterUnit, Status};
use crate::model::project::FundRequest;
use crate::source::project_file::nearest;

/// What is wrong with the parameters of a fund, the first found: its key, and why.
#[must_use]
pub fn unreadable(fund: &Fund) -> Option<(String, String)> {
    fund.parameters.iter().find_map(|(name, parameter)| {
        let of_side = fund.sides.iter().any(|side| side.yearly_ceiling.as_deref() == Some(name));
        of_parameter(name, parameter, of_side).map(|why| (format!("parametres.{name}"), why))
    })
}

/// A name that neither the program nor the fund knows, among those the applicant gave: the name, and the nearest one.
#[must_use]
pub fn unknown<'a>(fund: &'a Fund, request: &'a FundRequest) -> Option<(&'a str, Option<&'a str>)> {
    let names = || fund.parameters.keys().map(String::as_str);
    let is_known = |name: &str| fund.parameters.contains_key(name) || catalogue::find(name).is_some();
    let name = request.parameters.keys().find(|name| !is_known(name))?;
    Some((name, nearest(name, names().chain(catalogue::CATALOGUE.iter().map(|known| known.id)))))
}

fn of_parameter(name: &str, parameter: &Parameter, is_of_side: bool) -> Option<String> {
    match catalogue::find(name) {
        None if is_of_side && parameter.is_only_printed => {
            Some("« imprime_seulement » ne vaut pas ici : un volet lit ce paramètre".to_owned())
        }
        None if is_of_side => None,
        Some(known) => of_known(known, parameter),
        None if parameter.is_only_printed => None,
        None => {
            let nearest = nearest(name, catalogue::CATALOGUE.iter().map(|known| known.id));
            let meant = nearest.map(|nearest| format!(" ; vouliez-vous dire « {nearest} » ?")).unwrap_or_default();
            Some(format!(
                "aucun contrôle ni aucun calcul ne lit ce paramètre{meant} S’il est seulement à imprimer, écrivez « imprime_seulement = true »"
            ))
        }
    }
    .or_else(|| of_values(parameter))
}

fn of_known(known: &Known, parameter: &Parameter) -> Option<String> {
    if parameter.is_only_printed && !known.is_only_printed() {
        return Some(format!(
            "« imprime_seulement » ne vaut pas ici : {} lit ce paramètre",
            known.readers.first().map_or_else(String::new, |reader| reader.french())
        ));
    }
    (known.unit != parameter.unit)
        .then(|| format!("l’unité est « {} », et non « {} »", known.unit.name(), parameter.unit.name()))
}

/// Why a text is no value of a unit.
fn not_a_value(text: &str, unit: ParameterUnit) -> String {
    let name = unit.name();
    match admitted(unit).filter(|_| RuleValue::parse(text, unit).is_some()) {
        Some(admitted) => {
            format!("« {text} » est hors de ce que l’unité « {name} » admet : {admitted}")
        }
        None if unit == ParameterUnit::Formats => format!(
            "« {text} » n’est pas une valeur de l’unité « {name} » ; écrivez des extensions connues, « pdf, docx », ou « tous » si aucun format n’est refusé"
        ),
        None => format!("« {text} » n’est pas une valeur de l’unité « {name} »"),
    }
}

fn of_values(parameter: &Parameter) -> Option<String> {
    for (index, value) in parameter.values.iter().enumerate() {
        let has_none = matches!(value.status, Status::Vide | Status::SansObjet);
        if value.value.is_none() != has_none {
            return Some(
                "une valeur absente a le statut « vide » ou « sans-objet », et elle seule".to_owned(),
            );
        }
        if let Some(text) = &value.value
            && RuleValue::read(text, parameter.unit).is_none()
        {
            return Some(not_a_value(text, parameter.unit));
        }
        let days = value.validity();
        if days.first.zip(days.last).is_some_and(|(first, last)| last < first) {
            return Some("« jusqu_au » vient avant « depuis »".to_owned());
        }
        if value.source.trim().is_empty() {
            return Some("« source » est vide : pas de règle sans source".to_owned());
        }
        let mut others = parameter.values.iter().skip(index + 1);
        if let Some(other) = others.find(|other| other.validity().meets(days)) {
            return Some(format!("deux valeurs tiennent les mêmes jours ({days} et {})", other.validity()));
        }
    }
    None
}
