//! A replaced look, from the command line: `tests/fixtures/theme` and what may be wrong with such a folder.

use std::fs;
use std::path::Path;

use crate::pdf_tags::tag_dump;
use crate::support::{EXAMPLE, Run, contents, copy, dossier, edit};
use lopdf::{Document, Object};

const LOOK: &str = "tests/fixtures/theme";

fn build(look: &Path, out: &Path) -> Run {
    dossier(&["build", EXAMPLE, "--templates", look.to_str().unwrap(), "--out", out.to_str().unwrap()])
}

/// The PDFs under a folder, sorted.
fn documents(out: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let project = out.join("cluster-territoire-intelligent");
    for (name, _) in contents(&project) {
        // What the applicant joins has its own look.
        if name.ends_with(".pdf") && !name.contains("-P-") {
            found.push(project.join(name));
        }
    }
    found.sort();
    found
}

#[test]
fn the_logo_is_in_every_document_said_aloud_listed_and_reproducible() {
    let out = tempfile::tempdir().unwrap();
    let (first, second) = (out.path().join("a"), out.path().join("b"));
    assert_eq!(build(Path::new(LOOK), &first).status, 0);
    assert_eq!(build(Path::new(LOOK), &second).status, 0);

    let pdfs = documents(&first);
    assert!(pdfs.len() >= 9, "{}", pdfs.len());
    for (pdf, again) in pdfs.iter().zip(documents(&second)) {
        let bytes = fs::read(pdf).unwrap();
        assert!(bytes == fs::read(again).unwrap(), "{}", pdf.display());
        let tags = tag_dump(&bytes).unwrap();
        let said = tags.matches("Figure Alt=«Logo de la collectivité de démonstration»").count();
        assert_eq!(said, 1, "{}", pdf.display());

        let document = Document::load_mem(&bytes).unwrap();
        let page = document.page_iter().next().unwrap();
        let resources =
            document.get_dictionary(page).unwrap().get(b"Resources").unwrap().as_reference().unwrap();
        let images = document.get_dictionary(resources).unwrap().get(b"XObject").unwrap().as_dict().unwrap();
        let logo = document.get_object(images.get(b"Logo").unwrap().as_reference().unwrap()).unwrap();
        let logo = logo.as_stream().unwrap();
        assert_eq!(logo.dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceRGB");
        assert_eq!(logo.decompressed_content().unwrap().len(), 520 * 260 * 3);
        let mask = document.get_object(logo.dict.get(b"SMask").unwrap().as_reference().unwrap()).unwrap();
        assert_eq!(mask.as_stream().unwrap().decompressed_content().unwrap().len(), 520 * 260);

        // The box of the figure is where the image is drawn: two to one, against the right margin, 18 mm high.
        let boxed = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .find(|element| {
                element.get(b"Alt").is_ok() && text(element.get(b"Alt").unwrap()).starts_with("Logo")
            })
            .unwrap();
        let edges: Vec<f32> = boxed
            .get(b"A")
            .and_then(Object::as_dict)
            .and_then(|attributes| attributes.get(b"BBox"))
            .and_then(Object::as_array)
            .unwrap()
            .iter()
            .map(|edge| edge.as_float().unwrap())
            .collect();
        let [left, bottom, right, top] = edges[..] else { panic!("{edges:?}") };
        let millimetre = 72.0 / 25.4;
        assert!((top - bottom - 18.0 * millimetre).abs() < 0.01, "{edges:?}");
        assert!((right - left - 36.0 * millimetre).abs() < 0.01, "{edges:?}");
    }

    for fund in ["fonds-regional", "feder-ospe-1.3"] {
        let folder = first.join("cluster-territoire-intelligent").join(fund);
        let listed = crate::support::read_by(&crate::support::statement_of(&folder), "theme");
        for name in ["logo.png", "theme.toml"] {
            let bytes = fs::read(format!("{LOOK}/commun/{name}")).unwrap();
            let expected = dossier::workbench::model::digest::sha256(&bytes);
            let entry = listed.iter().find(|(entry, _)| *entry == format!("commun/{name}")).unwrap();
            assert_eq!(entry.1, expected, "{fund} {name}");
        }
    }
}

fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    let units: Vec<u16> =
        bytes[2..].chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

#[test]
fn a_stray_image_is_neither_read_nor_listed() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(LOOK), folder.path());
    fs::write(folder.path().join("commun/apercu.png"), vec![0; 5 << 20]).unwrap();
    let out = folder.path().join("out");
    assert_eq!(build(folder.path(), &out).status, 0);
    let manifest =
        fs::read_to_string(out.join("cluster-territoire-intelligent/fonds-regional/interne/manifest.json"))
            .unwrap();
    assert!(manifest.contains("commun/logo.png") && !manifest.contains("apercu"), "{manifest}");
}

#[test]
fn a_look_that_cannot_be_used_stops_the_run_and_says_how_to_mend_it() {
    let theme = |from: &'static str, to: &'static str| {
        move |look: &Path| edit(&look.join("commun/theme.toml"), from, to)
    };
    let logo = |bytes: Vec<u8>| move |look: &Path| fs::write(look.join("commun/logo.png"), &bytes).unwrap();
    type Damage = Box<dyn Fn(&Path)>;
    let damages: Vec<(Damage, &str)> = vec![
        (
            Box::new(|look| fs::remove_file(look.join("commun/logo.png")).unwrap()),
            "mise en page : theme.toml › logo › file : « logo.png » ne se trouve pas à côté de theme.toml",
        ),
        (
            Box::new(|look| {
                fs::remove_file(look.join("commun/logo.png")).unwrap();
                fs::create_dir(look.join("commun/logo.png")).unwrap();
            }),
            "theme.toml › logo › file : « logo.png » ne se trouve pas à côté de theme.toml",
        ),
        (
            Box::new(logo(b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec())),
            "theme.toml › logo › file : « logo.png » est une image JPEG, quel que soit son nom ; enregistrez-la au format PNG",
        ),
        (
            Box::new(logo(vec![0; (4 << 20) + 1])),
            "theme.toml › logo › file : « logo.png » pèse 4194305 octets, plus que la limite de 4194304",
        ),
        (
            Box::new(theme("file = \"logo.png\"", "file = \"../commun/logo.png\"")),
            "theme.toml › logo › file : « ../commun/logo.png » n’est pas un nom de fichier simple",
        ),
        (
            Box::new(theme("alternative = \"Logo de la collectivité de démonstration\"\n", "")),
            "commun/theme.toml, ligne 38, colonne 1 : le champ « alternative » manque",
        ),
        (
            Box::new(theme("height = 18.0", "hauteur = 18.0")),
            "commun/theme.toml, ligne 41, colonne 1 : champ inconnu « hauteur »",
        ),
        (
            Box::new(theme("accent = \"#1e5b3a\"", "accent = \"#7fbf9a\"")),
            "theme.toml › colours › accent : la couleur #7fbf9a sur le blanc de la page (#ffffff) a un contraste de 2,1",
        ),
    ];
    for (damage, expected) in damages {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new(LOOK), folder.path());
        damage(folder.path());
        let run = build(folder.path(), &folder.path().join("out"));
        let said = run.stderr.replace('\u{202F}', " ");
        assert_eq!(run.status, 2, "{}", run.transcript());
        assert!(said.contains(expected), "{said}\nexpected: {expected}");
        assert!(!folder.path().join("out").exists());
    }
}
