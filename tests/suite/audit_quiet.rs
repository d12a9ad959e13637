//! `dossier audit` on sheets made as those who know their spreadsheet make them, and as the samples of Excel are made:
//! names that move with the cell, loops that are none, errors that are meant. Each with the fault that stands beside it.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Formula, Table, TableColumn, Workbook};

use crate::audit::{answer, fault, fill, sound, told};
use crate::reading_support::minimal::{self, SHEET_OPEN};

/// A sheet with defined names.
fn with_names(folder: &Path, rows: &str, names: &[(&str, &str)]) -> PathBuf {
    let mut workbook = Workbook::new();
    fill(&mut workbook, "Feuil1", rows, &|_, _| {});
    for (name, formula) in names {
        workbook.define_name(*name, formula).unwrap();
    }
    let place = folder.join("essai.xlsx");
    workbook.save(&place).unwrap();
    place
}

fn told_with_names(rows: &str, names: &[(&str, &str)]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    told(&with_names(folder.path(), rows, names))
}

fn one(code: &str, cell: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), cell.to_owned())]
}

#[test]
fn a_name_without_dollars_moves_with_its_cell() {
    // « The cell before », as Excel writes it from the first cell: over the edge of the sheet.
    let names = [("Avant", "=Feuil1!XFD1"), ("Dessus", "=Feuil1!$A1048576")];
    assert_eq!(told_with_names("10;=Avant*2|20\n30;=Avant*2|60\n40;=Dessus+1|31", &names), []);
    // LibreOffice does not come back by the other edge: what it saves is not judged.
    let folder = tempfile::tempdir().unwrap();
    let place = with_names(folder.path(), "30;=Avant*2|0", &names);
    assert_eq!((told(&place), answer(&place, "T-10").as_str()), (vec![], "non vérifiable"));
    let names = [("Après", "=Feuil1!B1")];
    assert_eq!(told_with_names("=Après*2|20;10\n=Après*2|61;30", &names), one("T-10", "A2"));
}

#[test]
fn a_name_of_a_sheet_is_found_and_an_unknown_one_is_not_guessed() {
    let names = [("Taux", "=Feuil1!$A$1")];
    assert_eq!(told_with_names("10;=Feuil1!Taux*2|20", &names), []);
    assert_eq!(told_with_names("10;=Feuil1!Taux*2|21", &names), one("T-10", "B1"));
    let folder = tempfile::tempdir().unwrap();
    let place = with_names(folder.path(), "10;=Inconnu*2|20", &[]);
    assert_eq!(told(&place), []);
    assert_eq!(answer(&place, "T-10"), "non vérifiable");
    // One that the spreadsheet does not know either is in error.
    assert_eq!(told_with_names("10;=Inconnu*2|#NAME?", &[]), one("S-19", "B1"));
}

#[test]
fn a_loop_is_what_a_formula_really_reads() {
    // One cell of the column where it stands, by its rank; a branch that is not taken; a row of a named column.
    sound("1\n=INDEX(A1:A3,1)|1\n2");
    sound("1\n=IF(A1>0,A1,A2)|1");
    let columns =
        [("Soldes", "=Feuil1!$C$1:$C$3"), ("Mois", "=Feuil1!$A$1:$A$3"), ("Parts", "=Feuil1!$B$1:$B$3")];
    let rows = |last: &str| {
        format!(
            "1;=IF(AND(Mois<>\"\",Mois<4),5,0)|5;=Parts*2|10\n2;=C1|10;=Parts*2|20\n3;=C2|20;=IF(AND(Soldes>=0,Mois=9),1,Parts*2)|{last}"
        )
    };
    // The last reads its own column by its name, and its own row of it: a loop; by another row, none.
    assert_eq!(told_with_names(&rows("40").replace("Soldes>=0", "Parts>=0"), &columns), []);
    assert_eq!(told_with_names(&rows("41").replace("Soldes>=0", "Parts>=0"), &columns), one("T-10", "C3"));
    assert_eq!(told_with_names(&rows("40"), &columns), one("T-16", "C3"));
    fault("1\n=SUM(A1:A3)|0\n2", &[("T-16", "A2")]);
    fault("1\n=INDEX(A1:A3,2)|0\n2", &[("T-16", "A2")]);
    // What is read after a loop that is none is recomputed after it.
    fault("1;=A2*2|3\n=INDEX(A1:A3,1)|1\n2", &[("T-10", "B1")]);
}

