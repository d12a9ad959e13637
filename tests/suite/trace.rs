//! `dossier trace`: whole transcripts, and the promise that no printed amount is left without its cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{EXAMPLE, dossier, edit, example_copy, json, trace, transcripts};
use serde_json::Value;
use snapbox::{assert_data_eq, file};

const ANOMALIES: &str = "budgets/exemple-anomalies";

#[test]
fn the_main_figures() {
    assert_data_eq!(trace(EXAMPLE, &[]).transcript(), file!["../transcripts/trace-principaux.txt"].raw());
}

#[test]
fn a_figure_by_its_identifier() {
    let run = trace(EXAMPLE, &["aide.plafonnee"]);
    assert_data_eq!(run.transcript(), file!["../transcripts/trace-identifiant.txt"].raw());
}

#[test]
fn a_figure_by_its_label_or_by_its_amount() {
    let runs: [&[&str]; 6] = [
        &["aide demandee feder 2021-2027 ospe 1.3"],
        &["Total", "communication", "--fonds", "feder-ospe-1.3", "--complet"],
        &["181 821,75 €", "--fonds", "fonds-regional"],
        &["545465.24", "--sans-documents"],
        &["2,50", "%", "--sans-documents", "--fonds", "fonds-regional"],
        &["crédit-bail", "--sans-documents"],
    ];
    assert_data_eq!(transcripts(EXAMPLE, &runs), file!["../transcripts/trace-libelle-montant.txt"].raw());
}

#[test]
fn a_figure_that_does_not_exist() {
    let runs: [&[&str]; 5] = [
        &["aide.demendee"],
        &["asiette eligible"],
        &["1 212 144,98 €"],
        &["qwertyuiop"],
        &["cout_total", "--fonds", "feder"],
    ];
    assert_data_eq!(transcripts(EXAMPLE, &runs), file!["../transcripts/trace-inconnu.txt"].raw());
}

#[test]
fn a_project_of_anomalies_is_traced_and_says_so() {
    let run = trace(ANOMALIES, &["poste.location.total", "--fonds", "fonds-regional"]);
    assert_data_eq!(run.transcript(), file!["../transcripts/trace-anomalies.txt"].raw());
}

#[test]
fn a_damaged_project() {
    let (_folder, project) = example_copy();
    let path = project.to_str().unwrap();
    edit(&project.join("projet.toml"), "date_effet = 2024-01-15", "");
    let without_date = trace(path, &["couts_indirects.taux"]);
    assert_eq!(without_date.status, 1, "{}", without_date.transcript());
    assert!(without_date.stdout.contains("← projet.toml › couts_indirects.taux"), "{}", without_date.stdout);
    assert!(without_date.stderr.contains("sans date d’effet"), "{}", without_date.stderr);
    let bytes = std::fs::read(project.join("budget.xlsx")).unwrap();
    std::fs::write(project.join("budget.xlsx"), &bytes[..bytes.len() / 2]).unwrap();
    let truncated = trace(path, &["cout_total"]);
    assert_eq!((truncated.status, truncated.stdout.as_str()), (2, ""));
    assert!(truncated.stderr.contains("tronqué ou abîmé"), "{}", truncated.stderr);
    let absent = trace("budgets/inconnu", &["cout_total"]);
    assert_eq!(absent.status, 2);
    assert!(absent.stderr.contains("introuvable"), "{}", absent.stderr);
}

