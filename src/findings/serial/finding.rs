//! A finding as programs read it, with what follows from it.

use schemars::JsonSchema;
use serde::Serialize;

use super::fact::facts;
use super::{FactForm, PlaceForm, PlacesForm, SentenceForm, text};
use crate::findings::limits::LISTED;
use crate::findings::{Consequence, Finding, Grid, Heading, Places, Severity, Sureness, Told};
use crate::model::Money;

/// A finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindingForm {
    /// Code of the check.
    pub code: &'static str,
    /// Title of the check.
    #[serde(rename = "titre")]
    pub title: &'static str,
    /// `erreur`, `avertissement` or `note`.
    #[serde(rename = "gravite")]
    pub severity: Severity,
    /// What does not hold, in French.
    pub message: String,
    /// The facts that the message states.
    #[serde(rename = "faits")]
    pub facts: Vec<FactForm>,
    /// The place to change, then those it was compared with: the first ten.
    #[serde(rename = "lieux")]
    pub places: Vec<PlaceForm>,
    /// How many more places there are.
    #[serde(rename = "autres_lieux", skip_serializing_if = "is_zero")]
    pub more_places: usize,
    /// The value found.
    #[serde(rename = "trouve")]
    pub found: Option<SentenceForm>,
    /// The value expected.
    #[serde(rename = "attendu")]
    pub expected: Option<SentenceForm>,
    /// How to mend it.
    #[serde(rename = "corriger")]
    pub mend: String,
    /// How sure it is, where that is not obvious.
    #[serde(rename = "surete", skip_serializing_if = "Option::is_none")]
    pub sureness: Option<Sureness>,
    /// Basis of the rule.
    pub source: String,
    /// Identifiers of the funds it holds for.
    #[serde(rename = "fonds")]
    pub funds: Vec<String>,
    /// Euros at stake, a decimal text.
    #[serde(rename = "enjeu")]
    pub stake: Option<String>,
    /// Where else the same fault stands.
    #[serde(rename = "semblables", skip_serializing_if = "Option::is_none")]
    pub alike: Option<PlacesForm>,
    /// What follows from it.
    #[serde(rename = "repercussions", skip_serializing_if = "Option::is_none")]
    pub consequences: Option<Repercussions>,
    /// The cells around the first place.
    #[serde(rename = "voisinage", skip_serializing_if = "Option::is_none")]
    pub grid: Option<GridForm>,
    /// Why the applicant changed the severity of the check.
    #[serde(rename = "derogation", skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
}

/// What follows from a finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Repercussions {
    /// The cells that are computed from it.
    #[serde(rename = "cellules")]
    pub cells: PlacesForm,
    /// The findings that would be gone without it: the first ten.
    #[serde(rename = "controles")]
    pub checks: Vec<FindingForm>,
    /// How many more there are.
    #[serde(rename = "autres_controles", skip_serializing_if = "is_zero")]
    pub more_checks: usize,
}

/// The cells around a place, as the sheet shows them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridForm {
    /// The cell in the middle, such as `F14`.
    #[serde(rename = "cellule")]
    pub cell: String,
    /// Letters of the columns.
    #[serde(rename = "colonnes")]
    pub columns: Vec<String>,
    /// Rows, from top to bottom.
    #[serde(rename = "lignes")]
    pub rows: Vec<RowForm>,
}

/// A row of neighbouring cells.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowForm {
    /// Number as the sheet shows it.
    #[serde(rename = "ligne")]
    pub number: u32,
    /// What the cells show; empty for an empty one.
    #[serde(rename = "cellules")]
    pub cells: Vec<String>,
}

impl From<&Grid> for GridForm {
    fn from(grid: &Grid) -> Self {
        let rows = grid.rows.iter().map(|row| RowForm { number: row.number, cells: row.cells.clone() });
        Self { cell: grid.cell.clone(), columns: grid.columns.clone(), rows: rows.collect() }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl FindingForm {
    /// A finding with its consequences; `funds` gives the identifiers of those of some ranks that are kept, or none when
    /// what holds for them is not told here.
    pub fn of(told: &Told, funds: &dyn Fn(&[usize]) -> Option<Vec<String>>) -> Self {
        let of_finding = funds(&told.packs).unwrap_or_default();
        let mut form = Self::bare(&told.heading, told.severity, &told.finding, of_finding);
        form.alike = some(&told.alike);
        let consequences: Vec<(&Consequence, Vec<String>)> = told
            .consequences
            .iter()
            .filter_map(|consequence| Some((consequence, funds(&consequence.packs)?)))
            .collect();
        if told.spreads.count > 0 || !consequences.is_empty() {
            form.consequences = Some(Repercussions {
                cells: PlacesForm::from(&told.spreads),
                more_checks: consequences.len().saturating_sub(LISTED),
                checks: consequences
                    .into_iter()
                    .take(LISTED)
                    .map(|(one, funds)| Self::following(one, funds))
                    .collect(),
            });
        }
        form.grid = told.grid.as_ref().map(GridForm::from);
        form.override_reason = told.override_reason.as_deref().map(text);
        form
    }

    fn following(consequence: &Consequence, funds: Vec<String>) -> Self {
        let mut form = Self::bare(&consequence.heading, consequence.severity, &consequence.finding, funds);
        if consequence.more > 0 {
            form.alike = Some(PlacesForm { places: Vec::new(), count: consequence.more });
        }
        form
    }

    fn bare(heading: &Heading, severity: Severity, finding: &Finding, funds: Vec<String>) -> Self {
        let stake = finding.weight();
        Self {
            code: heading.code,
            title: heading.title,
            severity,
            message: text(&finding.message.french()),
            facts: facts(&finding.message),
            places: finding.places.iter().take(LISTED).map(PlaceForm::from).collect(),
            more_places: finding.places.len().saturating_sub(LISTED),
            found: finding.found.as_ref().map(SentenceForm::from),
            expected: finding.expected.as_ref().map(SentenceForm::from),
            mend: text(&finding.how_to_mend(heading.mend)),
            sureness: finding.sureness,
            source: text(finding.basis.as_deref().unwrap_or(heading.basis)),
            funds,
            stake: (stake != Money::ZERO).then(|| stake.plain()),
            alike: None,
            consequences: None,
            grid: None,
            override_reason: None,
        }
    }
}

fn some(places: &Places) -> Option<PlacesForm> {
    (places.count > 0).then(|| PlacesForm::from(places))
}
