//! What must be obtained before the pack can be filed without reserve, by who holds it.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::more;
use crate::checks::CheckResult;
use crate::findings::{Answer, Holder};
use crate::model::text::capitalised;

/// What one person or body is asked for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AwaitedView {
    /// Who holds it.
    pub holder: String,
    /// What, the first of it.
    pub data: Vec<String>,
    /// How many more, in French.
    pub more: Option<String>,
}

/// Data that a row names before it counts the others.
const NAMED: usize = 2;

/// Holders that the page names.
const HOLDERS: usize = 3;

/// Who holds a datum, under a heading that says it is awaited from them.
fn named(holder: &Holder) -> String {
    match holder {
        Holder::Applicant => "Le demandeur".to_owned(),
        Holder::Authority => "L’autorité".to_owned(),
        Holder::Workbook => "Qui tient le classeur".to_owned(),
        Holder::Named(name) => name.clone(),
        Holder::Nobody => String::new(),
    }
}

/// Fill what is awaited, holder by holder, in the order of the checks.
/// The list of what could not be checked gives the others.
pub(super) fn awaited(results: &[CheckResult]) -> Vec<AwaitedView> {
    let mut holders: Vec<(&Holder, Vec<String>)> = Vec::new();
    let unanswered = results.iter().filter(|result| result.answer == Answer::NotVerifiable);
    for datum in unanswered.flat_map(|result| &result.answers.missing) {
        if datum.holder == Holder::Nobody {
            continue;
        }
        let what = capitalised(&datum.what.french());
        match holders.iter_mut().find(|(holder, _)| **holder == datum.holder) {
            Some((_, data)) if data.contains(&what) => {}
            Some((_, data)) => data.push(what),
            None => holders.push((&datum.holder, vec![what])),
        }
    }
    let view = |(holder, mut data): (&Holder, Vec<String>)| {
        let more = more(data.len(), NAMED, "autre donnée", "autres données");
        data.truncate(NAMED);
        AwaitedView { holder: named(holder), data, more }
    };
    holders.into_iter().take(HOLDERS).map(view).collect()
}
