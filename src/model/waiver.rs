//! `[[derogation]]`: what someone answers for although a check finds fault with it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// One finding, or all those of a check, that someone takes upon himself until a day. A waiver has an end: one that
/// nobody looks at again hides the next true fault.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Code of the check.
    pub code: String,
    /// Where: a place as findings print it, or its file, sheet or field alone; absent, the whole check.
    #[serde(rename = "lieu")]
    pub place: Option<String>,
    /// Why.
    #[serde(rename = "motif")]
    pub reason: String,
    /// Who answers for it.
    #[serde(rename = "auteur")]
    pub author: String,
    /// The day it was decided: it holds from then on.
    #[serde(deserialize_with = "super::date::required")]
    pub date: Date,
    /// Last day it holds.
    #[serde(rename = "jusqu_au")]
    #[serde(deserialize_with = "super::date::required")]
    pub until: Date,
    /// The fund it holds for; absent, all of them.
    #[serde(rename = "fonds")]
    pub fund: Option<String>,
}

impl Waiver {
    /// True for a place that it names: the whole place as printed, or what it starts with, its file left out or not.
    #[must_use]
    pub fn covers(&self, place: Option<&super::Place>) -> bool {
        let Some(written) = &self.place else { return true };
        let Some(place) = place else { return false };
        let printed = place.to_string();
        let (wanted, full) = (parts(written), parts(&printed));
        let starts = |full: &[String]| !wanted.is_empty() && full.starts_with(&wanted);
        starts(&full) || full.get(1..).is_some_and(starts)
    }

    /// True when it bears on a fund.
    #[must_use]
    pub fn is_for(&self, fund: &str) -> bool {
        self.fund.as_ref().is_none_or(|own| own == fund)
    }
}

/// « budget.xlsx › Dépenses › F14 » in its parts, case and spaces forgiven.
fn parts(place: &str) -> Vec<String> {
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    place.split(['›', '>']).map(words).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn waiver(place: Option<&str>) -> Waiver {
        let day = jiff::civil::date(2025, 1, 1);
        Waiver {
            code: "T-08".to_owned(),
            place: place.map(str::to_owned),
            reason: "vu".to_owned(),
            author: "M.".to_owned(),
            date: day,
            until: day,
            fund: None,
        }
    }

    #[test]
    fn a_place_is_named_whole_or_by_what_it_starts_with() {
        let cell = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        for place in ["budget.xlsx › Dépenses › F14", "dépenses > f14", "Dépenses", "budget.xlsx"] {
            assert!(waiver(Some(place)).covers(Some(&cell)), "{place}");
        }
        for place in ["F14", "Dépenses › F1", "Dépenses › F140", "Dép", "Ressources › F14", "", " › "]
        {
            assert!(!waiver(Some(place)).covers(Some(&cell)), "{place}");
        }
        assert!(waiver(None).covers(Some(&cell)) && waiver(None).covers(None));
        assert!(!waiver(Some("Dépenses")).covers(None));
        let field = Place::field("projet.toml", "pieces[3].fichier");
        assert!(waiver(Some("pieces[3].fichier")).covers(Some(&field)));
        assert!(!waiver(Some("pieces[30].fichier")).covers(Some(&field)));
    }
}
