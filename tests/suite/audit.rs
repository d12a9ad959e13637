//! `dossier audit`: each check of the sheets of any workbook with its three cases — a fault, a sound sheet, and a sheet
//! where there is nothing to compare — and the forms of the answer.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::Value;

use crate::support::{dossier, json};

/// A sheet in a few words: a line a row, cells between bars; `=A1*2|20` is a formula with its saved result.
fn sheet(folder: &Path, rows: &str) -> PathBuf {
    let mut workbook = Workbook::new();
    fill(&mut workbook, "Feuil1", rows, &|_, _| {});
    let place = folder.join("essai.xlsx");
    workbook.save(&place).unwrap();
    place
}

pub fn fill(
    workbook: &mut Workbook,
    name: &str,
    rows: &str,
    more: &dyn Fn(&mut rust_xlsxwriter::Worksheet, &str),
) {
    let sheet = workbook.add_worksheet().set_name(name).unwrap();
    for (row, line) in (0..).zip(rows.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            let cell = cell.trim();
            if let Some((formula, result)) = cell.split_once('|') {
                sheet.write_formula(row, column, Formula::new(formula).set_result(result)).unwrap();
            } else if let Ok(number) = cell.parse::<f64>() {
                sheet.write_number(row, column, number).unwrap();
            } else if let Some(date) = cell.strip_prefix('@') {
                let date = ExcelDateTime::parse_from_str(date).unwrap();
                sheet
                    .write_datetime_with_format(
                        row,
                        column,
                        &date,
                        &Format::new().set_num_format("dd/mm/yyyy"),
                    )
                    .unwrap();
            } else if !cell.is_empty() {
                sheet.write_string(row, column, cell.trim_start_matches('\'')).unwrap();
            }
        }
    }
    more(sheet, name);
}

/// What is told of a workbook: code and cell.
pub fn told(place: &Path) -> Vec<(String, String)> {
    let run = dossier(&["audit", place.to_str().unwrap(), "--format", "json"]);
    let read = json(&run);
    let cells = read["classeurs"][0]["cellules"].as_array().unwrap_or_else(|| panic!("{read}"));
    let text = |cell: &Value, key: &str| cell[key].as_str().unwrap().to_owned();
    cells.iter().map(|cell| (text(cell, "code"), text(cell, "cellule"))).collect()
}

pub fn answer(place: &Path, code: &str) -> String {
    let run = dossier(&["audit", place.to_str().unwrap(), "--format", "json"]);
    let read = json(&run);
    let checks = read["classeurs"][0]["controles"].as_array().unwrap().clone();
    let check = checks.iter().find(|check| check["code"] == code).unwrap_or_else(|| panic!("{code}: {read}"));
    check["reponse"].as_str().unwrap_or_else(|| panic!("{check}")).to_owned()
}

