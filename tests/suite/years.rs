//! Lines that `projet.toml` spreads over several civil years.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::support::dossier;

const LINES: &str = "Poste;Intitulé;Montant HT;Montant TVA;Montant TTC\n\
    Prestations externes;Étude;1 000,01;200,00;1 200,01\nCommunication;Affiches;500,00;100,00;600,00\n";

/// What `trace` says of figures, in order: their amounts alone.
fn amounts(calendar: &str, recovered: &str, stated: &str, figures: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(
        root.join("projet.toml"),
        format!(
            "[projet]\nintitule = \"Années\"\ndate_effet = 2024-01-15\nfonds = [\"feder-ospe-1.3\"]\nbudget = \"budget.csv\"\n\n\
             [demandeur]\nraison_sociale = \"Commune du Val\"\n\n[calendrier]\n{calendar}\n\n\
             [tva]\nrecuperable = {recovered}\nassiette = \"TTC\"\n\n{stated}\n"
        ),
    )
    .unwrap();
    fs::write(root.join("budget.csv"), LINES).unwrap();
    let one = |figure: &&str| {
        let run = dossier(&["trace", root.to_str().unwrap(), figure, "--sans-documents"]);
        let line = run.stdout.lines().find(|line| line.contains(&format!("[{figure}]")));
        let line = line.unwrap_or_else(|| panic!("{figure}: {}{}", run.stdout, run.stderr));
        let line = line.replace(['\u{202f}', '\u{a0}'], " ");
        line.trim().split(" €").next().unwrap().to_owned()
    };
    figures.iter().map(one).collect()
}

const CALENDAR: &str = "debut = 2025-11-01\nfin = 2026-03-31";

#[test]
fn a_line_spreads_by_the_days_of_the_operation() {
    // 61 days of 2025 and 90 of 2026: 1 200,01 × 61 ÷ 151 = 484,773…
    let stated = "[budget.par_defaut]\nannees = [2025, 2026]";
    let figures =
        ["depense.0001.ttc.2025", "depense.0001.ttc.2026", "depense.0002.ttc.2025", "annee.2025.total"];
    assert_eq!(amounts(CALENDAR, "false", stated, &figures), ["484,77", "715,24", "242,38", "727,15"]);
    // HT and VAT of a year make its TTC: 1 000,01 × 61 ÷ 151 = 403,977…
    let figures = ["depense.0001.ht.2025", "depense.0001.tva.2025", "depense.0001.tva.2026", "annees.somme"];
    assert_eq!(amounts(CALENDAR, "false", stated, &figures), ["403,98", "80,79", "119,21", "1 800,01"]);
}

#[test]
fn a_line_spreads_in_equal_parts_when_the_calendar_says_nothing() {
    let stated = "[budget.intitules.\"Étude\"]\nannees = \"2025-2026\"\n[budget.par_defaut]\nannee = 2026";
    let figures = ["depense.0001.ttc.2025", "depense.0001.ttc.2026", "annee.2026.total", "annees.somme"];
    assert_eq!(amounts("", "false", stated, &figures), ["600,01", "600,00", "1 200,00", "1 800,01"]);
}

#[test]
fn what_is_left_of_the_vat_spreads_with_the_line() {
    // 60 % of 200 € come back: 1 080,01, of which 61 days in 151.
    let stated = "[budget.par_defaut]\nannees = [2026, 2025]";
    let figures = ["depense.0001.2025", "depense.0001.2026", "annees.somme"];
    assert_eq!(amounts(CALENDAR, "\"60 %\"", stated, &figures), ["436,30", "643,71", "1 620,01"]);
}

#[test]
fn years_that_are_none_are_told_with_their_place() {
    for (value, told) in [
        ("\"bientôt\"", "« bientôt » n’est pas une liste d’années"),
        ("[]", "une liste d’années est vide"),
        ("[2025, 20226]", "« 20226 » n’est pas une liste d’années"),
        ("\"1990-2100\"", "« 1990-2100 » n’est pas une liste d’années"),
        ("true", "une liste d’années"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(
            root.join("projet.toml"),
            format!("[projet]\nintitule = \"A\"\n\n[budget.par_defaut]\nannees = {value}\n"),
        )
        .unwrap();
        fs::write(root.join("budget.csv"), LINES).unwrap();
        let run = dossier(&["check", root.to_str().unwrap()]);
        assert!(run.status != 0, "{}", run.transcript());
        let said = run.stderr.replace(['\u{202f}', '\u{a0}'], " ");
        assert!(said.contains(told) && said.contains("ligne 5"), "{value}: {said}");
    }
}

/// Empties a cell that holds a number, in a sheet of a workbook.
fn emptied(path: &Path, sheet: &str, cell: &str) {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut written = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == sheet {
            let text = String::from_utf8(bytes).unwrap();
            let start = text.find(&format!("<c r=\"{cell}\"")).unwrap();
            let end = start + text[start..].find("</c>").unwrap() + "</c>".len();
            assert!(text[start..end].contains("<v>20"), "{}", &text[start..end]);
            bytes = [&text[..start], &text[end..]].concat().into_bytes();
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    fs::write(path, written.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn the_filed_workbook_has_a_row_a_year() {
    let (folder, project) = crate::support::example_copy();
    let file = project.join("projet.toml");
    let text = fs::read_to_string(&file).unwrap();
    let stated = "[budget.lignes.\"Personnel › E7\"]\nannees = [2024, 2025]\n[budget.lignes.\"Dépenses › F30\"]\nannees = \"2024-2026\"\n";
    fs::write(&file, format!("{text}\n{stated}")).unwrap();
    let budget = project.join("budget.xlsx");
    emptied(&budget, "xl/worksheets/sheet1.xml", "F30");
    emptied(&budget, "xl/worksheets/sheet2.xml", "E7");
    let out = folder.path().join("out");
    let run = dossier(&["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let filed = out
        .join(project.file_name().unwrap())
        .join("feder-ospe-1.3/depot/04-annexe-1-plan-de-financement.xlsx");
    let mut book: Xlsx<_> = open_workbook(&filed).unwrap();
    let mut parts = |sheet: &str| {
        let range = book.worksheet_range(sheet).unwrap();
        let text = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
        range.rows().map(text).filter(|row| row.contains("– part de")).collect::<Vec<_>>()
    };
    let staff = parts("Personnel");
    assert_eq!(staff.len(), 2, "{staff:?}");
    // What makes the whole cost stays beside its parts.
    assert!(staff.iter().all(|row| row.contains("57\u{202f}846,32 ÷ 1\u{202f}720")), "{staff:?}");
    let investment = parts("Investissement");
    assert_eq!(investment.len(), 3, "{investment:?}");
    // 335 days of 2024, 365 of 2025 and of 2026: 57 403,80 × 335 ÷ 1 065.
    assert!(investment[0].contains("18056.59") && investment[2].contains("19673.61"), "{investment:?}");
}
