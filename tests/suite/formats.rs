//! One set of findings, four formats: the same fixture in each, and how much each may say.
//!
//! To accept a change after reading it: `SNAPSHOTS=overwrite cargo test --test suite -- formats::`.

use std::path::Path;

use serde_json::{Value, json};
use snapbox::{assert_data_eq, file};

use crate::support::{self, dossier, edit, example_copy};

const FIXTURE: &str = "budgets/exemple-anomalies";

#[test]
fn the_same_findings_in_each_format() {
    let told = |arguments: &[&str]| {
        let run = dossier(&[&["check", FIXTURE], arguments].concat());
        assert_eq!((run.status, run.stderr.as_str()), (1, ""));
        run.stdout
    };
    assert_data_eq!(told(&[]), file!["../transcripts/formats-texte.txt"].raw());
    assert_data_eq!(told(&["--detail"]), file!["../transcripts/formats-detail.txt"].raw());
    assert_data_eq!(told(&["--format", "concis"]), file!["../transcripts/formats-concis.txt"].raw());
    assert_data_eq!(told(&["--format", "json"]), file!["../transcripts/formats.json"].raw());
    assert_data_eq!(told(&["--format", "sarif"]), file!["../transcripts/formats.sarif"].raw());
}

#[test]
fn each_format_tells_the_same_causes_in_the_same_order() {
    let concise = dossier(&["check", FIXTURE, "--format", "concis"]).stdout;
    let lines: Vec<&str> = concise.lines().map(|line| line.split(" : ").nth(1).unwrap()).collect();
    let codes: Vec<&str> = lines.iter().map(|line| line.split(' ').next().unwrap()).collect();
    let json = document(&["check", FIXTURE, "--format", "json"]);
    let of_json: Vec<&str> = json["projets"][0]["constats"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    let sarif = document(&["check", FIXTURE, "--format", "sarif"]);
    let of_sarif: Vec<&str> = sarif["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["ruleId"].as_str().unwrap())
        .collect();
    assert!(codes.len() > 10);
    assert_eq!(codes, of_json);
    assert_eq!(codes, of_sarif);
}

#[test]
fn a_clean_project_takes_a_few_lines() {
    let run = dossier(&["check", support::EXAMPLE]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.lines().count() <= 12, "{}", run.stdout);
    assert!(run.stdout.contains("Rien ne bloque"));
}

#[test]
fn the_json_document_has_the_form_that_is_published() {
    let schema = serde_json::to_value(dossier::workbench::report::schema()).unwrap();
    let told = document(&["check", FIXTURE, "budgets/inconnu", support::EXAMPLE, "--format", "json"]);
    assert_eq!(told["projets"].as_array().unwrap().len(), 3);
    assert_eq!(faults(&schema, &schema, &told, "document"), Vec::<String>::new());
    // The judge sees what is wrong.
    let mut wrong = told.clone();
    wrong["projets"][0]["constats"][0]["lieux"][0]["ligne"] = json!("douze");
    wrong["format"] = Value::Null;
    assert_eq!(faults(&schema, &schema, &wrong, "document").len(), 2);
    wrong = told;
    wrong["projets"][1].as_object_mut().unwrap().remove("erreur");
    assert_eq!(faults(&schema, &schema, &wrong, "document").len(), 1);
}

#[test]
fn amounts_are_texts_and_never_floats() {
    fn floats(value: &Value) -> usize {
        match value {
            Value::Number(number) => usize::from(!number.is_u64() && !number.is_i64()),
            Value::Array(items) => items.iter().map(floats).sum(),
            Value::Object(map) => map.values().map(floats).sum(),
            _ => 0,
        }
    }
    let told = document(&["check", FIXTURE, "--format", "json"]);
    assert_eq!(floats(&told), 0);
    let stake = told["projets"][0]["constats"][0]["enjeu"].as_str().unwrap();
    assert!(stake.split_once('.').is_some_and(|(_, cents)| cents.len() == 2), "{stake}");
}

#[test]
fn the_sarif_document_has_what_the_standard_asks_for() {
    let told = document(&["check", FIXTURE, "budgets/inconnu", "--format", "sarif"]);
    assert_eq!(sarif_faults(&told), Vec::<String>::new());
    assert_eq!(told["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let notifications = told["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notifications.len(), 1, "{notifications:?}");
    assert_eq!(notifications[0]["level"], "error");
    let names: Vec<&str> = told["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|result| result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].as_str())
        .collect();
    assert!(names.contains(&"Ressources!D11"), "{names:?}");
    // The judge sees what is wrong.
    let mut wrong = told.clone();
    wrong["runs"][0]["results"][0]["ruleIndex"] = json!(9_999);
    wrong["runs"][0]["results"][1]["level"] = json!("fatal");
    wrong["runs"][0]["results"][2]["message"] = json!("texte");
    assert_eq!(sarif_faults(&wrong).len(), 3);
}

#[test]
fn a_project_that_fails_does_not_silence_the_others() {
    let projects = ["budgets/inconnu", support::EXAMPLE];
    for format in ["texte", "concis"] {
        let run = dossier(&["check", projects[0], projects[1], "--format", format]);
        assert_eq!(run.status, 2);
        assert!(run.stdout.contains(support::EXAMPLE), "{}", run.stdout);
        assert!(
            run.stderr.contains("budgets/inconnu") && run.stderr.contains("introuvable"),
            "{}",
            run.stderr
        );
    }
    let told = document(&["check", projects[0], projects[1], "--format", "json"]);
    assert_eq!(told["projets"][0]["projet"], "budgets/inconnu");
    assert!(told["projets"][0]["erreur"]["message"].as_str().unwrap().contains("introuvable"));
    assert_eq!(told["projets"][1]["nom"], "cluster-territoire-intelligent");
    let out = tempfile::tempdir().unwrap();
    let out = out.path().to_str().unwrap();
    let run = dossier(&["build", projects[0], projects[1], "--fund", "fonds-regional", "--out", out]);
    assert_eq!(run.status, 2);
    assert!(
        Path::new(out).join("cluster-territoire-intelligent/fonds-regional/interne/manifest.json").is_file()
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_line() {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "acronyme =", "acronime =");
    let told = document(&["check", project.to_str().unwrap(), "--format", "json"]);
    let place = &told["projets"][0]["erreur"]["lieu"];
    assert_eq!(place["fichier"], "projet.toml");
    assert!(place["ligne"].as_u64().is_some());
}

#[test]
fn a_workbook_full_of_faults_buries_nobody() {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "budget = \"budget.xlsx\"", "budget = \"budget.csv\"");
    let mut csv = "N°;Poste;Intitulé;Prestataire;Montant HT;TVA;Montant TTC\n".to_owned();
    for line in 0..1_000 {
        let label = format!("« Prestation » {line} {}", "très longue ".repeat(line % 90));
        csv.push_str(&format!(
            "{line};Poste {line};{label};Fournisseur {line};{};3,333;abc{line}\n",
            100 + line
        ));
    }
    std::fs::write(project.join("budget.csv"), csv).unwrap();
    let path = project.to_str().unwrap();
    for arguments in [
        &["--format", "texte"][..],
        &["--format", "concis"],
        &["--format", "json"],
        &["--format", "sarif"],
        &["--detail"],
    ] {
        let run = dossier(&[&["check", path], arguments].concat());
        assert_eq!(run.status, 1, "{}", run.stderr);
        assert!(run.stdout.len() <= 200_000, "{arguments:?}: {} bytes", run.stdout.len());
        assert!(run.stdout.lines().count() > 5);
    }
}

#[test]
fn a_thousand_lines_without_a_year_make_a_report_of_ten_pages() {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "budget = \"budget.xlsx\"", "budget = \"budget.csv\"");
    let mut csv = "N°;Poste;Intitulé;Prestataire;Montant HT;TVA;Montant TTC\n".to_owned();
    for line in 1..=1_000 {
        let label = format!("Prestation n° {line}");
        csv.push_str(&format!("{line};Prestations externes;{label};Fournisseur;{line},00;0,00;{line},00\n"));
    }
    std::fs::write(project.join("budget.csv"), csv).unwrap();
    let out = project.join("out");
    let run = dossier(&["build", project.to_str().unwrap(), "--draft", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let reports: Vec<&str> =
        run.stdout.lines().filter(|line| line.contains("rapport-de-controle.pdf")).collect();
    assert_eq!(reports.len(), 2);
    for report in reports {
        let pages: usize = report.split_whitespace().nth(1).unwrap().parse().unwrap();
        assert!(pages <= 10, "{report}");
    }
}

#[test]
fn lines_keep_to_the_width() {
    let run = dossier(&["check", FIXTURE, "--detail"]);
    for line in run.stdout.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

fn document(arguments: &[&str]) -> Value {
    serde_json::from_str(&dossier(arguments).stdout).unwrap()
}

/// Where a value does not have the form that a schema asks for.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return faults(root, root.pointer(reference.trim_start_matches('#')).unwrap(), value, at);
    }
    if let Some(alternatives) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array)
    {
        let holds = alternatives.iter().any(|one| faults(root, one, value, at).is_empty());
        if !holds {
            // The alternative that fails least says what is wrong.
            let told = alternatives.iter().map(|one| faults(root, one, value, at));
            return told.min_by_key(Vec::len).unwrap();
        }
        return Vec::new();
    }
    let mut found = Vec::new();
    let of_type = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("{other}"),
    };
    let holds = match schema.get("type") {
        Some(Value::String(name)) => of_type(name),
        Some(Value::Array(names)) => names.iter().any(|name| of_type(name.as_str().unwrap())),
        _ => true,
    };
    if !holds {
        return vec![format!("{at}: {value}")];
    }
    let allowed = schema.get("enum").and_then(Value::as_array);
    let constant = schema.get("const");
    if allowed.is_some_and(|all| !all.contains(value)) || constant.is_some_and(|only| only != value) {
        found.push(format!("{at}: {value}"));
    }
    if let Some(map) = value.as_object() {
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            if !map.contains_key(name.as_str().unwrap()) {
                found.push(format!("{at} lacks {name}"));
            }
        }
        for (name, of) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if let Some(value) = map.get(name) {
                found.extend(faults(root, of, value, &format!("{at}.{name}")));
            }
        }
    }
    if let (Some(items), Some(of)) = (value.as_array(), schema.get("items")) {
        for (rank, item) in items.iter().enumerate() {
            found.extend(faults(root, of, item, &format!("{at}[{rank}]")));
        }
    }
    found
}