/// A fault: what is told, all of it.
pub fn fault(rows: &str, expected: &[(&str, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    let found = told(&sheet(folder.path(), rows));
    let expected: Vec<(String, String)> =
        expected.iter().map(|(code, cell)| ((*code).to_owned(), (*cell).to_owned())).collect();
    assert_eq!(found, expected, "{rows}");
}

/// A sound sheet: nothing is told.
pub fn sound(rows: &str) {
    fault(rows, &[]);
}

/// A sheet without formulas: the checks say that there is nothing to compare.
#[test]
fn without_formulas_there_is_nothing_to_compare() {
    let folder = tempfile::tempdir().unwrap();
    let place = sheet(folder.path(), "Poste;Montant\nLoyer;1200\nSalaires;45000\nTotal;46200");
    assert_eq!(told(&place), []);
    for code in [
        "S-01", "S-02", "S-03", "S-04", "S-05", "S-06", "S-07", "S-08", "S-09", "S-10", "S-11", "S-12",
        "S-13", "S-14", "S-15", "S-16", "S-17", "S-18", "S-19", "S-20",
    ] {
        assert_eq!(answer(&place, code), "sans objet", "{code}");
    }
}

#[test]
fn s_01_sums_that_do_not_take_the_same_lines() {
    let lines = "Poste;2025;2026;2027\nA;10;20;30\nB;11;21;31\nC;12;22;32\n";
    fault(
        &format!("{lines}Total;=SUM(B2:B4)|33;=SUM(C3:C4)|43;=SUM(D2:D4)|93"),
        &[("S-01", "C5"), ("S-02", "C5")],
    );
    // Of two against two, nobody knows which are right.
    fault(
        "a;1000;2000;3000;4000\nb;1000;2000;3000;4000\nc;1000;2000;3000;4000\nt;=SUM(B1:B3)|3000;=SUM(C1:C3)|6000;=SUM(D2:D3)|6000;=SUM(E2:E3)|8000",
        &[("S-01", "B4"), ("S-01", "C4"), ("S-01", "D4"), ("S-01", "E4")],
    );
    sound(&format!("{lines}Total;=SUM(B2:B4)|33;=SUM(C2:C4)|63;=SUM(D2:D4)|93"));
    // Another table beside it has lines of its own.
    sound(
        "a;1;2;;;;;7;8\nb;3;4;;;;;9;8\nc;5;6;;;;;1;1\nd;7;8;;;;;;\nt;=SUM(B1:B4)|16;=SUM(C1:C4)|20;;;;;=SUM(H1:H3)|17;=SUM(I1:I3)|17",
    );
}

#[test]
fn s_02_a_formula_that_reads_elsewhere() {
    let head = "Quantité;Prix;Montant\n2;10;=A2*B2|20\n3;11;=A3*B3|33\n";
    fault(&format!("{head}4;12;=A4*B3|44\n5;13;=A5*B5|65\n6;14;=A6*B6|84"), &[("S-02", "C4")]);
    sound(&format!("{head}4;12;=B4*A4|48\n5;13;=+(A5*B5)|65\n6;14;=A6*B6|84"));
    // A second kind that has its like is no fault: a rate, then another one.
    sound("1;=A1*$D$1|2;;2\n1;=A2*$D$1|2;;3\n1;=A3*$D$2|3\n1;=A4*$D$1|2\n1;=A5*$D$2|3\n1;=A6*$D$1|2");
}

#[test]
fn s_03_a_formula_and_one_number_more() {
    let head = "2;10;=A1*B1|20\n3;11;=A2*B2|33\n";
    fault(&format!("{head}4;12;=A3*B3+5|53\n5;13;=A4*B4|65\n6;14;=A5*B5|84"), &[("S-03", "C3")]);
    sound(&format!("{head}4;12;=A3*B3|48\n5;13;=A4*B4|65\n6;14;=A5*B5|84"));
}

#[test]
fn s_04_a_result_typed_in_the_place_of_its_formula() {
    let head = "Poste;2025;2026\nA;1015;2031\nB;1127;2147\n";
    fault(&format!("{head}Total;=SUM(B2:B3)|2142;4178"), &[("S-04", "C4")]);
    sound(&format!("{head}Total;=SUM(B2:B3)|2142;=SUM(C2:C3)|4178"));
    // Half of a balanced plan is as large as the rest: a line that the total adds up is a line.
    sound("État;14811.15\nRégion;9874.10\nAutofinancement;24685.25\nTotal;=SUM(B1:B3)|49370.5");
    // What the formula does not give was typed on purpose.
    sound(&format!("{head}Total;=SUM(B2:B3)|2142;5000"));
}

#[test]
fn s_05_a_number_between_two_formulas_alike() {
    let head = "2;10;=A1*B1|20\n3;11;=A2*B2|33\n";
    fault(&format!("{head}4;12;50\n5;13;=A4*B4|65\n6;14;=A5*B5|84"), &[("S-05", "C3")]);
    sound(&format!("{head}4;12;=A3*B3|48\n5;13;=A4*B4|65\n6;14;=A5*B5|84"));
}

#[test]
fn s_06_a_calculation_of_numbers_among_numbers() {
    fault("a;100\nb;200\nc;=250+12|262\nd;400\ne;500\n", &[("S-06", "B3")]);
    sound("a;100\nb;200\nc;262\nd;400\ne;500\nt;=SUM(B1:B5)|1462");
    // A sheet made so is made so.
    sound("a;=100+1|101\nb;=200+2|202\nc;=250+12|262\nd;=2*200|400\ne;500\nf;600\ng;700");
}

#[test]
fn s_07_a_sum_through_a_blank_line() {
    fault("a;1;2\nb;3;4\n\nc;5;6\nt;=SUM(B1:B4)|9;=SUM(C1:C4)|12", &[("S-07", "B5"), ("S-07", "C5")]);
    fault("a;1;;2;=SUM(B1:D1)|3\nb;3;;4;=SUM(B2:D2)|7", &[("S-07", "E1"), ("S-07", "E2")]);
    sound("a;1;2\nb;3;4\nc;5;6\nt;=SUM(B1:B3)|9;=SUM(C1:C3)|12");
    // A cell left blank in a line that is not, and a range made long for lines to come.
    sound("a;1;2\nb;;4\nc;5;6\nt;=SUM(B1:B3)|6;=SUM(C1:C3)|12");
    sound("t;=SUM(B2:B100)|9\na;1\nb;3\nc;5");
}

#[test]
fn s_08_a_sum_that_stops_before_the_last_lines() {
    fault("a;1\nb;2\nc;3\nd;4\nt;=SUM(B1:B3)|6", &[("S-08", "B5")]);
    sound("a;1\nb;2\nc;3\nd;4\nt;=SUM(B1:B4)|10");
}

#[test]
fn s_09_a_subtotal_counted_with_its_lines() {
    fault("a;1\nb;2\nst;=SUM(B1:B2)|3\nc;4\nt;=SUM(B1:B4)|10", &[("S-09", "B5")]);
    sound("a;1\nb;2\nst;=SUM(B1:B2)|3\nc;4\nt;=B3+B4|7");
}

#[test]
fn s_10_and_s_11_texts_and_dates_in_a_sum() {
    fault("a;1\nb;2\nc;'1 250,00\nt;=SUM(B1:B3)|3", &[("S-10", "B3")]);
    fault("a;1\nb;2\nc;@2025-03-14\nt;=SUM(B1:B3)|45733", &[("S-11", "B3")]);
    sound("a;1\nb;2\nc;sans objet\nt;=SUM(B1:B3)|3");
    // A header that is a year is no amount; years that are all there is are what is counted.
    fault(
        "Poste;2025;2026\na;100;200\nb;300;400\nt;=SUM(B1:B3)|2425;=SUM(C1:C3)|2626",
        &[("S-11", "B1"), ("S-11", "C1")],
    );
    sound("Poste;2025;2026\na;100;200\nb;300;400\nt;=SUM(B2:B3)|400;=SUM(C2:C3)|600");
    sound("Poste;1;2\na;10;20\nb;1998;1997\nc;300;400\nt;=SUM(B3:B4)|2298;=SUM(C3:C4)|2397");
    sound("Né en;2001;2002\na;1999;1998\nb;2003;2000\nt;=AVERAGE(B1:B3)|2001;=AVERAGE(C1:C3)|2000");
}

#[test]
fn s_12_what_is_counted_and_not_seen() {
    let folder = tempfile::tempdir().unwrap();
    for hide in [true, false] {
        let mut workbook = Workbook::new();
        fill(&mut workbook, "Feuil1", "a;1\nb;2\nc;3\nt;=SUM(B1:B3)|6", &|sheet, _| {
            if hide {
                sheet.set_row_hidden(1).unwrap();
            }
        });
        let place = folder.path().join("essai.xlsx");
        workbook.save(&place).unwrap();
        let run = dossier(&["audit", place.to_str().unwrap()]);
        assert_eq!(run.stdout.contains("lignes masquées, et pourtant comptés"), hide, "{}", run.stdout);
        assert_eq!(answer(&place, "S-12"), "conforme");
    }
}

#[test]
fn s_13_a_number_of_another_order() {
    let rows = "a;110\nb;120\nc;130\nd;13500\ne;140\nf;150\ng;160\nh;=B1+B2|230";
    fault(rows, &[("S-13", "B4")]);
    sound(&rows.replace("13500", "135"));
}

#[test]
fn s_14_totals_that_do_not_meet() {
    let table = |corner: &str| {
        format!("a;1;2;=SUM(B1:C1)|3\nb;3;4;=SUM(B2:C2)|7\nt;=SUM(B1:B2)|4;=SUM(C1:C2)|6;{corner}")
    };
    sound(&table("=SUM(D1:D2)|10"));
    // The rows take what the columns leave out: a sum saved with another value than its cells.
    let folder = tempfile::tempdir().unwrap();
    let place = sheet(folder.path(), &table("10").replace("=SUM(B2:C2)|7", "=SUM(B2:C2)|8"));
    let found = told(&place);
    assert!(found.contains(&("T-10".to_owned(), "D2".to_owned())), "{found:?}");
    assert!(!found.iter().any(|(code, _)| code == "S-14"), "recomputed, they meet: {found:?}");
}

#[test]
fn s_15_two_currencies_in_a_sum() {
    let folder = tempfile::tempdir().unwrap();
    for second in ["#,##0.00 [$CAD]", "#,##0.00 [$USD]"] {
        let mut workbook = Workbook::new();
        fill(&mut workbook, "Feuil1", "a;1\nb;2\nc;3\nt;=SUM(B1:B3)|6", &|sheet, _| {
            for (row, format) in [(0, "#,##0.00 [$USD]"), (1, second)] {
                let format = Format::new().set_num_format(format);
                sheet.write_number_with_format(row, 1, f64::from(row + 1), &format).unwrap();
            }
        });
        let place = folder.path().join("essai.xlsx");
        workbook.save(&place).unwrap();
        let expected: &[(&str, &str)] = if second.contains("CAD") { &[("S-15", "B4")] } else { &[] };
        let found = told(&place);
        assert_eq!(found, expected.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect::<Vec<_>>());
    }
}

#[test]
fn s_16_a_calculation_that_reads_no_number() {
    let rows = |cell: &str| {
        format!("1;2;=A1*B1|2\n2;2;=A2*B2|4\n3;{cell};=A3*B3|0\n4;2;=A4*B4|8\n5;2;=A5*B5|10\n6;2;=A6*B6|12")
    };
    fault(&rows(""), &[("S-16", "C3")]);
    sound(&rows("2").replace("=A3*B3|0", "=A3*B3|6"));
}

#[test]
fn s_17_a_name_that_points_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    for (target, is_told) in [("=#REF!$A$1", true), ("=Feuil1!$B$1", false)] {
        let mut workbook = Workbook::new();
        fill(&mut workbook, "Feuil1", "a;1\nb;2\nt;=SUM(B1:B2)|3", &|_, _| {});
        workbook.define_name("Taux", target).unwrap();
        let place = folder.path().join("essai.xlsx");
        workbook.save(&place).unwrap();
        let run = dossier(&["audit", place.to_str().unwrap()]);
        assert_eq!(run.stdout.contains("Taux"), is_told, "{}", run.stdout);
    }
}

#[test]
fn s_18_a_total_typed_by_hand() {
    let lines = "Poste;Montant;TVA\nA;1015;=B2*0.2|203\nB;1127;=B3*0.2|225.4\nC;1254;=B4*0.2|250.8\nD;1300;=B5*0.2|260\n";
    fault(&format!("{lines}Total;4696;"), &[("S-18", "B6")]);
    sound(&format!("{lines}Total;=SUM(B2:B5)|4696;"));
    // A line that the total adds up with the others is a line.
    sound("A;1015\nB;1127\nC;1254\nD;1300\nE;4696\nTotal;=SUM(B1:B5)|9392");
    // Three digits are an accident, unless the row is called a total.
    sound("a;11;\nb;12;\nc;13;\nd;14;=B4*2|28\ne;50;");
}

#[test]
fn s_19_an_error_where_it_is_born_once_for_what_was_filled() {
    let rows = "1;0;=A1/B1|#DIV/0!;=C1+1|#DIV/0!\n2;0;=A2/B2|#DIV/0!\n3;0;=A3/B3|#DIV/0!\n4;2;=A4/B4|2";
    let folder = tempfile::tempdir().unwrap();
    let place = sheet(folder.path(), rows);
    let of_errors: Vec<_> = told(&place).into_iter().filter(|(code, _)| code == "S-19").collect();
    assert_eq!(of_errors, [("S-19".to_owned(), "C1".to_owned())]);
    let run = dossier(&["audit", place.to_str().unwrap()]);
    assert_eq!(run.status, 1, "{}", run.transcript());
    assert!(run.stdout.contains("de même en C2 et C3"), "{}", run.stdout);
}

#[test]
fn s_20_another_workbook() {
    fault("a;=[1]Feuil1!A1|12\nb;=[1]Feuil1!A2|13\nc;=B1+B2|25", &[("S-20", "B1")]);
}

/// The worked examples: nothing but what `check` tells.
#[test]
fn the_examples_have_no_fault_that_check_does_not_tell() {
    for example in [
        "candidature-exemple",
        "cluster-territoire-intelligent",
        "consortium-france-quebec-exemple",
        "travaux-mairie-exemple",
    ] {
        let place = Path::new("budgets").join(example).join("budget.xlsx");
        let run = dossier(&["audit", place.to_str().unwrap()]);
        assert_eq!(run.status, 0, "{example} {}", run.transcript());
        assert!(run.stdout.contains("Rien à signaler."), "{example} {}", run.stdout);
    }
    // The example of faults: each cell told is one that `check` tells, or a line hidden or in error that it tells too.
    let place = Path::new("budgets/exemple-anomalies");
    let checked = dossier(&["check", place.to_str().unwrap(), "--format", "json"]).stdout;
    for (code, cell) in told(&place.join("budget.xlsx")) {
        assert!(checked.contains(&format!("\"{cell}\"")), "{code} {cell} is not told by check");
    }
}

#[test]
fn the_forms_of_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "Poste;2025;2026;2027\nA;10;20;30\nB;11;21;31\nC;12;22;32\nTotal;=SUM(B2:B4)|33;=SUM(C3:C4)|43;=SUM(D2:D4)|90";
    let place = sheet(folder.path(), rows);
    let asked = |more: &[&str]| {
        let shown = place.to_str().unwrap();
        let run = dossier(&[&["audit", shown], more].concat());
        run.transcript().replace(folder.path().to_str().unwrap(), "DOSSIER")
    };
    let whole: Vec<String> = [&[][..], &["--format", "concis"], &["--detail"], &["--annoter"]]
        .iter()
        .map(|more| format!("$ dossier audit essai.xlsx {}\n{}", more.join(" "), asked(more)))
        .collect();
    snapbox::assert_data_eq!(whole.join("\n"), snapbox::file!["../transcripts/audit.txt"].raw());
    let sarif: Value =
        serde_json::from_str(&dossier(&["audit", place.to_str().unwrap(), "--format", "sarif"]).stdout)
            .unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(sarif["runs"][0]["results"].as_array().unwrap().len() >= 2, "{sarif}");
    let copy = folder.path().join("essai-annote.xlsx");
    assert!(copy.is_file() && fs::metadata(&place).unwrap().len() > 0);
}

#[test]
fn what_cannot_be_audited_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "rien").unwrap();
    let sound = sheet(folder.path(), "a;1\nb;2\nt;=SUM(B1:B2)|3");
    let run = dossier(&["audit", text.to_str().unwrap(), sound.to_str().unwrap()]);
    assert_eq!(run.status, 2, "{}", run.transcript());
    assert!(
        run.stdout.contains("Rien à signaler."),
        "one that fails does not silence the others: {}",
        run.stdout
    );
    let run = dossier(&["audit", "budgets/candidature-exemple"]);
    assert!(run.status == 2 && run.stderr.contains("dossier check"), "{}", run.transcript());
    // A function that is not recomputed is counted, never silent.
    let unknown = sheet(folder.path(), "a;1\nb;2\nt;=CUBEVALUE(B1)|3");
    let run = dossier(&["audit", unknown.to_str().unwrap()]);
    assert!(run.stdout.contains("dont 0 recalculée") && run.stdout.contains("Non vérifié"), "{}", run.stdout);
}
