//! Attachments are opened and read: in the worked example each of them says what the plan says, and what says otherwise is
//! named.

use std::fs;
use std::path::Path;

use crate::check_cases::pdf::pdf_of;
use crate::support::{Run, dossier, edit, example_copy};

/// One line a finding, remarks left out, narrow spaces made plain.
fn concise(project: &Path) -> (i32, Vec<String>) {
    let run: Run = dossier(&["check", project.to_str().unwrap(), "--format", "concis"]);
    let lines = run.stdout.replace(['\u{202f}', '\u{a0}'], " ");
    (run.status, lines.lines().filter(|line| !line.contains(" note : ")).map(str::to_owned).collect())
}

fn write(project: &Path, name: &str, bytes: &[u8]) {
    fs::write(project.join("pieces").join(name), bytes).unwrap();
}

#[test]
fn each_attachment_of_the_example_says_what_the_plan_says() {
    let (_folder, project) = example_copy();
    let run = dossier(&["check", project.to_str().unwrap(), "--detail"]);
    let said = run.stdout.replace(['\u{202f}', '\u{a0}'], " ");
    for answer in [
        "J-07 Chaque pièce est ce que son nom annonce et s’ouvre : conforme",
        "comparé   21 pièces ouvertes ou reconnues",
        "J-10 Les actes et les lettres disent les montants du plan : conforme",
        "comparé   30 montants retrouvés dans les pièces",
        "J-11 Les prix sont ceux des devis et des notes d’estimation : conforme",
        "comparé   79 lignes dont le document dit le prix",
        "J-12 Les renseignements du projet sont ceux des pièces : conforme",
    ] {
        assert!(said.contains(answer), "{answer}\n{said}");
    }
}

#[test]
fn amounts_divided_by_ten_are_contradicted_by_every_document() {
    let (_folder, project) = example_copy();
    fs::copy("tests/fixtures/budgets/divise-par-dix.xlsx", project.join("budget.xlsx")).unwrap();
    let run = dossier(&["check", project.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    // What the terminal breaks over lines and marks with the code of the check reads as one sentence.
    let said = run.stdout.replace(" J-11\n", "\n").replace(" J-10\n", "\n");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for named in [
        "les pièces P-11, P-13, P-14 et P-20 disent des prix 10 fois plus grands pour 76 lignes",
        "le coût total n’est pas celui que disent P-02, P-09, P-10, P-11, P-12 et P-15",
        "ne disent pas le montant inscrit pour",
    ] {
        assert!(said.contains(named), "{named}\n{}", run.stdout);
    }
}

#[test]
fn a_file_that_is_not_what_its_name_announces_is_told() {
    let half = pdf_of("Relevé d’identité bancaire");
    let cases: [(&[u8], &str); 5] = [
        (b"<!DOCTYPE html><html><body>Session expir\xc3\xa9e</body></html>", "est une page web, non un PDF"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0 \xFF\xD9", "est une image JPEG, non un PDF"),
        (b"PK\x03\x04\x14\0\0\0\0\0 word/document.xml", "est un document Word, non un PDF"),
        (&half[..half.len() / 2], "est tronquée : la fin du fichier manque"),
        (&fs::read("tests/fixtures/pieces/chiffree.pdf").unwrap(), "demande un mot de passe"),
    ];
    for (bytes, expected) in cases {
        let (_folder, project) = example_copy();
        write(&project, "P-04-rib.pdf", bytes);
        let (status, lines) = concise(&project);
        let line = format!("projet.toml › pieces[3].fichier : J-07 erreur : la pièce P-04 {expected}");
        assert_eq!((status, lines.as_slice()), (1, [line].as_slice()));
    }
}

#[test]
fn names_that_will_not_survive_the_filing_are_told() {
    let (_folder, project) = example_copy();
    let name = "RIB n° 1 : \"mairie\" ?.pdf";
    fs::rename(project.join("pieces/P-04-rib.pdf"), project.join("pieces").join(name)).unwrap();
    edit(&project.join("projet.toml"), "\"pieces/P-04-rib.pdf\"", &format!("'pieces/{name}'"));
    let (status, lines) = concise(&project);
    assert_eq!(status, 0);
    assert_eq!(
        lines,
        [
            "projet.toml › pieces[3].fichier : J-08 avertissement : le nom de la pièce P-04 ne passera pas partout"
        ]
    );
}

#[test]
fn a_file_that_nobody_declared_is_a_remark() {
    let (_folder, project) = example_copy();
    write(&project, "oubliee.pdf", &pdf_of("Une pièce oubliée"));
    write(&project, ".DS_Store", b"");
    let run = dossier(&["check", project.to_str().unwrap(), "--format", "concis"]);
    assert_eq!(run.status, 0);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains("J-09")).collect();
    assert_eq!(told.len(), 1, "{}", run.stdout);
    assert!(told[0].starts_with("pieces/oubliee.pdf : "), "{}", told[0]);
}

#[test]
fn a_build_says_what_changed_since_the_pack_in_its_place() {
    let (folder, project) = example_copy();
    let out = folder.path().join("sortie");
    let build = |arguments: &[&str]| {
        let all = [&["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()], arguments].concat();
        dossier(&all).stdout.replace(['\u{202f}', '\u{a0}'], " ")
    };
    assert!(!build(&[]).contains("Depuis le dossier précédent"), "there is none");
    assert!(build(&[]).contains("Depuis le dossier précédent : aucun montant, aucun constat n’a changé."));
    edit(&project.join("projet.toml"), "montant = \"12 500,00\"", "montant = \"15 200,00\"");
    let said = build(&["--draft"]);
    assert!(said.contains("1 montant changé :"), "{said}");
    assert!(said.contains("projet.toml › de_minimis[0].montant"), "{said}");
    assert!(said.contains("12 500,00 € → 15 200,00 €"), "{said}");
}
