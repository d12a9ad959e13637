//! A person over several projects checked together: what `check` sees of all of them, and no pack does.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{dossier, edit, example_copy};

/// A project of one person, in its own folder.
fn project(folder: &Path, name: &str, applicant: &str, hours: &str) -> PathBuf {
    let root = folder.join(name);
    fs::create_dir_all(&root).unwrap();
    fs::write(
        root.join("projet.toml"),
        format!(
            "[projet]\nintitule = \"Projet {name}\"\ndate_effet = 2024-01-15\nfonds = [\"feder-ospe-1.3\"]\nbudget = \"budget.csv\"\n\n\
             [demandeur]\nraison_sociale = \"{applicant}\"\n\n[calendrier]\n"
        ),
    )
    .unwrap();
    fs::write(
        root.join("budget.csv"),
        format!(
            "Nom ou fonction;Année;Coût annuel chargé;Heures annuelles;Heures affectées\nCamille Roy;2024;51 600,00;1720;{hours}\n"
        ),
    )
    .unwrap();
    root
}

/// What E-18 answers on each of some projects checked together.
fn answers(projects: &[&PathBuf]) -> Vec<String> {
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(projects.iter().map(|path| path.to_str().unwrap()));
    let run = dossier(&arguments);
    assert!(run.status < 2, "{}", run.stderr);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let of = |project: &serde_json::Value| {
        let checks = project["dossiers"][0]["controles"].as_array().unwrap();
        let check = checks.iter().find(|check| check["code"] == "E-18").unwrap();
        check["reponse"].as_str().unwrap().to_owned()
    };
    document["projets"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn the_hours_of_a_person_are_added_over_the_projects_checked_together() {
    let folder = tempfile::tempdir().unwrap();
    let one = project(folder.path(), "un", "Commune du Val", "1000");
    let two = project(folder.path(), "deux", "Commune du Val", "721");
    // 1 000 + 721 = 1 721 hours, of 1 720, whatever the order of the projects.
    assert_eq!(answers(&[&one, &two]), ["anomalie", "anomalie"]);
    assert_eq!(answers(&[&two, &one]), ["anomalie", "anomalie"]);
    // One project alone knows nothing of the other, and claims nothing.
    assert_eq!(answers(&[&one]), ["non vérifiable"]);
    // The same folder twice is one project.
    assert_eq!(answers(&[&one, &one]), ["non vérifiable", "non vérifiable"]);
}

#[test]
fn a_year_exactly_full_and_another_employer_are_no_anomaly() {
    let folder = tempfile::tempdir().unwrap();
    let one = project(folder.path(), "un", "Commune du Val", "1000");
    let full = project(folder.path(), "plein", "Commune du Val", "720");
    assert_eq!(answers(&[&one, &full]), ["conforme", "conforme"]);
    let elsewhere = project(folder.path(), "ailleurs", "Commune du Mont", "1720");
    assert_eq!(answers(&[&one, &elsewhere]), ["non vérifiable", "non vérifiable"]);
}

#[test]
fn a_person_of_two_whole_projects_is_told_at_its_hours() {
    let (_kept, one) = example_copy();
    let (_other, two) = example_copy();
    edit(&two.join("projet.toml"), "acronyme = \"CTI\"", "acronyme = \"AUTRE\"");
    let run = dossier(&["check", "--format", "concis", one.to_str().unwrap(), two.to_str().unwrap()]);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains("E-18")).collect();
    assert!(told.iter().filter(|line| line.contains("Personnel › H")).count() >= 2, "{}", run.stdout);
    assert!(!dossier(&["check", "--format", "concis", one.to_str().unwrap()]).stdout.contains("E-18"));
}
