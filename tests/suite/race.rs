//! A verdict depends on the fund it is given for, and on nothing else: not on which thread came first.

use std::fs;

use crate::support::{edit, example_copy};
use dossier::{Answer, Choices, Definitions, Prepared, ProjectFolder, prepare};
use rust_xlsxwriter::Workbook;

/// Runs of each: a race that shows once in a hundred is seen.
const RUNS: usize = 200;

/// A staff table without annual hours, and a fund that sets its own: 860 h at 45 000 € a year, divided by 1 720 h.
fn project() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, project) = example_copy();
    let mut workbook = Workbook::new();
    for (name, rows) in [
        (
            "Dépenses",
            vec![
                "Poste;Intitulé;Année;Montant HT;TVA;Montant TTC",
                "Communication;Affiches;2024;1000;200;1200",
            ],
        ),
        (
            "Personnel",
            vec![
                "Fonction;Année;Coût annuel chargé;Heures affectées;Coût affecté",
                "Chargée de mission;2024;45000;860;22500",
            ],
        ),
        ("Ressources", vec!["Co-financeur;Nature;Montant", "EPCI;Autofinancement;23700"]),
    ] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(line.split(';')) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, cell).unwrap(),
                };
            }
        }
    }
    fs::write(project.join("budget.xlsx"), workbook.save_to_buffer().unwrap()).unwrap();
    let file = project.join("projet.toml");
    edit(
        &file,
        "[calendrier]\n",
        "[fonds.fonds-regional.parametres.heures_annuelles]\nvaleur = \"1607\"\nsource = \"Convention d’exemple\"\n\n[calendrier]\n",
    );
    (folder, project)
}

/// What the check of staff costs answers under each fund, and all that is told.
fn answers(prepared: &Prepared) -> (Vec<(String, Answer)>, String) {
    let of_staff = prepared.packs.iter().map(|pack| {
        let result = pack.results.iter().find(|result| result.code() == "T-05").unwrap();
        (pack.fund.id.clone(), result.answer)
    });
    let told = prepared.told.iter().map(|told| format!("{told:?}\n")).collect();
    (of_staff.collect(), told)
}

#[test]
fn each_pack_is_judged_by_its_own_figures_whoever_comes_first() {
    let (_folder, project) = project();
    let folder = ProjectFolder::read(&project).unwrap();
    let definitions = Definitions::embedded();
    let run = |funds: &[&str]| {
        let choices =
            Choices { funds: funds.iter().map(ToString::to_string).collect(), date: None, siblings: None };
        answers(&prepare(folder.clone(), &definitions, &choices).unwrap())
    };
    let alone = run(&["feder-ospe-1.3"]);
    assert_eq!(alone.0, [("feder-ospe-1.3".to_owned(), Answer::Compliant)]);
    for threads in [1, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let first = run(&[]);
        assert_eq!(
            first.0,
            [
                ("fonds-regional".to_owned(), Answer::Anomaly),
                ("feder-ospe-1.3".to_owned(), Answer::Compliant),
            ]
        );
        for _ in 0..RUNS / 2 {
            assert_eq!(pool.install(|| run(&[])), first);
        }
    }
}