/// What SARIF 2.1.0 asks for and a document does not have.
fn sarif_faults(told: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            found.push(what);
        }
    };
    expect(told["version"] == "2.1.0", "version".to_owned());
    expect(told["$schema"].as_str().is_some_and(|uri| uri.contains("sarif")), "$schema".to_owned());
    for run in told["runs"].as_array().unwrap() {
        let driver = &run["tool"]["driver"];
        expect(driver["name"].is_string(), "tool.driver.name".to_owned());
        let rules = driver["rules"].as_array().unwrap();
        for rule in rules {
            expect(rule["id"].is_string() && rule.get("helpUri").is_none(), format!("{rule}"));
            expect(rule["fullDescription"]["text"].is_string(), format!("{rule}"));
        }
        for (rank, result) in run["results"].as_array().unwrap().iter().enumerate() {
            let rule =
                result["ruleIndex"].as_u64().and_then(|index| rules.get(usize::try_from(index).unwrap()));
            expect(rule.is_some_and(|rule| rule["id"] == result["ruleId"]), format!("{rank}: ruleIndex"));
            let level = result["level"].as_str();
            expect(
                level.is_some_and(|level| ["error", "warning", "note"].contains(&level)),
                format!("{rank}: level"),
            );
            expect(result["message"]["text"].is_string(), format!("{rank}: message"));
            let locations = result["locations"].as_array().unwrap();
            expect(!locations.is_empty(), format!("{rank}: locations"));
            for location in locations.iter().chain(result["relatedLocations"].as_array().unwrap()) {
                let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str();
                expect(
                    uri.is_some_and(|uri| !uri.starts_with('/') && uri.is_ascii()),
                    format!("{rank}: {location}"),
                );
                let line = &location["physicalLocation"]["region"]["startLine"];
                expect(line.is_null() || line.as_u64() > Some(0), format!("{rank}: {location}"));
            }
        }
        for invocation in run["invocations"].as_array().unwrap() {
            expect(invocation["executionSuccessful"].is_boolean(), "executionSuccessful".to_owned());
            for told in invocation["toolExecutionNotifications"].as_array().unwrap() {
                expect(told["message"]["text"].is_string(), format!("{told}"));
            }
        }
    }
    found
}

