//! `dossier trace` from a cell or a field to what is printed of it: whole transcripts, refusals, and the promise that the
//! way out is the way back.

use std::collections::BTreeSet;

use crate::support::{EXAMPLE, edit_workbook, example_copy, json, trace, transcripts};
use serde_json::Value;
use snapbox::{assert_data_eq, file};

const ANOMALIES: &str = "budgets/exemple-anomalies";

fn ids(figures: &Value) -> Vec<&str> {
    figures.as_array().unwrap().iter().map(|figure| figure["id"].as_str().unwrap()).collect()
}

#[test]
fn what_prints_from_a_cell() {
    let run = trace(EXAMPLE, &["Dépenses!L76", "--fonds", "fonds-regional"]);
    assert_data_eq!(run.transcript(), file!["../transcripts/trace-cellule.txt"].raw());
}

#[test]
fn cells_that_give_a_figure_by_a_formula_or_none_and_fields() {
    let runs: [&[&str]; 6] = [
        &["Dépenses › H76", "--fonds", "fonds-regional", "--sans-documents"],
        &["Dépenses!L95", "--fonds", "fonds-regional", "--sans-documents"],
        &["Dépenses!D76", "--fonds", "fonds-regional", "--sans-documents"],
        &["couts_indirects.taux", "--fonds", "fonds-regional", "--sans-documents"],
        &["projet.toml › couts_indirects.taux", "--fonds", "fonds-regional", "--sans-documents"],
        &["de_minimis[1].montant", "--fonds", "fonds-regional"],
    ];
    assert_data_eq!(transcripts(EXAMPLE, &runs), file!["../transcripts/trace-cellules.txt"].raw());
}

#[test]
fn a_cell_or_a_field_that_nothing_is_made_of_is_refused_with_what_it_holds() {
    let runs: [&[&str]; 8] = [
        &["L7600"],
        &["Dépenses!L7600"],
        &["Depanses!L76"],
        &["Dépenses!A1"],
        &["autre.xlsx › Dépenses › L76"],
        &["projet.toml › calendrier.debut"],
        &["projet.toml › calendrier.debit"],
        &["autre.toml › calendrier.debut"],
    ];
    assert_data_eq!(transcripts(EXAMPLE, &runs), file!["../transcripts/trace-cellules-refus.txt"].raw());
}

#[test]
fn a_cell_is_named_in_any_way() {
    let more = ["--fonds", "fonds-regional", "--sans-documents"];
    let expected = trace(EXAMPLE, &[&["Dépenses!L76"], &more[..]].concat());
    assert_eq!(expected.status, 0, "{}", expected.transcript());
    for named in [
        "L76",
        "l76",
        "$L$76",
        "'Dépenses'!L76",
        "depenses!l76",
        "Dépenses › L76",
        "budget.xlsx › Dépenses › L76",
        "[budget.xlsx]Dépenses!$L$76",
    ] {
        let run = trace(EXAMPLE, &[&[named], &more[..]].concat());
        assert_eq!(run.transcript(), expected.transcript(), "{named}");
    }
}

/// Cells of one name on several sheets: all those that are read are told, and no other.
#[test]
fn without_a_sheet_all_the_cells_that_are_read_are_told() {
    let document = json(&trace(EXAMPLE, &["D7", "--json", "--sans-documents"]));
    let pack = &document["dossiers"][0];
    let places: Vec<&str> =
        pack["depuis"].as_array().unwrap().iter().map(|one| one["lieu"].as_str().unwrap()).collect();
    assert!(places.contains(&"budget.xlsx › Ressources › D7"), "{places:?}");
    assert!(places.len() > 1 && places.iter().all(|place| place.ends_with(" › D7")), "{places:?}");
}

/// What comes of a cell rests on it, and every figure that rests on it comes of it.
#[test]
fn the_way_out_is_the_way_back() {
    for (project, cells) in [
        (EXAMPLE, ["Dépenses!L76", "Dépenses!L7", "Ressources!D8", "Personnel!E7"]),
        (ANOMALIES, ["Dépenses!L12", "Dépenses!F11", "Ressources!D8", "Ressources!D11"]),
    ] {
        let all = json(&trace(project, &["--json"]));
        for cell in cells {
            let run = trace(project, &[cell, "--json", "--sans-documents"]);
            if run.status == 2 {
                panic!("{cell}: {}", run.transcript());
            }
            let document = json(&run);
            for (pack, told) in
                all["dossiers"].as_array().unwrap().iter().zip(document["dossiers"].as_array().unwrap())
            {
                let one = &told["depuis"][0];
                let place = one["lieu"].as_str().unwrap();
                let mut reached: BTreeSet<&str> = ids(&one["lus"]).into_iter().collect();
                let given: BTreeSet<&str> = pack["chiffres"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|figure| figure["obtenu"]["donne"]["lieu"] == place)
                    .map(|figure| figure["id"].as_str().unwrap())
                    .collect();
                assert_eq!(reached, given, "{project} {cell}");
                reached.extend(ids(&one["lus_par_formule"]));
                for figure in pack["chiffres"].as_array().unwrap() {
                    let how = figure["obtenu"].to_string();
                    let rests = reached.iter().any(|id| how.contains(&format!("\"{id}\"")));
                    if rests && figure["obtenu"].get("donne").is_none() {
                        reached.insert(figure["id"].as_str().unwrap());
                    }
                }
                let mut told: BTreeSet<&str> = ids(&one["lus"]).into_iter().collect();
                told.extend(ids(&one["lus_par_formule"]));
                told.extend(ids(&one["calcules"]));
                assert_eq!(told, reached, "{project} {cell}");
            }
        }
    }
}

/// Pages are those of the trace of the figure itself.
#[test]
fn the_pages_are_those_of_each_figure() {
    let document = json(&trace(EXAMPLE, &["Dépenses!L76", "--json", "--fonds", "feder-ospe-1.3"]));
    let pack = &document["dossiers"][0];
    let read = &pack["depuis"][0]["lus"][0];
    assert_eq!(read["id"], "depense.0064.ttc");
    let back = json(&trace(EXAMPLE, &["depense.0064.ttc", "--json", "--fonds", "feder-ospe-1.3"]));
    assert_eq!(read["imprime"], back["dossiers"][0]["trouves"][0]["imprime"]);
    assert!(!read["imprime"].as_array().unwrap().is_empty());
    // Each figure named is described, with its value.
    let described = ids(&pack["chiffres"]);
    for list in ["lus", "lus_par_formule", "calcules"] {
        assert!(ids(&pack["depuis"][0][list]).iter().all(|id| described.contains(id)), "{list}");
    }
}

/// A name that could be a cell, but is that of an indicator or a label, is still found.
#[test]
fn a_label_that_looks_like_a_cell_is_still_found() {
    let (_folder, project) = example_copy();
    edit_workbook(&project, "RCO01", "RCO1");
    let run = trace(project.to_str().unwrap(), &["RCO1", "--sans-documents", "--fonds", "fonds-regional"]);
    assert!(run.stdout.contains("indicateur.01.cible"), "{}", run.transcript());
}
