//! Plans in another currency beside the plan in euros: read from their sheets, judged by themselves, never added to anything.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{copy, dossier, edit, edit_workbook};
use crate::templates::{prepared, rendered, text_of};

const EXAMPLE: &str = "budgets/consortium-france-quebec-exemple";
const FUND: &str = "cofinancement-france-quebec";

fn example() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("consortium");
    copy(Path::new(EXAMPLE), &project);
    (folder, project)
}

fn built(project: &Path) -> PathBuf {
    let out = project.parent().unwrap().join("out");
    let run = dossier(&["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    out.join(project.file_name().unwrap()).join(FUND)
}

/// The figures of a pack, by identifier.
fn figures(pack: &Path) -> BTreeMap<String, Value> {
    let all = crate::support::listed(&crate::support::statement_of(pack), "chiffres");
    all.iter().map(|one| (one["id"].as_str().unwrap().to_owned(), one.clone())).collect()
}

/// Every identifier that a figure says it was obtained from.
fn operands(value: &Value, found: &mut Vec<String>, known: &BTreeMap<String, Value>) {
    match value {
        Value::String(text) if known.contains_key(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| operands(item, found, known)),
        Value::Object(fields) => fields.values().for_each(|field| operands(field, found, known)),
        _ => {}
    }
}

#[test]
fn no_figure_of_a_pack_has_operands_of_two_currencies() {
    let (_folder, project) = example();
    let known = figures(&built(&project));
    let is_amount = |unit: &str| ["euro", "CAD"].contains(&unit);
    let mut sums = BTreeMap::new();
    for (id, figure) in &known {
        let unit = figure["unite"].as_str().unwrap();
        let mut from = Vec::new();
        operands(&figure["obtenu"], &mut from, &known);
        let units: Vec<&str> = from.iter().map(|id| known[id]["unite"].as_str().unwrap()).collect();
        if is_amount(unit) && !units.is_empty() {
            *sums.entry(unit.to_owned()).or_insert(0) += 1;
        }
        for other in units.into_iter().filter(|other| is_amount(other)) {
            assert!(other == unit || !is_amount(unit), "{id} ({unit}) is obtained from {other}: {from:?}");
        }
    }
    assert!(sums["euro"] > 10 && sums["CAD"] > 10, "{sums:?}");
}

#[test]
fn every_amount_of_a_side_is_printed_with_its_currency() {
    let (mut dollars, mut euros, mut letters) = (0, 0, 0);
    for (fund, file, html) in rendered(&prepared("consortium-france-quebec-exemple"), false, |_| {}) {
        let text = text_of(&format!("{fund}/{file}"), &html).replace(['\u{202f}', '\u{a0}'], " ");
        let is_side = file.contains("autre-devise") || file.contains("lettre-d-appui");
        letters += usize::from(file.contains("lettre-d-appui"));
        if is_side {
            assert!(!text.contains('€'), "{file} : {text}");
        } else if file.contains("plan-de-financement") {
            assert!(!text.contains(" CAD"), "{file} : {text}");
        }
        for (amount, after) in amounts(&text) {
            if is_side {
                assert!(after.starts_with(" CAD"), "{file} : « {amount}{after} »");
                dollars += 1;
            } else if file.contains("plan-de-financement") {
                // The way a line was obtained is written with bare numbers; no other document says dollars at all.
                euros += usize::from(after.starts_with(" €"));
            }
        }
    }
    assert!(
        dollars > 40 && euros > 60 && letters == 2,
        "{dollars} dollars, {euros} euros, {letters} letters"
    );
}

/// Each `1 234,56` of a text, with the few characters after it.
fn amounts(text: &str) -> Vec<(String, String)> {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut found = Vec::new();
    for (at, one) in chars.iter().enumerate() {
        if *one == ','
            && at > 0
            && is_digit(at - 1)
            && is_digit(at + 1)
            && is_digit(at + 2)
            && !is_digit(at + 3)
        {
            let after: String = chars[at + 3..].iter().take(4).collect();
            // Percentages have two decimals too.
            if !after.trim_start().starts_with('%') {
                found.push((chars[at.saturating_sub(6)..at + 3].iter().collect(), after));
            }
        }
    }
    found
}

#[test]
fn a_sheet_that_is_not_there_is_refused_with_the_nearest_name() {
    let (_folder, project) = example();
    edit(&project.join("projet.toml"), "\"Dépenses Québec\"", "\"Dépenses Quebecc\"");
    let run = dossier(&["check", project.to_str().unwrap()]);
    assert_eq!(run.status, 2, "{}", run.transcript());
    let told = run.transcript().replace(['\u{202f}', '\u{a0}'], " ");
    assert!(
        told.contains("volets[0].onglets") && told.contains("vouliez-vous dire « Dépenses Québec »"),
        "{told}"
    );
}

#[test]
fn an_amount_of_a_side_is_followed_to_its_cells() {
    let run = dossier(&["trace", EXAMPLE, "volet.quebec.total", "--fund", FUND]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let told = run.stdout.replace(['\u{202f}', '\u{a0}'], " ");
    assert!(told.contains(" CAD") && told.contains("Dépenses Québec") && !told.contains('€'), "{told}");
}

#[test]
fn two_funds_say_their_currencies_side_by_side() {
    let run = dossier(&["funds", "--comparer", "detr-dsil", FUND]);
    let told = run.stdout.replace(['\u{202f}', '\u{a0}'], " ");
    assert!(told.contains("Monnaies") && told.contains("Volet québécois en dollars"), "{told}");
}

#[test]
fn a_cell_of_a_side_shown_in_euros_is_not_read_as_dollars() {
    let (_folder, project) = example();
    edit_workbook(&project, "#,##0.00&quot; CAD&quot;", "#,##0.00&quot; €&quot;");
    let run = dossier(&["check", project.to_str().unwrap(), "--detail"]);
    let told = run.transcript().replace(['\u{202f}', '\u{a0}'], " ");
    assert_eq!(run.status, 1, "{told}");
    assert!(told.contains("T-40") && told.contains("Dépenses Québec") && told.contains("euros"), "{told}");
    assert!(!told.contains("aide demandée de 292"), "{told}");
}
