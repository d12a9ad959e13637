//! The workbook answered in the workbook: the copy holds what the workbook holds, its culprits are marked, and nothing that
//! someone wrote is lost.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx, open_workbook};
use dossier::workbench::source::workbook::{Workbook, read_workbook};

use crate::support::{dossier, edit, example_copy, files_below};

/// Checks a copy of the example with another workbook, and answers the folder and the workbook's name.
fn annotated(workbook: &Path) -> (tempfile::TempDir, PathBuf, String, i32) {
    let (folder, project) = example_copy();
    let extension = workbook.extension().unwrap().to_str().unwrap();
    let name = format!("plan.{extension}");
    fs::copy(workbook, project.join(&name)).unwrap();
    edit(&project.join("projet.toml"), "budget = \"budget.xlsx\"", &format!("budget = \"{name}\""));
    let run = dossier(&["check", project.to_str().unwrap(), "--annoter"]);
    (folder, project, name, run.status)
}

/// The cells of a workbook, by sheet and place: value, then formula.
fn cells(workbook: &Workbook) -> BTreeMap<(String, u32, u32), (String, Option<String>)> {
    let sheets = workbook.sheets.iter();
    let all = sheets.flat_map(|sheet| {
        let rows = sheet.rows_between(0, u32::MAX).flatten();
        rows.map(move |cell| {
            let formula = cell.formula.as_ref().map(ToString::to_string);
            ((sheet.name.to_string(), cell.row, cell.column), (format!("{:?}", cell.value), formula))
        })
    });
    all.collect()
}

#[test]
fn a_copy_holds_what_the_workbook_holds() {
    let mut workbooks: Vec<PathBuf> =
        ["tests/workbooks/formules", "tests/fixtures/budgets", "tests/fixtures/damaged"]
            .iter()
            .flat_map(|folder| files_below(Path::new(folder)))
            .collect();
    workbooks.extend(
        ["simple.ods", "simple.xls", "dates-1904.xlsx", "fusions.xlsx"]
            .map(|name| Path::new("tests/workbooks").join(name)),
    );
    let (mut compared, mut formulas, mut valued) = (0, 0, 0);
    for path in workbooks {
        let bytes = fs::read(&path).unwrap();
        let Ok(read) = read_workbook(path.file_name().unwrap().to_str().unwrap(), &bytes) else { continue };
        let (_folder, project, name, status) = annotated(&path);
        if status == 2 {
            // Its tables pass a limit: nothing is checked, nothing is annotated.
            continue;
        }
        assert_eq!(
            fs::read(project.join(&name)).unwrap(),
            bytes,
            "{}: the original is touched",
            path.display()
        );
        let copy = fs::read(project.join("plan-annote.xlsx")).unwrap();
        let copy = cells(&read_workbook("plan-annote.xlsx", &copy).unwrap());
        for ((sheet, row, column), (value, formula)) in cells(&read) {
            let place = format!("{} › {sheet} › {row}:{column}", path.display());
            let Some((copied, copied_formula)) = copy.get(&(sheet, row, column)) else {
                // A formula that gave an empty text, or one without a result, has nothing to show.
                assert!(value == "Empty" || value == "Text(\"\")", "{place}: {value} is lost");
                continue;
            };
            let nothing = ["Empty", "Text(\"\")", "Number(0.0)"];
            assert!(
                *copied == value || (nothing.contains(&value.as_str()) && nothing.contains(&copied.as_str())),
                "{place}: {value}, copied as {copied}"
            );
            match (&formula, copied_formula) {
                (None, _) => {}
                (Some(formula), None) => {
                    // Written as its value: it reads what the copy does not hold.
                    assert!(
                        formula.contains(['[', '@', '#', '{'])
                            || formula.contains("LET(")
                            || formula.contains("__xludf"),
                        "{place}: ={formula} is lost"
                    );
                    valued += 1;
                }
                (Some(formula), Some(copied)) => {
                    assert_eq!(copied, formula, "{place}");
                    formulas += 1;
                }
            }
            compared += 1;
        }
    }
    assert!(
        compared > 3_000 && formulas > 1_000,
        "{compared} cells, {formulas} formulas, {valued} as values"
    );
}

