//! What officers' workbooks do to their readers, and the exact issues that come out.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite -- reading_traps::` writes the expected readings anew: read the difference.

use crate::reading_support::minimal::{HEADER_ROW, SHEET_OPEN, Workbook, expense_row};
use crate::reading_support::{dump, dump_budget, dump_issues, read};
use dossier::workbench::source::table::read_budget;

#[test]
fn amounts_typed_as_text() {
    snapbox::assert_data_eq!(
        dump(&read("montants-ecrits.xlsx")),
        snapbox::file!["../workbooks/montants-ecrits.txt"].raw()
    );
}

#[test]
fn one_trap_a_row() {
    snapbox::assert_data_eq!(dump(&read("pieges.xlsx")), snapbox::file!["../workbooks/pieges.txt"].raw());
}

#[test]
fn merged_cells() {
    snapbox::assert_data_eq!(dump(&read("fusions.xlsx")), snapbox::file!["../workbooks/fusions.txt"].raw());
}

#[test]
fn expenses_and_resources_side_by_side() {
    snapbox::assert_data_eq!(
        dump(&read("cote-a-cote.xlsx")),
        snapbox::file!["../workbooks/cote-a-cote.txt"].raw()
    );
}

#[test]
fn thousands_of_euros_a_hidden_sheet_and_a_summary() {
    snapbox::assert_data_eq!(
        dump(&read("dispositions.xlsx")),
        snapbox::file!["../workbooks/dispositions.txt"].raw()
    );
}

#[test]
fn sections_with_their_totals_and_repeated_headers() {
    snapbox::assert_data_eq!(
        dump(&read("rubriques.xlsx")),
        snapbox::file!["../workbooks/rubriques.txt"].raw()
    );
}

#[test]
fn rows_of_a_template_that_nobody_filled() {
    snapbox::assert_data_eq!(
        dump(&read("modele-vide.xlsx")),
        snapbox::file!["../workbooks/modele-vide.txt"].raw()
    );
}

#[test]
fn dates_of_the_1904_epoch() {
    snapbox::assert_data_eq!(
        dump(&read("dates-1904.xlsx")),
        snapbox::file!["../workbooks/dates-1904.txt"].raw()
    );
}

#[test]
fn a_value_under_a_merge_and_a_link_to_another_workbook() {
    let sheet = Workbook::sheet(
        &[
            expense_row(2, "Étude", "<v>10</v>"),
            expense_row(3, "Cachée", "<v>20</v>"),
            expense_row(4, "Liée", "<f>'[1]Autre budget'!B3</f><v>30</v>"),
        ],
        r#"<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>"#,
    );
    let reading = read_budget("a.xlsx", &sheet).unwrap();
    assert_eq!(
        dump_issues(&reading).lines().take(2).collect::<Vec<_>>(),
        [
            "! Dépenses!C3 MergedCellHidesValue « 20 » [Montant HT]",
            "! Dépenses!C4 ExternalLink { formula: \"'[1]Autre budget'!B3\" } « 30 » [Montant HT]",
        ]
    );
}

