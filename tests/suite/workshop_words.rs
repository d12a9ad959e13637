//! Words of the workshop: none is filed, and a pack that holds one is not written.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use crate::support::{EXAMPLE, Run, dossier, edit, example_copy};

fn build(project: &Path, out: &Path, more: &[&str]) -> Run {
    let mut arguments = vec!["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(more);
    dossier(&arguments)
}

/// Messages and texts as typed: without the spaces of French typography.
fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn the_example_holds_none() {
    let out = tempfile::tempdir().unwrap();
    let built = build(Path::new(EXAMPLE), out.path(), &[]);
    assert_eq!(built.status, 0, "{}", built.transcript());
}

#[test]
fn each_kind_is_refused_with_its_document_and_its_mend() {
    let role = "role = \"Chef de file";
    for (file, from, to, word, mend) in [
        (
            "projet.toml",
            "resume = \"Le",
            "resume = \"Intitulé à renseigner. Le",
            "à renseigner",
            "renseignez la donnée",
        ),
        (
            "projet.toml",
            "resume = \"Le",
            "resume = \"Règlement non communiqué. Le",
            "non communiqué",
            "renseignez",
        ),
        ("projet.toml", role, "role = \"À confirmer\" # Chef de file", "à confirmer", "rapport de contrôle"),
        (
            "description.md",
            "## Objectifs\n",
            "## Objectifs\n\nVoir Dépenses!L12.\n",
            "L12",
            "nommez la ligne",
        ),
        (
            "description.md",
            "## Objectifs\n",
            "## Objectifs\n\nD’après budget.xlsx.\n",
            "budget.xlsx",
            "nommez la pièce",
        ),
        (
            "description.md",
            "## Objectifs\n",
            "## Objectifs\n\nSelon le contrôle C-08.\n",
            "C-08",
            "rapport de contrôle",
        ),
    ] {
        let (_folder, project) = example_copy();
        edit(&project.join(file), from, to);
        let out = tempfile::tempdir().unwrap();
        let more = ["--fund", "fonds-regional"];
        let built = build(&project, out.path(), &more);
        let told = plain(&built.stderr);
        assert_eq!(built.status, 2, "{word}: {}", built.transcript());
        for expected in ["depot/0", &format!("« {word}"), mend, "rien n’a été écrit"] {
            assert!(told.contains(expected), "{word}: {expected} is not in {told}");
        }
        assert!(fs::read_dir(out.path()).unwrap().next().is_none(), "{word}: something was written");
        // A draft may hold them: it is not filed.
        let draft = build(&project, out.path(), &["--fund", "fonds-regional", "--draft"]);
        assert!(draft.status < 2, "{word}: {}", draft.transcript());
    }
}

/// An example that says no more that it is one is stopped before any word of its papers is read.
#[test]
fn an_example_that_claims_to_be_real_is_refused() {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "exemple_fictif = true", "exemple_fictif = false");
    let out = tempfile::tempdir().unwrap();
    let built = build(&project, out.path(), &["--fund", "fonds-regional"]);
    assert_eq!(built.status, 1, "{}", built.transcript());
    let told = plain(&built.stdout);
    for expected in [
        "la rubrique « Contexte et enjeux » est encore celle d’un",
        "textes de [fonds] sont ceux d’un exemple livré",
        "R-20",
    ] {
        assert!(told.contains(expected), "{expected} is not in {told}");
    }
    assert!(fs::read_dir(out.path()).unwrap().next().is_none(), "something was written");
}

/// The example with what a real applicant would write in the place of what is invented.
fn made_real(text: &str) -> String {
    [
        ("exemple_fictif = true", "exemple_fictif = false"),
        ("https://www.exemple.invalid", "https://www.bethunebruay.fr"),
        ("cluster@exemple.invalid", "cluster@bethunebruay.fr"),
        ("1 place de l’Exemple", "100 avenue de Londres"),
        ("Autorité d’exemple", "Caisse des dépôts"),
        ("Région d’exemple", "Région Hauts-de-France"),
        ("Département d’exemple", "Département du Pas-de-Calais"),
        ("Dominique Exemple", "Dominique Martin"),
        ("celle de l’exemple", "la nôtre"),
        (" (exemple fictif)", ""),
        ("exemple fictif", "à relire"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The same in the texts of a workbook.
fn made_real_workbook(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).unwrap();
        let (name, mut content) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        let content = match String::from_utf8(content) {
            Ok(text) => made_real(&text).into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn the_example_made_real_holds_none_either() {
    let (_folder, project) = example_copy();
    for file in ["projet.toml", "description.md"] {
        let path = project.join(file);
        fs::write(&path, made_real(&fs::read_to_string(&path).unwrap())).unwrap();
    }
    // Its texts are still those of the example, and someone answers for it.
    edit(
        &project.join("projet.toml"),
        "[calendrier]\n",
        "[[derogation]]\ncode = \"R-20\"\nmotif = \"Ce sont les nôtres.\"\nauteur = \"Camille Durand\"\ndate = 2024-01-10\njusqu_au = 2027-12-31\n\n[calendrier]\n",
    );
    let budget = project.join("budget.xlsx");
    fs::write(&budget, made_real_workbook(&fs::read(&budget).unwrap())).unwrap();
    let out = tempfile::tempdir().unwrap();
    let built = build(&project, out.path(), &[]);
    assert!(!built.stderr.contains("mots de travail"), "{}", built.transcript());
    assert!(built.status < 2, "{}", built.transcript());
}
