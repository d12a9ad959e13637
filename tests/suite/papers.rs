//! Which papers a pack holds: those that apply to the project, and no other.

use std::fs;
use std::path::Path;

use crate::pdf_tags::tag_dump;
use crate::support::{copy, dossier, edit, example_copy};

/// The files of a shelf of a pack, without its folder.
fn shelf(pack: &Path, name: &str) -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir(pack.join(name))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    files
}

/// The regional pack of the example once changed: what is filed, but for the pieces, and what is to be signed.
fn papers(change: impl FnOnce(&Path)) -> (Vec<String>, Vec<String>) {
    let (folder, project) = example_copy();
    change(&project);
    let out = folder.path().join("out");
    let build = [
        "build",
        project.to_str().unwrap(),
        "--fund",
        "fonds-regional",
        "--draft",
        "--out",
        out.to_str().unwrap(),
    ];
    let run = dossier(&build);
    // A draft is written whatever blocks: 1 says that something does.
    assert!(run.status < 2, "{}", run.transcript());
    let pack = out.join(project.file_name().unwrap()).join("brouillon/fonds-regional");
    let is_piece = |name: &String| name.get(3..5) == Some("P-");
    let filed = shelf(&pack, "depot").into_iter().filter(|name| !is_piece(name)).collect();
    (filed, shelf(&pack, "a-signer"))
}

fn without(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    let start = text.find(from).unwrap();
    let end = start + text[start..].find(to).unwrap();
    fs::write(file, format!("{}{}", &text[..start], &text[end..])).unwrap();
}

fn has(papers: &[String], stem: &str) -> bool {
    papers.iter().any(|paper| paper.contains(stem))
}

#[test]
fn the_example_has_the_papers_of_what_it_holds() {
    let (filed, to_sign) = papers(|_| {});
    let ranks: Vec<&str> = filed.iter().map(|name| &name[..2]).collect();
    let expected: Vec<String> = (1..=filed.len()).map(|rank| format!("{rank:02}")).collect();
    assert_eq!(ranks, expected, "no gap in the order of upload");
    for stem in ["fiches-actions", "fiche-des-indicateurs", "fiches-du-personnel", "tableau-des-marches"] {
        assert!(has(&filed, stem), "{stem}: {filed:?}");
    }
    for stem in [
        "lettre-d-engagement-01-departement-du-pas-de-calais.docx",
        "projet-de-convention-01-cci-artois.docx",
        "attestation-biens",
        "affiche-plan-de-financement",
    ] {
        assert!(has(&to_sign, stem), "{stem}: {to_sign:?}");
    }
    // Voted, acknowledged, public, without a questionnaire nor a register: none of these.
    for stem in [
        "projet-de-deliberation",
        "lettre-d-intention",
        "fiscale-et-sociale",
        "principes-horizontaux",
        "registre",
        "lettre-d-engagement-04",
    ] {
        assert!(!has(&to_sign, stem), "{stem}: {to_sign:?}");
    }
}

#[test]
fn what_is_still_to_be_voted_or_acknowledged_has_its_draft() {
    let (_, to_sign) = papers(|project| {
        let file = project.join("projet.toml");
        edit(&file, "approuve_plan_financement = true", "approuve_plan_financement = false");
        edit(&file, "accusee_le = 2023-12-22\n", "");
    });
    for stem in ["projet-de-deliberation.pdf", "projet-de-deliberation.docx", "lettre-d-intention.pdf"] {
        assert!(has(&to_sign, stem), "{stem}: {to_sign:?}");
    }
}

#[test]
fn a_project_without_partners_staff_contracts_nor_goods_has_none_of_their_papers() {
    let (filed, to_sign) = papers(|project| {
        let file = project.join("projet.toml");
        without(&file, "[[partenaires]]", "# ── Les cofinanceurs");
        without(&file, "[[marches]]", "# ── Les aides de minimis");
        without(
            &file,
            "[[amortissements]]",
            "# valeur_de_marche : absente".replace(" :", "\u{202f}:").as_str(),
        );
        edit(&file, "acheteur_public = true", "acheteur_public = false");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("[couts_indirects]\nregle = \"54-b\"\ntaux = \"15 %\"", "")).unwrap();
        fs::write(
            project.join("budget.csv"),
            "Poste;Intitulé;Année;Montant HT;Montant TVA;Montant TTC\nPrestations externes;Étude;2024;1 000,00;200,00;1 200,00\n",
        )
        .unwrap();
        edit(&file, "budget = \"budget.xlsx\"", "budget = \"budget.csv\"");
    });
    for stem in ["fiches-actions", "fiches-du-personnel", "tableau-des-marches", "fiche-des-indicateurs"] {
        assert!(!has(&filed, stem), "{stem}: {filed:?}");
    }
    for stem in [
        "convention",
        "attestation-biens",
        "conflits-d-interets",
        "donnees-personnelles",
        "lettre-d-engagement",
        "affiche",
        "projet-de-deliberation",
    ] {
        assert!(!has(&to_sign, stem), "{stem}: {to_sign:?}");
    }
    // No public body: its taxes and contributions are attested.
    assert!(has(&to_sign, "fiscale-et-sociale"), "{to_sign:?}");
}

#[test]
fn who_grants_aid_has_its_register() {
    let (_, to_sign) = papers(|project| {
        let file = project.join("projet.toml");
        let text = fs::read_to_string(&file).unwrap();
        let aid = "[[de_minimis_accorde]]\nbeneficiaire = \"Atelier du Val\"\nmontant = \"4 500,00\"\ndate_octroi = 2026-02-02\n";
        fs::write(&file, format!("{text}\n{aid}")).unwrap();
    });
    assert!(has(&to_sign, "registre-des-aides-accordees"), "{to_sign:?}");
}

/// The text of a paper of the draft FEDER pack, under a fund whose threshold of events is another.
fn communication_plan(threshold: &str) -> String {
    let (folder, project) = example_copy();
    let templates = folder.path().join("modeles");
    copy(Path::new("templates"), &templates);
    let fund = templates.join("feder-ospe-1.3/fund.toml");
    edit(&fund, "valeur = \"10000000\"", &format!("valeur = \"{threshold}\""));
    let out = folder.path().join("out");
    let build = ["build", project.to_str().unwrap(), "--fund", "feder-ospe-1.3", "--draft"];
    let places = ["--templates", templates.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let run = dossier(&[&build[..], &places].concat());
    assert!(run.status < 2, "{}", run.transcript());
    let pack = out.join(project.file_name().unwrap()).join("brouillon/feder-ospe-1.3");
    tag_dump(&fs::read(pack.join("a-signer/plan-de-communication.pdf")).unwrap())
        .unwrap()
        .replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn an_event_is_due_past_the_threshold_and_not_at_it() {
    // What the example costs, and a cent less (CPR art. 50(1)(e): « exceeding »).
    assert!(!communication_plan("1212144.97").contains("manifestation"));
    let due = communication_plan("1212144.96");
    assert!(due.contains("manifestation") && due.contains("1 212 144,96"), "{due}");
}
