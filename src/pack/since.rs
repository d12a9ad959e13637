//! What changed since the pack that stands in the same place: the one net that catches an amount typed wrongly once.
//!
//! The former pack's manifest holds its figures and its findings; nothing of it enters the new pack.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::known::Known;
use super::produce::MANIFEST;
use crate::figures::{Expression, Ledger, Origin, Unit};
use crate::model::Money;
use crate::prepare::{Prepared, PreparedPack};

/// Figures of the whole plan, compared by their identifiers.
const PRINCIPAL: [&str; 4] = ["cout_total", "aide.demandee", "autofinancement", "ressources.total"];

/// What changed between two packs of one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Principal figures that changed: label, then the former value and the new one.
    pub principal: Vec<(String, String, String)>,
    /// Amounts given by the sources that changed.
    pub changed: Vec<Change>,
    /// Amounts that were not there: label and value.
    pub added: Vec<(String, String)>,
    /// Amounts that are no longer there: label and value.
    pub removed: Vec<(String, String)>,
    /// Findings that were not there.
    pub new_findings: Vec<String>,
    /// Findings that are no longer there.
    pub gone_findings: Vec<String>,
}

/// An amount that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stands now.
    pub place: String,
    /// What it is.
    pub label: String,
    /// What it was.
    pub before: String,
    /// What it is now.
    pub now: String,
    /// True when two neighbouring digits only changed places.
    pub is_swap: bool,
}

