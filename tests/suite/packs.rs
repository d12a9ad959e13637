//! Packs as files: golden digests, determinism, atomic writing, refusals.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{
    EXAMPLE, PROGRAM, Run, asked_of, contents, copy, dossier, edit, example_copy, listed, read_by, started,
    statement_of,
};
use snapbox::assert_data_eq;

const FUNDS: [&str; 2] = ["fonds-regional", "feder-ospe-1.3"];
const NAME: &str = "cluster-territoire-intelligent";

fn build(project: &Path, out: &Path, more: &[&str]) -> Run {
    let mut arguments = vec!["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(more);
    dossier(&arguments)
}

#[test]
fn the_examples_give_the_digests_that_are_committed() {
    let out = tempfile::tempdir().unwrap();
    for (name, funds) in [
        (NAME, &FUNDS[..]),
        ("travaux-mairie-exemple", &["detr-dsil"]),
        ("candidature-exemple", &["appel-a-projets-cluster"]),
        ("consortium-france-quebec-exemple", &["cofinancement-france-quebec"]),
    ] {
        let built = build(&Path::new("budgets").join(name), out.path(), &[]);
        assert_eq!(built.status, 0, "{}", built.transcript());
        for fund in funds {
            let sums = Path::new(name).join(fund).join("interne/SHA256SUMS");
            let written = fs::read_to_string(out.path().join(&sums)).unwrap();
            assert_data_eq!(written, snapbox::Data::read_from(&Path::new("out").join(&sums), None).raw());
        }
    }
}

#[test]
fn other_conditions_give_the_same_bytes() {
    let first = tempfile::tempdir().unwrap();
    assert_eq!(build(Path::new(EXAMPLE), first.path(), &[]).status, 0);
    let (folder, _) = example_copy();
    let second = started(
        Command::new(PROGRAM)
            .args(["build", NAME, "--out", "ailleurs"])
            .current_dir(folder.path())
            .env_clear()
            .envs([
                ("TZ", "Pacific/Auckland"),
                ("LANG", "ar_EG.UTF-8"),
                ("RAYON_NUM_THREADS", "1"),
                ("HOME", "/nonexistent"),
            ]),
    );
    assert_eq!(second.status, 0, "{}", second.transcript());
    for fund in FUNDS {
        let here = contents(&first.path().join(NAME).join(fund));
        let there = contents(&folder.path().join("ailleurs").join(NAME).join(fund));
        assert_eq!(here.len(), there.len());
        for ((name, bytes), (other_name, other_bytes)) in here.iter().zip(&there) {
            assert_eq!(name, other_name);
            assert!(bytes == other_bytes, "{fund}/{name} differs");
        }
    }
}

#[test]
fn the_date_of_the_command_line_is_the_date_of_the_documents() {
    let out = tempfile::tempdir().unwrap();
    let built = build(Path::new(EXAMPLE), out.path(), &["--date", "2024-01-14", "--fund", "fonds-regional"]);
    assert_eq!(built.status, 0, "{}", built.transcript());
    let manifest = statement_of(&out.path().join(NAME).join("fonds-regional"));
    assert_eq!(asked_of(&manifest)["date_effet"], "2024-01-14");
    assert!(!out.path().join(NAME).join("feder-ospe-1.3").exists());
}

#[test]
fn the_manifest_names_inputs_rules_and_outputs() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(Path::new(EXAMPLE), out.path(), &["--fund", "feder-ospe-1.3"]).status, 0);
    let folder = out.path().join(NAME).join("feder-ospe-1.3");
    let manifest = statement_of(&folder);
    assert_eq!(asked_of(&manifest)["brouillon"], false);
    let sources: Vec<String> = read_by(&manifest, "source").into_iter().map(|(name, _)| name).collect();
    assert_eq!(sources, ["projet.toml", "budget.xlsx", "description.md"]);
    let read = manifest["predicate"]["buildDefinition"]["resolvedDependencies"].as_array().unwrap();
    let budget = read.iter().find(|input| input["name"] == "budget.xlsx").unwrap();
    let cells = budget["annotations"]["cellules_lues"]["budget.xlsx › Dépenses"].as_array().unwrap();
    assert!(cells.iter().any(|cell| cell == "L7"), "the first expense's amount");
    let outputs = manifest["subject"].as_array().unwrap();
    // Eleven documents that are filed, their sources and copies, what is to be signed, and the pieces.
    let pieces = outputs.iter().filter(|output| !output["annotations"]["piece"].is_null()).count();
    assert_eq!((outputs.len() - pieces, pieces), (44, 21));
    for output in outputs {
        let bytes = fs::read(folder.join(output["name"].as_str().unwrap())).unwrap();
        assert_eq!(output["digest"]["sha256"], dossier::workbench::model::digest::sha256(&bytes));
    }
    // Every figure leads to cells, fields or parameters with a source.
    for figure in listed(&manifest, "chiffres") {
        if let Some(given) = figure["obtenu"].get("donne") {
            assert!(!given["lieu"].as_str().unwrap().is_empty());
        } else {
            assert!(figure["obtenu"].as_object().is_some_and(|how| how.len() == 1), "{figure}");
        }
    }
}

