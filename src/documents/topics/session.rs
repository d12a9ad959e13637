//! The session that is to vote the operation, as the draft resolution prints it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Project;
use crate::model::french::french_date;
use crate::model::session::Session;

/// The session.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SessionView {
    /// The body: « Le conseil communautaire »; « L’assemblée délibérante » when its name is not given.
    pub body: String,
    /// Day, in French.
    pub date: Option<String>,
    /// Day the members are convened, in French.
    pub convened_on: Option<String>,
    /// Who reports.
    pub rapporteur: Option<String>,
    /// Opinion of the commission.
    pub opinion: Option<String>,
    /// What stands after each « Vu ».
    pub visas: Vec<String>,
    /// The lines of the budget that bear the own contribution.
    pub budget_lines: Vec<String>,
    /// Seat of the administrative court.
    pub court: Option<String>,
}

/// Fill the session; blank where the project says nothing of it.
pub(in crate::documents) fn session(project: &Project) -> SessionView {
    let session = project.session.clone().unwrap_or_default();
    let Session { body, date, convened_on, rapporteur, opinion, visas, budget_lines, court } = session;
    SessionView {
        body: body.unwrap_or_else(|| "L’assemblée délibérante".to_owned()),
        date: date.map(french_date),
        convened_on: convened_on.map(french_date),
        rapporteur,
        opinion,
        visas,
        budget_lines,
        court,
    }
}
