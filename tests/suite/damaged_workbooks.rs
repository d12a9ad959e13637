//! Each damaged workbook gives a French message that names the place, status 1 or 2, and leaves the former pack alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{EXAMPLE, contents, copy, dossier};
use snapbox::{assert_data_eq, file};

const DAMAGED: &str = "tests/fixtures/damaged";

/// Two damages that change nothing the plan counts: padding within the limits, letters dated four years later.
const HARMLESS: [&str; 2] = ["24-bombe.xlsx", "27-calendrier-1904.xlsx"];

fn damaged() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(DAMAGED).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_none_or(|extension| extension != "md"));
    files.sort();
    files
}

/// The lines of a report that name an error and its places.
fn errors(stdout: &str) -> String {
    let mut keep = false;
    let mut kept = String::new();
    for line in stdout.lines() {
        if line.starts_with(['✗', '!', '·', '?', '✓', '─']) {
            keep = line.starts_with('✗');
        }
        let is_place = line.starts_with("  ") && !line.starts_with("    ");
        if keep && (line.starts_with('✗') || is_place) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[test]
fn each_damage_is_told_and_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("cluster-territoire-intelligent");
    copy(Path::new(EXAMPLE), &project);
    let out = folder.path().join("out");
    let path = project.to_str().unwrap().to_owned();
    let build = || dossier(&["build", &path, "--out", out.to_str().unwrap(), "--fund", "fonds-regional"]);
    assert_eq!(build().status, 0);
    let pack = out.join("cluster-territoire-intelligent/fonds-regional");
    let before = contents(&pack);
    let definition = fs::read_to_string(project.join("projet.toml")).unwrap();

    let mut transcript = String::new();
    for file in damaged() {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        if HARMLESS.contains(&name.as_str()) {
            continue;
        }
        // The lock file of an open workbook keeps its own name.
        if file.is_dir() {
            fs::copy(file.join("~$budget.xlsx"), project.join("~$budget.xlsx")).unwrap();
            fs::write(
                project.join("projet.toml"),
                definition.replace("\"budget.xlsx\"", "\"~$budget.xlsx\""),
            )
            .unwrap();
        } else {
            fs::copy(&file, project.join("budget.xlsx")).unwrap();
        }
        let run = build();
        fs::write(project.join("projet.toml"), &definition).unwrap();
        let _ = fs::remove_file(project.join("~$budget.xlsx"));
        assert!(matches!(run.status, 1 | 2), "{name}: {}", run.transcript());
        assert!(before == contents(&pack), "{name}: the former pack changed");
        assert!(!run.stderr.is_empty(), "{name}");
        assert!(!run.stderr.contains("panicked"), "{name}: {}", run.stderr);
        transcript.push_str(&format!(
            "# {name}\nétat de sortie : {}\n{}{}\n",
            run.status,
            errors(&run.stdout),
            run.stderr
        ));
    }
    assert!(transcript.matches("état de sortie").count() >= 20);
    assert_data_eq!(transcript, file!["../transcripts/classeurs-endommages.txt"].raw());
}
