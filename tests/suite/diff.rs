//! `dossier diff`: an inserted line moves the others without changing them; a changed cell is told with what follows from it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{copy, dossier, edit, edit_workbook};

const EXAMPLE: &str = "budgets/candidature-exemple";
const FUND: &str = "appel-a-projets-cluster";

struct Bench {
    folder: tempfile::TempDir,
    old: PathBuf,
    new: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("avant"), folder.path().join("apres"));
        copy(Path::new(EXAMPLE), &old);
        copy(Path::new(EXAMPLE), &new);
        Self { folder, old, new }
    }

    fn diff(&self, old: &Path, new: &Path) -> (i32, Value) {
        let run = dossier(&["diff", old.to_str().unwrap(), new.to_str().unwrap(), "--format", "json"]);
        let read = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.transcript()));
        (run.status, read)
    }

    /// A cell of the workbook that a figure is read from.
    fn change_a_cell(&self) -> String {
        let told = dossier(&["trace", self.new.to_str().unwrap(), "--format", "json"]);
        let read: Value = serde_json::from_str(&told.stdout).unwrap();
        let all = read["dossiers"][0]["chiffres"].as_array().unwrap().clone();
        let cell = all
            .iter()
            .find(|one| {
                let place = one.pointer("/obtenu/donne/lieu").and_then(Value::as_str).unwrap_or_default();
                place.starts_with("budget.xlsx › Dépenses") && one["unite"] == "euro"
            })
            .unwrap();
        let value = cell["valeur"].as_str().unwrap().trim_end_matches('0').trim_end_matches('.').to_owned();
        edit_workbook(&self.new, &format!("<v>{value}</v>"), "<v>4321</v>");
        value
    }
}

#[test]
fn two_of_the_same_do_not_differ() {
    let bench = Bench::new();
    let (status, told) = bench.diff(&bench.old, &bench.new);
    assert_eq!(status, 0, "{told}");
    assert!(told["lignes"]["identiques"].as_u64().unwrap() > 5, "{told}");
    let run = dossier(&["diff", bench.old.to_str().unwrap(), bench.new.to_str().unwrap()]);
    assert!(run.stdout.contains("Rien ne diffère."), "{}", run.stdout);
}

#[test]
fn a_changed_cell_is_told_with_the_figures_that_follow() {
    let bench = Bench::new();
    bench.change_a_cell();
    edit(&bench.new.join("description.md"), "\n\n", "\n\nUne phrase toute nouvelle.\n\n");
    let (status, told) = bench.diff(&bench.old, &bench.new);
    assert_eq!(status, 1, "{told}");
    let changed = told["lignes"]["modifiees"].as_array().unwrap();
    assert_eq!(changed.len(), 1, "{told}");
    let cells = changed[0]["cellules"].as_array().unwrap();
    assert!(
        cells.iter().any(|cell| cell["maintenant"].as_str().unwrap().contains("4 321")
            || cell["maintenant"].as_str().unwrap().contains("4\u{202f}321")),
        "{told}"
    );
    let figures = told["dossiers"][0]["chiffres"].as_array().unwrap();
    assert!(figures.iter().any(|figure| figure["id"] == "cout_total"), "{told}");
    assert_eq!(told["texte"]["nouveau"][0], "Une phrase toute nouvelle.");
    assert_eq!(told["texte"]["retire"].as_array().unwrap().len(), 0);
}

