//! What makes the program pleasant to live with: open workbooks are told, typos propose, shells complete, a save is seen.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;
use snapbox::{assert_data_eq, file};

use crate::support::{PROGRAM, dossier, edit, example_copy};

#[test]
fn a_workbook_that_someone_holds_open_is_told() {
    let (_folder, project) = example_copy();
    fs::write(
        project.join(".~lock.budget.xlsx#"),
        "Camille Durand,cdurand,PC-12,29.11.2026 09:12,file:///x;",
    )
    .unwrap();
    for command in ["check", "trace", "simulate"] {
        let run = dossier(&[command, project.to_str().unwrap()]);
        let told = "budget.xlsx est ouvert dans LibreOffice par «\u{202f}Camille Durand\u{202f}»";
        assert!(run.stderr.contains(told), "{command}: {}", run.stderr);
    }
    // A lock changes what is said, never what is written.
    let checked = dossier(&["check", project.to_str().unwrap(), "--format", "json"]);
    fs::remove_file(project.join(".~lock.budget.xlsx#")).unwrap();
    assert_eq!(dossier(&["check", project.to_str().unwrap(), "--format", "json"]).stdout, checked.stdout);
}

#[test]
fn a_path_that_is_no_project_is_told_what_to_give() {
    let (folder, project) = example_copy();
    let said = |path: &Path| dossier(&["check", path.to_str().unwrap()]).stderr;
    let near = folder.path().join("cluster-teritoire-inteligent");
    assert!(said(&near).contains("cluster-territoire-intelligent\u{202f}»"), "{}", said(&near));
    let inside = project.join("budget.xlsx");
    assert!(said(&inside).contains("donnez le dossier du projet"), "{}", said(&inside));
    let alone = folder.path().join("plan.xlsx");
    fs::copy(&inside, &alone).unwrap();
    assert!(said(&alone).contains("dossier init mon-projet --depuis"), "{}", said(&alone));
}

#[test]
fn checks_are_explained_by_code_by_family_and_by_word() {
    let run = dossier(&["explain", "t1", "CTRL-P-01"]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.starts_with("T-01 – ") && run.stdout.contains("\nP-01 – "), "{}", run.stdout);
    let family = dossier(&["explain", "I"]).stdout;
    let all = dossier(&["explain"]).stdout;
    assert!(family.lines().count() > 3 && all.contains(&family), "{family}");
    let about = dossier(&["explain", "cofinanceur"]).stdout;
    assert!(about.lines().count() > 3 && about.contains("P-12"), "{about}");
    let unknown = dossier(&["explain", "T-01", "T-99x"]);
    assert_eq!(
        (unknown.status, unknown.stdout.as_str()),
        (2, ""),
        "nothing is shown beside what is not known"
    );
}

#[test]
fn the_command_line_is_told_to_shells_and_to_man() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = dossier(&["completions", shell]);
        assert_eq!(run.status, 0);
        for word in ["check", "annoter", "simulate"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
        assert!(!run.stdout.contains("lire-classeur"), "{shell}: a command that the program gives itself");
    }
    let wrong = dossier(&["completions", "cshh"]);
    assert!(wrong.stderr.contains("bash, ") && wrong.stderr.contains("zsh"), "{}", wrong.stderr);
    assert_data_eq!(dossier(&["manuel"]).stdout, file!["../transcripts/manuel.txt"].raw());
    assert_data_eq!(dossier(&["--help"]).stdout, file!["../transcripts/aide.txt"].raw());
}

