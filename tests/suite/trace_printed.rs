//! `dossier trace` of what is printed and is no figure of the plan: carried totals, roundings, charts, what somebody typed,
//! what a check says. Whatever amount a page holds is led somewhere.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{EXAMPLE, dossier, edit, example_copy, json, trace, transcripts};
use dossier::trace::{Trace, Written};
use dossier::workbench::figures::search::find;
use dossier::workbench::source::attachment::{Opened, open};
use dossier::{Definitions, Press, ProjectFolder, produce};
use serde_json::Value;
use snapbox::{assert_data_eq, file};

const ANOMALIES: &str = "budgets/exemple-anomalies";

#[test]
fn amounts_that_are_printed_and_are_no_figure() {
    let region = ["--fonds", "fonds-regional"];
    let feder = ["--fonds", "feder-ospe-1.3"];
    let runs = [
        // Carried from a page to the next; the last lines of a chart; indicators.
        [&["432 248,20 €"], &region[..]].concat(),
        [&["201 434,63 €"], &region[..]].concat(),
        [&["17,5"], &region[..]].concat(),
        // As a portal wants them: rounded, and by how much.
        [&["1 212 145 €"], &feder[..]].concat(),
        [&["−0,39 €"], &feder[..]].concat(),
        // Rounded by somebody.
        [&["1,2 M€", "--sans-documents"], &region[..]].concat(),
        [&["31 %", "--sans-documents"], &region[..]].concat(),
        // Typed in a cell, in projet.toml, in the description; said by a check.
        [&["101,23"], &region[..]].concat(),
        [&["205 000,00 €"], &region[..]].concat(),
        [&["80 %"], &region[..]].concat(),
        [&["727 286,99 €"], &region[..]].concat(),
    ];
    let runs: Vec<&[&str]> = runs.iter().map(Vec::as_slice).collect();
    assert_data_eq!(transcripts(EXAMPLE, &runs), file!["../transcripts/trace-hors-plan.txt"].raw());
}

