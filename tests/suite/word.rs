//! A description taken from a Word document, by its titles.

use std::fs;
use std::path::Path;

use snapbox::{assert_data_eq, file};

use crate::support::{Run, dossier};

/// Begins a project from a document; gives what was said and the description written.
fn begun(document: &str, more: &[&str]) -> (Run, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("halle");
    let path = Path::new("tests/fixtures/word").join(document);
    let mut arguments = vec![
        "init",
        project.to_str().unwrap(),
        "--depuis",
        path.to_str().unwrap(),
        "--fund",
        "fonds-regional",
    ];
    arguments.extend(more);
    let run = dossier(&arguments);
    let read = |name: &str| fs::read_to_string(project.join(name)).unwrap_or_default();
    (run, read("description.md"), read("projet.toml"))
}

#[test]
fn titles_become_sections_and_nothing_is_lost() {
    let (run, text, project) = begun("description.docx", &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_data_eq!(&text, file!["../transcripts/description-word.md"].raw());
    assert!(project.contains("intitule = \"Réfection de la halle\""), "{project}");
    assert!(run.stdout.contains("Contexte et enjeux"), "{}", run.stdout);
    // The same document saved by another program says the same.
    assert_eq!(begun("description-libreoffice.docx", &[]).1, text);
}

#[test]
fn lines_in_bold_are_titles_where_nothing_else_is() {
    let (_, text, _) = begun("titres-en-gras.docx", &[]);
    assert!(text.contains("## Contexte et enjeux\n\nTexte un.\n"), "{text}");
    assert!(text.contains("## Objectifs\n\nTexte deux.\n"), "{text}");
}

#[test]
fn what_is_no_document_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [
        ("vide.docx", &b""[..]),
        ("texte.docx", b"bonjour"),
        ("vieux.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("page.docx", b"%PDF-1.7"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let (run, text, _) = begun(path.to_str().unwrap(), &[]);
        assert_eq!((run.status, text.as_str()), (2, ""), "{name}");
        assert!(run.stderr.contains(name) && run.stderr.contains(".docx"), "{name}: {}", run.stderr);
    }
    let (run, ..) = begun("description.docx", &["--depuis", "tests/fixtures/word/titres-en-gras.docx"]);
    assert!(run.stderr.contains("un classeur et d’une description"), "{}", run.stderr);
}
