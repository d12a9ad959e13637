//! Projects of any size for the benches: the worked example with a generated budget. Exemple fictif.
#![allow(clippy::unwrap_used, dead_code)]

pub mod table;
pub mod texts;
pub mod workbook;

use std::fs;
use std::path::Path;

use dossier::{Choices, Definitions, Prepared, ProjectFolder, prepare};
use rust_xlsxwriter::{Formula, Workbook};

/// The sizes measured.
pub const LINES: [u32; 3] = [60, 1_000, 10_000];

/// Categories, spelt as the funds know them.
const CATEGORIES: [&str; 7] = [
    "Déplacement, restauration, hébergement",
    "Dépenses liées aux participants",
    "Investissement matériel et immatériel",
    "Prestations externes",
    "Location",
    "Fonctionnement direct",
    "Communication",
];

/// A project's folder with a budget of `lines` expenses.
pub fn project(lines: u32) -> (tempfile::TempDir, ProjectFolder) {
    let folder = tempfile::tempdir().unwrap();
    let example = Path::new("budgets/cluster-territoire-intelligent");
    for name in ["projet.toml", "description.md"] {
        fs::copy(example.join(name), folder.path().join(name)).unwrap();
    }
    fs::create_dir(folder.path().join("pieces")).unwrap();
    for entry in fs::read_dir(example.join("pieces")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join("pieces").join(entry.file_name())).unwrap();
    }
    fs::write(folder.path().join("budget.xlsx"), budget(lines)).unwrap();
    let read = ProjectFolder::read(folder.path()).unwrap();
    (folder, read)
}

/// A project, read, computed and checked.
pub fn prepared(lines: u32) -> (tempfile::TempDir, Prepared) {
    let (folder, read) = project(lines);
    let prepared = prepare(read, &Definitions::embedded(), &Choices::default()).unwrap();
    (folder, prepared)
}

/// A budget workbook of `lines` expenses and their totals, all by formulas, sixteen staff lines and three resources.
pub fn budget(lines: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Dépenses").unwrap();
    let headers = [
        "N°",
        "Poste de dépenses",
        "Intitulé",
        "Prestataire",
        "Année",
        "Montant HT",
        "Taux de TVA",
        "Montant TVA",
        "Montant TTC",
        "Pièce justificative",
    ];
    for (column, header) in (0_u16..).zip(headers) {
        sheet.write(0, column, header).unwrap();
    }
    let euros = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    let mut sums = [0_i64; 2];
    for line in 1..=lines {
        let cents = i64::from(line % 977) * 1_234 + 5_067;
        let vat = (cents * 20 + 50) / 100;
        sums = [sums[0] + cents, sums[1] + vat];
        let row = line + 1;
        sheet.write(line, 0, line).unwrap();
        sheet.write(line, 1, CATEGORIES[(line as usize * CATEGORIES.len()) / (lines as usize + 1)]).unwrap();
        sheet.write(line, 2, format!("Dépense numéro {line} du programme de rencontres")).unwrap();
        sheet.write(line, 3, format!("Prestataire {}", line % 40)).unwrap();
        sheet.write(line, 4, 2024 + line % 3).unwrap();
        sheet.write(line, 5, euros(cents).parse::<f64>().unwrap()).unwrap();
        sheet.write(line, 6, 0.2).unwrap();
        sheet.write(line, 7, Formula::new(format!("ROUND(F{row}*G{row},2)")).set_result(euros(vat))).unwrap();
        sheet.write(line, 8, Formula::new(format!("F{row}+H{row}")).set_result(euros(cents + vat))).unwrap();
        sheet.write(line, 9, format!("Devis D-{:02}", line % 60)).unwrap();
    }
    let (total, last) = (lines + 1, lines + 1);
    sheet.write(total, 2, "TOTAL").unwrap();
    for (column, letter, cents) in [(5, 'F', sums[0]), (7, 'H', sums[1]), (8, 'I', sums[0] + sums[1])] {
        let sum = Formula::new(format!("SUM({letter}2:{letter}{last})")).set_result(euros(cents));
        sheet.write(total, column, sum).unwrap();
    }
    let staff = workbook.add_worksheet().set_name("Personnel").unwrap();
    for (column, header) in (0_u16..).zip([
        "N°",
        "Nom ou fonction",
        "Année",
        "Coût annuel chargé",
        "Heures annuelles",
        "Heures affectées",
        "Coût affecté",
        "Pièce justificative",
    ]) {
        staff.write(0, column, header).unwrap();
    }
    for line in 1..=16_u32 {
        staff.write(line, 0, line).unwrap();
        staff.write(line, 1, format!("Fonction {}", line % 4)).unwrap();
        staff.write(line, 2, 2024 + line / 5).unwrap();
        staff.write(line, 3, 51_600).unwrap();
        staff.write(line, 4, 1_720).unwrap();
        staff.write(line, 5, 300).unwrap();
        staff.write(line, 6, 9_000).unwrap();
        staff.write(line, 7, "Fiche de poste").unwrap();
    }
    let resources = workbook.add_worksheet().set_name("Ressources").unwrap();
    for (column, header) in (0_u16..).zip(["Co-financeur", "Nature", "Statut", "Montant"]) {
        resources.write(0, column, header).unwrap();
    }
    for (row, (name, nature, amount)) in (1_u32..).zip([
        ("Union européenne – FEDER (OSpé 1.3)", "Union européenne", 1_000.0),
        ("Région", "Région", 500.0),
        ("Autofinancement", "Autofinancement", 250.0),
    ]) {
        resources.write(row, 0, name).unwrap();
        resources.write(row, 1, nature).unwrap();
        resources.write(row, 2, "Sollicité").unwrap();
        resources.write(row, 3, amount).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}
