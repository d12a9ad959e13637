//! Plans of the shapes that towns draw: costs and resources are read as a person reads them, and what only their shape
//! tells is said.

use crate::reading_support::minimal::{SHEET_OPEN, Workbook};
use dossier::workbench::source::table::{BudgetReading, IssueKind, ReadingHints, read_budget_with};
use dossier::{Definitions, Money};

/// One plan of `tests/workbooks/plans.txt`.
struct Plan {
    name: String,
    costs: String,
    resources: String,
    with_vat: bool,
    sheet: String,
    rows: Vec<String>,
}

fn plans() -> Vec<Plan> {
    let text = include_str!("../workbooks/plans.txt");
    text.split("\n\n")
        .filter_map(|block| {
            let mut lines = block.lines().skip_while(|line| !line.contains(" ; coûts "));
            let title = lines.next()?.trim_start_matches("# ");
            let mut parts = title.split(" ; ");
            let mut after = |start: &str| parts.next().unwrap().trim_start_matches(start).to_owned();
            Some(Plan {
                name: after(""),
                costs: after("coûts "),
                resources: after("ressources "),
                with_vat: after("") == "TTC",
                sheet: after("feuille "),
                rows: lines.map(str::to_owned).collect(),
            })
        })
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A workbook of one sheet; a cell is a text, a number, or a formula with its result.
fn workbook(sheet: &str, rows: &[String]) -> Vec<u8> {
    let mut xml = format!("{SHEET_OPEN}<sheetData>");
    for (row, cells) in (1..).zip(rows) {
        xml.push_str(&format!("<row r=\"{row}\">"));
        for (column, cell) in ('A'..='Z').zip(cells.split('|').map(str::trim)) {
            let at = format!("{column}{row}");
            let content = match (cell.split_once(" → "), cell.parse::<f64>()) {
                _ if cell.is_empty() => String::new(),
                (Some((formula, result)), _) => {
                    let formula = escaped(formula.trim_start_matches('='));
                    format!("<c r=\"{at}\"><f>{formula}</f><v>{result}</v></c>")
                }
                (None, Ok(_)) => format!("<c r=\"{at}\"><v>{cell}</v></c>"),
                (None, Err(_)) => {
                    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(cell))
                }
            };
            xml.push_str(&content);
        }
        xml.push_str("</row>");
    }
    let named = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let xml = format!("{xml}</sheetData></worksheet>");
    Workbook::with_sheet_xml(&xml).part("xl/workbook.xml", named).bytes()
}

fn read(plan: &Plan) -> BudgetReading {
    let fund = Definitions::embedded().fund("fonds-regional", None).unwrap().fund;
    let categories = fund.categories.iter().flat_map(|one| one.alias.iter().chain([&one.label]));
    let hints = ReadingHints::new(categories.map(String::as_str), std::iter::empty())
        .with_funders(fund.natures.iter().flat_map(|nature| nature.words()))
        .with_first_year(Some(2024));
    read_budget_with("budget.xlsx", &workbook(&plan.sheet, &plan.rows), &hints).unwrap()
}

fn costs(plan: &Plan, reading: &BudgetReading) -> Money {
    let lines = reading.budget.expense_lines.iter();
    let amounts = lines.filter_map(|line| {
        if plan.with_vat { line.amount_incl_vat.as_ref() } else { line.amount_excl_vat.as_ref() }
    });
    amounts.map(|cell| cell.value).sum()
}

fn resources(reading: &BudgetReading) -> Money {
    reading.budget.resources.iter().filter_map(|line| line.amount.as_ref()).map(|cell| cell.value).sum()
}

fn euros(text: &str) -> Money {
    Money::from_decimal(text.parse().unwrap()).unwrap()
}

#[test]
fn plans_are_read_as_a_person_reads_them() {
    let plans = plans();
    assert!(plans.len() >= 50, "{}", plans.len());
    let mut wrong = Vec::new();
    for plan in &plans {
        let reading = read(plan);
        let (costs, resources) = (costs(plan, &reading), resources(&reading));
        if costs != euros(&plan.costs) {
            wrong.push(format!("{} : coûts {costs} pour {}", plan.name, plan.costs));
        }
        if plan.resources != "-" && resources != euros(&plan.resources) {
            wrong.push(format!("{} : ressources {resources} pour {}", plan.name, plan.resources));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No label is lost: every line that counts has the name that the workbook gives it.
#[test]
fn every_line_keeps_its_name() {
    for plan in &plans() {
        let reading = read(plan);
        for line in &reading.budget.expense_lines {
            let named = line.label.is_some() || line.category.is_some();
            assert!(named, "{} : {:?}", plan.name, line.place);
        }
        for line in &reading.budget.resources {
            assert!(line.co_financer.is_some(), "{} : {:?}", plan.name, line.place);
        }
    }
}

#[test]
fn what_only_the_shape_tells_is_said() {
    let told = |name: &str| {
        let plans = plans();
        let plan = plans.iter().find(|plan| plan.name == name).unwrap();
        read(plan).issues.iter().filter(|issue| matches!(issue.kind, IssueKind::KnownByShape { .. })).count()
    };
    assert_eq!(told("sans aucun titre"), 2);
    assert_eq!(told("fiche"), 2, "a card states both sides");
    assert_eq!(told("emplois et ressources"), 1, "only the resources have known headers");
    assert_eq!(told("nature à gauche et à droite"), 0);
}

/// A plan of one side by words and numbers that add up to nothing is no plan: a list of inhabitants is not an expense.
#[test]
fn numbers_that_are_no_plan_are_left_alone() {
    for rows in [
        ["Commune | Habitants", "Béthune | 24895", "Bruay | 21903"],
        ["Téléphone | 321", "Code | 62400", "Rue | 12"],
    ] {
        let rows = rows.map(str::to_owned).to_vec();
        let sheet = "Fiche".to_owned();
        let empty = String::new();
        let plan = Plan {
            name: empty.clone(),
            costs: empty.clone(),
            resources: empty,
            with_vat: false,
            sheet,
            rows,
        };
        assert!(read(&plan).budget.expense_lines.is_empty(), "{:?}", plan.rows);
    }
}
