//! Slips in the workbook that once passed: each is now an error, and no amount is lost in silence.

use std::fs;

use crate::support::{Run, dossier, example_copy};
use rust_xlsxwriter::{Workbook, Worksheet};

/// One expense of 1 200,00 € TTC and one staff line of 8 720,93 €; exemple fictif.
struct Budget {
    incl_vat_header: &'static str,
    hours: Option<f64>,
    resources: &'static [(&'static str, &'static str, f64)],
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            incl_vat_header: "Montant TTC",
            hours: Some(300.0),
            // 8 720,93 × 15 % = 1 308,14: total 11 229,07.
            resources: &[("Département", "Département", 1_000.0), ("EPCI", "Autofinancement", 10_229.07)],
        }
    }
}

impl Budget {
    fn check(&self) -> Run {
        let (_folder, project) = example_copy();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Dépenses").unwrap();
        header(sheet, &["Poste", "Intitulé", "Année", "Montant HT", "Montant TVA", self.incl_vat_header]);
        sheet.write(1, 0, "Communication").unwrap();
        sheet.write(1, 1, "Affiches").unwrap();
        for (column, value) in [(2, 2024.0), (3, 1_000.0), (4, 200.0), (5, 1_200.0)] {
            sheet.write(1, column, value).unwrap();
        }
        let staff = workbook.add_worksheet().set_name("Personnel").unwrap();
        header(
            staff,
            &[
                "Nom ou fonction",
                "Année",
                "Coût annuel chargé",
                "Heures annuelles",
                "Heures affectées",
                "Coût affecté",
            ],
        );
        staff.write(1, 0, "Chargée de mission").unwrap();
        for (column, value) in [(1, 2024.0), (2, 50_000.0), (3, 1_720.0), (5, 8_720.93)] {
            staff.write(1, column, value).unwrap();
        }
        if let Some(hours) = self.hours {
            staff.write(1, 4, hours).unwrap();
        }
        let resources = workbook.add_worksheet().set_name("Ressources").unwrap();
        header(resources, &["Co-financeur", "Nature", "Montant"]);
        for (row, (name, nature, amount)) in (1_u32..).zip(self.resources) {
            resources.write(row, 0, *name).unwrap();
            resources.write(row, 1, *nature).unwrap();
            if amount.is_nan() {
                resources.write(row, 2, "à définir").unwrap();
            } else {
                resources.write(row, 2, *amount).unwrap();
            }
        }
        fs::write(project.join("budget.xlsx"), workbook.save_to_buffer().unwrap()).unwrap();
        let mut run = dossier(&["check", project.to_str().unwrap(), "--fund", "fonds-regional", "--tous"]);
        run.stdout = told(&project, &run);
        run
    }
}

fn header(sheet: &mut Worksheet, names: &[&str]) {
    for (column, name) in (0_u16..).zip(names) {
        sheet.write(0, column, *name).unwrap();
    }
}

/// What each check answers, then what the officer reads, narrow spaces made plain.
fn told(project: &std::path::Path, run: &Run) -> String {
    let answers = crate::support::answers_of(project, "fonds-regional").join("\n\n");
    format!("{answers}\n\n{}", run.stdout.replace(['\u{202f}', '\u{a0}'], " "))
}

/// The lines of one check, from its heading to the next blank line.
fn finding<'a>(run: &'a Run, code: &str) -> &'a str {
    let start = run.stdout.find(&format!(" {code} ")).unwrap();
    let rest = &run.stdout[start..];
    &rest[..rest.find("\n\n").unwrap_or(rest.len())]
}

#[test]
fn the_small_budget_balances() {
    let run = Budget::default().check();
    assert!(
        finding(&run, "P-01").contains("autofinancement de 10 229,07 €, comparé au solde du plan"),
        "{}",
        run.stdout
    );
    assert!(finding(&run, "T-05").contains("conforme"), "{}", run.stdout);
}

#[test]
fn an_amount_column_that_is_not_read_is_an_error() {
    let run = Budget { incl_vat_header: "Mt toutes taxes (voir note)", ..Budget::default() }.check();
    assert_eq!(run.status, 1);
    assert!(
        finding(&run, "L-01").contains("le tableau Dépenses n’a pas de colonne de montants de ce type"),
        "{}",
        run.stdout
    );
    assert!(finding(&run, "L-08").contains("Mt toutes taxes (voir note)"), "{}", run.stdout);
}

