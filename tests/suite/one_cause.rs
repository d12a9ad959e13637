//! One wrong cell is one finding: typed workbooks with a single slip, and all that the checks of family T say of it.

use std::fs;

use crate::support::{EXAMPLE, Run, answers_of, dossier, edit, example_copy};
use rust_xlsxwriter::{Workbook, Worksheet};

/// Everything typed, nothing computed by the sheet; exemple fictif.
const EXPENSES: &str = "\
Poste;Intitulé;Année;Quantité;Prix unitaire;Montant HT;Taux de TVA;TVA;Montant TTC
Prestations;Conception 2024;2024;3;1002,50;3007,50;0,2;601,50;3609
Prestations;Conception 2025;2025;4;1011,30;4045,20;0,2;809,04;4854,24
Prestations;Ateliers;2024;10;123,57;1235,70;0,2;247,14;1482,84
Communication;Affiches;2025;7;98,76;691,32;0,2;138,26;829,58
Total;;;;;8979,72;;1795,94;10775,66";

const RESOURCES: &str = "\
Co-financeur;Nature;Montant;Part
Département;Département;1077,57;0,1
EPCI;Autofinancement;9698,09;0,9";

/// The two tables with one text changed for another, which must be there.
fn with(from: &str, to: &str) -> Run {
    let both = format!("{EXPENSES}\n\n{RESOURCES}");
    assert!(both.contains(from), "{from}");
    check(&both.replacen(from, to, 1))
}

fn check(both: &str) -> Run {
    let (_folder, project) = example_copy();
    let mut workbook = Workbook::new();
    for (name, table) in ["Dépenses", "Ressources"].into_iter().zip(both.split("\n\n")) {
        write(workbook.add_worksheet().set_name(name).unwrap(), table);
    }
    fs::write(project.join("budget.xlsx"), workbook.save_to_buffer().unwrap()).unwrap();
    let project = project.to_str().unwrap();
    let mut run = dossier(&["check", project, "--fund", "fonds-regional", "--format", "concis"]);
    // The concise lines, then each check's own answer.
    let answers = answers_of(std::path::Path::new(project), "fonds-regional").join("\n\n");
    run.stdout = format!("{}\n{answers}", run.stdout.replace(['\u{202f}', '\u{a0}'], " "));
    run
}

fn write(sheet: &mut Worksheet, table: &str) {
    for (row, line) in (0_u32..).zip(table.lines()) {
        for (column, cell) in (0_u16..).zip(line.split(';')) {
            match cell.replace(',', ".").parse::<f64>() {
                Ok(number) => drop(sheet.write(row, column, number).unwrap()),
                Err(_) if cell.is_empty() => {}
                Err(_) => drop(sheet.write(row, column, cell).unwrap()),
            }
        }
    }
}

/// What family T finds wrong: the code, then the place and the message, causes only.
fn wrong(run: &Run) -> Vec<String> {
    let mut found = Vec::new();
    for line in run.stdout.lines() {
        let Some((place, rest)) = line.split_once(" : T-") else { continue };
        let (code, rest) = rest.split_once(' ').unwrap();
        let (severity, message) = rest.split_once(" : ").unwrap();
        if severity != "note" {
            found.push(format!("T-{code} {} : {message}", place.trim_start_matches("budget.xlsx › ")));
        }
    }
    found
}

#[test]
fn the_sound_workbook_has_nothing_to_tell() {
    let run = with("Affiches", "Affiches");
    assert_eq!(wrong(&run), [] as [&str; 0], "{}", run.stdout);
}

#[test]
fn a_wrong_amount_is_told_once_with_the_total_that_follows() {
    let run = with("1235,70", "1253,70");
    assert_eq!(
        wrong(&run),
        [
            "T-04 Dépenses › F4 : le montant HT n’est pas le produit de la quantité par le prix unitaire ; se répercute sur 6 contrôles"
        ],
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("1 235,70 € = 10 × 123,57 €"), "{}", run.stdout);
}

