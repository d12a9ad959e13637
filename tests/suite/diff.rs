//! `dossier diff`: an inserted line moves the others without changing them; a changed cell is told with what follows from it.

use std::fs;
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
    assert_eq!(sheets.len(), 2);
    let again = dossier(&arguments);
    assert_eq!(again.status, 2, "{}", again.transcript());
    assert_eq!(fs::read(&place).unwrap(), bytes);
}
