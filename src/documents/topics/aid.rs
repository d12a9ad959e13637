//! The aid that the applicant receives besides this grant: de minimis, and other public aid; and what State aid rules make of
//! the grant.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
use crate::model::Project;
use crate::model::french::french_date;
use crate::prepare::PreparedPack;

/// An aid received.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AidView {
    /// Date or year of grant.
    pub date: String,
    /// Granting authority.
    pub authority: String,
    /// Purpose.
    pub purpose: String,
    /// Regulation.
    pub regulation: String,
    /// Amount.
    pub amount: FigureView,
}

/// The de minimis aid, what the total counts apart from what it leaves out.
pub(in crate::documents) struct DeMinimis {
    /// Aid within the period.
    pub counted: Vec<AidView>,
    /// Aid outside it.
    pub left_out: Vec<AidView>,
    /// Total of those that are counted.
    pub total: Option<FigureView>,
    /// First and last day of the period, in French.
    pub period: Option<String>,
}

/// Fill the de minimis aid. Every total is the sum of the rows above it: what it leaves out stands under it.
pub(in crate::documents) fn de_minimis(project: &Project, pack: &PreparedPack) -> DeMinimis {
    let (ledger, plan) = (&pack.computation.ledger, &pack.computation.plan);
    let period = plan.de_minimis_period.as_ref();
    let (mut counted, mut left_out) = (Vec::new(), Vec::new());
    for (aid, key) in project.de_minimis.iter().zip(&plan.de_minimis) {
        let view = AidView {
            date: french_date(aid.granted_on),
            authority: aid.authority.clone(),
            purpose: aid.purpose.clone().unwrap_or_default(),
            regulation: aid.regulation.clone().unwrap_or_default(),
            amount: figure(ledger, *key),
        };
        // Without a period nothing is counted, and nothing left out.
        let is_out = period.is_some_and(|period| !period.contains(&aid.granted_on));
        if is_out { left_out.push(view) } else { counted.push(view) }
    }
    let period =
        period.map(|period| format!("du {} au {}", french_date(*period.start()), french_date(*period.end())));
    DeMinimis { counted, left_out, total: plan.de_minimis_total.map(|key| figure(ledger, key)), period }
}

/// Fill the other public aid.
pub(in crate::documents) fn public_aid(project: &Project, pack: &PreparedPack) -> Vec<AidView> {
    project
        .public_aid
        .iter()
        .zip(&pack.computation.plan.other_public_aid)
        .map(|(aid, key)| AidView {
            date: aid.year.to_string(),
            authority: aid.authority.clone(),
            purpose: aid.purpose.clone().unwrap_or_default(),
            regulation: String::new(),
            amount: figure(&pack.computation.ledger, *key),
        })
        .collect()
}

/// What the grant is to State aid rules, as far as the applicant says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StateAidView {
    /// « oui » or « non »: the grant is State aid.
    pub is_aid: Option<String>,
    /// « oui » or « non »: it is de minimis aid.
    pub is_de_minimis: Option<String>,
    /// What the applicant is to the aid.
    pub role: Option<String>,
    /// « oui » or « non »: it passes the grant on.
    pub cascades: Option<String>,
    /// The undertakings that make a single one with the applicant.
    pub undertakings: Option<String>,
    /// Text under which the aid is granted.
    pub regime: Option<String>,
    /// Largest share of public aid that this text admits.
    pub largest_intensity: Option<String>,
}

/// Fill what the grant is to State aid rules.
pub(in crate::documents) fn state_aid(project: &Project) -> StateAidView {
    let aid = &project.state_aid;
    let answer = |answer: Option<bool>| answer.map(|yes| if yes { "oui" } else { "non" }.to_owned());
    StateAidView {
        is_aid: answer(aid.is_aid),
        is_de_minimis: answer(aid.is_de_minimis),
        role: aid.role.map(|role| role.french().to_owned()),
        cascades: answer(aid.cascades),
        undertakings: aid
            .single_undertaking
            .as_ref()
            .map(|names| if names.is_empty() { "le demandeur seul".to_owned() } else { names.join(", ") }),
        regime: aid.regime.clone(),
        largest_intensity: aid.largest_intensity.clone(),
    }
}
