//! One cell of the workbook changes: the documents that print what follows from it change, and no other says anything else.
//!
//! Every page bears the version of the sources, so a document is compared by what it says: a PDF by its text, any other
//! file by its bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::pdf_tags::tag_dump;
use crate::support::{contents, dossier, edit_workbook, example_copy};

const FUND: &str = "fonds-regional";

/// What each file of the pack of a project says, by its name.
fn said(project: &Path, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let arguments =
        ["build", project.to_str().unwrap(), "--fund", FUND, "--draft", "--out", out.to_str().unwrap()];
    let run = dossier(&arguments);
    // A draft is written whatever blocks: 1 says that something does.
    assert!(run.status < 2, "{}", run.transcript());
    let files = contents(&out.join(project.file_name().unwrap()).join("brouillon").join(FUND)).into_iter();
    let says = |(name, bytes): (String, Vec<u8>)| match name.ends_with(".pdf").then(|| tag_dump(&bytes)) {
        Some(Ok(text)) => (name, text.into_bytes()),
        // A piece of the applicant has no tags: it is copied as it is.
        _ => (name, bytes),
    };
    files.map(says).collect()
}

/// The files of the example's pack that say something else once its workbook is changed.
fn changed(change: impl FnOnce(&Path)) -> BTreeSet<String> {
    let (folder, project) = example_copy();
    let before = said(&project, &folder.path().join("avant"));
    change(&project);
    let after = said(&project, &folder.path().join("apres"));
    assert!(before.keys().eq(after.keys()), "{:?}", before.keys().collect::<Vec<_>>());
    assert!(before.len() > 20);
    let apart = before.iter().filter(|(name, bytes)| after.get(*name) != Some(bytes));
    apart.map(|(name, _)| name.clone()).collect()
}

/// What tells the sources themselves: the digest of all of them, the archive copy that carries them, their cells.
const OF_THE_SOURCES: [&str; 5] = [
    "interne/02-dossier-de-demande-archive.pdf",
    "interne/SHA256SUMS",
    "interne/classeur-de-controle.xlsx",
    "interne/manifest.json",
    "interne/rapport-de-controle.pdf",
];

/// With them, and nothing else.
fn with_sources(names: &[&str]) -> BTreeSet<String> {
    OF_THE_SOURCES.iter().chain(names).map(|name| (*name).to_owned()).collect()
}

/// The whole of an expense line: its action, its category, its year, the plan and every share of it follow from it. Neither
/// the indicators, nor the staff, nor the agenda, nor the pieces do.
#[test]
fn one_amount_changes_what_prints_it_or_what_follows_from_it() {
    let names = changed(|project| edit_workbook(project, "<v>649.37</v>", "<v>1649.37</v>"));
    let expected = with_sources(&[
        "a-signer/affiche-plan-de-financement.docx",
        "a-signer/affiche-plan-de-financement.pdf",
        "a-signer/attestation-double-financement.pdf",
        "a-signer/attestation-tva.pdf",
        "a-signer/lettre-d-engagement-01-departement-du-pas-de-calais.docx",
        "a-signer/lettre-d-engagement-01-departement-du-pas-de-calais.pdf",
        "a-signer/lettre-d-engagement-02-etat-dotation-de-soutien-a-l-innovation.docx",
        "a-signer/lettre-d-engagement-02-etat-dotation-de-soutien-a-l-innovation.pdf",
        "a-signer/lettre-d-engagement-03-adhesions-des-entreprises-partenaires.docx",
        "a-signer/lettre-d-engagement-03-adhesions-des-entreprises-partenaires.pdf",
        "a-signer/note-de-presentation.docx",
        "a-signer/note-de-presentation.pdf",
        "a-signer/projet-de-convention-01-cci-artois.docx",
        "a-signer/projet-de-convention-01-cci-artois.pdf",
        "depot/01-lettre-de-demande.pdf",
        "depot/02-dossier-de-demande.pdf",
        "depot/03-plan-de-financement.pdf",
        "depot/04-detail-du-plan-de-financement.pdf",
        "depot/05-plan-de-financement.xlsx",
        "depot/06-fiches-actions.pdf",
        "depot/10-pieces-par-ligne.pdf",
        "interne/01-lettre-de-demande.docx",
        "interne/calendrier-des-versements.pdf",
        "interne/simulation.xlsx",
    ]);
    assert_eq!(names, expected);
}

#[test]
fn a_label_changes_what_prints_it() {
    let change = |project: &Path| edit_workbook(project, "Librairie S (fictive)", "Librairie T (fictive)");
    let printed = ["depot/04-detail-du-plan-de-financement.pdf", "depot/05-plan-de-financement.xlsx"];
    assert_eq!(changed(change), with_sources(&printed));
}

#[test]
fn a_cell_that_nothing_reads_changes_what_tells_the_sources() {
    let change =
        |project: &Path| edit_workbook(project, "Version 3 du 12 janvier", "Version 4 du 12 janvier");
    assert_eq!(changed(change), with_sources(&[]));
}
