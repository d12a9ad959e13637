//! What the tests of the command line share.

use std::ffi::OsString;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use dossier::cli::{self, Status, Streams, Style};
use serde_json::Value;

use dossier::{CheckResult, Choices, Definitions, ProjectFolder, Severity, prepare};

/// The worked example.
pub const EXAMPLE: &str = "budgets/cluster-territoire-intelligent";

/// What a run printed, and how it ended.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The whole of it, as a transcript.
    pub fn transcript(&self) -> String {
        let mut text = format!("état de sortie : {}\n", self.status);
        for (name, stream) in [("sortie", &self.stdout), ("messages", &self.stderr)] {
            if !stream.is_empty() {
                text.push_str(&format!("── {name}\n{stream}"));
            }
        }
        text
    }
}

/// The program's own file.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_dossier");

/// Run the program in this process, at the root of the repository; only its readers of old formats are children.
pub fn dossier(arguments: &[&str]) -> Run {
    let mut out = Vec::new();
    let (status, stderr) = dossier_into(&mut out, arguments);
    Run { status: status.code().into(), stdout: String::from_utf8(out).expect("UTF-8"), stderr }
}

/// The same, its results given to an output; how it ended, and its messages.
pub fn dossier_into(out: &mut dyn Write, arguments: &[&str]) -> (Status, String) {
    let mut err = Vec::new();
    let mut streams = Streams {
        out,
        err: &mut err,
        style: Style::Plain,
        input: None,
        width: None,
        program: Some(PROGRAM.into()),
    };
    let status = cli::run(["dossier"].iter().chain(arguments).map(OsString::from), &mut streams);
    (status, String::from_utf8(err).expect("UTF-8"))
}

/// Run it in a process of its own, for what depends on one: its status, its environment, the width of a terminal.
pub fn started(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    Run {
        status: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Copy a folder, file by file.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// Every source below a folder of the program: its path from the root, with `/`, and its text.
pub fn sources(below: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = files_below(&root.join(below)).into_iter();
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap())
    };
    sources.map(read).collect()
}

/// A copy of the worked example that a test may damage.
pub fn example_copy() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("cluster-territoire-intelligent");
    copy(Path::new(EXAMPLE), &project);
    (folder, project)
}

/// Change a file of a project by replacing a text that must be there.
pub fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} does not hold {from}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// Change a text of the project's workbook, in whatever part it stands.
pub fn edit_workbook(project: &Path, from: &str, to: &str) {
    let file = project.join("budget.xlsx");
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(&file).unwrap())).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Ok(text) = String::from_utf8(bytes.clone())
            && text.contains(from)
        {
            found = true;
            bytes = text.replace(from, to).into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    assert!(found, "{from}");
    fs::write(&file, writer.finish().unwrap().into_inner()).unwrap();
}

/// Names and contents of a folder's files, sorted.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let inner = contents(&entry.path());
            files.extend(inner.into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.push((name, fs::read(entry.path()).unwrap()));
        }
    }
    files.sort();
    files
}

/// Everything that one check answers on one pack of a project, in plain spaces.
pub fn answer_of(project: &Path, fund: &str, code: &str) -> String {
    let answers = answers_of(project, fund);
    let is_own = |answer: &&String| answer.split(' ').nth(1) == Some(code);
    answers.iter().find(is_own).unwrap().clone()
}

/// Everything that each check answers on one pack of a project, in plain spaces.
pub fn answers_of(project: &Path, fund: &str) -> Vec<String> {
    let folder = ProjectFolder::read(project).unwrap();
    let choices = Choices { funds: vec![fund.to_owned()], date: None, siblings: None };
    let prepared = prepare(folder, &Definitions::embedded(), &choices).unwrap();
    prepared.packs.first().unwrap().results.iter().map(answer).collect()
}

fn answer(result: &CheckResult) -> String {
    let (code, answers) = (result.code(), &result.answers);
    let heading = match (answers.findings.is_empty(), result.severity) {
        (true, _) => format!("✓ {code} {}", result.answer.label()),
        (false, Severity::Error) => format!("✗ {code} erreur"),
        (false, Severity::Warning) => format!("! {code} avertissement"),
        (false, Severity::Note) => format!("· {code} note"),
    };
    let mut lines = vec![format!("{heading} – {}", result.heading.title)];
    let mut field = |name: &str, value: String| lines.push(format!("    {name:<10} {value}"));
    for finding in &answers.findings {
        let mut places = finding.places.iter();
        let place = places.next().map(|place| format!("{place} : ")).unwrap_or_default();
        field("", format!("{place}{}", finding.message.french()));
        places.for_each(|place| field("voir aussi", place.to_string()));
        for (name, value) in
            [("trouvé", &finding.found), ("attendu", &finding.expected), ("corriger", &finding.mend)]
        {
            if let Some(value) = value {
                field(name, value.french());
            }
        }
    }
    let beyond: usize = answers.beyond.values().map(|beyond| beyond.count).sum();
    if beyond > 0 {
        field("de même", beyond.to_string());
    }
    answers.missing.iter().for_each(|missing| field("manque", missing.what.french()));
    if answers.findings.is_empty() {
        answers.compared.iter().chain(&answers.declared).for_each(|said| field("constat", said.french()));
    } else {
        field("source", result.heading.basis.to_owned());
        if answers.findings.iter().any(|finding| finding.mend.is_none()) {
            field("corriger", result.heading.mend.to_owned());
        }
    }
    lines.join("\n").replace("\n               ", "\n  ").replace(['\u{202f}', '\u{a0}'], " ")
}

/// The manifest of a pack.
pub fn statement_of(pack: &Path) -> Value {
    serde_json::from_slice(&fs::read(pack.join("interne/manifest.json")).unwrap()).unwrap()
}

/// What a pack holds besides its files: its figures, answers or findings.
pub fn listed(statement: &Value, name: &str) -> Vec<Value> {
    let all = statement["predicate"]["runDetails"]["byproducts"].as_array().unwrap();
    let named = all.iter().find(|one| one["name"] == name).unwrap();
    named["annotations"]["liste"].as_array().unwrap().clone()
}

/// What was asked of a pack.
pub fn asked_of(statement: &Value) -> &Value {
    &statement["predicate"]["buildDefinition"]["externalParameters"]
}

/// What a pack was made from, of one kind: names and digests.
pub fn read_by(statement: &Value, layer: &str) -> Vec<(String, String)> {
    let all = statement["predicate"]["buildDefinition"]["resolvedDependencies"].as_array().unwrap();
    let of_layer = all.iter().filter(|one| one["annotations"]["couche"] == layer);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    of_layer.map(|one| (text(&one["name"]), text(&one["digest"]["sha256"]))).collect()
}

/// A run of `trace`.
pub fn trace(project: &str, more: &[&str]) -> Run {
    dossier(&[&["trace", project], more].concat())
}

/// Several runs of it, each under its command.
pub fn transcripts(project: &str, runs: &[&[&str]]) -> String {
    let told = runs.iter().map(|more| {
        format!("$ dossier trace {project} {}\n{}", more.join(" "), trace(project, more).transcript())
    });
    told.collect::<Vec<_>>().join("\n")
}

/// What a run answered, as JSON.
pub fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}\n{}", run.transcript()))
}
