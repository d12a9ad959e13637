//! The rules: their names, their days, who reads them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dossier::workbench::rules::catalogue::{CATALOGUE, Reader};

use crate::support::{EXAMPLE, copy, dossier, edit, example_copy, files_below, sources};

const FUNDS: [&str; 2] = ["feder-ospe-1.3", "fonds-regional"];

fn templates() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("templates");
    copy(Path::new("templates"), &root);
    (folder, root)
}

fn check_with(root: &Path) -> (i32, String) {
    let run = dossier(&["check", EXAMPLE, "--templates", &root.to_string_lossy()]);
    (run.status, plain(&run.stderr))
}

/// With ordinary spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The names of the parameters of a definition.
fn names(definition: &str) -> Vec<&str> {
    let mut names: Vec<&str> = definition
        .lines()
        .filter_map(|line| line.trim_start_matches('[').strip_prefix("parametres."))
        .filter_map(|rest| rest.split(['.', ']']).next())
        .collect();
    names.dedup();
    names
}

#[test]
fn a_renamed_parameter_is_refused_with_the_nearest_name() {
    let (_folder, root) = templates();
    let mut renamed = 0;
    for fund in FUNDS {
        let path = root.join(fund).join("fund.toml");
        let definition = fs::read_to_string(&path).unwrap();
        for name in names(&definition) {
            // A letter twice, as fingers do.
            let wrong = format!("{}{}", &name[..name.len() - 1], name[name.len() - 1..].repeat(2));
            let damaged = definition
                .replace(&format!("[parametres.{name}]"), &format!("[parametres.{wrong}]"))
                .replace(&format!("[parametres.{name}."), &format!("[parametres.{wrong}."));
            fs::write(&path, damaged).unwrap();
            let (status, message) = check_with(&root);
            assert_eq!(status, 2, "{fund}, {wrong}: {message}");
            assert!(message.contains(&format!("parametres.{wrong}")), "{message}");
            assert!(message.contains(&format!("« {name} »")), "{wrong}: {message}");
            renamed += 1;
        }
        fs::write(&path, definition).unwrap();
    }
    assert!(renamed > 60, "{renamed} names");
}

#[test]
fn a_name_of_the_fund_alone_is_only_printed_and_says_so() {
    let (_folder, root) = templates();
    let path = root.join("fonds-regional/fund.toml");
    let own = "[parametres.horaires_du_guichet]\nlibelle = \"Horaires\"\nunite = \"texte\"\nsource = \"Site de la Région\"\nstatut = \"vide\"\n";
    edit(&path, "[parametres.taux_max]", &format!("{own}\n[parametres.taux_max]"));
    let (status, message) = check_with(&root);
    assert_eq!(status, 2);
    assert!(
        message.contains("parametres.horaires_du_guichet") && message.contains("imprime_seulement"),
        "{message}"
    );
    edit(
        &path,
        "statut = \"vide\"\n\n[parametres.taux_max]",
        "statut = \"vide\"\nimprime_seulement = true\n\n[parametres.taux_max]",
    );
    assert_eq!(check_with(&root).0, 0);
    // What a check reads cannot be declared as printed only.
    edit(&path, "[parametres.plafond]\n", "[parametres.plafond]\nimprime_seulement = true\n");
    let (status, message) = check_with(&root);
    assert!(status == 2 && message.contains("P-05"), "{message}");
}