#[test]
fn shared_formulas_are_spelt_for_each_cell() {
    let total = |row: u32, formula: &str| {
        format!(
            r#"<row r="{row}"><c r="B{row}" t="inlineStr"><is><t>Sous-total</t></is></c><c r="C{row}">{formula}<v>5</v></c></row>"#
        )
    };
    let sheet = Workbook::sheet(
        &[
            expense_row(2, "Étude", "<v>5</v>"),
            total(3, r#"<f t="shared" si="4000000000" ref="C3:C9">SUM(C2:C2)</f>"#),
            expense_row(4, "Salon", "<v>5</v>"),
            total(5, r#"<f t="shared" si="4000000000"/>"#),
        ],
        "",
    );
    let budget = dump_budget(&read_budget("a.xlsx", &sheet).unwrap());
    assert!(
        budget.contains("sous-total Dépenses!C5 « Sous-total » AmountExclVat [1..2] 5.00 =SUM(C4:C4)"),
        "{budget}"
    );
}

#[test]
fn a_row_without_height_and_a_column_without_width_are_hidden() {
    let row = expense_row(2, "Étude", "<v>5</v>")
        .replace("<row r=\"2\"", "<row r=\"2\" ht=\"0\" customHeight=\"1\"");
    let sheet = Workbook::sheet_with_head(
        &[row],
        r#"<cols><col min="3" max="3" width="0" customWidth="1"/></cols>"#,
        "",
    );
    let issues = dump_issues(&read_budget("a.xlsx", &sheet).unwrap());
    assert!(issues.contains("! Dépenses!B2 HiddenRow « Étude »"), "{issues}");
    assert!(issues.contains("! Dépenses!C1 HiddenColumn « C » [Montant HT]"), "{issues}");
}

#[test]
fn an_error_younger_than_the_reader_is_an_error_cell() {
    let row = |row: u32, error: &str| {
        expense_row(row, "Étude", &format!("<v>{error}</v>"))
            .replace(&format!("<c r=\"C{row}\">"), &format!("<c r=\"C{row}\" t=\"e\">"))
    };
    let sheet = Workbook::sheet(&[row(2, "#SPILL!"), row(3, "#CALC!"), row(4, "#N/A")], "");
    let issues = dump_issues(&read_budget("a.xlsx", &sheet).unwrap());
    let expected = ["C2 ErrorCell « #VALUE! »", "C3 ErrorCell « #VALUE! »", "C4 ErrorCell « #N/A »"];
    for (line, expected) in issues.lines().zip(expected) {
        assert!(line.contains(expected), "{line}");
    }
}

/// Six lines of expenses under seven headers, in the rows 2 to 7.
#[test]
fn what_a_pivot_table_computes_is_no_source() {
    let row = |row: u32, label: &str, amount: u32| expense_row(row, label, &format!("<v>{amount}</v>"));
    let rows = [row(2, "Étude", 1_000), row(3, "Ateliers", 2_000)].concat();
    let again = HEADER_ROW.replace("1\"", "11\"");
    let pivot = [row(12, "Étude", 1_000), row(13, "Ateliers", 2_500)].concat();
    let xml = format!("{SHEET_OPEN}<sheetData>{HEADER_ROW}{rows}{again}{pivot}</sheetData></worksheet>");
    let plain = Workbook::with_sheet_xml(&xml);
    let with_pivot = Workbook::with_sheet_xml(&xml)
        .part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable" Target="../pivotTables/pivotTable1.xml"/></Relationships>"#,
        )
        .part(
            "xl/pivotTables/pivotTable1.xml",
            r#"<?xml version="1.0" encoding="UTF-8"?><pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="Croisé" cacheId="1"><location ref="A11:C13" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>"#,
        );
    let lines =
        |workbook: &Workbook| read_budget("a.xlsx", &workbook.bytes()).unwrap().budget.expense_lines.len();
    assert_eq!((lines(&plain), lines(&with_pivot)), (4, 2));
    let told = issues(&with_pivot);
    assert!(told.iter().any(|issue| issue.contains("PivotTable")), "{told:?}");
}

fn priced_rows() -> Vec<String> {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let number = |at: &str, number: u32| format!(r#"<c r="{at}"><v>{number}</v></c>"#);
    let headers = ["D1 Année", "E1 Quantité", "F1 Prix unitaire HT", "G1 TVA"];
    let headers = headers.map(|header| header.split_once(' ').unwrap()).map(|(at, name)| text(at, name));
    let mut rows = vec![format!(r#"<row r="1">{}</row>"#, headers.concat())];
    rows.extend((2..=7).map(|row| {
        let at = |column: &str| format!("{column}{row}");
        let cells = [
            text(&at("A"), "Prestations"),
            text(&at("B"), &format!("Étude {row}")),
            number(&at("C"), 100 * row),
            number(&at("D"), 2024),
            number(&at("E"), row),
            number(&at("F"), 100),
            number(&at("G"), 20 * row),
        ];
        format!(r#"<row r="{row}">{}</row>"#, cells.concat())
    }));
    rows
}

/// The sheet of [`priced_rows`] without the cells named, with `tail` after the data.
fn priced(without: &[&str], tail: &str) -> Workbook {
    let mut rows = priced_rows().concat();
    for cell in without {
        let start = rows.find(&format!("<c r=\"{cell}\"")).unwrap();
        let end = start + rows[start..].find("</c>").unwrap() + "</c>".len();
        rows.replace_range(start..end, "");
    }
    let header = HEADER_ROW.trim_end_matches("</row>");
    let rows = rows.replacen(r#"<row r="1">"#, header, 1);
    Workbook::with_sheet_xml(&format!("{SHEET_OPEN}<sheetData>{rows}</sheetData>{tail}</worksheet>"))
}

fn issues(workbook: &Workbook) -> Vec<String> {
    let issues = dump_issues(&read_budget("a.xlsx", &workbook.bytes()).unwrap());
    let absent = |line: &&str| !line.contains("MissingTable");
    issues.lines().filter(absent).map(|line| line.trim_start_matches("! Dépenses!").to_owned()).collect()
}

#[test]
fn a_header_merged_over_columns_takes_their_titles_away() {
    let merge = r#"<mergeCells><mergeCell ref="E1:G1"/></mergeCells>"#;
    let merged = priced(&["F1", "G1"], merge);
    assert_eq!(issues(&merged), ["E1 MergedHeader { … E1:G1 « Quantité » [Quantité]"]);
    // Over columns without a number, the merge takes nothing away.
    let cells = ["F", "G"].map(|column| (1..=7).map(move |row| format!("{column}{row}")));
    let cells: Vec<String> = cells.into_iter().flatten().collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    assert!(issues(&priced(&cells, merge)).is_empty());
}

#[test]
fn a_merged_title_of_amounts_is_told_by_its_merge_alone() {
    let workbook = priced(&["D1"], r#"<mergeCells><mergeCell ref="C1:D1"/></mergeCells>"#);
    let sheet = workbook.parts.iter().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let sheet = String::from_utf8(sheet.1.clone()).unwrap().replace("Montant HT", "Montants");
    assert_eq!(
        issues(&Workbook::with_sheet_xml(&sheet)),
        ["C1 MergedHeader { … C1:D1 « Montants » [Montants]"]
    );
}

#[test]
fn what_is_merged_over_lines_is_told_once_by_its_first_cell() {
    let workbook = priced(
        &["A3", "A4", "D3", "D4", "F3", "F4", "G6"],
        r#"<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="D2:D4"/><mergeCell ref="F2:F4"/><mergeCell ref="G5:G6"/></mergeCells>"#,
    );
    // The category and the year of a block stand for all its lines.
    assert_eq!(
        issues(&workbook),
        [
            "F2 AmountMergedOverLines { … F2:F4 « 100 » [Prix unitaire HT]",
            "G5 AmountMergedOverLines { … G5:G6 « 100 » [TVA]",
        ]
    );
    let reading = read_budget("a.xlsx", &workbook.bytes()).unwrap();
    let years = reading.budget.expense_lines.iter().map(|line| line.year.as_ref().map(|year| year.value));
    assert!(years.eq([Some(2024); 6]));
}

#[test]
fn a_filter_left_on_is_told_once() {
    let hide = |workbook: &Workbook, rows: &[u32]| {
        let mut hidden = Workbook { parts: workbook.parts.clone() };
        for (name, part) in hidden.parts.iter_mut().filter(|(name, _)| name.ends_with("sheet1.xml")) {
            let mut xml = String::from_utf8(part.clone()).unwrap_or_else(|_| panic!("{name}"));
            for row in rows {
                xml = xml.replace(&format!("<row r=\"{row}\""), &format!("<row r=\"{row}\" hidden=\"1\""));
            }
            *part = xml.into_bytes();
        }
        hidden
    };
    let criteria =
        r#"<autoFilter ref="A1:G6"><filterColumn colId="0"><filters/></filterColumn></autoFilter>"#;
    let by_hand = "B7 HiddenRow « Étude 7 »";
    let told = |criteria: bool, rows: usize| {
        format!("A1 FilterOn {{ rows: {rows}, has_criteria: {criteria}, … «  »")
    };
    assert_eq!(issues(&hide(&priced(&[], criteria), &[3, 4, 7])), [told(true, 2).as_str(), by_hand]);
    let buttons = r#"<autoFilter ref="A1:G6"/>"#;
    assert_eq!(issues(&hide(&priced(&[], buttons), &[3, 4, 7])), [told(false, 2).as_str(), by_hand]);
    // A view that the sheet keeps aside filters nothing now.
    let view = format!("<customSheetViews><customSheetView>{criteria}</customSheetView></customSheetViews>");
    assert_eq!(issues(&hide(&priced(&[], &view), &[7])), [by_hand]);
    let mut table = hide(&priced(&[], ""), &[3, 7]);
    table = table
        .part("xl/tables/table1.xml", format!(r#"<table ref="A1:G6">{criteria}</table>"#))
        .part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>"#,
        );
    assert_eq!(issues(&table), [told(true, 1).as_str(), by_hand]);
}

/// A sheet of an OpenDocument workbook, its first row the headers, with an attribute for its second line.
fn ods_sheet(name: &str, amounts: &[u32], second: &str) -> String {
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row = |index: usize, amount: &u32| {
        let attribute = if index == 1 { second } else { "" };
        let cells = text("Prestations") + &text(&format!("Étude {index}"));
        format!(
            r#"<table:table-row {attribute}>{cells}<table:table-cell office:value-type="float" office:value="{amount}"/></table:table-row>"#
        )
    };
    let headers = text("Poste") + &text("Intitulé") + &text("Montant HT");
    let rows: String = amounts.iter().enumerate().map(|(index, amount)| row(index, amount)).collect();
    format!(
        r#"<table:table table:name="{name}"><table:table-row>{headers}</table:table-row>{rows}</table:table>"#
    )
}

fn ods_issues(sheets: &[String]) -> (usize, Vec<String>) {
    let reading = read_budget("a.ods", &Workbook::ods(&sheets.concat()).bytes()).unwrap();
    let issues = dump_issues(&reading);
    let absent = |line: &&str| !line.contains("MissingTable");
    let lines = reading.budget.expense_lines.len();
    (lines, issues.lines().filter(absent).map(str::to_owned).collect())
}

#[test]
fn a_row_filtered_out_is_told_from_one_hidden_by_hand() {
    let sheet = |visibility| ods_sheet("Dépenses", &[1, 2, 3], visibility);
    let filtered = ods_issues(&[sheet(r#"table:visibility="filter""#)]);
    assert_eq!(filtered.1, ["! Dépenses!A1 FilterOn { rows: 1, has_criteria: true, … «  »"]);
    let hidden = ods_issues(&[sheet(r#"table:visibility="collapse""#)]);
    assert_eq!(hidden.1, ["! Dépenses!B3 HiddenRow « Étude 1 »"]);
}

#[test]
fn a_sheet_copied_whole_is_not_counted_twice() {
    let original = ods_sheet("Dépenses", &[1, 2, 3], "");
    let copy = ods_sheet("Dépenses (2)", &[1, 2, 3], r#"table:visibility="collapse""#);
    let told = "! Dépenses (2)!A1 DuplicatedTable { kind: Expenses, lines: 3, … «  »";
    assert_eq!(ods_issues(&[original.clone(), copy.clone()]), (3, vec![told.to_owned()]));
    // Wherever its tab stands, the copy is the copy.
    assert_eq!(ods_issues(&[copy, original.clone()]), (3, vec![told.to_owned()]));
    let said = "! Dépenses (2)!A1 DuplicateTable { kind: Expenses, … «  »";
    for amounts in [&[1, 2, 4][..], &[1, 2], &[1, 2, 3, 4]] {
        let other = ods_sheet("Dépenses (2)", amounts, "");
        assert_eq!(ods_issues(&[original.clone(), other]), (3 + amounts.len(), vec![said.to_owned()]));
    }
    // Two partners may well plan the same expenses.
    let partners = ["Partenaire : CCI", "Partenaire : UPHF"].map(|name| ods_sheet(name, &[1, 2, 3], ""));
    assert_eq!(ods_issues(&partners).0, 6);
}