/// The list that goes with the wrong project says, cause by cause and in order, what the command says.
#[test]
fn the_list_of_anomalies_is_what_check_says() {
    let told = document(&["check", "budgets/exemple-anomalies", "--format", "json"]);
    let list = std::fs::read_to_string("budgets/exemple-anomalies/ANOMALIES.md").unwrap();
    let rows: Vec<&str> = list
        .lines()
        .take_while(|line| *line != "## Les fautes mises dans le projet")
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Rang"))
        .collect();
    let findings = told["projets"][0]["constats"].as_array().unwrap();
    assert_eq!(rows.len(), findings.len());
    for (rank, (row, finding)) in rows.iter().zip(findings).enumerate() {
        let place = &finding["lieux"][0];
        let at = ["cellule", "champ", "ligne"].iter().find_map(|key| match &place[*key] {
            Value::String(text) => Some(text.clone()),
            Value::Number(line) => Some(format!("ligne {line}")),
            _ => None,
        });
        let start = format!("| {} | ", rank + 1);
        let code =
            format!(" | {} | {} |", finding["code"].as_str().unwrap(), finding["message"].as_str().unwrap());
        let cell = format!("{}{code}", at.unwrap_or_default());
        assert!(row.starts_with(&start) && row.contains(&cell), "{row}\n{cell}");
    }
}
