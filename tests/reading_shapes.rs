//! The shapes that budgets have: one tiny workbook each (`tests/workbooks/formes`), and its exact reading beside it.
//!
//! `SNAPSHOTS=overwrite cargo test --test reading_shapes` writes the expected readings anew: read the difference.

#![allow(clippy::unwrap_used, clippy::panic)]

mod reading_support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dossier::source::workbook::{BudgetReading, ReadingHints, read_budget_with};
use reading_support::{at, dump};

/// The names of files without their extension, with the extensions found.
fn corpus() -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (stem, extension) = name.rsplit_once('.').unwrap();
        if extension != "txt" {
            names.entry(stem.to_owned()).or_default().push(extension.to_owned());
        }
    }
    names.values_mut().for_each(|extensions| extensions.sort());
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks/formes")
}

fn reading(file: &str) -> BudgetReading {
    let bytes = std::fs::read(folder().join(file)).unwrap();
    let hints = ReadingHints::new(
        ["Prestations externes", "Communication", "Investissement"].into_iter(),
        ["CCI Artois", "UPHF"].into_iter(),
    );
    read_budget_with(file, &bytes, &hints).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The reading with what was guessed; the tables that these workbooks never hold are left out.
fn shape(file: &str) -> String {
    let reading = reading(file);
    let mut out = String::new();
    for table in &reading.tables {
        for (year, role, column, header) in &table.year_columns {
            let column = dossier::model::column_name(*column);
            out += &format!("{column} {year} {role:?} « {header} »\n");
        }
        for one in &table.inherited {
            out += &format!(
                "hérité {:?} « {} » {:?} de {} par {} ligne(s), {} à {}\n",
                one.role,
                one.value,
                one.origin,
                at(&one.from),
                one.lines,
                one.first_row + 1,
                one.last_row + 1
            );
        }
        for note in &table.notes {
            out += &format!("note {} « {} »\n", at(&note.place), note.value);
        }
    }
    for split in &reading.budget.year_splits {
        let parts: Vec<String> =
            split.parts.iter().map(|part| format!("{}@{}", part.value.plain(), at(&part.place))).collect();
        let total = format!("{}@{}", split.total.value.plain(), at(&split.total.place));
        out += &format!("années de « {} » {:?} {total} = {}\n", split.label, split.column, parts.join(" + "));
    }
    let dump = dump(&reading);
    let told = dump.lines().filter(|line| !line.contains("MissingTable")).collect::<Vec<_>>().join("\n");
    format!("{told}\n{out}")
}

#[test]
fn every_shape_is_read_as_it_should() {
    let mut different = Vec::new();
    for (name, extensions) in corpus() {
        let reference = if extensions.iter().any(|one| one == "xlsx") { "xlsx" } else { &extensions[0] };
        let found = shape(&format!("{name}.{reference}"));
        let path = folder().join(format!("{name}.txt"));
        if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            different.push(format!("── {name}.{reference}, expected:\n{expected}── found:\n{found}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn every_format_gives_the_same_reading() {
    let mut compared = 0;
    for (name, extensions) in corpus().into_iter().filter(|(_, extensions)| extensions.len() > 1) {
        let expected = shape(&format!("{name}.{}", extensions.last().unwrap()));
        for extension in extensions.iter().rev().skip(1) {
            compared += 1;
            let found = shape(&format!("{name}.{extension}"));
            assert_eq!(found, expected, "{name}.{extension}");
        }
    }
    assert!(compared >= 20, "{compared}");
}
