//! The checks that could not be made, by what they wait for.

use schemars::JsonSchema;
use serde::Serialize;

use super::statements::missing;
use super::values::{control, more};
use crate::checks::CheckResult;
use crate::findings::field_name;
use crate::model::french::listed;
use crate::model::text::capitalised;

/// Checks that could not be made, for want of the same data.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnverifiedView {
    /// Their codes.
    pub codes: String,
    /// Which data are missing.
    pub missing: Vec<String>,
    /// Who holds them.
    pub holders: String,
    /// Fields of `projet.toml` to write them in, by their French names.
    pub fields: Vec<String>,
}

/// Names of which a cell of the report shows the first.
const NAMED: usize = 3;

/// Checks by what they wait for: many wait for the same datum.
pub(super) fn waiting<'a>(results: impl Iterator<Item = &'a CheckResult>) -> Vec<UnverifiedView> {
    let mut waiting: Vec<UnverifiedView> = Vec::new();
    for view in results.map(unverified) {
        let same =
            |known: &&mut UnverifiedView| (&known.missing, &known.holders) == (&view.missing, &view.holders);
        match waiting.iter_mut().find(same) {
            Some(known) => known.codes = format!("{}, {}", known.codes, view.codes),
            None => waiting.push(view),
        }
    }
    waiting
}

fn unverified(result: &CheckResult) -> UnverifiedView {
    let mut missing: Vec<String> = missing(result).iter().map(|missing| capitalised(missing)).collect();
    let mut holders: Vec<String> = Vec::new();
    let mut fields: Vec<String> = Vec::new();
    for datum in &result.answers.missing {
        let holder = datum.holder.french();
        if !holders.contains(&holder) {
            holders.push(holder);
        }
        let field = datum.field.as_ref().map(|key| field_name(key).unwrap_or_else(|| key.clone()));
        fields.extend(field.filter(|field| !fields.contains(field)));
    }
    if let Some(more) = more(missing.len() + result.answers.more_missing, NAMED, "autre", "autres") {
        missing.truncate(NAMED);
        missing.push(more);
    }
    holders.truncate(NAMED);
    // The parameters have a table of their own.
    fields.truncate(if result.code() == "M-01" { 0 } else { NAMED });
    UnverifiedView {
        codes: control(result.code()),
        missing,
        holders: if holders.is_empty() { "–".to_owned() } else { capitalised(&listed(&holders)) },
        fields,
    }
}