#[test]
fn a_value_that_cannot_be_read_or_holds_twice_is_refused() {
    let faults: [(&str, &str, &str); 6] = [
        ("valeur = \"5000000\"", "valeur = \"cinq millions\"", "cinq millions"),
        ("valeur = \"60 %\"", "valeur = \"60 pour cent\"", "60 pour cent"),
        ("valeur = \"2029-12-31\"", "valeur = \"31 décembre 2029\"", "31 décembre 2029"),
        (
            "depuis = 2024-01-01\njusqu_au = 2030-12-31",
            "depuis = 2023-12-31\njusqu_au = 2030-12-31",
            "mêmes jours",
        ),
        (
            "depuis = 2024-01-01\njusqu_au = 2030-12-31",
            "depuis = 2031-01-01\njusqu_au = 2030-12-31",
            "vient avant",
        ),
        ("unite = \"octets\"", "unite = \"nombre\"", "octets"),
    ];
    for (from, to, told) in faults {
        let (_folder, root) = templates();
        let path = root.join("feder-ospe-1.3/fund.toml");
        // The definition writes a narrow space before the sign.
        let text = fs::read_to_string(&path).unwrap().replace("60\u{202f}%", "60 %");
        fs::write(&path, text).unwrap();
        edit(&path, from, to);
        let (status, message) = check_with(&root);
        assert_eq!(status, 2, "{to}: {message}");
        assert!(message.contains(told), "{to}: {message}");
    }
}

#[test]
fn a_parameter_that_the_applicant_misspells_is_refused_with_the_nearest_name() {
    let (_folder, project) = example_copy();
    let file = project.join("projet.toml");
    let text = fs::read_to_string(&file).unwrap();
    let given = "\n[fonds.\"fonds-regional\".parametres.taux_mx]\nvaleur = \"60 %\"\nsource = \"Courriel\"\n";
    fs::write(&file, text + given).unwrap();
    let run = dossier(&["check", &project.to_string_lossy()]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    let message = plain(&run.stderr);
    assert!(message.contains("taux_mx") && message.contains("« taux_max »"), "{message}");
}

/// What the catalogue says of who reads a parameter is what the sources do.
#[test]
fn every_parameter_is_read_by_those_the_catalogue_names() {
    let mut read: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in sources("src/checks") {
        let Some((_, rest)) = text.split_once("rules::catalogue::") else { continue };
        let stem = Path::new(&name).file_stem().unwrap().to_str().unwrap().to_uppercase();
        let code = format!("{}-{}", &stem[..1], &stem[1..]);
        let names = rest.split(';').next().unwrap().trim_matches(['{', '}']);
        for name in names
            .split(',')
            .map(str::trim)
            .filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        {
            read.entry(name.trim().to_owned()).or_default().push(code.clone());
        }
    }
    let catalogue = fs::read_to_string("src/rules/catalogue.rs").unwrap();
    for known in CATALOGUE {
        let line = catalogue.lines().find(|line| line.contains(&format!("= \"{}\"", known.id))).unwrap();
        let constant = line.trim().split(' ').next().unwrap();
        let mut named: Vec<String> = known
            .readers
            .iter()
            .filter_map(|reader| match reader {
                Reader::Check(code) => Some((*code).to_owned()),
                Reader::Ledger | Reader::Simulation | Reader::Documents => None,
            })
            .collect();
        let mut real = read.remove(constant).unwrap_or_default();
        named.sort();
        real.sort();
        assert_eq!(named, real, "{}", known.id);
    }
    assert!(read.is_empty(), "{read:?}");
}

/// Twenty days from 2021 to 2031: the whole of what holds on the first, then what changes.
#[test]
fn a_value_holds_on_its_days() {
    const DAYS: [&str; 20] = [
        "2021-01-01",
        "2021-07-01",
        "2022-01-01",
        "2022-07-01",
        "2023-06-30",
        "2023-12-31",
        "2024-01-01",
        "2024-03-31",
        "2024-12-31",
        "2025-09-19",
        "2025-09-20",
        "2025-12-31",
        "2026-01-01",
        "2026-04-01",
        "2026-12-31",
        "2027-01-01",
        "2028-01-01",
        "2029-12-31",
        "2030-12-31",
        "2031-01-01",
    ];
    let mut transcript = String::new();
    for fund in FUNDS {
        let mut before: Vec<String> = Vec::new();
        for day in DAYS {
            let run = dossier(&["funds", fund, "--date", day]);
            assert_eq!(run.status, 0);
            let lines: Vec<String> = run
                .stdout
                .lines()
                .skip_while(|line| !line.starts_with("Paramètres le"))
                .map(str::to_owned)
                .collect();
            transcript.push_str(&format!("══ {fund}, {day}\n"));
            let gone = before.iter().filter(|line| !lines.contains(line)).map(|line| format!("- {line}\n"));
            let new = lines.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}\n"));
            transcript.extend(gone.chain(new));
            before = lines;
        }
    }
    snapbox::assert_data_eq!(transcript, snapbox::file!["../transcripts/regles-par-jour.txt"].raw());
}

