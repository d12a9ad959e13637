//! Every check has its cases in `tests/checks/<CODE>`: one that triggers it, one that does not, one where it cannot
//! answer or has nothing to answer. `tests/checks/LISEZMOI.md` says how to write one.
//!
//! `SNAPSHOTS=overwrite cargo test --test checks` writes the expected answers anew: read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::check_cases::case::{Case, cases, folders};
use crate::check_cases::project::{BASE, answer_of, prepare_case};
use crate::check_cases::told::told;
use dossier::catalogue::all;
use dossier::{Answer, CheckResult, Severity};
use rayon::prelude::*;

/// Cases that cannot be, with the reason.
const CANNOT_BE: [(&[&str], Kind, &str); 5] = [
    (
        &["I-04", "I-05", "M-01", "T-17"],
        Kind::Triggers,
        "ce qui manque est dit manquer, rien n’y contredit rien",
    ),
    (&["C-02", "L-01"], Kind::Abstains, "la chose est là ou manque, et son absence est l’anomalie"),
    (&["R-06"], Kind::Abstains, "le projet se dit fictif ou ne le dit pas"),
    (
        &["R-07", "R-08", "R-09", "R-10"],
        Kind::Abstains,
        "un projet a toujours un intitulé et un fonds, donc un texte",
    ),
    (&["I-06"], Kind::Abstains, "projet.toml est toujours lu"),
];

/// The cases with what the program answers.
static ANSWERED: LazyLock<Vec<(Case, Result<CheckResult, String>)>> =
    LazyLock::new(|| cases().into_par_iter().map(answered).collect());

fn answered(case: Case) -> (Case, Result<CheckResult, String>) {
    let answer = answer_of(&case);
    (case, answer)
}

/// What a case is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Triggers,
    Passes,
    Abstains,
}

impl Kind {
    const fn french(self) -> &'static str {
        match self {
            Self::Triggers => "un cas qui le déclenche",
            Self::Passes => "un cas qui ne le déclenche pas",
            Self::Abstains => "un cas non vérifiable ou sans objet",
        }
    }
}

#[test]
fn each_case_gives_what_it_says() {
    let overwrites = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let wrong: Vec<String> = ANSWERED
        .iter()
        .filter_map(|(case, answer)| {
            let told = told(answer);
            if case.expected == told {
                return None;
            }
            if overwrites {
                case.write_expected(&told);
                return None;
            }
            Some(format!("{}\n--- attendu\n{}--- dit\n{told}", case.path.display(), case.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "{} cas\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_check_has_its_three_cases() {
    let kinds: BTreeSet<(&str, Kind)> =
        ANSWERED.iter().filter_map(|(case, answer)| Some((case.code.as_str(), kind(answer)?))).collect();
    let mut missing = Vec::new();
    for check in all() {
        for kind in [Kind::Triggers, Kind::Passes, Kind::Abstains] {
            let excused = CANNOT_BE.iter().any(|(codes, of, _)| *of == kind && codes.contains(&check.code));
            if kinds.contains(&(check.code, kind)) == excused {
                let verb = if excused { "a pourtant" } else { "n’a pas" };
                missing.push(format!("{} {verb} {}", check.code, kind.french()));
            }
        }
    }
    assert!(missing.is_empty(), "{} manques\n{}", missing.len(), missing.join("\n"));
}

/// What a case shows, by its answer. The remarks of a check of severity *note* are what triggers it.
fn kind(answer: &Result<CheckResult, String>) -> Option<Kind> {
    let result = answer.as_ref().ok()?;
    let is_note = all().iter().any(|check| check.code == result.code() && check.severity == Severity::Note);
    Some(match result.answer {
        Answer::Anomaly => Kind::Triggers,
        _ if is_note && !result.answers.findings.is_empty() => Kind::Triggers,
        Answer::Compliant | Answer::Declared => Kind::Passes,
        Answer::NotVerifiable | Answer::NotApplicable => Kind::Abstains,
    })
}

#[test]
fn each_folder_is_that_of_a_check() {
    let unknown: Vec<String> = folders()
        .into_iter()
        .filter(|name| name != BASE && all().iter().all(|check| check.code != name))
        .collect();
    assert!(unknown.is_empty(), "aucun contrôle de ce code : {}", unknown.join(", "));
}

#[test]
fn the_base_project_has_nothing_to_tell() {
    has_nothing_to_tell(&Case::base());
}

#[test]
fn a_budget_with_two_rates_of_vat_has_nothing_to_tell() {
    let two_rates = |case: &Case| case.code == "T-33" && case.path.ends_with("deux-taux-justes.txt");
    has_nothing_to_tell(&cases().into_iter().find(two_rates).unwrap());
}

fn has_nothing_to_tell(case: &Case) {
    let prepared = prepare_case(case).unwrap();
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pack in &prepared.packs {
        for result in &pack.results {
            let holds = matches!(result.answer, Answer::Compliant | Answer::Declared | Answer::NotApplicable);
            if !holds || !result.answers.findings.is_empty() {
                let told = told(&Ok(result.clone()));
                said.entry(format!("{} ({})", result.code(), pack.fund.id)).or_default().push(told);
            }
        }
    }
    let said: Vec<String> =
        said.into_iter().map(|(code, told)| format!("{code} {}", told.concat())).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}