impl Since {
    /// True when nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is compared of a former manifest.
struct Former {
    figures: Vec<FormerFigure>,
    findings: Vec<FormerFinding>,
}

impl Former {
    fn read(manifest: &Path) -> Option<Self> {
        let known = Known::read(manifest)?;
        Some(Self { figures: each(known.figures), findings: each(known.findings) })
    }
}

/// Those of a list that have the form looked for.
fn each<T: DeserializeOwned>(values: Vec<Value>) -> Vec<T> {
    values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect()
}

#[derive(Deserialize)]
struct FormerFigure {
    id: String,
    #[serde(rename = "libelle")]
    label: String,
    #[serde(rename = "unite", default)]
    unit: serde_json::Value,
    #[serde(rename = "valeur")]
    value: Option<String>,
    #[serde(rename = "obtenu")]
    obtained: serde_json::Value,
}

#[derive(Deserialize)]
struct FormerFinding {
    code: String,
    message: FormerMessage,
}

/// A sentence alone, or with its facts.
#[derive(Deserialize)]
#[serde(untagged)]
enum FormerMessage {
    Text(String),
    Sentence {
        #[serde(rename = "texte")]
        text: String,
    },
}

/// What changed since the pack that stands in `folder`; `None` when there is none that can be read.
#[must_use]
pub fn since(folder: &Path, prepared: &Prepared, pack: &PreparedPack) -> Option<Since> {
    let former = Former::read(&folder.join(MANIFEST))?;
    let ledger = &pack.computation.ledger;
    let mut since = Since::default();
    for id in PRINCIPAL {
        let before =
            former.figures.iter().find(|figure| figure.id == id).and_then(|figure| figure.value.as_deref());
        let now = ledger.find(id).map(|key| (ledger.get(key), ledger.value(key).plain()));
        if let (Some(before), Some((figure, now))) = (before, now)
            && Some(before) != now.as_deref()
        {
            let shown = now.as_deref().map_or_else(|| "inconnu".to_owned(), |now| shown(figure.unit, now));
            since.principal.push((figure.label.to_string(), self::shown(figure.unit, before), shown));
        }
    }
    compare(&former, ledger, &mut since);
    let (findings, _) = super::told::findings_of_pack(prepared, pack, usize::MAX);
    let now = findings.iter().filter_map(|form| serde_json::to_value(form).ok());
    let now: Vec<FormerFinding> = each(now.collect());
    let names = |all: &[FormerFinding]| all.iter().map(FormerFinding::name).collect::<BTreeSet<String>>();
    let (before, now) = (names(&former.findings), names(&now));
    since.new_findings = now.difference(&before).cloned().collect();
    since.gone_findings = before.difference(&now).cloned().collect();
    Some(since)
}

impl FormerFinding {
    fn name(&self) -> String {
        let (FormerMessage::Text(text) | FormerMessage::Sentence { text }) = &self.message;
        format!("{text} ({})", self.code)
    }
}

/// Given amounts by their labels: a line that is inserted moves the others without changing them.
fn compare(former: &Former, ledger: &Ledger, since: &mut Since) {
    let mut before: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for figure in former.figures.iter().filter(|figure| is_given(figure)) {
        if let Some(value) = &figure.value {
            before.entry(&figure.label).or_default().push(value);
        }
    }
    let mut now: BTreeMap<String, Vec<(String, Unit, String)>> = BTreeMap::new();
    for figure in ledger.keys().map(|key| ledger.get(key)) {
        let Expression::Given(Origin::Input(place)) = &figure.expression else { continue };
        if let Some(value) = figure.value.plain() {
            now.entry(figure.label.to_string()).or_default().push((place.to_string(), figure.unit, value));
        }
    }
    for (label, values) in &now {
        let old = before.remove(label.as_str()).unwrap_or_default();
        if old.len() == values.len() {
            for (before, (place, unit, value)) in
                old.iter().zip(values).filter(|(before, (.., value))| *before != value)
            {
                since.changed.push(Change {
                    place: place.clone(),
                    label: label.clone(),
                    before: shown(*unit, before),
                    now: shown(*unit, value),
                    is_swap: is_swap(before, value),
                });
            }
            continue;
        }
        let mut left: Vec<&str> = old;
        for (_, unit, value) in values {
            match left.iter().position(|old| old == value) {
                Some(index) => drop(left.remove(index)),
                None => since.added.push((label.clone(), shown(*unit, value))),
            }
        }
        let unit = values.first().map_or(Unit::Euro, |(_, unit, _)| *unit);
        since.removed.extend(left.into_iter().map(|value| (label.clone(), shown(unit, value))));
    }
    let is_of = |label: &str, unit: &str| {
        former.figures.iter().any(|figure| figure.label == label && figure.unit == unit)
    };
    for (label, value) in
        before.into_iter().flat_map(|(label, all)| all.into_iter().map(move |one| (label, one)))
    {
        let unit = if is_of(label, "euro") { Unit::Euro } else { Unit::Number };
        since.removed.push((label.to_owned(), shown(unit, value)));
    }
}

/// True for a figure that a source of the applicant gave.
fn is_given(figure: &FormerFigure) -> bool {
    let given = figure.obtained.get("donne");
    // What a rule gives has a source.
    given.is_some_and(|given| given.get("lieu").is_some() && given.get("source").is_none())
}

/// A value as a person reads it.
fn shown(unit: Unit, plain: &str) -> String {
    let Ok(number) = Decimal::from_str(plain) else { return plain.to_owned() };
    match unit {
        Unit::Euro => Money::from_decimal(number).map_or_else(|| plain.to_owned(), |money| money.to_string()),
        Unit::Foreign(currency) => {
            Money::foreign(number).map_or_else(|| plain.to_owned(), |amount| amount.french(currency))
        }
        _ => crate::model::french::french_number(number.normalize()),
    }
}

/// True when two numbers differ by two neighbouring digits that changed places: 34 862 and 34 682.
fn is_swap(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() != other.len() {
        return false;
    }
    let apart: Vec<usize> = (0..one.len()).filter(|at| one.get(*at) != other.get(*at)).collect();
    matches!(apart.as_slice(), [first, second]
        if *second == first + 1 && one.get(*first) == other.get(*second) && one.get(*second) == other.get(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_that_changed_places_are_seen() {
        assert!(is_swap("34862.00", "34682.00"));
        assert!(!is_swap("34862.00", "34962.00") && !is_swap("34862.00", "3486.00"));
    }
}