#[test]
fn after_its_last_day_a_regulation_is_named() {
    let run = dossier(&["check", EXAMPLE, "--date", "2027-02-01"]);
    assert!(run.stdout.contains("651/2014"), "{}", run.stdout);
    let run = dossier(&["check", EXAMPLE, "--date", "2026-12-31"]);
    assert!(!run.stdout.contains("651/2014"), "{}", run.stdout);
}

/// An old pack is rebuilt by the rules of its day: the definitions that held once stay beside the current one.
#[test]
fn a_pack_is_judged_by_the_definition_of_its_day() {
    let (_folder, root) = templates();
    let fund = root.join("fonds-regional");
    fs::create_dir_all(fund.join("versions")).unwrap();
    fs::copy(fund.join("fund.toml"), fund.join("versions/2024-06-30.toml")).unwrap();
    edit(
        &fund.join("versions/2024-06-30.toml"),
        "Région Hauts-de-France",
        "Région des Hauts-de-France d’alors",
    );
    fs::copy(fund.join("fund.toml"), fund.join("versions/2023-06-30.toml")).unwrap();
    edit(&fund.join("versions/2023-06-30.toml"), "Région Hauts-de-France", "Région encore plus ancienne");
    let authority = |day: &str| {
        let run =
            dossier(&["funds", "fonds-regional", "--date", day, "--templates", &root.to_string_lossy()]);
        run.stdout.lines().find(|line| line.contains("Autorité")).unwrap().to_owned()
    };
    assert!(authority("2024-01-15").contains("d’alors") && authority("2024-06-30").contains("d’alors"));
    assert!(
        authority("2023-06-30").contains("plus ancienne")
            && authority("2020-01-01").contains("plus ancienne")
    );
    assert!(!authority("2024-07-01").contains("d’alors"));
    // The pack says which definition it was made with.
    let (_project_folder, project) = example_copy();
    let out = project.join("sortie");
    let run = dossier(&[
        "build",
        &project.to_string_lossy(),
        "--templates",
        &root.to_string_lossy(),
        "--out",
        &out.to_string_lossy(),
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let files = files_below(&out);
    let manifest = files
        .iter()
        .find(|path| path.to_string_lossy().contains("fonds-regional") && path.ends_with("manifest.json"));
    let manifest = fs::read_to_string(manifest.unwrap()).unwrap();
    assert!(manifest.contains("fonds-regional/versions/2024-06-30.toml"), "{manifest}");
    assert!(!manifest.contains("\"fonds-regional/fund.toml\""), "{manifest}");
}

/// A sentence of the law is quoted word for word, from the texts of `tests/sources`, or not at all.
#[test]
fn the_sentences_quoted_stand_in_their_texts() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sources = files_below(Path::new("tests/sources"));
    let texts: Vec<String> = sources.iter().map(|path| words(&fs::read_to_string(path).unwrap())).collect();
    let mut quoted = 0;
    for check in dossier::catalogue::all() {
        let Some(sentence) = check.explanation.basis.sentence() else { continue };
        quoted += 1;
        let sentence = words(sentence);
        assert!(texts.iter().any(|text| text.contains(&sentence)), "{}: « {sentence} »", check.code);
    }
    assert!(quoted >= 20, "{quoted} sentences");
}
