//! The words that budgets use at the head of their columns: a table is read under any of them, and as what it is.

use crate::reading_support::minimal::{SHEET_OPEN, Workbook};
use dossier::workbench::source::table::read_budget;

/// A sheet of texts and numbers, one row a line, cells parted by `|`.
fn sheet(rows: &[&str]) -> Vec<u8> {
    let mut xml = format!("{SHEET_OPEN}<sheetData>");
    for (row, cells) in (1..).zip(rows) {
        xml.push_str(&format!("<row r=\"{row}\">"));
        for (column, cell) in ('A'..).zip(cells.split('|').map(str::trim)) {
            let content = match cell.parse::<f64>() {
                Ok(_) => format!("<c r=\"{column}{row}\"><v>{cell}</v></c>"),
                Err(_) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
            xml.push_str(&content);
        }
        xml.push_str("</row>");
    }
    Workbook::with_sheet_xml(&format!("{xml}</sheetData></worksheet>")).bytes()
}

#[test]
fn expenses_are_read_under_the_words_of_the_trade() {
    for label in ["Charges", "Travaux", "Nature des travaux", "Désignation des travaux", "Descriptif"] {
        for amount in
            ["Prévu HT", "Estimation HT", "Coût estimatif HT", "Montant prévu", "Montant subventionnable"]
        {
            let content = sheet(&[&format!("{label} | {amount}"), "Voirie | 1200.5", "Éclairage | 300"]);
            let budget = read_budget("a.xlsx", &content).unwrap().budget;
            let lines: Vec<String> = budget
                .expense_lines
                .iter()
                .map(|line| {
                    let amount = line.amount_excl_vat.as_ref().map(|cell| cell.value.to_string());
                    let label = line.label.as_ref().map(|cell| cell.value.to_string());
                    format!("{} : {}", label.unwrap_or_default(), amount.unwrap_or_default())
                })
                .collect();
            assert_eq!(
                lines,
                ["Voirie : 1\u{202f}200,50\u{a0}€", "Éclairage : 300,00\u{a0}€"],
                "{label} | {amount}"
            );
        }
    }
}

#[test]
fn both_sides_of_a_plan_are_read_under_the_words_of_associations() {
    let content = sheet(&[
        "Charges | Prévu | Produits | Montant de l’aide sollicitée",
        "Achats | 800 | Région | 500",
        "Location | 200 | Fonds propres | 500",
    ]);
    let budget = read_budget("a.xlsx", &content).unwrap().budget;
    assert_eq!((budget.expense_lines.len(), budget.resources.len()), (2, 2));
    let funders: Vec<String> = budget
        .resources
        .iter()
        .filter_map(|resource| resource.co_financer.as_ref().map(|cell| cell.value.to_string()))
        .collect();
    assert_eq!(funders, ["Région", "Fonds propres"]);
}