#[test]
fn packs_archive_copies_and_workbooks_are_compared_too() {
    let bench = Bench::new();
    let out = bench.folder.path().join("out");
    let built = dossier(&["build", bench.old.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(built.status, 0, "{}", built.transcript());
    let pack = out.join("avant").join(FUND);
    assert_eq!(bench.diff(&pack, &bench.old).0, 0);
    bench.change_a_cell();
    let (status, told) = bench.diff(&pack, &bench.new);
    assert_eq!((status, told["lignes"]["modifiees"].as_array().unwrap().len()), (1, 1), "{told}");
    let (status, told) = bench.diff(&bench.old.join("budget.xlsx"), &bench.new.join("budget.xlsx"));
    assert_eq!((status, &told["classeur_seul"]), (1, &true.into()), "{told}");
    assert_eq!(told["lignes"]["modifiees"].as_array().unwrap().len(), 1, "{told}");
    let refused = dossier(&["diff", out.to_str().unwrap(), bench.new.to_str().unwrap()]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("donnez un projet"), "{}", refused.stderr);
}

#[test]
fn the_workbook_of_an_amendment_holds_amounts_and_replaces_nothing() {
    let bench = Bench::new();
    bench.change_a_cell();
    let place = bench.folder.path().join("avenant.xlsx");
    let arguments = [
        "diff",
        bench.old.to_str().unwrap(),
        bench.new.to_str().unwrap(),
        "--classeur",
        place.to_str().unwrap(),
    ];
    assert_eq!(dossier(&arguments).status, 1);
    let bytes = fs::read(&place).unwrap();
    let sheets = dossier::workbench::source::workbook::read_sheets("avenant.xlsx", &bytes).unwrap();
    assert_eq!(sheets.len(), 3);
    // What amounts differ by is a formula, and shows what it gives.
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut lines = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut lines).unwrap();
    let values = |column: &str, row: usize| -> f64 {
        let cell = &lines[lines.find(&format!("r=\"{column}{row}\"")).unwrap()..];
        let value = &cell[cell.find("<v>").unwrap() + 3..cell.find("</v>").unwrap()];
        value.parse().unwrap()
    };
    let formulas: Vec<&str> = lines
        .match_indices("<f>")
        .map(|(at, _)| &lines[at + 3..at + 3 + lines[at + 3..].find('<').unwrap()])
        .collect();
    assert!(!formulas.is_empty(), "{lines}");
    for formula in formulas {
        let row: usize = formula.strip_prefix('H').unwrap().split('-').next().unwrap().parse().unwrap();
        assert_eq!(formula, format!("H{row}-G{row}"));
        assert!((values("I", row) - (values("H", row) - values("G", row))).abs() < 0.001, "{row}");
    }
    let again = dossier(&arguments);
    assert_eq!(again.status, 2, "{}", again.transcript());
    assert_eq!(fs::read(&place).unwrap(), bytes);
}

#[test]
fn what_the_project_says_otherwise_is_told_field_by_field() {
    let bench = Bench::new();
    let file = bench.new.join("projet.toml");
    let text = fs::read_to_string(&file).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let title = table["projet"]["intitule"].as_str().unwrap().to_owned();
    edit(&file, &title, &format!("{title}, seconde demande"));
    let name = table["demandeur"]["raison_sociale"].as_str().unwrap().to_owned();
    edit(&file, &format!("raison_sociale = \"{name}\""), &format!("raison_sociale = \"{name} et fils\""));
    let (status, told) = bench.diff(&bench.old, &bench.new);
    assert_eq!(status, 1, "{told}");
    let fields = told["redaction"].as_array().unwrap();
    let said: Vec<[&str; 3]> = fields
        .iter()
        .map(|field| ["id", "avant", "maintenant"].map(|key| field[key].as_str().unwrap()))
        .collect();
    let (new_title, new_name) = (format!("{title}, seconde demande"), format!("{name} et fils"));
    assert_eq!(
        said,
        [["demandeur.raison_sociale", &name, &new_name], ["projet.intitule", &title, &new_title]]
    );
    assert!(fields.iter().all(|field| field["libelle"] != field["id"]), "{told}");
    let run = dossier(&["diff", bench.old.to_str().unwrap(), bench.new.to_str().unwrap()]);
    let text = run.stdout.replace(['\u{202f}', '\u{a0}'], " ");
    assert!(text.contains("Rédaction, 2 champs de projet.toml modifiés :"), "{text}");
    assert!(text.contains(&format!("→ « {new_name} »")), "{text}");
    // The archive copy of a pack carries what it was.
    let out = bench.folder.path().join("out");
    let built = dossier(&["build", bench.old.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(built.status, 0, "{}", built.transcript());
    let (_, of_pack) = bench.diff(&out.join("avant").join(FUND), &bench.new);
    assert_eq!(of_pack["redaction"], told["redaction"]);
}

#[test]
fn the_workbook_of_an_amendment_says_the_wording_too() {
    let bench = Bench::new();
    let file = bench.new.join("description.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{}\n\nUn paragraphe pour l’avenant.\n", text.trim_end())).unwrap();
    let place = bench.folder.path().join("avenant.xlsx");
    let [old, new] = [&bench.old, &bench.new].map(|path| path.to_str().unwrap());
    let run = dossier(&["diff", old, new, "--classeur", place.to_str().unwrap()]);
    assert_eq!(run.status, 1, "{}", run.transcript());
    let bytes = fs::read(&place).unwrap();
    let sheets = dossier::workbench::source::workbook::read_sheets("avenant.xlsx", &bytes).unwrap();
    let texts: Vec<Vec<&str>> = sheets
        .iter()
        .map(|sheet| sheet.rows_between(3, u32::MAX).flatten().filter_map(|cell| cell.text()).collect())
        .collect();
    assert_eq!(
        texts,
        [
            vec!["Aucun changement"],
            vec!["Aucun changement"],
            vec!["description", "ligne de texte nouvelle", "Un paragraphe pour l’avenant."]
        ]
    );
}
