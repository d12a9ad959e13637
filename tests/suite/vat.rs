//! What the plan retains of a line: HT, TTC, or TTC less the VAT recovered.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::dossier;

/// A project of two expenses, whose VAT is recovered as `recovered` says.
fn project(root: &Path, recovered: &str, budget: &str) -> PathBuf {
    fs::write(
        root.join("projet.toml"),
        format!(
            "[projet]\nintitule = \"TVA\"\ndate_effet = 2024-01-15\nfonds = [\"feder-ospe-1.3\"]\nbudget = \"budget.csv\"\n\n\
             [demandeur]\nraison_sociale = \"Commune du Val\"\n\n[calendrier]\n\n[tva]\nrecuperable = {recovered}\nassiette = \"TTC\"\n"
        ),
    )
    .unwrap();
    fs::write(root.join("budget.csv"), budget).unwrap();
    root.to_owned()
}

/// The eligible base, as `trace` prints it.
fn base(recovered: &str, budget: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path(), recovered, budget);
    let run = dossier(&["trace", project.to_str().unwrap(), "assiette_eligible", "--sans-documents"]);
    let line = run.stdout.lines().find(|line| line.contains("[assiette_eligible]"));
    let line = line.unwrap_or_else(|| panic!("{}{}", run.stdout, run.stderr));
    line.replace(['\u{202f}', '\u{a0}'], " ").trim().split(" €").next().unwrap().to_owned()
}

const BOTH: &str = "Poste;Intitulé;Année;Montant HT;Montant TVA;Montant TTC\n\
    Prestations externes;Étude;2024;1 000,00;200,00;1 200,00\nCommunication;Affiches;2024;500,00;100,00;600,00\n";

#[test]
fn the_part_of_the_vat_recovered_leaves_the_eligible_base() {
    assert_eq!(base("false", BOTH), "1 800,00");
    // 60 % of 300 € come back: 1 800 − 180.
    assert_eq!(base("\"60 %\"", BOTH), "1 620,00");
    // Without a column of VAT, it is what TTC has more than HT.
    let without = "Poste;Intitulé;Année;Montant HT;Montant TTC\n\
        Prestations externes;Étude;2024;1 000,00;1 200,00\nCommunication;Affiches;2024;500,00;600,00\n";
    assert_eq!(base("\"60 %\"", without), "1 620,00");
}

#[test]
fn a_line_may_say_its_own_basis() {
    let mixed = "Poste;Intitulé;Année;Montant HT;Montant TVA;Montant TTC;HT ou TTC\n\
        Prestations externes;Étude;2024;1 000,00;200,00;1 200,00;\nCommunication;Affiches;2024;500,00;100,00;600,00;HT\n";
    assert_eq!(base("false", mixed), "1 700,00");
    // What is recovered is taken off the line retained TTC alone: 1 200 − 120 + 500.
    assert_eq!(base("\"60 %\"", mixed), "1 580,00");
}
