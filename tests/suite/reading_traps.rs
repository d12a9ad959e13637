//! What officers' workbooks do to their readers, and the exact issues that come out.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite -- reading_traps::` writes the expected readings anew: read the difference.

use crate::reading_support::minimal::{Workbook, expense_row};
use crate::reading_support::{dump, dump_budget, dump_issues, read};
use dossier::source::workbook::read_budget;

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
