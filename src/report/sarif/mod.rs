//! Findings as SARIF 2.1.0, for programs that show the findings of many tools.
//!
//! A rule is a check that is cited; a result is a finding, its consequences and the other places among its related
//! locations; a project that could not be read is a notification of the run.

mod location;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::ErrorForm;
use super::account::Account;
use super::visible::write_shallow;
use super::waived;
use crate::checks::Covered;
use crate::checks::{Check, find};
use crate::findings::limits::{FINDINGS_BYTES, LISTED, SERIAL_FINDINGS, shortened};
use crate::findings::serial::within;
use crate::findings::{Finding, Severity, Told, short};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::prepare::Prepared;
use location::Locator;

/// Levels that are laid out: a result has a line for each of its values, and one for each of its locations.
const DEEPEST: usize = 6;

/// A run over some projects.
#[derive(Debug, Default)]
pub struct Run {
    rules: Vec<&'static str>,
    results: Vec<Value>,
    notifications: Vec<Value>,
    failed: bool,
}

impl Run {
    /// Add the findings of a project.
    pub fn project(&mut self, prepared: &Prepared, path: &str) {
        self.account(&Account::of_project(prepared), path);
    }

    /// Add what is told of a project, by the path of its folder, or of a workbook that belongs to none, by its own.
    pub fn account(&mut self, account: &Account<'_>, path: &str) {
        let locator = if account.is_of_workbook() { Locator::Workbook(path) } else { Locator::Project(path) };
        let rules = &mut self.rules;
        let results = account.told.iter().map(|told| result(account, told, &locator, rules));
        let (results, count) = within(results, SERIAL_FINDINGS, FINDINGS_BYTES);
        if let more @ 1.. = count - results.len() {
            let text = format!("{path} : et {}", counted(more, "autre constat", "autres constats"));
            self.notifications.push(json!({ "level": "note", "message": { "text": french_spacing(&text) } }));
        }
        self.results.extend(results);
        let covered = account.covered.iter().take(SERIAL_FINDINGS);
        let rules = &mut self.rules;
        self.results.extend(covered.map(|one| suppressed(account, one, &locator, rules)));
    }

    /// Add a project that could not be read.
    pub fn failure(&mut self, path: &str, error: &ErrorForm) {
        self.failed = true;
        let locator = Locator::Project(path);
        self.notifications.push(json!({
            "level": "error",
            "message": { "text": error.message },
            "locations": [locator.of_failure(error.place.as_ref())],
        }));
    }

    /// Write the document.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> = self.rules.iter().filter_map(|code| find(code)).map(rule).collect();
        write_shallow(
            out,
            &json!({
                "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                "version": "2.1.0",
                "runs": [{
                    "tool": { "driver": {
                        "name": env!("CARGO_PKG_NAME"),
                        "version": env!("CARGO_PKG_VERSION"),
                        "language": "fr",
                        "rules": rules,
                    } },
                    "language": "fr",
                    "columnKind": "unicodeCodePoints",
                    "invocations": [{
                        "executionSuccessful": !self.failed,
                        "toolExecutionNotifications": self.notifications,
                    }],
                    "results": self.results,
                }],
            }),
            DEEPEST,
        )
    }
}

fn rule(check: &Check) -> Value {
    let explanation = &check.explanation;
    json!({
        "id": check.code,
        "shortDescription": { "text": french_spacing(check.title) },
        "fullDescription": { "text": french_spacing(&format!("{} {}", explanation.what, explanation.why)) },
        "help": { "text": french_spacing(explanation.mend) },
        "defaultConfiguration": { "level": level(check.severity) },
        "properties": { "source": explanation.basis.citation() },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(account: &Account<'_>, told: &Told, locator: &Locator<'_>, rules: &mut Vec<&'static str>) -> Value {
    let finding = &told.finding;
    let funds = account.funds_of(&told.packs);
    let location = match finding.places.first() {
        Some(place) => locator.of(place, None),
        None => locator.of_whole(&funds),
    };
    json!({
        "ruleId": told.heading.code,
        "ruleIndex": index(rules, told.heading.code),
        "level": level(told.severity),
        "message": { "text": said(finding, told.heading.mend) },
        "locations": [location],
        "relatedLocations": related(account, told, locator),
        "properties": { "fonds": funds, "enjeu": told.stake() },
    })
}

/// A finding that a waiver covers: SARIF calls it suppressed, with its justification.
fn suppressed(
    account: &Account<'_>,
    one: &Covered<'_>,
    locator: &Locator<'_>,
    rules: &mut Vec<&'static str>,
) -> Value {
    let funds = account.funds_of(&one.packs);
    let heading = &one.result.heading;
    let location = match one.finding.places.first() {
        Some(place) => locator.of(place, None),
        None => locator.of_whole(&funds),
    };
    json!({
        "ruleId": heading.code,
        "ruleIndex": index(rules, heading.code),
        "level": level(one.result.severity),
        "message": { "text": said(one.finding, heading.mend) },
        "locations": [location],
        "suppressions": [{
            "kind": "external",
            "status": "accepted",
            "justification": french_spacing(&shortened(&waived::why(one))),
        }],
        "properties": { "fonds": funds },
    })
}

fn index(rules: &mut Vec<&'static str>, code: &'static str) -> usize {
    rules.iter().position(|known| *known == code).unwrap_or_else(|| {
        rules.push(code);
        rules.len() - 1
    })
}

/// The message, what was found and expected, and how to mend: viewers show little else.
fn said(finding: &Finding, mend: &'static str) -> String {
    let mut text = finding.message.french();
    for (label, fact) in [("trouvé", &finding.found), ("attendu", &finding.expected)] {
        if let Some(fact) = fact {
            text.push_str(&format!(" ; {label} : {}", fact.french()));
        }
    }
    french_spacing(&format!("{}. {}", shortened(&text), finding.how_to_mend(mend)))
}

/// The places compared, those alike, the cells computed from it, and its consequences: the first ten of each.
fn related(account: &Account<'_>, told: &Told, locator: &Locator<'_>) -> Vec<Value> {
    let compared = told.finding.places.iter().skip(1).take(LISTED);
    let mut locations: Vec<Value> = compared.map(|place| locator.of(place, Some("comparé à"))).collect();
    for (places, words) in [(&told.alike, "de même"), (&told.spreads, "calculé à partir de ce lieu")] {
        locations.extend(places.shown.iter().map(|place| locator.of(place, Some(words))));
    }
    let consequences = told.consequences.iter().filter(|one| account.is_told(&one.packs));
    for one in consequences.take(LISTED) {
        let words = format!("en découle : {}", short(one));
        let place = one.finding.places.first().or_else(|| told.finding.places.first());
        locations.push(match place {
            Some(place) => locator.of(place, Some(&words)),
            None => json!({ "message": { "text": french_spacing(&words) } }),
        });
    }
    for (rank, location) in locations.iter_mut().enumerate() {
        if let Some(location) = location.as_object_mut() {
            location.insert("id".to_owned(), json!(rank));
        }
    }
    locations
}
