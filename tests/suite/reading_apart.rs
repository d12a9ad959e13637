//! Formats without a streaming reader are read in a child process: whatever happens to it is an error with a name.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{PROGRAM, dossier, edit, example_copy};
use dossier::workbench::source::workbook::{
    Apart, ReadError, Reader, Workbook, read_workbook, read_workbook_with,
};

const MEBIBYTE: usize = 1 << 20;

fn this_program() -> Apart {
    Apart::new(PROGRAM.into())
}

fn read_apart(apart: Apart, name: &str) -> Result<Workbook, ReadError> {
    let bytes = fs::read(Path::new("tests/workbooks").join(name)).unwrap();
    read_workbook_with(&Reader::Apart(apart), name, &bytes)
}

/// A program that does what `script` says instead of reading.
///
/// Another process writes it: one that this process had open for writing, while a test beside starts a child, would be
/// « busy » and not start.
fn program(script: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (text, file) = (folder.path().join("texte"), folder.path().join("lecteur"));
    fs::write(&text, format!("#!/bin/sh\n{script}\n")).unwrap();
    let installed = Command::new("install").args(["-m", "755"]).args([&text, &file]).status().unwrap();
    assert!(installed.success());
    (folder, file)
}

/// What is told of a `simple.xls` whose reader does what `script` says, in more time than it needs.
fn told(script: &str) -> String {
    told_within(60, script)
}

fn told_within(seconds: usize, script: &str) -> String {
    let (_folder, file) = program(script);
    read_apart(Apart::new(file).within(64 * MEBIBYTE, seconds), "simple.xls").unwrap_err().to_string()
}

fn workbooks(extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["tests/workbooks", "tests/workbooks/formes", "tests/fixtures/budgets"]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|known| known == extension))
        .collect();
    found.sort();
    found
}

#[test]
fn a_child_reads_what_this_process_reads() {
    for extension in ["xls", "xlsb"] {
        let files = workbooks(extension);
        assert!(files.len() >= 5, "{extension}: {}", files.len());
        for path in files {
            let bytes = fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            let here = read_workbook(&name, &bytes).unwrap();
            let there = read_workbook_with(&Reader::Apart(this_program()), &name, &bytes).unwrap();
            // Every value, formula, hidden row and merged range; numbers to their last bit.
            assert_eq!(format!("{here:?}"), format!("{there:?}"), "{name}");
        }
    }
}

#[test]
fn an_error_of_the_child_is_the_error_of_this_process() {
    let bytes = fs::read("tests/workbooks/simple.xls").unwrap();
    let cut = &bytes[..bytes.len() / 3];
    let here = read_workbook("budget.xls", cut).unwrap_err();
    let there = read_workbook_with(&Reader::Apart(this_program()), "budget.xls", cut).unwrap_err();
    assert_eq!(here, there);
}

#[test]
fn streamed_formats_start_no_process() {
    let nothing = Apart::new("/nowhere/at/all".into());
    assert!(read_apart(nothing.clone(), "simple.xlsx").is_ok());
    assert!(read_apart(nothing, "simple.ods").is_ok());
}

#[test]
fn an_aborted_reader_is_an_error() {
    assert_eq!(
        told("cat > /dev/null; kill -ABRT $$"),
        "«\u{202f}simple.xls\u{202f}» n’a pas pu être lu\u{202f}: le lecteur de ce format s’est arrêté (signal 6). Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx."
    );
}

#[test]
fn a_reader_that_never_ends_is_stopped() {
    let told = told_within(2, "exec sleep 600");
    assert!(told.contains("sa lecture prend plus de 2\u{a0}s"), "{told}");
}

#[test]
fn a_reader_out_of_stack_or_of_memory_says_so() {
    let stack = told("cat > /dev/null; echo \"thread 'main' has overflowed its stack\" >&2; kill -ABRT $$");
    assert!(stack.contains("(pile épuisée)"), "{stack}");
    let memory = told("cat > /dev/null; echo 'memory allocation of 4096 bytes failed' >&2; kill -ABRT $$");
    assert!(memory.contains("sa lecture demande plus de 64\u{a0}Mio de mémoire"), "{memory}");
}

#[test]
fn a_reader_that_answers_nonsense_is_not_believed() {
    for script in ["cat > /dev/null", "cat > /dev/null; echo bonjour", "head -c 100000 /dev/zero"] {
        let told = told(script);
        assert!(told.contains("a répondu autre chose qu’un classeur"), "{script}: {told}");
    }
    let told = told("cat > /dev/null; exit 3");
    assert!(told.contains("(état de sortie 3)"), "{told}");
}

#[test]
fn a_reader_that_cannot_start_is_an_error() {
    let told = read_apart(Apart::new("/nowhere/at/all".into()), "simple.xls").unwrap_err().to_string();
    assert!(told.contains("le lecteur de ce format n’a pas pu démarrer"), "{told}");
}

#[test]
fn a_sheet_that_announces_billions_of_cells_makes_no_room_for_them() {
    let bytes = fs::read("tests/workbooks/fuzz/xls/dimensions-demesurees.xls").unwrap();
    // Its records end too early: that is why it is refused, not the extent that it announces.
    let told = read_workbook("budget.xls", &bytes).unwrap_err().to_string();
    assert!(told.contains("tronqué ou abîmé"), "{told}");
}

#[test]
fn the_limit_of_memory_is_real() {
    // The very program, with less memory than it needs to hold its input: a workbook larger than the room that the start of
    // a process leaves behind it, which no limit takes back.
    let name = "../fixtures/budgets/budget.xls";
    let error = read_apart(this_program().within(MEBIBYTE, 30), name).unwrap_err().to_string();
    assert!(error.contains("sa lecture demande plus de 1\u{a0}Mio de mémoire"), "{error}");
}

#[test]
fn an_officer_checks_an_old_workbook() {
    let (_folder, project) = example_copy();
    fs::copy("tests/fixtures/budgets/budget.xls", project.join("budget.xls")).unwrap();
    edit(&project.join("projet.toml"), "budget = \"budget.xlsx\"", "budget = \"budget.xls\"");
    let run = dossier(&["check", project.to_str().unwrap(), "--montrer-lecture"]);
    assert!(run.status < 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("feuille «\u{202f}Dépenses\u{202f}»"), "{}", run.stdout);
    // The same with its bytes cut: an error that names the file, and no pack.
    let bytes = fs::read(project.join("budget.xls")).unwrap();
    fs::write(project.join("budget.xls"), &bytes[..bytes.len() / 2]).unwrap();
    let run = dossier(&["build", project.to_str().unwrap(), "--out", project.join("out").to_str().unwrap()]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("budget.xls"), "{}", run.stderr);
    assert!(!project.join("out").exists());
}

#[test]
fn the_hidden_command_is_not_shown() {
    let run = dossier(&["--help"]);
    assert!(!run.stdout.contains("lire-classeur"), "{}", run.stdout);
}
