//! What a terminal would obey never reaches it, wherever it was put: workbook, definitions, names of folders, arguments.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{EXAMPLE, Run, copy, dossier, edit, edit_workbook, example_copy};
use dossier::workbench::report::is_obeyed;

/// Clears the screen, moves the pen back, colours by a single code, turns the line round, forges a line.
const HOSTILE: &str = "Z\u{1b}[2J\u{8}\r\u{9b}31m\u{202e}\u{2066}\u{7f}\nFAUX";

/// The same, as TOML writes it.
const IN_TOML: &str = r"Z\u001b[2J\b\r\u009b31m\u202e\u2066\u007f\nFAUX";

/// The same, as a spreadsheet's XML holds it.
const IN_XML: &str = "Z\u{1b}[2J\u{8}&#13;\u{9b}31m&#x202E;\u{2066}\u{7f}&#10;FAUX";

fn assert_safe(run: &Run) {
    for (name, stream) in [("sortie", &run.stdout), ("messages", &run.stderr)] {
        for line in stream.split('\n') {
            let obeyed = line.chars().find(|c| is_obeyed(*c));
            assert!(obeyed.is_none(), "{name}: {obeyed:?} in {line:?}");
            // A forged line starts where lines start; a word that a paragraph carries over is set in.
            assert!(!line.starts_with("FAUX"), "{name}: a forged line {line:?}");
        }
    }
}

/// Runs that print something of the project; each must say something of the hostile text, all of it safe.
fn assert_project_is_safe(project: &Path, out: &Path, seen: &str) {
    let (project, out) = (project.to_str().unwrap(), out.to_str().unwrap());
    let mut said = String::new();
    for arguments in [
        &["check", project, "--tous", "--montrer-lecture"] as &[&str],
        &["check", project, "--format", "json"],
        &["build", project, "--draft", "--out", out, "--fund", "fonds-regional"],
        &["build", project, "--out", out],
        &["trace", project, "--complet"],
        &["trace", project, "cout_total", "--complet"],
        &["trace", project, "--json", "cout_total"],
        &["trace", project, "FAUX"],
    ] {
        let run = dossier(arguments);
        assert_safe(&run);
        said.push_str(&run.transcript());
    }
    assert!(said.contains(seen), "nothing of the hostile text was told:\n{said}");
}

#[test]
fn the_test_looks_for_what_it_should() {
    assert_eq!(HOSTILE.chars().filter(|c| is_obeyed(*c)).count(), 8);
    let shown = |text: &str| Run { status: 0, stdout: text.to_owned(), stderr: String::new() };
    for bad in ["\u{1b}[2J", "a\rb", "a\u{9b}b", "\u{202e}", "a\nFAUX"] {
        assert!(std::panic::catch_unwind(|| assert_safe(&shown(bad))).is_err(), "{bad:?}");
    }
}

#[test]
fn labels_and_headers_of_cells() {
    for from in [
        ">Trajets en train des équipes du cluster (allers-retours)<",
        ">Prestataire pressenti<",
        ">Prestations externes<",
    ] {
        let (folder, project) = example_copy();
        edit_workbook(&project, from, &format!(">{IN_XML}<"));
        assert_project_is_safe(&project, &folder.path().join("out"), "FAUX");
    }
}

#[test]
fn names_of_sheets() {
    let (folder, project) = example_copy();
    edit_workbook(&project, "name=\"Dépenses\"", &format!("name=\"Dépenses {IN_XML}\""));
    assert_project_is_safe(&project, &folder.path().join("out"), "FAUX");
}

#[test]
fn values_of_the_project() {
    for field in ["acronyme", "intitule", "raison_sociale"] {
        let (folder, project) = example_copy();
        let file = project.join("projet.toml");
        let text = fs::read_to_string(&file).unwrap();
        let line = text.lines().find(|line| line.starts_with(&format!("{field} ="))).unwrap().to_owned();
        edit(&file, &line, &format!("{field} = \"{IN_TOML}\""));
        let (path, out) = (project.to_str().unwrap(), folder.path().join("out"));
        for arguments in [
            &["check", path, "--tous"] as &[&str],
            &["check", path, "--format", "json"],
            &["build", path, "--draft", "--out", out.to_str().unwrap()],
            &["trace", path, "cout_total"],
            &["trace", path],
        ] {
            assert_safe(&dossier(arguments));
        }
    }
}

