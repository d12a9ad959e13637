//! Readings written as text, one line a fact, so that a test shows what an officer would see.

pub mod corpus;
pub mod minimal;

use std::fmt::{Display, Write};

use dossier::Place;
use dossier::workbench::model::{Located, Maybe, TotalScope, cell_name};
use dossier::workbench::source::table::{BudgetReading, read_budget};

/// Reads a workbook of `tests/workbooks`.
pub fn read(name: &str) -> BudgetReading {
    read_budget(name, &bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub fn bytes(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `Dépenses!D4`.
pub fn at(place: &Place) -> String {
    match place {
        Place::Cell { sheet, row, column, .. } => format!("{sheet}!{}", cell_name(*row, *column)),
        Place::Sheet { sheet } => sheet.to_string(),
        other => other.to_string(),
    }
}

fn show<T: Display>(name: &str, value: &Maybe<T>, out: &mut String) {
    if let Some(Located { value, place }) = value {
        let cell = at(place);
        let cell = cell.rsplit('!').next().unwrap();
        write!(out, " {name}={value}@{cell}").unwrap();
    }
}

/// Everything a reading holds, without the file's name.
pub fn dump(reading: &BudgetReading) -> String {
    format!("{}{}{}", dump_tables(reading), dump_budget(reading), dump_issues(reading))
}

pub fn dump_tables(reading: &BudgetReading) -> String {
    let mut out = String::new();
    for table in &reading.tables {
        writeln!(out, "{:?} {}!{} {} lignes", table.kind, table.sheet, table.area(), table.line_count)
            .unwrap();
        for other in &table.unrecognised_headers {
            writeln!(out, "  ? {} {}", at(&other.place), other.value).unwrap();
        }
    }
    out
}

pub fn dump_budget(reading: &BudgetReading) -> String {
    let mut out = String::new();
    let budget = &reading.budget;
    for line in &budget.expense_lines {
        write!(out, "dépense {}:", at(&line.place)).unwrap();
        show("n", &line.number, &mut out);
        show("poste", &line.category, &mut out);
        show("intitulé", &line.label, &mut out);
        show("prestataire", &line.supplier, &mut out);
        show("partenaire", &line.partner, &mut out);
        show("année", &line.year, &mut out);
        show("quantité", &line.quantity, &mut out);
        show("pu", &line.unit_price.as_ref().map(price), &mut out);
        show("ht", &line.amount_excl_vat.as_ref().map(plain), &mut out);
        show("taux", &line.vat_rate.as_ref().map(|rate| rate.clone_with(rate.value.fraction())), &mut out);
        show("tva", &line.vat.as_ref().map(plain), &mut out);
        show("ttc", &line.amount_incl_vat.as_ref().map(plain), &mut out);
        show("pièce", &line.document, &mut out);
        out.push('\n');
    }
    for line in &budget.staff_lines {
        write!(out, "personnel {}:", at(&line.place)).unwrap();
        show("n", &line.number, &mut out);
        show("nom", &line.label, &mut out);
        show("mission", &line.mission, &mut out);
        show("partenaire", &line.partner, &mut out);
        show("année", &line.year, &mut out);
        show("annuel", &line.annual_cost.as_ref().map(plain), &mut out);
        show("base", &line.annual_hours, &mut out);
        show("heures", &line.hours, &mut out);
        show("coût", &line.stated_cost.as_ref().map(plain), &mut out);
        show("pièce", &line.document, &mut out);
        out.push('\n');
    }
    for line in &budget.resources {
        write!(out, "ressource {}:", at(&line.place)).unwrap();
        show("financeur", &line.co_financer, &mut out);
        show("nature", &line.nature, &mut out);
        show("statut", &line.status, &mut out);
        show("montant", &line.amount.as_ref().map(plain), &mut out);
        show(
            "part",
            &line.stated_share.as_ref().map(|rate| rate.clone_with(rate.value.fraction())),
            &mut out,
        );
        show("date", &line.date, &mut out);
        show("pièce", &line.document, &mut out);
        out.push('\n');
    }
    for line in &budget.indicators {
        write!(out, "indicateur {}:", at(&line.place)).unwrap();
        show("code", &line.code, &mut out);
        show("intitulé", &line.label, &mut out);
        show("unité", &line.unit, &mut out);
        show("référence", &line.baseline, &mut out);
        show("cible", &line.target, &mut out);
        show("source", &line.source, &mut out);
        out.push('\n');
    }
    for total in &budget.declared_totals {
        let TotalScope::Lines { start, end } = total.scope;
        let rank = if total.is_grand_total { "total" } else { "sous-total" };
        let value = total.value.map_or_else(|| "?".to_owned(), |value| value.plain());
        write!(
            out,
            "{rank} {} « {} » {:?} [{start}..{end}] {value}",
            at(&total.place),
            total.label,
            total.column
        )
        .unwrap();
        if let Some(formula) = &total.formula {
            write!(out, " ={formula}").unwrap();
        }
        out.push('\n');
    }
    out
}

pub fn dump_issues(reading: &BudgetReading) -> String {
    let mut out = String::new();
    for issue in &reading.issues {
        let column = issue.column.as_ref().map(|column| format!(" [{column}]")).unwrap_or_default();
        let kind = format!("{:?}", issue.kind);
        let kind = strip_places(&kind);
        let range = issue.merged_range().map(|range| format!(" {range}")).unwrap_or_default();
        writeln!(out, "! {} {kind}{range} « {} »{column}", at(&issue.place), issue.shown).unwrap();
    }
    out
}

/// Debug forms of places inside kinds are long and name the file: keep the kind's own facts.
fn strip_places(kind: &str) -> String {
    match ["first: Cell", "last: Cell"].iter().find_map(|place| kind.find(place)) {
        Some(start) => format!("{}…", &kind[..start]),
        None => kind.to_owned(),
    }
}

/// A factor: as an amount when it has cents at most.
fn price(price: &Located<rust_decimal::Decimal>) -> Located<String> {
    let money = dossier::Money::from_decimal(price.value).filter(|money| money.to_decimal() == price.value);
    let text = money.map_or_else(|| price.value.to_string(), dossier::Money::plain);
    Located::new(text, price.place.clone())
}

fn plain(money: &Located<dossier::Money>) -> Located<String> {
    Located::new(money.value.plain(), money.place.clone())
}

trait CloneWith<T> {
    fn clone_with<U>(&self, value: U) -> Located<U>;
}

impl<T> CloneWith<T> for Located<T> {
    fn clone_with<U>(&self, value: U) -> Located<U> {
        Located::new(value, self.place.clone())
    }
}
