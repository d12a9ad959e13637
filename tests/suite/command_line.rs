//! Transcripts of the command line: whole output, both streams, exit status.
//!
//! To accept a change after reading it: `SNAPSHOTS=overwrite cargo test --test suite -- command_line::`.

use std::process::Command;

use snapbox::{assert_data_eq, file};

use crate::support::{self, PROGRAM, Run, dossier, edit, example_copy, started};

/// Help is as wide as the terminal, when there is one: a process without one has the same help everywhere.
fn apart(arguments: &[&str]) -> Run {
    started(Command::new(PROGRAM).args(arguments).env_remove("COLUMNS"))
}

#[test]
fn help() {
    assert_data_eq!(apart(&["--help"]).transcript(), file!["../transcripts/help.txt"].raw());
    assert_data_eq!(apart(&["build", "--help"]).transcript(), file!["../transcripts/help-build.txt"].raw());
    assert_data_eq!(apart(&["check", "--help"]).transcript(), file!["../transcripts/help-check.txt"].raw());
    assert_data_eq!(apart(&["trace", "--help"]).transcript(), file!["../transcripts/help-trace.txt"].raw());
    assert_data_eq!(
        apart(&["simulate", "--help"]).transcript(),
        file!["../transcripts/help-simulate.txt"].raw()
    );
}

#[test]
fn a_process_says_what_a_run_in_the_tests_process_says() {
    for arguments in [["check", support::EXAMPLE], ["check", "budgets/exemple-anomalies"]] {
        assert_eq!(apart(&arguments).transcript(), dossier(&arguments).transcript());
    }
}

#[test]
fn misuse_is_answered_in_french() {
    let misuses: [&[&str]; 7] = [
        &[],
        &["construire"],
        &["build", "--datte", "2024-01-15"],
        &["build", "--date", "15/01/2024"],
        &["explain", "T-99"],
        &["funds", "feder"],
        &["check", "budgets/inconnu"],
    ];
    let transcripts: Vec<String> = misuses
        .iter()
        .map(|arguments| format!("$ dossier {}\n{}", arguments.join(" "), apart(arguments).transcript()))
        .collect();
    assert_data_eq!(transcripts.join("\n"), file!["../transcripts/misuse.txt"].raw());
}

#[test]
fn explanations() {
    assert_data_eq!(dossier(&["explain"]).transcript(), file!["../transcripts/explain.txt"].raw());
    assert_data_eq!(
        dossier(&["explain", "t-01"]).transcript(),
        file!["../transcripts/explain-t-01.txt"].raw()
    );
}

#[test]
fn every_check_explains_itself() {
    for check in dossier::catalogue::all() {
        let run = dossier(&["explain", check.code]);
        assert_eq!(run.status, 0);
        for section in [
            "Gravité",
            "Ce qui est contrôlé",
            "Pourquoi",
            "Fondement",
            "Comment corriger",
            "Depuis la version",
        ] {
            assert!(run.stdout.contains(section), "{} lacks {section}", check.code);
        }
    }
}

#[test]
fn funds() {
    assert_data_eq!(dossier(&["funds"]).transcript(), file!["../transcripts/funds.txt"].raw());
    assert_data_eq!(
        dossier(&["funds", "fonds-regional"]).transcript(),
        file!["../transcripts/funds-fonds-regional.txt"].raw()
    );
}

#[test]
fn the_worked_example() {
    let run = dossier(&["check", support::EXAMPLE, "--montrer-lecture"]);
    assert_data_eq!(run.transcript(), file!["../transcripts/check-exemple.txt"].raw());
}

#[test]
fn the_options_of_the_worked_example() {
    let run = dossier(&["simulate", support::EXAMPLE]);
    assert_data_eq!(run.transcript(), file!["../transcripts/simulate-exemple.txt"].raw());
}

/// Services of 100 000,00 € and no staff, 45 % asked: the total cost stays below the threshold, and by hand
/// art. 54, a) gives 107 000,00 × 45 % = 48 150,00; art. 55, § 1 gives 120 000,00 × 45 % = 54 000,00.
#[test]
fn below_the_threshold_the_options_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("petit");
    std::fs::create_dir_all(&project).unwrap();
    std::fs::write(
        project.join("projet.toml"),
        "[projet]\nintitule = \"Petit projet\"\ndate_effet = 2024-01-15\nfonds = [\"feder-ospe-1.3\"]\nbudget = \"budget.csv\"\n\n\
         [demandeur]\nraison_sociale = \"Commune du Val\"\n\n[calendrier]\n\n[tva]\nrecuperable = false\nassiette = \"TTC\"\n\n\
         [fonds.\"feder-ospe-1.3\"]\ntaux_demande = \"45 %\"\n",
    )
    .unwrap();
    std::fs::write(
        project.join("budget.csv"),
        "Poste;Intitulé;Année;Montant HT;Montant TVA;Montant TTC\nPrestations externes;Étude;2024;83 333,33;16 666,67;100 000,00\n",
    )
    .unwrap();
    let run = dossier(&["simulate", project.to_str().unwrap()]);
    assert_data_eq!(run.transcript(), file!["../transcripts/simulate-petit-projet.txt"].raw());
}

#[test]
fn the_project_of_anomalies() {
    let run = dossier(&["check", "budgets/exemple-anomalies"]);
    assert_data_eq!(run.transcript(), file!["../transcripts/check-anomalies.txt"].raw());
}