#[test]
fn what_is_printed_nowhere_is_refused() {
    for asked in ["1 212 146 €", "3,4 M€", "432 248,21 €", "43,21 %", "12"] {
        let run = trace(EXAMPLE, &[asked]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{asked}: {}", run.transcript());
        assert!(run.stderr.contains("aucun chiffre ne répond"), "{}", run.stderr);
    }
}

#[test]
fn a_carried_total_says_its_pages_and_its_lines_in_json() {
    let document = json(&trace(EXAMPLE, &["176350,61", "--json", "--fonds", "fonds-regional"]));
    let carried = &document["dossiers"][0]["hors_plan"]["reports"][0];
    assert_eq!((&carried["a_reporter_page"], &carried["report_page"]), (&Value::from(1), &Value::from(2)));
    assert!(carried["fichier"].as_str().unwrap().contains("detail-du-plan"), "{carried}");
    assert!(carried["somme"].as_array().unwrap().len() > 3, "{carried}");
    let document = json(&trace(EXAMPLE, &["1 212 145 €", "--json", "--fonds", "feder-ospe-1.3"]));
    let known = &document["dossiers"][0]["hors_plan"];
    assert_eq!(known["arrondis"][0]["a"], "à l’euro");
    assert!(known["arrondis"][0]["de"].as_array().unwrap().contains(&Value::from("cout_total")), "{known}");
    assert!(known["imprime"][0]["page"].as_u64().is_some(), "{known}");
    assert_eq!(document["dossiers"][0]["trouves"], Value::Array(Vec::new()));
}

/// Every carried total of every document adds up lines of the plan.
#[test]
fn every_carried_total_is_led_to_its_lines() {
    let mut count = 0;
    each_pack(&mut |trace, index| {
        for file in &trace.documents.as_ref().unwrap()[index] {
            for mark in &file.carried {
                let answers = trace.ask(&mark.text).unwrap();
                let carried = &answers[index].elsewhere.carried;
                let own = carried.iter().find(|total| total.file == file.name).unwrap();
                assert!(!own.lines.is_empty(), "{}: {}", file.name, mark.text);
                count += 1;
            }
        }
    });
    assert!(count > 20, "{count}");
}

/// Whatever amount or percentage a page holds has an answer.
#[test]
fn every_amount_of_every_page_is_led_somewhere() {
    let (mut figures, mut others) = (0, 0);
    each_pack(&mut |trace, index| {
        let ledger = &trace.prepared.packs[index].computation.ledger;
        let mut unknown = BTreeSet::new();
        for file in &trace.documents.as_ref().unwrap()[index] {
            let Opened::Pages(pages) = open(&file.bytes) else { continue };
            for amount in pages.texts.iter().flat_map(|text| amounts(text)) {
                if find(ledger, &amount).is_empty() {
                    unknown.insert(amount);
                } else {
                    figures += 1;
                }
            }
        }
        // Each question reads all the documents: some of them are enough here.
        let asked: Vec<&String> = unknown.iter().step_by(12).collect();
        others += asked.len();
        for amount in asked {
            let answers = trace.ask(amount);
            assert!(answers.is_ok_and(|answers| !answers[index].elsewhere.is_empty()), "{amount}");
        }
    });
    assert!(figures > 1000 && others > 10, "{figures} {others}");
}

/// Calls with the trace of each project and the rank of each of its packs.
fn each_pack(each: &mut dyn FnMut(&Trace<'_>, usize)) {
    let definitions = Definitions::embedded();
    let press = Press::new(&definitions).unwrap();
    for project in [EXAMPLE, ANOMALIES] {
        let folder = ProjectFolder::read(Path::new(project)).unwrap();
        let prepared = dossier::prepare(folder, &definitions, &dossier::Choices::default()).unwrap();
        let documents =
            prepared.packs.iter().map(|pack| produce(&prepared, pack, &press, true).unwrap().files);
        let documents = Some(documents.collect());
        let written = Written::of(&prepared);
        let trace = Trace { prepared: &prepared, written, documents, complete: false };
        (0..prepared.packs.len()).for_each(|index| each(&trace, index));
    }
}

/// The amounts in euros and the percentages of a text, as printed.
fn amounts(text: &str) -> Vec<String> {
    let plain = text.replace(['\u{202f}', '\u{a0}'], " ");
    let ends = plain.match_indices(['€', '%']);
    let read = |(end, unit): (usize, &str)| {
        let before = plain[..end].strip_suffix(' ')?;
        let mut start = before.len();
        let mut groups = before.rsplit(' ');
        let last = groups.next()?;
        if !last.chars().all(|c| c.is_ascii_digit() || c == ',') || last.is_empty() {
            return None;
        }
        start -= last.len();
        let mut digits = last.split(',').next().unwrap_or_default().len();
        for group in groups {
            let is_group = digits == 3 && (1..=3).contains(&group.len());
            if !is_group || !group.chars().all(|c| c.is_ascii_digit()) {
                break;
            }
            start -= group.len() + 1;
            digits = group.len();
        }
        let number = &before[start..];
        (!number.starts_with(',') && number.chars().any(|c| ('1'..='9').contains(&c)))
            .then(|| format!("{number} {unit}"))
    };
    ends.filter_map(read).collect()
}

/// A piece that is missing stops the packs and changes no figure: a trace does not say otherwise.
#[test]
fn a_missing_piece_changes_no_figure() {
    let (_folder, project) = example_copy();
    std::fs::remove_dir_all(project.join("pieces")).unwrap();
    let path = project.to_str().unwrap();
    let check = dossier(&["check", path]);
    assert_eq!(check.status, 1, "{}", check.transcript());
    let run = trace(path, &["cout_total", "--sans-documents"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.transcript());
    // A field that figures are read from does change them.
    edit(&project.join("projet.toml"), "montant = \"8 640,00\"", "montant = \"beaucoup\"");
    let run = trace(path, &["cout_total", "--sans-documents"]);
    assert_eq!(run.status, 1, "{}", run.transcript());
    assert!(run.stderr.contains("ces chiffres changeront"), "{}", run.stderr);
}