#[test]
fn a_wrong_vat_is_told_once() {
    let run = with("809,04", "890,04");
    assert_eq!(
        wrong(&run),
        ["T-03 Dépenses › H3 : la TVA ne correspond pas au taux de 20 % ; se répercute sur 6 contrôles"],
        "{}",
        run.stdout
    );
}

#[test]
fn a_wrong_total_of_the_line_is_told_once() {
    let run = with("829,58", "892,58");
    let told = wrong(&run);
    assert_eq!(
        told.first().map(String::as_str),
        Some(
            "T-02 Dépenses › I5 : le montant TTC n’est pas la somme du HT et de la TVA ; se répercute sur 8 contrôles"
        ),
        "{}",
        run.stdout
    );
    // The own contribution is the remainder: neither the balance nor its share is told beside the wrong cost.
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(!run.stdout.contains(" : P-01 "), "{}", run.stdout);
}

#[test]
fn a_wrong_total_is_still_told_by_itself() {
    let run = with("8979,72", "8997,72");
    assert_eq!(
        wrong(&run),
        [
            "T-01 Dépenses › F6 : le total « Total » ne correspond pas à ses 4 lignes (écart de 18,00 €) ; se répercute sur 5 contrôles"
        ],
        "{}",
        run.stdout
    );
}

#[test]
fn an_amount_in_thousands_is_told_as_such() {
    let run = with("1235,70", "1,2357");
    let told = wrong(&run);
    assert!(
        told.contains(&"T-28 Dépenses › F4 : le montant HT n’est pas le produit de la quantité par le prix unitaire : mille fois trop petit (montant en k€ ?) ; se répercute sur 7 contrôles".to_owned()),
        "{told:?}\n{}",
        run.stdout
    );
    assert!(!told.iter().any(|one| one.starts_with("T-04") || one.starts_with("T-01")), "{told:?}");
}

#[test]
fn a_total_in_thousands_is_told_as_such() {
    let run = with("8979,72", "8,98");
    assert_eq!(
        wrong(&run),
        [
            "T-28 Dépenses › F6 : le total « Total » est mille fois trop petit (montant en k€ ?) ; se répercute sur 5 contrôles"
        ],
        "{}",
        run.stdout
    );
}

#[test]
fn a_line_wholly_in_thousands_betrays_itself_by_its_other_year() {
    let run = with("2025;4;1011,30;4045,20;0,2;809,04;4854,24", "2025;4;1,01;4,04;0,2;0,81;4,85");
    let told = wrong(&run);
    assert!(
        told.contains(
            &"T-31 Dépenses › F3 : montant mille fois trop petit (montant en k€ ?), comparé à la même dépense une autre année".to_owned()
        ),
        "{told:?}\n{}",
        run.stdout
    );
}

#[test]
fn a_line_in_thousands_explains_the_total_that_was_right() {
    // The line agrees with itself; the typed total was added up in euros.
    let run = with("10;123,57;1235,70;0,2;247,14;1482,84", ";;1,24;;;1,49");
    assert!(
        run.stdout.contains("le total « Total » ne correspond pas à ses 4 lignes (écart de 1 234,46 €)"),
        "{}",
        run.stdout
    );
    let exact = with(
        "10;123,57;1235,70;0,2;247,14;1482,84\nCommunication;Affiches;2025;7;98,76;691,32;0,2;138,26;829,58\nTotal;;;;;8979,72",
        ";;1,24;;;1,49\nCommunication;Affiches;2025;7;98,76;691,32;0,2;138,26;829,58\nTotal;;;;;8984,02",
    );
    assert!(
        exact.stdout.contains("Une ligne en milliers d’euros (second lieu indiqué) explique tout l’écart"),
        "{}",
        exact.stdout
    );
}

