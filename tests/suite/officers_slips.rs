//! Slips that an officer makes, each one told: none may pass for checked, and none may lose an amount.

use std::fs;
use std::path::Path;

use crate::support::{self, Run, copy, dossier, edit, example_copy};

/// Check the worked example after a change of `projet.toml`.
fn with_project(from: &str, to: &str) -> Run {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), from, to);
    plain(dossier(&["check", project.to_str().unwrap()]))
}

/// Narrow spaces made plain, so that expectations read as they are written.
fn plain(mut run: Run) -> Run {
    for text in [&mut run.stdout, &mut run.stderr] {
        *text = text.replace(['\u{202f}', '\u{a0}'], " ");
    }
    run
}

#[test]
fn an_override_without_a_reason_changes_nothing() {
    let (_folder, project) = example_copy();
    let file = project.join("projet.toml");
    edit(&file, "premier_engagement = 2024-02-05", "premier_engagement = 2023-12-01");
    edit(&file, "aide_d_etat = false", "aide_d_etat = true");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{}\n\"C-10\" = {{ gravite = \"note\", motif = \" \" }}\n", text.trim_end()))
        .unwrap();
    let run = plain(dossier(&["check", project.to_str().unwrap()]));
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("✗ projet.toml › calendrier.premier_engagement"), "{}", run.stdout);
    assert!(run.stdout.contains("la dérogation n’a pas de motif"), "{}", run.stdout);
}

#[test]
fn a_nature_unknown_or_contradicted_is_told() {
    let run = with_project("nature = \"Département\"", "nature = \"Lune\"");
    assert!(
        run.stdout.contains("n’est\n    pas une de celles du fonds")
            || run.stdout.contains("pas une de celles du fonds"),
        "{}",
        run.stdout
    );
    let run = with_project("nature = \"Département\"", "nature = \"Privés\"");
    assert!(run.stdout.contains("diffère entre"), "{}", run.stdout);
}

#[test]
fn a_project_without_fund_title_or_applicant_is_refused() {
    for (from, to, expected) in [
        ("fonds = [\"fonds-regional\", \"feder-ospe-1.3\"]", "fonds = []", "projet.fonds est vide"),
        (
            "raison_sociale = \"Communauté d’agglomération de Béthune-Bruay, Artois-Lys Romane\"",
            "raison_sociale = \"\"",
            "raison_sociale est vide",
        ),
    ] {
        let run = with_project(from, to);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
}

#[test]
fn a_fund_named_twice_is_one_fund() {
    let run = with_project(
        "fonds = [\"fonds-regional\", \"feder-ospe-1.3\"]",
        "fonds = [\"fonds-regional\", \"fonds-regional\"]",
    );
    assert_eq!(run.status, 0, "{}", run.transcript());
}

#[test]
fn a_requested_rate_that_is_no_rate_is_told() {
    let run = with_project("taux_demande = \"45 %\"", "taux_demande = \"abc\"");
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("le taux demandé n’est pas un pourcentage"), "{}", run.stdout);
}

#[test]
fn a_number_in_the_place_of_a_text_is_told_in_french() {
    let run = with_project("taux_demande = \"45 %\"", "taux_demande = 45");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("nombre entier 45"), "{}", run.stderr);
    assert!(run.stderr.contains("un texte entre guillemets"), "{}", run.stderr);
}

#[test]
fn two_projects_of_one_name_do_not_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (folder.path().join("a/projet"), folder.path().join("b/projet"));
    for place in [&here, &there] {
        copy(Path::new(support::EXAMPLE), place);
    }
    let out = folder.path().join("out");
    let run =
        dossier(&["build", here.to_str().unwrap(), there.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("deux projets portent le nom"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_do_not_leave_the_folder_nor_hang() {
    let (_folder, project) = example_copy();
    let piece = fs::read_dir(project.join("pieces")).unwrap().next().unwrap().unwrap().path();
    fs::remove_file(&piece).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &piece).unwrap();
    let run = plain(dossier(&["check", project.to_str().unwrap()]));
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("sort du dossier du projet"), "{}", run.stderr);
    fs::remove_file(&piece).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&piece).status().unwrap();
    assert!(made.success());
    let run = plain(dossier(&["check", project.to_str().unwrap()]));
    assert_eq!(run.status, 1, "{}", run.transcript());
    assert!(run.stdout.contains("est introuvable"), "{}", run.stdout);
}