/// The text of a part of a workbook.
fn part(workbook: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn culprits_are_coloured_with_their_remark_and_consequences_lighter() {
    let (_folder, project, _, status) =
        annotated(Path::new("tests/fixtures/damaged/10-date-dans-montant.xlsx"));
    assert!(status < 2);
    let copy = project.join("plan-annote.xlsx");
    let mut workbook: Xlsx<_> = open_workbook(&copy).unwrap();
    assert_eq!(workbook.sheet_names()[0], "Contrôles");
    let ground = |workbook: &mut Xlsx<_>, sheet: &str, cell: (u32, u32)| {
        let styles = workbook.worksheet_style(sheet).unwrap();
        let fill = styles.get(cell).and_then(|style| style.fill.clone());
        fill.and_then(|fill| fill.get_color()).map(|color| color.to_string())
    };
    // What the terminal says first is what the sheet says first, with its link and its ground.
    let run = dossier(&["check", project.to_str().unwrap(), "--format", "concis"]);
    let first = run.stdout.lines().next().unwrap();
    let summary = workbook.worksheet_range("Contrôles").unwrap();
    let place = summary.get_value((8, 1)).unwrap().to_string();
    assert!(first.contains(&place), "{first} / {place}");
    let (sheet, cell) = place.split_once(" › ").unwrap();
    let column = u32::from(cell.as_bytes()[0] - b'A');
    let row: u32 = cell[1..].parse().unwrap();
    assert!(
        ground(&mut workbook, sheet, (row - 1, column))
            .is_some_and(|color| color == "#F4A3A3" || color == "#FFD080")
    );
    let remarks = part(&copy, "xl/comments1.xml");
    assert!(remarks.contains(&format!("ref=\"{cell}\"")), "{remarks}");
    assert!(remarks.contains("Corriger"), "{remarks}");
    let links = part(&copy, "xl/worksheets/sheet1.xml");
    assert!(links.contains(&format!("location=\"'{sheet}'!{cell}\"")), "{links}");
    // What is computed from it is lighter, and has no remark of its own.
    let spread = summary.get_value((8, 7)).unwrap().to_string();
    assert!(!spread.is_empty(), "nothing follows from {place}");
    let lighter = spread
        .split([',', ' ', ';'])
        .find(|name| name.len() < 5 && name.ends_with(|c: char| c.is_ascii_digit()))
        .unwrap();
    let column = u32::from(lighter.as_bytes()[0] - b'A');
    let row: u32 = lighter[1..].parse().unwrap();
    let light = ground(&mut workbook, sheet, (row - 1, column));
    assert!(
        light.as_deref().is_some_and(|color| color == "#FCE4E4" || color == "#FFF2DC"),
        "{lighter}: {light:?}"
    );
}

#[test]
fn a_copy_is_replaced_only_when_nobody_worked_in_it() {
    let (_folder, project) = example_copy();
    let check = || dossier(&["check", project.to_str().unwrap(), "--annoter"]);
    let copy = project.join("budget-annote.xlsx");
    assert_eq!(check().status, 0);
    let first = fs::read(&copy).unwrap();
    assert_eq!(check().status, 0);
    assert_eq!(fs::read(&copy).unwrap(), first, "the same bytes at every run");
    // The budget as someone saved it, under the name of the copy.
    fs::copy(project.join("budget.xlsx"), &copy).unwrap();
    let mine = fs::read(&copy).unwrap();
    let run = check();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("rien n’a été changé"), "{}", run.stderr);
    assert_eq!(fs::read(&copy).unwrap(), mine);
    #[cfg(unix)]
    {
        fs::remove_file(&copy).unwrap();
        std::os::unix::fs::symlink(project.join("budget.xlsx"), &copy).unwrap();
        assert_eq!(check().status, 2, "a link is not followed");
    }
}

/// The areas of print and the filters that a workbook keeps under names of the format are not names of the copy, and one name
/// defined for two sheets is defined for none: spreadsheets would take the file for damaged.
#[test]
fn names_are_defined_once_and_those_of_the_format_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("noms.xlsx");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for name in ["Dépenses", "Annexe"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "Intitulé").unwrap();
        sheet.write(0, 1, "Montant HT").unwrap();
        sheet.write(1, 0, "Étude").unwrap();
        sheet.write(1, 1, rust_xlsxwriter::Formula::new("=Prix*2").set_result("24")).unwrap();
        sheet.write(2, 1, rust_xlsxwriter::Formula::new("=Local*2").set_result("2")).unwrap();
        sheet.set_print_area(0, 0, 2, 1).unwrap();
        sheet.autofilter(0, 0, 1, 1).unwrap();
    }
    workbook.define_name("Prix", "=12").unwrap();
    workbook.define_name("Dépenses!Local", "=1").unwrap();
    workbook.define_name("Annexe!Local", "=2").unwrap();
    workbook.save(&path).unwrap();
    let (_folder, project, ..) = annotated(&path);
    let copy = project.join("plan-annote.xlsx");
    let book = part(&copy, "xl/workbook.xml");
    assert!(!book.contains("_xlnm.Print_Area"), "{book}");
    assert_eq!(book.matches("name=\"Prix\"").count(), 1, "{book}");
    assert!(book.matches("Local").count() <= 1, "{book}");
    let read = read_workbook("plan-annote.xlsx", &fs::read(&copy).unwrap()).unwrap();
    let sheet = read.sheets.iter().find(|sheet| &*sheet.name == "Annexe").unwrap();
    assert_eq!(sheet.cell(1, 1).unwrap().formula.as_deref(), Some("Prix*2"));
}
