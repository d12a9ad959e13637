//! The calendar: filing, first and last day, stages.

use schemars::JsonSchema;
use serde::Serialize;

use jiff::civil::Date;

use crate::model::Project;
use crate::model::french::french_date;

/// The calendar, dates in French.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarView {
    /// Filing.
    pub filing: Option<String>,
    /// Filing, `AAAA-MM-JJ`, for charts.
    pub filing_iso: Option<String>,
    /// Start.
    pub start: Option<String>,
    /// End.
    pub end: Option<String>,
    /// First commitment.
    pub first_commitment: Option<String>,
    /// True when the first commitment comes after the filing: the incentive effect is whole.
    pub starts_after_filing: bool,
    /// What the first commitment is for.
    pub commitment_kind: Option<String>,
    /// Length in months, when both ends are known.
    pub months: Option<String>,
    /// Stages.
    pub stages: Vec<StageView>,
}

/// A stage.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StageView {
    /// Title.
    pub title: String,
    /// Start, in French.
    pub start: String,
    /// End, in French.
    pub end: String,
    /// Start, `AAAA-MM-JJ`, for charts.
    pub start_iso: String,
    /// End, `AAAA-MM-JJ`, for charts.
    pub end_iso: String,
}

/// Fill the calendar.
pub(in crate::documents) fn calendar(project: &Project) -> CalendarView {
    let calendar = &project.calendar;
    CalendarView {
        filing: calendar.filing.map(french_date),
        starts_after_filing: calendar
            .filing
            .zip(calendar.first_commitment)
            .is_some_and(|(filing, commitment)| commitment > filing),
        commitment_kind: calendar.commitment_kind.map(|kind| kind.french().to_owned()),
        filing_iso: calendar.filing.map(|day| day.to_string()),
        start: calendar.start.map(french_date),
        end: calendar.end.map(french_date),
        first_commitment: calendar.first_commitment.map(french_date),
        months: calendar.start.zip(calendar.end).and_then(|(start, end)| months(start, end)),
        stages: calendar
            .stages
            .iter()
            .map(|stage| StageView {
                title: stage.title.clone(),
                start: french_date(stage.start),
                end: french_date(stage.end),
                start_iso: stage.start.to_string(),
                end_iso: stage.end.to_string(),
            })
            .collect(),
    }
}

/// Whole months from the first to the last day, both included.
fn months(start: Date, end: Date) -> Option<String> {
    let after = end.tomorrow().ok()?;
    let span = start.until((jiff::Unit::Month, after)).ok()?;
    (span.get_months() > 0).then(|| span.get_months().to_string())
}