#[test]
fn the_machine_is_looked_at() {
    let (_folder, project) = example_copy();
    let out = tempfile::tempdir().unwrap();
    let doctor = |out: &Path| dossier(&["doctor", project.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    let run = doctor(&out.path().join("dossiers"));
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert_eq!(run.stdout.lines().filter(|line| line.starts_with('✓')).count(), 6, "{}", run.stdout);
    fs::write(project.join("~$budget.xlsx"), "").unwrap();
    let run = doctor(out.path());
    assert_eq!(run.status, 2);
    assert!(run.stdout.contains("✗ Projet") && run.stdout.contains("ouvert dans Excel"), "{}", run.stdout);
}

/// What a schema refuses of a value; a small part of what JSON Schema says, which is all that ours uses.
fn refused(schema: &Value, value: &toml::Value, path: &str, found: &mut Vec<String>) {
    if let Some(ways) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
        let fits = |way: &Value| {
            let mut found = Vec::new();
            refused(way, value, path, &mut found);
            found.is_empty()
        };
        if !ways.iter().any(fits) {
            found.push(format!("{path}: none of the ways to write it"));
        }
        return;
    }
    let kind = match value {
        toml::Value::String(_) | toml::Value::Datetime(_) => "string",
        toml::Value::Integer(_) => "integer",
        toml::Value::Float(_) => "number",
        toml::Value::Boolean(_) => "boolean",
        toml::Value::Array(_) => "array",
        toml::Value::Table(_) => "object",
    };
    let kinds: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let fits = kinds.contains(&kind) || (kind == "integer" && kinds.contains(&"number"));
    if !kinds.is_empty() && !fits {
        found.push(format!("{path}: {kind} for {kinds:?}"));
    }
    if let (Some(words), Some(text)) = (schema.get("enum").and_then(Value::as_array), value.as_str())
        && !words.iter().any(|word| word == text)
    {
        found.push(format!("{path}: {text} is none of {words:?}"));
    }
    for item in value.as_array().into_iter().flatten() {
        if let Some(items) = schema.get("items") {
            refused(items, item, &format!("{path}[]"), found);
        }
    }
    let Some(table) = value.as_table() else { return };
    for (name, field) in table {
        let inner = schema.get("properties").and_then(|fields| fields.get(name));
        match inner.or_else(|| schema.get("additionalProperties").filter(|any| any.is_object())) {
            Some(inner) => refused(inner, field, &format!("{path}.{name}"), found),
            None => found.push(format!("{path}.{name}: not in the schema")),
        }
    }
    for name in
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    {
        if !table.contains_key(name) {
            found.push(format!("{path}.{name}: required"));
        }
    }
}

#[test]
fn the_schema_knows_what_the_examples_write_and_refuses_slips() {
    let printed = dossier(&["schema"]).stdout;
    let schema: Value = serde_json::from_str(&printed).unwrap();
    let mut projects = Vec::new();
    for path in ["budgets/cluster-territoire-intelligent", "budgets/exemple-anomalies", "tests/checks/base"] {
        projects.push((path, fs::read_to_string(Path::new(path).join("projet.toml")).unwrap()));
    }
    for (path, text) in &projects {
        let value: toml::Value = toml::from_str(text).unwrap();
        let mut found = Vec::new();
        refused(&schema, &value, "", &mut found);
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
    for (from, to) in [
        ("[projet]", "[projets]"),
        ("intitule = ", "intitulé = "),
        ("exemple_fictif = true", "exemple_fictif = \"oui\""),
        ("[calendrier]\n", "[calendrier]\ndebutt = 2024-01-01\n"),
    ] {
        let text = projects[0].1.replacen(from, to, 1);
        let Ok(value) = toml::from_str::<toml::Value>(&text) else { continue };
        let mut found = Vec::new();
        refused(&schema, &value, "", &mut found);
        assert!(!found.is_empty(), "{to} passes");
    }
    // `init` writes the same beside the file that names it.
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("halle");
    assert_eq!(dossier(&["init", project.to_str().unwrap()]).status, 0);
    assert_eq!(fs::read_to_string(project.join("projet.schema.json")).unwrap(), printed);
    let written = fs::read_to_string(project.join("projet.toml")).unwrap();
    assert!(written.starts_with("#:schema ./projet.schema.json\n"), "{written}");
}

/// Each line of a stream as it comes.
fn lines(stream: impl std::io::Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Waits for a line that holds a text.
fn wait_for(lines: &mpsc::Receiver<String>, text: &str) {
    loop {
        let line =
            lines.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("{text} never comes"));
        if line.contains(text) {
            return;
        }
    }
}

#[test]
fn a_save_is_seen_however_it_is_made() {
    let (folder, project) = example_copy();
    let budget = project.join("budget.xlsx");
    let sound = fs::read(&budget).unwrap();
    let out = folder.path().join("out");
    let mut child = Command::new(PROGRAM)
        .args(["watch", project.to_str().unwrap(), "--sans-dossiers", "--out", out.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = lines(child.stdout.take().unwrap());
    let told = lines(child.stderr.take().unwrap());
    let damaged = fs::read("tests/fixtures/damaged/10-date-dans-montant.xlsx").unwrap();
    let next = |save: &dyn Fn(), expected: &str| {
        wait_for(&told, "en attente");
        save();
        wait_for(&said, "enregistré");
        wait_for(&said, expected);
    };
    wait_for(&said, "Rien ne bloque");
    // Excel: written beside, the former one away, the new one into its place.
    next(
        &|| {
            let beside = project.join("~A1B2C3.tmp");
            fs::write(&beside, &damaged).unwrap();
            fs::remove_file(&budget).unwrap();
            std::thread::sleep(Duration::from_millis(900));
            fs::rename(&beside, &budget).unwrap();
        },
        "erreur",
    );
    // LibreOffice: in place, with its lock beside.
    next(
        &|| {
            fs::write(project.join(".~lock.budget.xlsx#"), ",x,,,;").unwrap();
            fs::write(&budget, &sound).unwrap();
            fs::remove_file(project.join(".~lock.budget.xlsx#")).unwrap();
        },
        "Rien ne bloque",
    );
    // A slip in projet.toml is told, and does not end the watch.
    wait_for(&told, "en attente");
    edit(&project.join("projet.toml"), "[calendrier]", "[calendrier");
    wait_for(&told, "projet.toml, ligne");
    next(&|| edit(&project.join("projet.toml"), "[calendrier", "[calendrier]"), "Rien ne bloque");
    // What is removed for good is seen too.
    next(&|| fs::remove_file(project.join("description.md")).unwrap(), "erreur");
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The commented file of the example names every section and every column of `[budget]`, and what it says is right once its
/// marks are taken off.
#[test]
fn the_commented_file_says_how_to_name_tables() {
    let (_folder, project) = example_copy();
    let file = project.join("projet.toml");
    let text = fs::read_to_string(&file).unwrap();
    let check = || dossier(&["check", project.to_str().unwrap()]);
    for section in ["budget", "budget.personnel", "budget.ressources", "budget.indicateurs"] {
        fs::write(&file, format!("{text}\n[{section}]\ncolonnes = {{ rien = \"A\" }}\n")).unwrap();
        let told = check().stderr;
        let known =
            told.split("colonnes connues\u{202f}: ").nth(1).unwrap_or_else(|| panic!("{section}: {told}"));
        for name in known.trim().split(", ") {
            assert!(text.contains(name), "{section}: {name} is not in the commented file");
        }
    }
    let start = text.find("# [budget]\n").unwrap();
    let end = text[start..].find("\n\n").unwrap() + start;
    let is_toml = |line: &&str| {
        line.starts_with("# [budget")
            || line.starts_with("# feuille")
            || line.starts_with("# ligne")
            || line.starts_with("# colonnes = ")
            || line.starts_with("# annee")
    };
    let lines: Vec<&str> = text[start..end].lines().filter(is_toml).map(|line| &line[2..]).collect();
    // The two last tables name lines that are not in this workbook.
    let kept =
        lines.iter().take_while(|line| !line.contains("intitules")).copied().collect::<Vec<_>>().join("\n");
    fs::write(&file, format!("{text}\n{kept}\n")).unwrap();
    let run = check();
    assert_eq!(run.status, 0, "{kept}\n{}{}", run.stdout, run.stderr);
}