#[test]
fn what_stands_in_the_cell_is_told_where_it_is_not_the_value() {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "montant = \"8 640,00\"", "montant = \"8,64 k€\"");
    let run = trace(project.to_str().unwrap(), &["de_minimis.02", "--sans-documents"]);
    assert!(
        run.stdout.contains("projet.toml › de_minimis[1].montant (écrit «\u{202f}8,64 k€\u{202f}»)"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_json_says_the_same() {
    let run = trace(EXAMPLE, &["cout_total", "--json"]);
    assert_eq!(run.status, 0);
    assert_eq!(run.stdout, trace(EXAMPLE, &["cout_total", "--format", "json"]).stdout);
    let document = json(&run);
    assert_eq!(document["demande"], "cout_total");
    assert_eq!(document["dossiers"].as_array().unwrap().len(), 2);
    let pack = &document["dossiers"][0];
    assert_eq!(pack["trouves"][0]["id"], "cout_total");
    let printed = pack["trouves"][0]["imprime"].as_array().unwrap();
    assert!(printed.contains(&serde_json::json!({ "fichier": "depot/01-lettre-de-demande.pdf", "page": 1 })));
    let workbook = printed.iter().find(|place| place["feuille"] == "Plan de financement").unwrap();
    assert_eq!(workbook["cellule"], "F16");
    let figures = pack["chiffres"].as_array().unwrap();
    assert_eq!(figures.last().unwrap()["id"], "cout_total");
    let cell = figures.iter().find(|figure| figure["id"] == "depense.0001.ttc").unwrap();
    assert_eq!(cell["obtenu"]["donne"]["lieu"], "budget.xlsx › Dépenses › L7");
    assert_eq!((&cell["ecrit"], &cell["formule"]), (&Value::from("1751,07"), &Value::from("I7+K7")));
    let text = trace(EXAMPLE, &["cout_total", "--complet", "--fonds", "fonds-regional"]).stdout;
    for figure in figures {
        assert!(text.contains(&format!("[{}]", figure["id"].as_str().unwrap())), "{figure}");
    }
}

/// Every figure of every pack, traced: its derivation ends in cells, fields and parameters with a source.
#[test]
fn no_figure_is_left_without_its_cells() {
    for project in [EXAMPLE, ANOMALIES] {
        let everything = json(&trace(project, &["--json"]));
        for pack in everything["dossiers"].as_array().unwrap() {
            let figures: BTreeMap<&str, &Value> = pack["chiffres"]
                .as_array()
                .unwrap()
                .iter()
                .map(|figure| (figure["id"].as_str().unwrap(), figure))
                .collect();
            assert!(figures.len() > 150, "{}", figures.len());
            for (id, figure) in &figures {
                let leaves = leaves(id, &figures);
                let empty_sum = figure["obtenu"]["somme"].as_array().is_some_and(Vec::is_empty);
                assert!(
                    !leaves.is_empty() || is_nothing(figure, &figures),
                    "{project}: {id} rests on nothing"
                );
                assert!(!empty_sum || figure["valeur"] == "0.00", "{id}");
                for leaf in leaves {
                    check_leaf(project, leaf);
                }
            }
        }
    }
}

/// A sum of no line, or of such sums: a category that has no expense in a year.
fn is_nothing(figure: &Value, figures: &BTreeMap<&str, &Value>) -> bool {
    figure["valeur"] == "0.00"
        && figure["obtenu"]["somme"].as_array().is_some_and(|terms| {
            terms.iter().all(|term| is_nothing(figures[term.as_str().unwrap()], figures))
        })
}

fn operands(figure: &Value) -> Vec<&str> {
    let how = &figure["obtenu"];
    let mut ids = Vec::new();
    for kind in ["somme", "minimum", "produit", "rapport"] {
        ids.extend(how[kind].as_array().into_iter().flatten().map(|id| id.as_str().unwrap()));
    }
    for (kind, parts) in
        [("solde", ["de", "moins"].as_slice()), ("prorata", ["de", "fois", "sur"].as_slice())]
    {
        for part in parts {
            match &how[kind][part] {
                Value::String(id) => ids.push(id),
                Value::Array(list) => ids.extend(list.iter().map(|id| id.as_str().unwrap())),
                _ => {}
            }
        }
    }
    ids
}

fn leaves<'a>(id: &str, figures: &BTreeMap<&str, &'a Value>) -> Vec<&'a Value> {
    let (mut seen, mut todo, mut found) = (BTreeSet::new(), vec![id.to_owned()], Vec::new());
    while let Some(id) = todo.pop() {
        let figure = figures.get(id.as_str()).unwrap_or_else(|| panic!("{id} stands nowhere"));
        if !seen.insert(id) {
            continue;
        }
        if figure["obtenu"].get("donne").is_some() {
            found.push(*figure);
        }
        todo.extend(operands(figure).into_iter().map(str::to_owned));
    }
    found
}

/// A leaf names a place that holds something, or says that nobody filled it in.
fn check_leaf(project: &str, leaf: &Value) {
    let given = &leaf["obtenu"]["donne"];
    let place = given["lieu"].as_str().unwrap();
    let parts: Vec<&str> = place.split(" › ").collect();
    match parts[..] {
        ["budget.xlsx", sheet, cell] => {
            assert!(!sheet.is_empty() && cell.starts_with(|c: char| c.is_ascii_uppercase()), "{place}");
        }
        ["projet.toml", _] => {}
        [file, _] if file.ends_with("/fund.toml") => {}
        _ => panic!("{project}: {place} is no cell and no field"),
    }
    if place.contains("parametres.") {
        for field in ["source", "statut"] {
            assert!(given[field].as_str().is_some_and(|text| !text.is_empty()), "{place} lacks its {field}");
        }
    }
    assert!(
        leaf["valeur"].is_null() || leaf["ecrit"].is_string(),
        "{project}: nothing stands at {place}\n{leaf}"
    );
}

