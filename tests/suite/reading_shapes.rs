//! The shapes that budgets have: one tiny workbook each (`tests/workbooks/formes`), and its exact reading beside it.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite -- reading_shapes::` writes the expected readings anew: read the difference.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::reading_support::{at, dump, dump_budget, dump_issues};
use dossier::workbench::model::project::BudgetLayout;
use dossier::workbench::source::table::{BudgetReading, ReadingHints, read_budget_with};

/// The names of files without their extension, with the extensions found.
fn corpus() -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (stem, extension) = name.rsplit_once('.').unwrap();
        if extension != "txt" {
            names.entry(stem.to_owned()).or_default().push(extension.to_owned());
        }
    }
    names.values_mut().for_each(|extensions| extensions.sort());
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks/formes")
}

fn reading(file: &str) -> BudgetReading {
    let bytes = std::fs::read(folder().join(file)).unwrap();
    let hints = ReadingHints::new(
        ["Prestations externes", "Communication", "Investissement"].into_iter(),
        ["CCI Artois", "UPHF"].into_iter(),
    );
    read_budget_with(file, &bytes, &hints).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The reading with what was guessed; the tables that these workbooks never hold are left out.
fn shape(file: &str) -> String {
    let reading = reading(file);
    let mut out = String::new();
    for table in &reading.tables {
        for (year, role, column, header) in &table.year_columns {
            let column = dossier::workbench::model::column_name(*column);
            out += &format!("{column} {year} {role:?} « {header} »\n");
        }
        for one in &table.inherited {
            out += &format!(
                "hérité {:?} « {} » {:?} de {} par {} ligne(s), {} à {}\n",
                one.role,
                one.value,
                one.origin,
                at(&one.from),
                one.lines,
                one.first_row + 1,
                one.last_row + 1
            );
        }
        for note in &table.notes {
            out += &format!("note {} « {} »\n", at(&note.place), note.value);
        }
    }
    for split in &reading.budget.year_splits {
        let parts: Vec<String> =
            split.parts.iter().map(|part| format!("{}@{}", part.value.plain(), at(&part.place))).collect();
        let total = format!("{}@{}", split.total.value.plain(), at(&split.total.place));
        out += &format!("années de « {} » {:?} {total} = {}\n", split.label, split.column, parts.join(" + "));
    }
    let dump = dump(&reading);
    let told = dump.lines().filter(|line| !line.contains("MissingTable")).collect::<Vec<_>>().join("\n");
    format!("{told}\n{out}")
}

#[test]
#[allow(clippy::disallowed_methods)]
fn every_shape_is_read_as_it_should() {
    let mut different = Vec::new();
    for (name, extensions) in corpus() {
        let reference = if extensions.iter().any(|one| one == "xlsx") { "xlsx" } else { &extensions[0] };
        let found = shape(&format!("{name}.{reference}"));
        let path = folder().join(format!("{name}.txt"));
        if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            different.push(format!("── {name}.{reference}, expected:\n{expected}── found:\n{found}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn every_format_gives_the_same_reading() {
    let mut compared = 0;
    for (name, extensions) in corpus().into_iter().filter(|(_, extensions)| extensions.len() > 1) {
        let expected = shape(&format!("{name}.xlsx"));
        for extension in extensions.iter().filter(|extension| *extension != "xlsx") {
            compared += 1;
            let found = shape(&format!("{name}.{extension}"));
            // The one sheet of a csv has no name.
            let sheet = if name == "plusieurs-tableaux" { "Budget" } else { "Dépenses" };
            let found = if extension == "csv" {
                found.replace(" !", &format!(" {sheet}!")).replace("@!", &format!("@{sheet}!"))
            } else {
                found
            };
            assert_eq!(found, expected, "{name}.{extension}");
        }
    }
    assert!(compared >= 20, "{compared}");
}

fn laid_out(file: &str, layout: &str) -> Result<BudgetReading, String> {
    let layout: BudgetLayout = toml::from_str(layout).unwrap();
    let hints = ReadingHints::default().with_layout(&layout)?;
    let bytes = std::fs::read(folder().join(file)).unwrap();
    read_budget_with(file, &bytes, &hints).map_err(|error| error.to_string())
}

const UNKNOWN: &str = "entetes-inconnus.xlsx";

#[test]
fn named_columns_are_read_whatever_their_headers() {
    let reading = laid_out(
        UNKNOWN,
        "feuille = \"Chiffrage\"\nligne_entete = 3\ncolonnes = { intitule = \"A\", prestataire = \"B\", montant_ht = \"c\", tva = \"D\" }",
    )
    .unwrap();
    assert_eq!(
        dump_budget(&reading),
        "dépense Chiffrage!A4: intitulé=Étude@A4 prestataire=Bureau A@B4 ht=100.00@C4 tva=20.00@D4\n\
         dépense Chiffrage!A5: intitulé=Salon@A5 prestataire=Agence C@B5 ht=50.00@C5 tva=10.00@D5\n\
         total Chiffrage!C6 « Total » AmountExclVat [0..2] 150.00\n\
         total Chiffrage!D6 « Total » Vat [0..2] 30.00\n"
    );
    let issues = dump_issues(&reading);
    assert!(issues.contains("! Autres dépenses!A1 TableNotNamed { kind: Expenses"), "{issues}");
}

#[test]
fn named_columns_may_hold_a_year_each() {
    let reading = laid_out(
        UNKNOWN,
        "feuille = \"chiffrage\"\nligne_entete = 3\ncolonnes = { intitule = \"A\", montant_ht = \"C\", montant_ht_2024 = \"E\", montant_ht_2025 = \"F\" }",
    )
    .unwrap();
    let lines: Vec<String> = dump_budget(&reading).lines().take(3).map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "dépense Chiffrage!E4: intitulé=Étude@A4 année=2024@E3 ht=60.00@E4",
            "dépense Chiffrage!F4: intitulé=Étude@A4 année=2025@F3 ht=40.00@F4",
            "dépense Chiffrage!F5: intitulé=Salon@A5 année=2025@F3 ht=50.00@F5",
        ]
    );
    assert_eq!(reading.budget.year_splits.len(), 2);
}

#[test]
fn a_named_column_takes_the_place_of_the_guessed_one() {
    let reading = laid_out("deux-montants.xlsx", "colonnes = { montant_ht = \"E\" }").unwrap();
    assert_eq!(
        dump_budget(&reading),
        "dépense Dépenses!B2: poste=Communication@A2 intitulé=Salon@B2 année=2025@C2 ht=45.00@E2\n"
    );
    let table = &reading.tables[0];
    assert_eq!(table.unrecognised_headers[0].value, "Montant HT", "what is no longer read is told");
}

#[test]
fn a_table_that_is_not_where_it_is_named_is_an_error() {
    let wrong = |layout: &str| laid_out(UNKNOWN, layout).unwrap_err();
    let message = wrong("feuille = \"Chifrage\"");
    assert!(
        message.contains(
            "budget.feuille : le classeur n’a pas de feuille « Chifrage » (vouliez-vous dire « Chiffrage » ?)"
        ),
        "{message}"
    );
    let message = wrong("feuille = \"Chiffrage\"");
    assert!(
        message.contains("aucun en-tête de tableau Dépenses n’est reconnu sur la feuille « Chiffrage »"),
        "{message}"
    );
    let message = wrong(
        "feuille = \"Chiffrage\"\nligne_entete = 2\ncolonnes = { intitule = \"A\", montant_ht = \"C\" }",
    );
    assert!(
        message.contains("budget.ligne_entete : la ligne 2 ne donne pas un tableau Dépenses"),
        "{message}"
    );
    let message = wrong("feuille = \"Chiffrage\"\nligne_entete = 3\ncolonnes = { prestataire = \"B\" }");
    assert!(message.contains("montant_ht ou montant_ttc"), "{message}");
}
