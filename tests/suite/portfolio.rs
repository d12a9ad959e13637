//! The applications to one fund in one table.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{copy, dossier, edit};

const FUND: &str = "appel-a-projets-cluster";

/// Three applications: the example, the same company again, another that came late and says nothing of its head office.
fn applications(folder: &Path) -> [PathBuf; 3] {
    let projects = ["une", "deux", "trois"].map(|name| folder.join(name));
    for project in &projects {
        copy(Path::new("budgets/candidature-exemple"), project);
    }
    let again = projects[1].join("projet.toml");
    edit(
        &again,
        "intitule = \"Énergie des petits ateliers",
        "intitule = \"Une autre idée : énergie des petits ateliers",
    );
    let other = projects[2].join("projet.toml");
    let text = fs::read_to_string(&other).unwrap();
    let text = text
        .replace("Atelier Fictif SAS", "Fabrique Inventée SARL")
        .replace("000 000 034 00017", "000 000 042 00010")
        .replace("Énergie des petits ateliers : ce que", "Énergie des grands ateliers : ce que")
        .replace("envoi = 2020-06-12", "envoi = 2020-06-23");
    fs::write(&other, text).unwrap();
    projects
}

#[test]
fn applications_stand_side_by_side_and_doubles_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let projects = applications(folder.path());
    let table = folder.path().join("comite.xlsx");
    let mut arguments = vec!["funds", FUND, "--portefeuille"];
    arguments.extend(projects.iter().map(|project| project.to_str().unwrap()));
    arguments.extend(["--dans", table.to_str().unwrap()]);
    let run = dossier(&arguments);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines[0].starts_with("1. une"), "{}", run.stdout);
    assert!(lines[1].starts_with("2. deux") && lines[1].contains("que le n° 1"), "{}", run.stdout);
    assert!(lines[2].contains("1 condition non remplie") && !lines[2].contains("n° 1"), "{}", run.stdout);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&table).unwrap();
    let range = calamine::Reader::worksheet_range(&mut book, "Candidatures").unwrap();
    let cells: Vec<Vec<String>> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(cells.len(), 6, "a title, a blank row, the heads, three applications");
    let column = |head: &str| cells[2].iter().position(|cell| cell.contains(head)).unwrap();
    let late = column("22 juin 2020");
    assert_eq!([3, 4, 5].map(|row: usize| cells[row][late].as_str()), ["remplie", "remplie", "non remplie"]);
    assert_eq!(cells[3][column("Coût total")], "36587.35");
    assert!(cells[4][column("Doublon")].contains("n° 1"));

    let bytes = fs::read(&table).unwrap();
    let again = dossier(&arguments);
    assert_eq!(again.status, 2, "what stands there is never replaced\n{}", again.transcript());
    assert_eq!(fs::read(&table).unwrap(), bytes);
}