/// Every amount that a document prints leads to figures that this very document prints.
#[test]
fn every_printed_amount_is_found_again() {
    use dossier::workbench::figures::search::find;
    use dossier::{Definitions, Press, ProjectFolder, ShownAt, produce};

    let definitions = Definitions::embedded();
    let press = Press::new(&definitions).unwrap();
    let mut documents = 0;
    for project in [EXAMPLE, ANOMALIES] {
        let folder = ProjectFolder::read(std::path::Path::new(project)).unwrap();
        let prepared = dossier::prepare(folder, &definitions, &dossier::Choices::default()).unwrap();
        for pack in &prepared.packs {
            let ledger = &pack.computation.ledger;
            for file in produce(&prepared, pack, &press, true).unwrap().files {
                documents += usize::from(!file.figures.is_empty());
                let shown: BTreeSet<_> = file.figures.iter().map(|shown| shown.key).collect();
                for key in shown {
                    let text = ledger.french(key);
                    // A figure that nobody filled in is printed by its blank, and found by its name.
                    if ledger.value(key).is_missing() {
                        continue;
                    }
                    assert!(
                        find(ledger, &text).contains(&key),
                        "{}: {text} ({})",
                        file.name,
                        ledger.get(key).id
                    );
                }
                for shown in &file.figures {
                    let on_a_page = file.page_count.is_some_and(
                        |count| matches!(shown.at, ShownAt::Page(page) if (1..=count).contains(&page)),
                    );
                    let in_a_cell = file.page_count.is_none() && matches!(shown.at, ShownAt::Cell { .. });
                    assert!(on_a_page || in_a_cell, "{}: {:?}", file.name, shown.at);
                }
            }
        }
    }
    assert!(documents >= 12, "{documents}");
}

/// The page that a trace gives is the page where a reader sees the amount.
#[test]
fn the_page_given_holds_the_amount() {
    let document = json(&trace(EXAMPLE, &["aide.demandee", "--json", "--fonds", "feder-ospe-1.3"]));
    let out = tempfile::tempdir().unwrap();
    let built =
        dossier(&["build", EXAMPLE, "--out", out.path().to_str().unwrap(), "--fund", "feder-ospe-1.3"]);
    assert_eq!(built.status, 0, "{}", built.transcript());
    let folder = out.path().join("cluster-territoire-intelligent/feder-ospe-1.3");
    let mut pages = 0;
    for place in document["dossiers"][0]["trouves"][0]["imprime"].as_array().unwrap() {
        let Some(page) = place["page"].as_u64() else { continue };
        let pdf = lopdf::Document::load(folder.join(place["fichier"].as_str().unwrap())).unwrap();
        let text = pdf.extract_text(&[u32::try_from(page).unwrap()]).unwrap();
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(bare.contains("545465,24"), "{place}: {text}");
        pages += 1;
    }
    assert!(pages > 1);
}

#[test]
fn the_cells_behind_a_formula_are_followed_to_those_that_were_typed() {
    let run = trace(EXAMPLE, &["depense.0064.ttc", "--sans-documents", "--fonds", "fonds-regional"]);
    let text = run.stdout.replace(['\u{202f}', '\u{a0}'], " ");
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.contains("76 : ") || line.contains("← ")).collect();
    // TTC = HT + TVA; HT = quantity × price; TVA = HT × rate: each cell once, the typed ones say so.
    assert!(lines[0].contains("L76 (formule =I76+K76)"), "{text}");
    let behind: Vec<(&str, bool)> = lines[1..]
        .iter()
        .map(|line| (line.split(" : ").next().unwrap(), line.ends_with("(saisi)")))
        .collect();
    assert_eq!(
        behind,
        [("I76", false), ("G76", true), ("H76", true), ("K76", false), ("J76", true)],
        "{text}"
    );
    let found = json(&trace(EXAMPLE, &["depense.0064.ttc", "--json", "--fonds", "fonds-regional"]));
    let figure = &found["dossiers"][0]["chiffres"][0];
    let cells = figure["cellules_lues"].as_array().unwrap();
    assert_eq!(cells.len(), 5, "{figure}");
    assert!(cells[0]["lieu"].as_str().unwrap().ends_with("I76"), "{figure}");
    assert!(cells[1]["formule"].is_null(), "{figure}");
}