#[test]
fn slips_of_the_project_that_are_quoted() {
    let slips = [
        ("acronyme =", format!("\"{IN_TOML}\" =")),
        ("date_effet = 2024-01-15", format!("date_effet = \"{IN_TOML}\"")),
        ("budget = \"budget.xlsx\"", format!("budget = \"{IN_TOML}.xlsx\"")),
        ("budget = \"budget.xlsx\"", format!("budget = \"../{IN_TOML}\"")),
        ("\"fonds-regional\"", format!("\"{IN_TOML}\"")),
        ("date_effet = 2024-01-15", "date_effet = \u{1b}[2J\u{202e}".to_owned()),
    ];
    for (from, to) in slips {
        let (_folder, project) = example_copy();
        edit(&project.join("projet.toml"), from, &to);
        for command in ["check", "trace"] {
            let run = dossier(&[command, project.to_str().unwrap()]);
            assert_eq!(run.status, 2, "{to}: {}", run.transcript());
            assert!(!run.stderr.is_empty());
            assert_safe(&run);
        }
    }
}

#[test]
fn names_of_folders_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let project: PathBuf = folder.path().join(HOSTILE);
    copy(Path::new(EXAMPLE), &project);
    assert_project_is_safe(&project, &folder.path().join(format!("sortie {HOSTILE}")), "FAUX");
    // A file of the officer that stops the build is named.
    let out = folder.path().join("out");
    let (path, out_path) = (project.to_str().unwrap(), out.to_str().unwrap());
    let arguments = ["build", path, "--out", out_path, "--fund", "fonds-regional"];
    assert_eq!(dossier(&arguments).status, 0);
    let pack = fs::read_dir(&out).unwrap().next().unwrap().unwrap().path().join("fonds-regional");
    fs::write(pack.join(HOSTILE), "").unwrap();
    let refused = dossier(&arguments);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("FAUX"), "{}", refused.stderr);
    assert_safe(&refused);
    // So is a workbook that cannot be read.
    fs::rename(project.join("budget.xlsx"), project.join(format!("{HOSTILE}.xlsx"))).unwrap();
    fs::write(project.join(format!("{HOSTILE}.xlsx")), "%PDF-1.7").unwrap();
    edit(&project.join("projet.toml"), "budget = \"budget.xlsx\"", &format!("budget = \"{IN_TOML}.xlsx\""));
    let unread = dossier(&["check", path]);
    assert_eq!(unread.status, 2);
    assert!(unread.stderr.contains("c’est un PDF"), "{}", unread.stderr);
    assert_safe(&unread);
}

#[test]
fn definitions_of_a_fund() {
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("modeles");
    copy(Path::new("templates/fonds-regional"), &templates.join("fonds-regional"));
    let file = templates.join("fonds-regional/fund.toml");
    for field in ["intitule", "intitule_court", "autorite", "libelle", "source"] {
        let text = fs::read_to_string(&file).unwrap();
        let line = text.lines().find(|line| line.starts_with(&format!("{field} ="))).unwrap().to_owned();
        edit(&file, &line, &format!("{field} = \"{IN_TOML}\""));
    }
    let (more, out) = (templates.to_str().unwrap(), folder.path().join("out"));
    let mut told = 0;
    for arguments in [
        &["funds"] as &[&str],
        &["funds", "fonds-regional"],
        &["check", EXAMPLE, "--tous"],
        &["check", EXAMPLE, "--format", "json"],
        &["build", EXAMPLE, "--draft", "--out", out.to_str().unwrap()],
        &["trace", EXAMPLE, "cout_total"],
        &["trace", EXAMPLE, "--complet"],
    ] {
        let run = dossier(&[arguments, &["--templates", more]].concat());
        assert_safe(&run);
        told += usize::from(run.stdout.contains("FAUX"));
    }
    assert!(told >= 5, "{told}");
    fs::write(&file, format!("[fonds]\n\"{IN_TOML}\" = 1\n")).unwrap();
    let slip = dossier(&["funds", "fonds-regional", "--templates", more]);
    assert_eq!(slip.status, 2);
    assert_safe(&slip);
}

#[test]
fn arguments() {
    for arguments in [
        &[HOSTILE] as &[&str],
        &["check", HOSTILE],
        &["check", EXAMPLE, "--fund", HOSTILE],
        &["check", EXAMPLE, "--date", HOSTILE],
        &["check", EXAMPLE, "--format", HOSTILE],
        &["check", EXAMPLE, "--templates", HOSTILE],
        &["build", EXAMPLE, &format!("--{HOSTILE}")],
        &["explain", HOSTILE],
        &["funds", HOSTILE],
        &["trace", HOSTILE],
        &["trace", EXAMPLE, HOSTILE],
    ] {
        let run = dossier(arguments);
        assert_eq!(run.status, 2, "{}", run.transcript());
        assert!(!run.stderr.is_empty());
        assert_safe(&run);
    }
    let listed = dossier(&["trace", EXAMPLE, &format!("total{}", '\u{1b}'), "--sans-documents"]);
    assert_eq!(listed.status, 0);
    assert_safe(&listed);
}
