//! A machine that has nothing left, and files that have no end: a sentence and the status of a failure, never a wait, a
//! panic or a piece that is blamed.

use std::fs;
use std::process::Command;

use crate::support::{EXAMPLE, PROGRAM, Run, dossier, edit, example_copy, started};

/// The program after a command of the shell that starves it.
fn after(limits: &str, arguments: &[&str]) -> Run {
    let script = format!("{limits} && exec \"$0\" \"$@\"");
    started(Command::new("sh").args(["-c", &script, PROGRAM]).args(arguments))
}

fn failed(run: &Run, told: &str) {
    assert_eq!(run.status, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn pieces_are_not_blamed_when_no_child_can_start() {
    let run = after("ulimit -n 5", &["check", EXAMPLE]);
    assert_eq!(run.status, 2, "{}{}", run.stdout, run.stderr);
    assert!(!run.stdout.contains("J-07"), "{}", run.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_is_told_before_anything_is_read() {
    failed(&after("ulimit -v 150000", &["check", EXAMPLE]), "il en faut au moins 300");
}

#[test]
fn more_threads_than_a_machine_has_change_nothing() {
    let many = after("export RAYON_NUM_THREADS=100000", &["check", EXAMPLE]);
    assert_eq!(many.transcript(), dossier(&["check", EXAMPLE]).transcript());
}

#[test]
fn a_pipe_among_the_templates_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["fonds-regional/lettre.hbs", "fonds-regional/fund.toml", "commun/theme.toml"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let templates = folder.path().to_str().unwrap();
        let run = dossier(&["check", EXAMPLE, "--templates", templates]);
        failed(&run, "ce n’est pas un fichier ordinaire");
        assert!(run.stderr.contains(name), "{}", run.stderr);
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn texts_without_measure_are_refused_by_their_place() {
    let (_folder, project) = example_copy();
    let at = project.to_str().unwrap();
    let description = project.join("description.md");
    fs::write(&description, "mot ".repeat(300_000)).unwrap();
    failed(&dossier(&["check", at]), "plus que la limite de 1048576 octets");
    fs::write(&description, headings(1_001)).unwrap();
    failed(&dossier(&["check", at]), "1001 titres, au plus 1000");
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "intitule = \"", &format!("intitule = \"{}", "long ".repeat(200)));
    let run = dossier(&["check", project.to_str().unwrap()]);
    failed(&run, "caractères, au plus 500");
    assert!(run.stderr.contains("projet.intitule"), "{}", run.stderr);
}

fn headings(count: usize) -> String {
    (0..count).map(|rank| format!("## titre {rank}\n\nx\n\n")).collect()
}