#[test]
fn blocking_findings_replace_nothing() {
    let (_folder, project) = example_copy();
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(&project, out.path(), &[]).status, 0);
    let before = contents(&out.path().join(NAME).join("fonds-regional"));
    edit(&project.join("projet.toml"), "premier_engagement = 2024-02-05", "premier_engagement = 2023-12-01");
    edit(&project.join("projet.toml"), "aide_d_etat = false", "aide_d_etat = true");
    let refused = build(&project, out.path(), &[]);
    assert_eq!(refused.status, 1);
    assert!(refused.stdout.contains("C-10"), "{}", refused.stdout);
    assert!(refused.stderr.contains("rien n’a été écrit"), "{}", refused.stderr);
    assert!(before == contents(&out.path().join(NAME).join("fonds-regional")));
}

#[test]
fn a_draft_says_so_everywhere() {
    let out = tempfile::tempdir().unwrap();
    let built = build(Path::new("budgets/exemple-anomalies"), out.path(), &["--draft"]);
    assert_eq!(built.status, 1, "{}", built.transcript());
    for fund in FUNDS {
        let folder = out.path().join("exemple-anomalies/brouillon").join(fund);
        assert_eq!(asked_of(&statement_of(&folder))["brouillon"], true);
    }
}

#[test]
fn a_file_of_the_officer_in_the_output_folder_is_kept() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(Path::new(EXAMPLE), out.path(), &[]).status, 0);
    let signed = out.path().join(NAME).join("fonds-regional/depot/plan-signe.pdf");
    fs::write(&signed, "signature").unwrap();
    let refused = build(Path::new(EXAMPLE), out.path(), &[]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("plan-signe.pdf"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(signed).unwrap(), "signature");
}

#[test]
fn the_three_formats_of_the_budget_give_the_same_figures() {
    let figures = |format: &str| {
        let (_folder, project) = example_copy();
        if format != "xlsx" {
            fs::remove_file(project.join("budget.xlsx")).unwrap();
            fs::copy(
                format!("tests/fixtures/budgets/budget.{format}"),
                project.join(format!("budget.{format}")),
            )
            .unwrap();
            edit(
                &project.join("projet.toml"),
                "budget = \"budget.xlsx\"",
                &format!("budget = \"budget.{format}\""),
            );
        }
        let out = tempfile::tempdir().unwrap();
        let built = build(&project, out.path(), &["--fund", "feder-ospe-1.3"]);
        assert_eq!(built.status, 0, "{format}: {}", built.transcript());
        let manifest = statement_of(&out.path().join(NAME).join("feder-ospe-1.3"));
        serde_json::json!(listed(&manifest, "chiffres"))
            .to_string()
            .replace(&format!("budget.{format}"), "budget")
    };
    let xlsx = figures("xlsx");
    assert!(xlsx == figures("ods"), "ods");
    assert!(xlsx == figures("xls"), "xls");
}

