//! Findings as one JSON document, for other programs. [`Document`] is its form; [`schema`] gives it as a JSON Schema.
//!
//! Amounts and rates are decimal texts, never floats. A list holds its first items, and says how many there are when some
//! are left out; the whole passes 200 kB for no project.

use std::io::{self, Write};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use super::account::Account;
use super::failure::ErrorForm;
use super::heading::Balance;
use super::visible::write_shallow;
pub use super::visible::write_value;
use crate::findings::limits::{ANSWERS_BYTES, FINDINGS_BYTES, SERIAL_FINDINGS};
use crate::findings::serial::{AnswerForm, FindingForm, within};
use crate::pack::told::answers;
use crate::prepare::{Prepared, PreparedPack};

/// Version of the document's form.
const FORMAT: u32 = 2;

/// Levels that are laid out: a finding has a line for each of its values, a check one line for its answer.
const DEEPEST: usize = 6;

/// The document of `check --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document {
    /// Version of this form.
    pub format: u32,
    /// The program.
    #[serde(rename = "outil")]
    pub tool: ToolForm,
    /// The projects, in the order they were asked for.
    #[serde(rename = "projets")]
    pub projects: Vec<ProjectForm>,
}

/// The program that wrote a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ToolForm {
    /// Name.
    #[serde(rename = "nom")]
    pub name: &'static str,
    /// Version.
    pub version: &'static str,
}

/// A project, or why it could not be read.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ProjectForm {
    /// A project that was read.
    Read(Box<ReadForm>),
    /// A project that was not.
    Failed {
        /// Its path, as asked for.
        #[serde(rename = "projet")]
        path: String,
        /// Why.
        #[serde(rename = "erreur")]
        error: ErrorForm,
    },
}

/// What is told of a project.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadForm {
    /// Its path, as asked for.
    #[serde(rename = "projet")]
    pub path: String,
    /// Name of its folder.
    #[serde(rename = "nom")]
    pub name: String,
    /// Title of the operation.
    #[serde(rename = "intitule")]
    pub title: String,
    /// Effective date.
    #[serde(rename = "date_effet")]
    pub date: Option<String>,
    /// True when an error stops a pack.
    #[serde(rename = "bloquant")]
    pub blocked: bool,
    /// What does not hold, causes first, the most important first.
    #[serde(rename = "constats")]
    pub findings: Vec<FindingForm>,
    /// How many findings there are in all.
    #[serde(rename = "nombre_de_constats")]
    pub finding_count: usize,
    /// The packs, one a fund.
    #[serde(rename = "dossiers")]
    pub packs: Vec<PackForm>,
}

/// What is told of a pack.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PackForm {
    /// Identifier of the fund.
    #[serde(rename = "fonds")]
    pub fund: String,
    /// True when an error stops the pack.
    #[serde(rename = "bloquant")]
    pub blocked: bool,
    /// Total cost, a decimal text.
    #[serde(rename = "cout_total")]
    pub total_cost: Option<String>,
    /// Grant asked for, a decimal text.
    #[serde(rename = "aide_demandee")]
    pub grant: Option<String>,
    /// Grant ÷ eligible base, a fraction as a decimal text.
    #[serde(rename = "taux_affiche")]
    pub rate: Option<String>,
    /// What the resources lack to meet the cost, or pass it by, a decimal text; null when unknown.
    #[serde(rename = "ecart")]
    pub gap: Option<String>,
    /// Every check's answer.
    #[serde(rename = "controles")]
    pub checks: Vec<AnswerForm>,
}

/// What is told of one project.
#[must_use]
pub fn project(prepared: &Prepared, path: &str) -> ProjectForm {
    let (findings, finding_count) = findings(&Account::of_project(prepared), FINDINGS_BYTES);
    let room = ANSWERS_BYTES / prepared.packs.len().max(1);
    ProjectForm::Read(Box::new(ReadForm {
        path: path.to_owned(),
        name: prepared.folder.name.clone(),
        title: prepared.folder.project.identity.title.clone(),
        date: prepared.effective_date.map(|date| date.to_string()),
        blocked: prepared.is_blocked(),
        findings,
        finding_count,
        packs: prepared.packs.iter().map(|pack| of_pack(pack, room)).collect(),
    }))
}

/// What is told of a project or of a workbook, as much as so many bytes hold, and how many findings there are.
#[must_use]
pub fn findings(account: &Account<'_>, bytes: usize) -> (Vec<FindingForm>, usize) {
    let funds = |ranks: &[usize]| {
        let funds = || account.funds_of(ranks).into_iter().map(str::to_owned).collect();
        account.is_told(ranks).then(funds)
    };
    within(account.told.iter().map(|told| FindingForm::of(told, &funds)), SERIAL_FINDINGS, bytes)
}

fn of_pack(pack: &PreparedPack, room: usize) -> PackForm {
    let (plan, ledger) = (&pack.computation.plan, &pack.computation.ledger);
    let plain = |key: Option<_>| key.and_then(|key| ledger.value(key).plain());
    PackForm {
        fund: pack.fund.id.clone(),
        blocked: pack.is_blocked(),
        total_cost: plain(Some(plan.total_cost)),
        grant: plain(plan.grant.requested),
        rate: plain(plan.grant.displayed_rate),
        gap: Balance::of(pack).gap().map(|gap| gap.plain()),
        checks: answers(&pack.results, room),
    }
}

/// Write what is told of projects as one JSON document.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, projects: Vec<ProjectForm>) -> io::Result<()> {
    let tool = ToolForm { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
    write_shallow(out, &Document { format: FORMAT, tool, projects }, DEEPEST)
}

/// The form of the document as it is written, as a JSON Schema.
#[must_use]
pub fn schema() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Document>()
}
