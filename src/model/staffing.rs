//! What the people of an operation do beside it: as `projet.toml` states it, and as other projects' workbooks do.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::StaffLine;

/// `[personnel]`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Staffing {
    /// True when nobody of the operation works on another aided project.
    #[serde(rename = "sans_autre_projet")]
    pub no_other_project: Option<bool>,
    /// Last day of the period whose costs are documented, for the lines that do not say their own.
    #[serde(rename = "couts_documentes_au")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub costs_as_of: Option<Date>,
    /// `[[personnel.ailleurs]]`.
    #[serde(rename = "ailleurs", default)]
    pub elsewhere: Vec<WorkElsewhere>,
}

/// The work of one person on another project, in one year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkElsewhere {
    /// Who, spelt as in the workbook.
    #[serde(rename = "personne")]
    pub person: String,
    /// Civil year.
    #[serde(rename = "annee")]
    pub year: i32,
    /// The other project: its title or its short name.
    #[serde(rename = "projet")]
    pub project: String,
    /// Whole hours.
    #[serde(rename = "heures")]
    pub hours: Option<u32>,
    /// Fixed share of the person's time, as typed (`20 %`).
    #[serde(rename = "part")]
    pub share: Option<String>,
}

/// Another project checked in the same run: what its workbook says of its staff.
#[derive(Debug, Clone)]
pub struct Sibling {
    /// Title.
    pub title: String,
    /// Short name.
    pub acronym: Option<String>,
    /// Who applies: the digits of the SIRET, or the name in its one spelling when there is none.
    pub employer: String,
    /// Lines of its *Personnel* tables.
    pub staff: Vec<StaffLine>,
}

/// The other projects of a run.
#[derive(Debug, Clone, Default)]
pub struct Siblings {
    /// Those whose workbook was read, by title.
    pub read: Vec<Sibling>,
    /// The paths of those that could not be read.
    pub unread: Vec<String>,
}