#[test]
fn findings_as_json_say_the_same() {
    let run = dossier(&["check", "budgets/exemple-anomalies", "--format", "json"]);
    assert_eq!(run.status, 1);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let packs = document["projets"][0]["dossiers"].as_array().unwrap();
    assert_eq!(packs.len(), 2);
    for pack in packs {
        assert_eq!(pack["bloquant"], true);
        let checks = pack["controles"].as_array().unwrap();
        assert_eq!(checks.len(), dossier::catalogue::all().len());
        let balance = checks.iter().find(|check| check["code"] == "P-01").unwrap();
        assert_eq!(balance["reponse"], "anomalie");
    }
    let findings = document["projets"][0]["constats"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["lieux"][0]["cellule"] == "D11"));
}

#[test]
fn every_field_that_a_finding_cites_has_a_french_name() {
    fn fields(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| fields(item, found)),
            serde_json::Value::Object(map) => {
                found.extend(map.get("champ").and_then(|key| key.as_str()).map(str::to_owned));
                map.values().for_each(|value| fields(value, found));
            }
            _ => {}
        }
    }
    let mut cited = Vec::new();
    for project in [support::EXAMPLE, "budgets/exemple-anomalies"] {
        let run = dossier(&["check", project, "--format", "json"]);
        let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        fields(&document["projets"][0], &mut cited);
    }
    for key in &cited {
        assert!(dossier::workbench::findings::field_name(key).is_some(), "{key}");
    }
    assert!(cited.len() > 20, "{}", cited.len());
}

#[test]
fn a_definition_with_a_slip_names_line_and_field() {
    let (_folder, project) = example_copy();
    let path = project.to_str().unwrap().to_owned();
    edit(&project.join("projet.toml"), "acronyme =", "acronime =");
    let slip = dossier(&["check", &path]);
    edit(&project.join("projet.toml"), "acronime =", "acronyme =");
    edit(&project.join("projet.toml"), "date_effet = 2024-01-15", "date_effet = 2024-13-15");
    let date = dossier(&["check", &path]);
    edit(&project.join("projet.toml"), "date_effet = 2024-13-15", "date_effet = \"demain\"");
    let word = dossier(&["check", &path]);
    edit(&project.join("projet.toml"), "date_effet = \"demain\"", "date_effet = 2024-01-15");
    edit(&project.join("projet.toml"), "budget = \"budget.xlsx\"", "budget = \"../budget.xlsx\"");
    let outside = dossier(&["check", &path]);
    edit(&project.join("projet.toml"), "budget = \"../budget.xlsx\"", "budget = \"absent.xlsx\"");
    let absent = dossier(&["check", &path]);
    edit(&project.join("projet.toml"), "budget = \"absent.xlsx\"", "budget = \"budget.xlsx\"");
    edit(&project.join("projet.toml"), "\"fonds-regional\"", "\"fonds-regionaux\"");
    let fund = dossier(&["check", &path]);
    let transcripts: Vec<String> =
        [slip, date, word, outside, absent, fund].iter().map(Run::transcript).collect();
    assert_data_eq!(transcripts.join("\n"), file!["../transcripts/projet-mal-ecrit.txt"].raw());
}

#[test]
fn an_override_changes_the_weight_and_says_why() {
    let (_folder, project) = example_copy();
    let path = project.to_str().unwrap().to_owned();
    edit(&project.join("projet.toml"), "premier_engagement = 2024-02-05", "premier_engagement = 2023-12-01");
    assert_eq!(dossier(&["check", &path]).status, 0);
    let file = project.join("projet.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let with = |code: &str, severity: &str| {
        let chosen =
            format!("\"{code}\" = {{ gravite = \"{severity}\", motif = \"étude préalable hors assiette\" }}");
        std::fs::write(&file, format!("{}\n{chosen}\n", text.trim_end())).unwrap();
        dossier(&["check", &path])
    };
    let raised = with("C-03", "erreur");
    assert_eq!(raised.status, 1, "{}", raised.stdout);
    assert!(raised.stdout.contains("✗ projet.toml › calendrier.premier_engagement"), "{}", raised.stdout);
    assert!(raised.stdout.contains("étude préalable hors assiette"), "{}", raised.stdout);
    let lowered = with("C-03", "note");
    assert_eq!(lowered.status, 0, "{}", lowered.stdout);
    assert!(lowered.stdout.contains("· le premier engagement précède le dépôt"), "{}", lowered.stdout);
}

#[test]
fn an_error_of_law_cannot_be_made_a_warning() {
    let (_folder, project) = example_copy();
    let path = project.to_str().unwrap().to_owned();
    let file = project.join("projet.toml");
    edit(&file, "premier_engagement = 2024-02-05", "premier_engagement = 2023-12-01");
    edit(&file, "aide_d_etat = false", "aide_d_etat = true");
    let text = std::fs::read_to_string(&file).unwrap();
    let chosen = "\"C-10\" = { gravite = \"avertissement\", motif = \"étude préalable hors assiette\" }";
    std::fs::write(&file, format!("{}\n{chosen}\n", text.trim_end())).unwrap();
    let run = dossier(&["check", &path]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("la gravité de C-10 ne s’abaisse pas"), "{}", run.stdout);
}
