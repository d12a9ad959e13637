//! A project that asks three funds: what is compared between packs is compared between all of them.

use std::fs;

use crate::support::{copy, dossier, edit, example_copy};

/// The example once a third fund, drawn from the regional one, is asked too: what `check` says.
fn checked(change: impl FnOnce(&mut String)) -> String {
    let (folder, project) = example_copy();
    let templates = folder.path().join("modeles");
    copy(std::path::Path::new("templates/fonds-regional"), &templates.join("fonds-trois"));
    let file = templates.join("fonds-trois/fund.toml");
    let mut fund = fs::read_to_string(&file)
        .unwrap()
        .replace("id = \"fonds-regional\"", "id = \"fonds-trois\"")
        .replace("Fonds régional, initiatives territoriales", "Fonds trois");
    change(&mut fund);
    fs::write(&file, fund).unwrap();
    let toml = project.join("projet.toml");
    edit(
        &toml,
        "fonds = [\"fonds-regional\", \"feder-ospe-1.3\"]",
        "fonds = [\"fonds-regional\", \"feder-ospe-1.3\", \"fonds-trois\"]",
    );
    edit(
        &toml,
        "[fonds.fonds-regional]\n",
        "[fonds.fonds-trois]\nmontant_demande = \"34 862,00\"\n\n[fonds.fonds-regional]\n",
    );
    edit(
        &toml,
        "nom = \"Département du Pas-de-Calais\"\n",
        "nom = \"Département du Pas-de-Calais\"\nfonds = \"fonds-trois\"\n",
    );
    let run = dossier(&["check", project.to_str().unwrap(), "--templates", templates.to_str().unwrap()]);
    assert!(run.status < 2, "{}", run.transcript());
    run.stdout.replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn three_packs_of_one_plan_agree() {
    let told = checked(|_| {});
    assert!(told.contains("fonds-trois   ") && told.contains("34 862,00 €"), "{told}");
    assert!(!told.contains("X-0"), "{told}");
}

#[test]
fn what_one_of_three_takes_otherwise_is_told_with_its_name() {
    // The third fund truncates where the others round.
    let told = checked(|fund| {
        *fund = fund.replace("arrondi-au-centime", "troncature-au-centime");
    });
    assert!(told.contains("X-0") && told.contains("Fonds trois"), "{told}");
}
