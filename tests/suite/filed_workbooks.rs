//! The filed workbooks as a spreadsheet opens them: tables, lists, names, protection, what each page prints.
//!
//! What they say once edited is for `tests/judges/edited_workbooks.py`, which edits them in LibreOffice.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

use crate::support::{dossier, example_copy};

/// The parts of a workbook, as text.
type Parts = BTreeMap<String, String>;

/// The filed workbook of each fund, built from the example.
fn filed() -> Vec<(String, Parts)> {
    let (folder, project) = example_copy();
    let out = folder.path().join("out");
    let run = dossier(&["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    [
        "fonds-regional/depot/05-plan-de-financement.xlsx",
        "feder-ospe-1.3/depot/04-annexe-1-plan-de-financement.xlsx",
    ]
    .into_iter()
    .map(|file| {
        let path = out.join(project.file_name().unwrap()).join(file);
        let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        let mut parts = Parts::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            if part.read_to_string(&mut text).is_ok() {
                parts.insert(part.name().unwrap().into_owned(), text);
            }
        }
        (file.to_owned(), parts)
    })
    .collect()
}

fn sheets(parts: &Parts) -> impl Iterator<Item = (&String, &String)> {
    parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
}

/// The values of an attribute, in order.
fn attributes<'a>(part: &'a str, name: &str) -> Vec<&'a str> {
    let marker = format!(" {name}=\"");
    part.split(&marker).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn each_sheet_of_lines_is_one_table_with_its_formulas_and_its_totals() {
    for (file, parts) in filed() {
        let tables: Vec<&String> =
            parts.iter().filter(|(name, _)| name.starts_with("xl/tables/")).map(|(_, part)| part).collect();
        assert!(tables.len() >= 5, "{file}: {}", tables.len());
        for table in &tables {
            assert!(table.contains("totalsRowCount=\"1\""), "{table}");
        }
        // One table a sheet: a printed page repeats the headers of the lines it shows.
        for (name, sheet) in sheets(&parts) {
            assert!(sheet.matches("<tablePart ").count() <= 1, "{file} {name}");
        }
        let calculated = tables.iter().filter(|table| table.contains("<calculatedColumnFormula>")).count();
        assert!(calculated >= 2, "{file}: {calculated}");
    }
}

#[test]
fn a_sheet_of_sums_refers_to_columns_and_never_to_a_line() {
    for (file, parts) in filed() {
        let book = &parts["xl/workbook.xml"];
        for name in [
            "Controles",
            "Liste_Partenaires",
            "Ressources_Montant",
            "Personnel_Annee",
            "Personnel_Total_Cout",
        ] {
            assert!(book.contains(&format!("<definedName name=\"{name}\">")), "{file}: {name}");
        }
        let totals = total_rows(&parts);
        assert!(totals.len() >= 5, "{file}: {totals:?}");
        for (name, sheet) in sheets(&parts) {
            for formula in sheet.split("<f>").skip(1).filter_map(|rest| rest.split("</f>").next()) {
                for (tab, total) in &totals {
                    for reference in formula.split(&format!("'{tab}'!")).skip(1) {
                        let row: String = reference
                            .chars()
                            .skip_while(char::is_ascii_uppercase)
                            .take_while(char::is_ascii_digit)
                            .collect();
                        assert_eq!(&row, total, "{file} {name}: {formula}");
                    }
                }
            }
        }
    }
}

/// The row of totals of each sheet that holds a table, by the name of the sheet.
fn total_rows(parts: &Parts) -> Vec<(String, String)> {
    let book = &parts["xl/workbook.xml"];
    let tabs: Vec<String> = book
        .split("<sheet ")
        .skip(1)
        .map(|rest| attributes(&format!(" {rest}"), "name")[0].to_owned())
        .collect();
    let of_sheet = |(number, tab): (usize, &String)| {
        let links = parts.get(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"))?;
        let target = attributes(links, "Target").into_iter().find(|target| target.contains("/tables/"))?;
        let table = &parts[&target.replace("..", "xl")];
        let (_, last) = attributes(table, "ref")[0].split_once(':')?;
        Some((tab.clone(), last.trim_start_matches(|c: char| c.is_ascii_uppercase()).to_owned()))
    };
    (1..).zip(&tabs).filter_map(of_sheet).collect()
}

#[test]
fn what_is_typed_is_helped_and_what_is_computed_is_protected_without_a_password() {
    for (file, parts) in filed() {
        let all: String = sheets(&parts).map(|(_, sheet)| sheet.as_str()).collect();
        for list in ["Liste_Partenaires", "Liste_Natures", "Liste_Avancements"] {
            assert!(all.contains(&format!("<formula1>{list}</formula1>")), "{file}: {list}");
        }
        assert!(all.contains("type=\"whole\"") && all.contains("type=\"decimal\""), "{file}");
        let protected: Vec<&str> =
            all.split("<sheetProtection ").skip(1).filter_map(|rest| rest.split("/>").next()).collect();
        assert!(protected.len() >= 4, "{file}: {}", protected.len());
        for protection in protected {
            assert!(!protection.contains("password") && !protection.contains("hashValue"), "{protection}");
        }
        assert!(parts.keys().any(|name| name.starts_with("xl/comments")), "{file}");
        assert!(sheets(&parts).all(|(_, sheet)| sheet.contains("<tabColor ")), "{file}");
    }
}

/// Characters of ten points, printed: nine points at least on the paper.
#[test]
fn every_sheet_prints_at_nine_points_or_more_and_its_own_headers_on_each_page() {
    for (file, parts) in filed() {
        for (name, sheet) in sheets(&parts) {
            let mut width = 0.0;
            for column in sheet.split("<col ").skip(1) {
                let value =
                    |name: &str| -> f64 { attributes(&format!(" {column}"), name)[0].parse().unwrap() };
                width += value("width") * (value("max") - value("min") + 1.0);
            }
            // Widths are in digits of seven pixels, the air of five pixels included; margins are of 0.3 inch.
            let paper = if sheet.contains("orientation=\"landscape\"") { 11.69 } else { 8.27 };
            let scale = (paper - 0.6) * 96.0 / (width * 7.0);
            assert!(scale >= 0.9, "{file} {name}: {scale}");
        }
        let book = &parts["xl/workbook.xml"];
        let titles = book.matches("_xlnm.Print_Titles").count();
        let tables = sheets(&parts).filter(|(_, sheet)| sheet.contains("<tablePart ")).count();
        assert!(titles >= tables, "{file}: {titles} for {tables}");
    }
}

/// A year that is a text is no year for a formula, nor a date that is a text a date.
#[test]
fn numbers_and_dates_are_stored_as_such() {
    for (file, parts) in filed() {
        let strings = &parts["xl/sharedStrings.xml"];
        for year in ["2024", "2025", "2026"] {
            assert!(!strings.contains(&format!("<t>{year}</t>")), "{file}: {year}");
        }
        assert!(!strings.contains("2023</t>"), "{file}: a date as text");
        assert!(!strings.contains("renseigner"), "{file}");
    }
}