#[test]
fn operators_in_a_sum_take_a_cell_or_all_of_them() {
    // Entered as an array or not: the file does not always say, and either is right.
    sound("1;2;=SUM(A1:A3*B1:B3)|2\n2;3\n3;4");
    sound("1;2;=SUM(A1:A3*B1:B3)|20\n2;3\n3;4");
    fault("1;2;=SUM(A1:A3*B1:B3)|21\n2;3\n3;4", &[("T-10", "C1")]);
    // Where the range has no cell in the formula's row, one way is an error, and it is told as such.
    fault("1;2\n2;3\n3;4\n;;=SUM(A1:A3*B1:B3)|#VALUE!", &[("S-19", "C4")]);
}

#[test]
fn an_error_on_purpose_is_told_only_where_it_spreads() {
    let head = "1;=IF(A1>0,A1,NA())|1\n-2;=IF(A2>0,A2,NA())|#N/A\n3;=IF(A3>0,A3,NA())|3\n";
    sound(head);
    sound(&format!("{head};=COUNTIF(B1:B3,NA())|1"));
    fault(&format!("{head};=COUNTIF(B1:B3,NA())|2"), &[("T-10", "B4")]);
    fault(&format!("{head};=SUM(B1:B3)|#N/A"), &[("S-19", "B2")]);
}

#[test]
fn columns_whose_names_differ_by_a_space_are_not_taken_for_one_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let columns = ["Prix", "Prix "].map(|name| TableColumn::new().set_header(name));
    sheet.add_table(0, 0, 2, 1, &Table::new().set_name("T").set_columns(&columns)).unwrap();
    for (row, (one, other)) in (1..).zip([(1, 10), (2, 20)]) {
        sheet.write_number(row, 0, one).unwrap();
        sheet.write_number(row, 1, other).unwrap();
    }
    sheet.write_formula(4, 0, Formula::new("SUM(T[Prix ])").set_result("30")).unwrap();
    let place = folder.path().join("essai.xlsx");
    workbook.save(&place).unwrap();
    assert_eq!(told(&place), []);
    assert_eq!(answer(&place, "T-10"), "non vérifiable");
}

#[test]
fn formulas_that_read_the_same_or_have_a_name_are_not_elsewhere() {
    let head = "2;10;=SUM(A1:B1)|12\n3;11;=SUM(A2:B2)|14\n";
    sound(&format!("{head}4;12;=SUM(Feuil1!$A$3:$B$3)|16\n5;13;=SUM(A4:B4)|18\n6;14;=SUM(A5:B5)|20"));
    let names = [("Départ", "=Feuil1!$A$1"), ("Suite", "=Feuil1!$B1048576+1")];
    assert_eq!(told_with_names("7;=Départ|7\n;=Suite|8\n;=Suite|9\n;=Suite|10\n;=Suite|11", &names), []);
}

#[test]
fn days_that_spreadsheets_do_not_count_alike_are_not_judged() {
    // A number taken for a date: the first day is 1 January 1900 for Excel, 31 December 1899 for LibreOffice.
    sound("1;=DAY(A1)|1;=DAY(A1)|31");
    fault("45000;=DAY(A1)|16", &[("T-10", "B1")]);
}

#[test]
fn texts_that_depend_on_the_language_are_not_judged() {
    fault("10/15/2020;=A1*1|44119", &[("S-16", "B1")]);
    sound("12/10/2019;;=COUNTIF(A1:A2,\">02-10-2019\")|5");
    fault("abc;=A1*1|44119", &[("T-10", "B1"), ("S-16", "B1")]);
}

#[test]
fn a_shared_formula_is_written_from_the_cell_that_holds_it() {
    // Someone typed over the first cell of those that share it: `ref` still says B2.
    let cells = |last: &str| {
        format!(
            r#"{SHEET_OPEN}<sheetData><row r="1"><c r="B1"><v>10</v></c><c r="C1"><v>20</v></c><c r="D1"><v>30</v></c></row><row r="2"><c r="B2"><f>B1*3</f><v>30</v></c><c r="C2"><f t="shared" ref="B2:D2" si="0">C1*2</f><v>40</v></c><c r="D2"><f t="shared" si="0"/><v>{last}</v></c></row></sheetData></worksheet>"#
        )
    };
    let folder = tempfile::tempdir().unwrap();
    for (last, expected) in [("60", vec![]), ("40", one("T-10", "D2"))] {
        let place = folder.path().join("essai.xlsx");
        std::fs::write(&place, minimal::Workbook::with_sheet_xml(&cells(last)).bytes()).unwrap();
        assert_eq!(told(&place), expected);
    }
}