#[test]
fn a_plan_without_own_contribution_must_balance_all_the_same() {
    let run = Budget { resources: &[("Département", "Département", 1_000.0)], ..Budget::default() }.check();
    assert_eq!(run.status, 1);
    assert!(finding(&run, "P-01").contains("une ligne Autofinancement de 10 229,07 €"), "{}", run.stdout);
}

/// An aid whose cell cannot be read is not an aid that nobody asks.
#[test]
fn an_aid_that_cannot_be_read_is_said_unknown() {
    const REGION: &str = "Région Hauts-de-France – fonds régional de soutien aux initiatives territoriales";
    let resources = &[("EPCI", "Autofinancement", 10_229.07), (REGION, "Région", f64::NAN)];
    let run = Budget { resources, ..Budget::default() }.check();
    let said = "aide inconnue (ligne 3 de « Ressources » sans montant lisible)";
    assert!(run.stdout.contains(said) && !run.stdout.contains("aucune aide demandée"), "{}", run.stdout);
    let none = Budget::default().check();
    assert!(none.stdout.contains("aucune aide demandée"), "{}", none.stdout);
}

#[test]
fn two_own_contributions_are_one_too_many() {
    let resources = &[("Département", "Autofinancement", 1_000.0), ("EPCI", "Autofinancement", 10_229.07)];
    let run = Budget { resources, ..Budget::default() }.check();
    assert_eq!(run.status, 1);
    assert!(finding(&run, "P-01").contains("ce nom est celui d’un autre financeur"), "{}", run.stdout);
}

#[test]
fn a_staff_cost_without_its_hours_is_not_taken_on_trust() {
    let run = Budget { hours: None, ..Budget::default() }.check();
    assert_eq!(run.status, 1);
    assert!(
        finding(&run, "T-09").contains("« Chargée de mission » : le coût annuel ou les heures manquent"),
        "{}",
        run.stdout
    );
    assert!(finding(&run, "P-01").contains("non vérifiable"), "{}", run.stdout);
}

/// One column per year: 1 000 € in 2024, 200 € in 2025, and the total as stated.
fn wide(total: f64) -> Run {
    let (_folder, project) = example_copy();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Dépenses").unwrap();
    header(sheet, &["Intitulé", "TTC 2024", "TTC 2025", "Total TTC"]);
    sheet.write(1, 0, "Communication").unwrap();
    sheet.write(2, 0, "Affiches").unwrap();
    for (column, value) in [(1, 1_000.0), (2, 200.0), (3, total)] {
        sheet.write(2, column, value).unwrap();
    }
    let resources = workbook.add_worksheet().set_name("Ressources").unwrap();
    header(resources, &["Co-financeur", "Nature", "Montant"]);
    resources.write(1, 0, "EPCI").unwrap();
    resources.write(1, 1, "Autofinancement").unwrap();
    resources.write(1, 2, 1_200.0).unwrap();
    fs::write(project.join("budget.xlsx"), workbook.save_to_buffer().unwrap()).unwrap();
    let arguments =
        ["check", project.to_str().unwrap(), "--fund", "fonds-regional", "--tous", "--montrer-lecture"];
    let mut run = dossier(&arguments);
    run.stdout = told(&project, &run);
    run
}

#[test]
fn a_total_that_is_not_the_sum_of_its_years_is_an_error() {
    let sound = wide(1_200.0);
    assert!(finding(&sound, "T-30").contains("conforme"), "{}", sound.stdout);
    assert!(sound.stdout.contains("TTC 2025 → montant TTC, année 2025"), "{}", sound.stdout);
    assert!(
        sound
            .stdout
            .contains("poste « Communication » d’après le titre de rubrique budget.xlsx › Dépenses › A2"),
        "{}",
        sound.stdout
    );
    let wrong = wide(1_250.0);
    assert_eq!(wrong.status, 1);
    let told = finding(&wrong, "T-30");
    for part in
        ["budget.xlsx › Dépenses › D3", "1 250,00 €", "1 200,00 € = 1 000,00 € + 200,00 €", "B3", "C3"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
}