#[test]
fn templates_can_be_replaced_and_a_slip_in_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("templates/fonds-regional"), &folder.path().join("fonds-regional"));
    let letter = folder.path().join("fonds-regional/lettre.hbs");
    let out = tempfile::tempdir().unwrap();
    let more = ["--templates", folder.path().to_str().unwrap(), "--fund", "fonds-regional"];
    assert_eq!(build(Path::new(EXAMPLE), out.path(), &more).status, 0);
    let text = fs::read_to_string(&letter).unwrap();
    fs::write(&letter, format!("{text}\n<p>{{{{project.titel}}}}</p>\n")).unwrap();
    let refused = build(Path::new(EXAMPLE), out.path(), &more);
    assert_eq!(refused.status, 2);
    let line = text.lines().count() + 2;
    assert!(refused.stderr.contains(&format!("ligne {line}")), "{}", refused.stderr);
    let message = refused.stderr.replace('\u{202f}', " ");
    assert!(message.contains("« project.titel » n’existe pas ; vouliez-vous dire « title » ?"), "{message}");
}

#[test]
fn a_fund_is_a_folder() {
    // A third fund without a line of Rust: a copy of the regional one, renamed.
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("templates/fonds-regional"), &folder.path().join("fonds-essai"));
    edit(&folder.path().join("fonds-essai/fund.toml"), "id = \"fonds-regional\"", "id = \"fonds-essai\"");
    let out = tempfile::tempdir().unwrap();
    let more = ["--templates", folder.path().to_str().unwrap(), "--fund", "fonds-essai", "--draft"];
    let built = build(Path::new(EXAMPLE), out.path(), &more);
    assert!(
        out.path().join(NAME).join("brouillon/fonds-essai/interne/SHA256SUMS").exists(),
        "{}",
        built.transcript()
    );
}

#[test]
fn fonts_can_be_replaced_and_are_named_in_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("templates/commun"), &folder.path().join("commun"));
    // The italic face in the place of the regular one: other bytes, same text.
    let fonts = folder.path().join("commun/fonts");
    fs::copy(fonts.join("Inter-Italic.ttf"), fonts.join("Inter-Regular.ttf")).unwrap();
    let (plain, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(build(Path::new(EXAMPLE), plain.path(), &["--fund", "fonds-regional"]).status, 0);
    let more = ["--templates", folder.path().to_str().unwrap(), "--fund", "fonds-regional"];
    assert_eq!(build(Path::new(EXAMPLE), other.path(), &more).status, 0);
    let fonts_of = |out: &Path| read_by(&statement_of(&out.join(NAME).join("fonds-regional")), "police");
    assert_ne!(fonts_of(plain.path()), fonts_of(other.path()));
}

#[test]
fn a_source_that_changes_during_the_run_is_an_error() {
    use dossier::workbench::pack::unchanged;
    use dossier::{Definitions, ProjectFolder};
    let (_folder, project) = example_copy();
    let read = ProjectFolder::read(&project).unwrap();
    let prepared = dossier::prepare(read, &Definitions::embedded(), &dossier::Choices::default()).unwrap();
    assert!(unchanged(&prepared).is_ok());
    edit(&project.join("description.md"), "## Objectifs", "## Objectif");
    let error = unchanged(&prepared).unwrap_err().to_string();
    assert!(error.contains("description.md a changé"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_build_that_is_killed_leaves_nothing_for_good() {
    let out = tempfile::tempdir().unwrap();
    let parent = out.path().join(NAME);
    let hidden = || {
        let entries = fs::read_dir(out.path()).into_iter().flatten().map(|entry| entry.unwrap().file_name());
        entries.filter(|name| name.to_string_lossy().starts_with('.')).count()
    };
    // Killed as soon as a hidden folder is seen: the moment differs from one attempt to the next, the promise does not.
    let mut left = 0;
    for _ in 0..20 {
        let mut child = Command::new(PROGRAM)
            .args(["build", EXAMPLE, "--out", out.path().to_str().unwrap()])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while child.try_wait().unwrap().is_none() {
            if hidden() > 0 {
                child.kill().unwrap();
            }
        }
        left += hidden();
        if left > 0 {
            break;
        }
    }
    assert!(left > 0, "no build was killed in time");
    let built = build(Path::new(EXAMPLE), out.path(), &[]);
    assert_eq!(built.status, 0, "{}", built.transcript());
    assert_eq!(hidden(), 0, "{}", built.transcript());
    for fund in FUNDS {
        let names: Vec<String> = contents(&parent.join(fund)).into_iter().map(|(name, _)| name).collect();
        assert!(
            names.contains(&"interne/SHA256SUMS".to_owned())
                && !names.iter().any(|name| name.starts_with('.'))
        );
    }
}
