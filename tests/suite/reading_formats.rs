//! The same budget read from `.xlsx`, `.ods` and `.xls`.

use crate::reading_support::{bytes, dump, read};

#[test]
fn the_three_formats_read_alike() {
    let xlsx = dump(&read("simple.xlsx"));
    snapbox::assert_data_eq!(&xlsx, snapbox::file!["../workbooks/simple.txt"].raw());
    for name in ["simple.ods", "simple.xls"] {
        assert_eq!(dump(&read(name)), xlsx, "{name}");
    }
}

#[test]
fn the_content_decides_the_format() {
    for (content, name) in [
        ("simple.ods", "a.xlsx"),
        ("simple.xls", "a.xlsx"),
        ("simple.xlsx", "a.xls"),
        ("simple.xlsx", "A.XLSM"),
    ] {
        let reading = dossier::workbench::source::table::read_budget(name, &bytes(content)).unwrap();
        assert_eq!(reading.budget.expense_lines.len(), 4, "{content} as {name}");
    }
}

/// What is told of the cells of a budget, one line an issue.
fn issues(name: &str, bytes: &[u8]) -> Vec<String> {
    let reading = dossier::workbench::source::table::read_budget(name, bytes).unwrap();
    let told = reading.issues.iter().map(|issue| format!("{} {:?}", issue.place, issue.kind));
    told.filter(|line| !line.contains("MissingTable")).collect()
}

#[test]
fn an_ods_says_the_currency_and_the_unit_that_it_shows() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |kind: &str, value: &str, shown: &str| {
        format!(
            "<table:table-cell {kind} office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let float = "office:value-type=\"float\"";
    let money = |currency: &str| format!("office:value-type=\"currency\" office:currency=\"{currency}\"");
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let line = |amount: String| row(&[text("Prestations"), text("Étude"), amount]);
    let body = format!(
        "<table:table table:name=\"Dépenses\">{}{}{}{}{}{}{}</table:table>",
        row(&[text("Poste"), text("Intitulé"), text("Montant HT")]),
        line(number(&money("CAD"), "1234.56", "1 234,56")),
        line(number(float, "1234.56", "1 234,56 $CA")),
        line(number(float, "12", "12 k€")),
        line(number(&money("EUR"), "1234.56", "1 234,56 €")),
        line(number(float, "12000", "12 k€")),
        line(number(float, "12", "")),
    );
    let bytes = crate::reading_support::minimal::Workbook::ods(&body).bytes();
    assert_eq!(
        issues("a.ods", &bytes),
        [
            "a.ods › Dépenses › C2 ForeignCurrency { currency: \"CAD\", amount: Some(Money(123456)) }",
            "a.ods › Dépenses › C3 ForeignCurrency { currency: \"dollars canadiens\", amount: Some(Money(123456)) }",
            "a.ods › Dépenses › C4 UnitInFormat { unit: \"k€\" }",
            "a.ods › Dépenses › C7 UnseenAmount",
        ]
    );
}

#[test]
fn a_csv_line_with_more_fields_than_headers_is_not_read() {
    let text = "Poste,Intitulé,Année,Montant HT,Montant TTC\nCommunication,Action,2024,1000,1200\nCommunication,Salon,2025,1234,56,1481,47\n";
    assert_eq!(
        issues("budget.csv", text.as_bytes()),
        ["budget.csv › B3 TooManyFields { found: 7, expected: 5 }"]
    );
    let reading = dossier::workbench::source::table::read_budget("budget.csv", text.as_bytes()).unwrap();
    assert!(reading.budget.expense_lines[1].amount_incl_vat.is_none(), "nothing of it is counted");
}

/// Excel encrypts a workbook whose structure alone is protected, with a password of its own: every spreadsheet opens it.
#[test]
fn a_workbook_encrypted_without_a_password_is_read_and_a_real_password_is_told() {
    let plain = dump(&read("simple.xlsx"));
    for name in ["agile.xlsx", "standard.xlsx", "rc4.xls", "cryptoapi.xls"] {
        assert_eq!(dump(&read(&format!("chiffres/{name}"))), plain, "{name}");
    }
    for name in ["agile-vrai-mot-de-passe.xlsx", "rc4-vrai-mot-de-passe.xls"] {
        let read =
            dossier::workbench::source::workbook::read_workbook(name, &bytes(&format!("chiffres/{name}")));
        let told = read.unwrap_err().to_string();
        assert!(told.contains("protégé par un mot de passe"), "{name}: {told}");
    }
}

/// A space typed in the last cell of an old sheet makes it sixteen million cells wide.
#[test]
fn a_space_far_away_in_an_old_workbook_refuses_nothing() {
    assert_eq!(dump(&read("espace-au-loin.xls")), dump(&read("simple.xlsx")));
}