#[test]
fn shares_that_do_not_make_a_whole() {
    // One share is wrong: told by T-06, and the sum of the shares follows.
    let run = with(";0,9", ";0,85");
    assert_eq!(
        wrong(&run),
        [
            "T-06 Ressources › D3 : le pourcentage écrit n’est pas la part du coût total ; se répercute sur 1 contrôle"
        ]
    );
    // A share is missing: nothing is claimed of the sum.
    let run = with("9698,09;0,9", "9698,09;");
    assert!(run.stdout.contains("1 ressource sans pourcentage : "), "{}", run.stdout);
    // Each share is within its rounding, and the column is not.
    let mut table = String::from("Co-financeur;Nature;Montant;Part\n");
    for number in 1..=4 {
        table.push_str(&format!("Mécène {number};Privés;1077,57;0,1001\n"));
    }
    table.push_str("EPCI;Autofinancement;6465,38;0,6001");
    let run = check(&format!("{EXPENSES}\n\n{table}"));
    assert_eq!(
        wrong(&run),
        ["T-29 Ressources › D2 : les parts des ressources ne font pas 100 %"],
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("100,05 % = 10,01 % + 10,01 %"), "{}", run.stdout);
}

#[test]
fn the_negative_amounts_of_a_line_are_one_finding() {
    let run = with(
        "7;98,76;691,32;0,2;138,26;829,58\nTotal;;;;;8979,72;;1795,94;10775,66",
        "7;-98,76;-691,32;0,2;-138,26;-829,58\nTotal;;;;;7597,08;;1519,42;9116,50",
    );
    let told: Vec<String> = wrong(&run).into_iter().filter(|one| one.starts_with("T-22")).collect();
    assert_eq!(
        told,
        [
            "T-22 Dépenses › E5 : montant négatif : −98,76 € (colonne « Prix unitaire ») ; se répercute sur 5 contrôles"
        ]
    );
}

#[test]
fn a_column_of_texts_is_one_finding() {
    let texts = EXPENSES
        .replace(";3007,50;", ";'3 007,50;")
        .replace(";4045,20;", ";'4 045,20;")
        .replace(";1235,70;", ";'1 235,70;");
    let run = check(&format!("{}\n\n{RESOURCES}", texts.replace(";'", ";\u{a0}")));
    let told: Vec<String> = wrong(&run).into_iter().filter(|one| one.starts_with("T-19")).collect();
    assert_eq!(
        told,
        [
            "T-19 Dépenses › F2 : nombre enregistré en texte : les formules ne l’additionnent pas (colonne « Montant HT ») ; se répercute sur 5 contrôles ; de même en 2 autres endroits"
        ],
        "{}",
        run.stdout
    );
}

#[test]
fn a_code_of_old_is_followed_and_an_override_under_it_is_told() {
    let run = dossier(&["explain", "L-05"]);
    assert!(run.stdout.starts_with("T-22 – Aucun montant n’est négatif"), "{}", run.stdout);
    let (_folder, project) = example_copy();
    let file = project.join("projet.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\n[controles.L-05]\ngravite = \"note\"\nmotif = \"avoir\"\n")).unwrap();
    let run = dossier(&["check", project.to_str().unwrap()]);
    assert!(run.stdout.contains("le contrôle L-05 est devenu T-22"), "{}\n{}", run.stdout, run.stderr);
}

#[test]
fn the_aid_that_a_date_leaves_out_of_the_count_is_named_alone_or_under_that_date() {
    let plain = |run: &Run| {
        let said = run.stdout.replace(['\u{202f}', '\u{a0}'], " ");
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // At its own date the example leaves none out, and says nothing.
    assert!(!dossier(&["check", EXAMPLE]).stdout.contains("A-10"));
    let said = plain(&dossier(&["check", EXAMPLE, "--date", "2026-01-01"]));
    let first =
        "· 1 aide non comptée : 12 500,00 € du 17 novembre 2022, hors de la période du 2 janvier 2023";
    assert!(said.contains(first), "{said}");
    // A year typed wrongly stops; remarks are not told then, this one is under what it follows from.
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "date_octroi = 2022-11-17", "date_octroi = 2002-11-17");
    let run = dossier(&["check", project.to_str().unwrap()]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    let said = plain(&run);
    let under = "se répercute sur 1 aide non comptée : 12 500,00 € du 17 novembre 2002, hors de la période du 16 janvier 2021";
    assert!(said.contains(under), "{said}");
}
