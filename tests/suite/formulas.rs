//! Formulas recomputed: known results, hostile ones, one workbook for each trap, and every cell of the example in turn.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite -- formulas::` writes the expected findings anew: read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use crate::reading_support;
use crate::reading_support::corpus::{self, Bench, Trapped};
use crate::reading_support::minimal::{Workbook, expense_row};
use dossier::workbench::formula::{CellRef, Outcome, Recalculation, Value};
use dossier::workbench::source::table::{ColumnRole, ReadingHints, read_tables};
use dossier::workbench::source::workbook::read_workbook;
use dossier::{Place, Prepared};
use proptest::prelude::*;
use rayon::prelude::*;
use rust_decimal::Decimal;

fn recalculate(name: &str, bytes: &[u8]) -> Recalculation {
    let workbook = read_workbook(name, bytes).unwrap();
    let reading = read_tables(name, &workbook.sheets, &ReadingHints::default()).unwrap();
    Recalculation::new(name, workbook, &reading)
}

/// A sheet whose `n`-th line computes the `n`-th formula, beside a small table of data in columns E to H.
fn computed(formulas: &[&str]) -> Vec<Outcome> {
    let data: [[&str; 4]; 6] = [
        ["<v>10</v>", "txt:a", "<v>1</v>", "<v>100.5</v>"],
        ["<v>20.25</v>", "txt:b", "<v>2</v>", "<v>200.25</v>"],
        ["<v>-5</v>", "txt:a", "<v>3</v>", "<v>300</v>"],
        ["", "txt:c", "<v>5</v>", "<v>400.1</v>"],
        ["txt:12", "txt:a", "<v>8</v>", "<v>500</v>"],
        ["<v>0.1</v>", "", "<v>13</v>", "<v>0.2</v>"],
    ];
    let rows: Vec<String> = (0..formulas.len().max(data.len()))
        .map(|index| {
            let row = u32::try_from(index).unwrap() + 2;
            let formula = formulas.get(index).map_or_else(
                || "<v>1</v>".to_owned(),
                |formula| {
                    let text = formula.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                    format!("<f>{text}</f>")
                },
            );
            let mut cells = String::new();
            for (letter, cell) in ["E", "F", "G", "H"].iter().zip(data.get(index).unwrap_or(&[""; 4])) {
                if let Some(text) = cell.strip_prefix("txt:") {
                    cells.push_str(&format!(
                        r#"<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#
                    ));
                } else if !cell.is_empty() {
                    cells.push_str(&format!(r#"<c r="{letter}{row}">{cell}</c>"#));
                }
            }
            expense_row(row, "Ligne", &formula).replace("</row>", &format!("{cells}</row>"))
        })
        .collect();
    let recalculation = recalculate("a.xlsx", &Workbook::sheet(&rows, ""));
    (0..formulas.len())
        .map(|index| {
            let at = CellRef { sheet: 0, row: u32::try_from(index).unwrap() + 1, column: 2 };
            recalculation.get(at).unwrap_or_else(|| panic!("{}", formulas[index])).outcome.clone()
        })
        .collect()
}

/// The result of each formula in one word.
fn shown(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Uncached(value) | Outcome::Sound(value) | Outcome::Stale { computed: value, .. } => {
            match value {
                Value::Number(number) => number.round_dp(10).normalize().to_string(),
                Value::Text(text) => format!("\"{text}\""),
                Value::Bool(value) => value.to_string(),
                Value::Error(error) => error.to_string(),
                Value::Empty => "vide".to_owned(),
            }
        }
        Outcome::Circular(_) => "boucle".to_owned(),
        Outcome::Cannot(cannot) => format!("? {}", cannot.reason),
        Outcome::Dangling(_) => "dépend".to_owned(),
    }
}

#[test]
fn formulas_give_what_excel_gives() {
    let known = [
        ("1+2*3", "7"),
        ("-2^2", "4"),
        ("2^3^2", "64"),
        ("2^-2", "0.25"),
        ("2^0.5", "1.4142135624"),
        ("50%*200", "100"),
        ("0.1+0.2", "0.3"),
        ("ROUND(2.675,2)", "2.68"),
        ("ROUND(-2.5,0)", "-3"),
        ("ROUND(1234.5,-2)", "1200"),
        ("ROUND(1/3*3,0)", "1"),
        ("ROUNDUP(1.001,2)", "1.01"),
        ("ROUNDDOWN(-1.019,2)", "-1.01"),
        ("INT(-1.5)", "-2"),
        ("INT(1/3*3)", "1"),
        ("MOD(-7,3)", "2"),
        ("ABS(-1.5)", "1.5"),
        ("1/0", "#DIV/0!"),
        ("IFERROR(1/0,5)", "5"),
        ("SUM(E2:E7)", "25.35"),
        ("SUM(E2:E7,\"3\",TRUE)", "29.35"),
        ("SUM(E:E)", "25.35"),
        ("SUM($E$2,E3)", "30.25"),
        ("E6+1", "13"),
        ("E5+1", "1"),
        ("F2+1", "#VALUE!"),
        ("AVERAGE(G2:G7)", "5.3333333333"),
        ("MIN(E2:E7)", "-5"),
        ("MAX(E2:E7)", "20.25"),
        ("COUNT(E2:E7)", "4"),
        ("COUNTA(E2:E7)", "5"),
        ("COUNTBLANK(E2:E7)", "1"),
        ("SUMIF(F2:F7,\"a\",H2:H7)", "900.5"),
        ("SUMIF(G2:G7,\">=5\")", "26"),
        ("SUMIF(F2:F7,\"<>a\",H2:H7)", "600.55"),
        ("SUMIFS(H2:H7,F2:F7,\"A\",G2:G7,\">1\")", "800"),
        ("COUNTIF(F2:F7,\"?\")", "5"),
        ("COUNTIFS(F2:F7,\"a\",G2:G7,\"<8\")", "2"),
        ("AVERAGEIF(F2:F7,\"a\",G2:G7)", "4"),
        ("SUMPRODUCT(G2:G4,H2:H4)", "1401"),
        ("SUMPRODUCT((F2:F7=\"a\")*H2:H7)", "900.5"),
        ("SUMPRODUCT(--(G2:G7>2))", "4"),
        ("SUBTOTAL(9,G2:G7)", "32"),
        ("SUBTOTAL(109,G2:G7)", "32"),
        ("IF(G2=1,\"oui\",\"non\")", "\"oui\""),
        ("IF(FALSE,1)", "false"),
        ("IF(AND(G2=1,OR(G3=1,NOT(G3=1))),1,2)", "1"),
        ("\"a\"=\"A\"", "true"),
        ("\"10\"&2", "\"102\""),
        ("F5=\"\"", "false"),
        ("E5=\"\"", "true"),
        ("VLOOKUP(\"b\",F2:H7,3,FALSE)", "200.25"),
        ("VLOOKUP(6,G2:H7,2)", "400.1"),
        ("VLOOKUP(\"z\",F2:H7,3,0)", "#N/A"),
        ("VLOOKUP(\"b\",F2:H7,4,0)", "#REF!"),
        ("XLOOKUP(\"c\",F2:F7,H2:H7)", "400.1"),
        ("_xlfn.XLOOKUP(\"z\",F2:F7,H2:H7,\"absent\")", "\"absent\""),
        ("XLOOKUP(4,G2:G7,H2:H7,,-1)", "300"),
        ("INDEX(H2:H7,3)", "300"),
        ("INDEX(F2:H7,2,3)", "200.25"),
        ("INDEX(H2:H7,MATCH(\"c\",F2:F7,0))", "400.1"),
        ("MATCH(4,G2:G7,1)", "3"),
        ("SUM(INDEX(F2:H7,0,2))", "32"),
        ("INDEX(H2:H7,9)", "#REF!"),
        ("SUM(Inconnue!A1:A3)", "#REF!"),
        ("SUM(NomInconnu)", "? nom que le programme ne trouve pas dans le classeur"),
        ("#REF!+1", "#REF!"),
        ("SUM((E2:E3,E7))", "30.35"),
        ("SUM(E2:INDEX(E2:E7,2))", "30.25"),
        ("_xlfn.LET(_xlpm.t,SUM(E2:E3),_xlpm.r,10%,ROUND(_xlpm.t*_xlpm.r,2))", "3.03"),
        ("LET(a,1,a+LET(a,5,a))+LET(b,2,b)", "8"),
        ("LET(a,1)+a", "? LET à laquelle il manque un argument"),
        ("SUM(_xlfn._xlws.FILTER(H2:H7,F2:F7=\"a\"))", "900.5"),
        ("SUM(FILTER(H2:H7,F2:F7=\"z\",0))", "0"),
        ("SUM(FILTER(H2:H7,F2:F7=\"z\"))", "#VALUE!"),
        ("ROWS(UNIQUE(F2:F7))", "4"),
        ("SUM(TAKE(SORT(H2:H7,1,-1),2))", "900.1"),
        ("INDEX(SORTBY(F2:F7,H2:H7,-1),1)", "\"a\""),
        ("SUM(VSTACK(E2:E3,G2))", "31.25"),
        ("SUM(SEQUENCE(4))", "10"),
        ("SUM(CHOOSECOLS(F2:H4,3))", "600.75"),
        ("AGGREGATE(9,6,H2:H7,E2:E3)", "1531.3"),
        ("AGGREGATE(9,4,1/G2:G3)", "1.5"),
        ("AGGREGATE(14,6,H2:H7/(F2:F7=\"a\"),1)", "500"),
        ("AGGREGATE(1,0,G2:G4)", "2"),
        ("AGGREGATE(3,7,E2:E7)", "5"),
        ("AGGREGATE(9,8,H2:H7)", "? AGGREGATE d’option 8"),
        ("SUBTOTAL(1,G2:G4)", "2"),
        ("SUBTOTAL(7,G2:G4)", "1"),
        ("DATE(2024,13,1)", "45658"),
        ("DATE(2024,2,30)", "45352"),
        ("YEAR(45658)&\"-\"&MONTH(45658)&\"-\"&DAY(45658)", "\"2025-1-1\""),
        ("EDATE(DATE(2024,1,31),1)", "45351"),
        ("EOMONTH(DATE(2024,1,15),0)", "45322"),
        ("DATEDIF(DATE(2024,1,15),DATE(2026,1,14),\"m\")", "23"),
        ("DAYS(45658,45292)", "366"),
        ("WEEKDAY(45658,2)", "3"),
        ("YEAR(\"01/02/2024\")", "? date écrite en texte dans une formule"),
        ("YEAR(TODAY())", "? fonction TODAY, dont le résultat change à chaque ouverture du classeur"),
        ("IFS(G2>5,\"a\",TRUE,\"b\")", "\"b\""),
        ("SWITCH(G3,1,10,2,20,30)", "20"),
        ("SWITCH(G4,1,10,2,20,30)", "30"),
        ("CHOOSE(2,1/0,7)", "7"),
        ("MAXIFS(H2:H7,F2:F7,\"a\")", "500"),
        ("MINIFS(H2:H7,F2:F7,\"a\",G2:G7,\">1\")", "300"),
        ("AVERAGEIFS(H2:H7,F2:F7,\"a\")", "300.1666666667"),
        ("MROUND(7.3,0.5)", "7.5"),
        ("CEILING(2.1,0.5)", "2.5"),
        ("FLOOR(-2.1,0.5)", "-2.5"),
        ("CEILING.MATH(-2.1)", "-2"),
        ("FLOOR.MATH(2.9)", "2"),
        ("SUMPRODUCT(ROUND(H2:H3*0.333,1))", "100.2"),
        ("SUMPRODUCT(SUMIF(F2:F7,F2:F3,H2:H7))", "1100.75"),
        ("SUMPRODUCT((MONTH(45292+G2:G4*31)=2)*1)", "1"),
        ("SUMPRODUCT(IFERROR(H2:H3/(F2:F3=\"a\"),0))", "100.5"),
        ("LARGE(G2:G7,2)+SMALL(G2:G7,2)", "10"),
        ("MEDIAN(G2:G7)", "4"),
        ("SUM(XLOOKUP(\"b\",F2:F7,G2:H7))", "202.25"),
        ("XMATCH(\"c\",F2:F7)", "4"),
        ("LOOKUP(6,G2:G7,H2:H7)", "400.1"),
        ("LEFT(\"Prestations\",5)&RIGHT(\"2024\",2)&MID(\"abcd\",2,2)", "\"Prest24bc\""),
        ("LEN(TRIM(\"  a  b \"))", "3"),
        ("SUBSTITUTE(\"a-b-c\",\"-\",\"\")", "\"abc\""),
        ("TEXT(1234.5,\"0,00\")", "\"1234,50\""),
        ("TEXT(0.2,\"0%\")", "\"20%\""),
        ("TEXT(45658,\"jj/mm/aaaa\")", "\"01/01/2025\""),
        ("TEXT(1234.5,\"# ##0,00\")", "? TEXTE au format « # ##0,00 »"),
        ("TEXTJOIN(\", \",TRUE,F2:F4)", "\"a, b, a\""),
        ("@E2:E7", "? formule matricielle"),
        ("IFERROR(__xludf.DUMMYFUNCTION(\"SUM(A1)\"),12)", "12"),
    ];
    let formulas: Vec<&str> = known.iter().map(|(formula, _)| *formula).collect();
    let wrong: Vec<String> = computed(&formulas)
        .iter()
        .zip(known)
        .filter(|(outcome, (_, expected))| shown(outcome) != *expected)
        .map(|(outcome, (formula, expected))| format!("={formula} : {}, et non {expected}", shown(outcome)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_be_recomputed_is_named_and_nothing_panics() {
    let deep = format!("{}1{}", "SUM(".repeat(300), ")".repeat(300));
    let long = format!("{}1", "1+".repeat(15_000));
    let power = "9^9^9^9^9".to_owned();
    let hostile = [
        deep.as_str(),
        long.as_str(),
        power.as_str(),
        "INDIRECT(\"A1\")",
        "OFFSET(E2,1,0)",
        "SUM(A1:XFD1048576)*0+SUMPRODUCT(A1:XFD1048576)",
        "SUM((E2:E3,E5))",
        "LAMBDA(x,x+1)(5)",
        "Table1[Montant]",
        "SUM(Feuil1:Feuil3!A1)",
        "REPT(\"a\",1000000000)",
        "79228162514264337593543950335*2",
        "ROUND(1,2147483648)",
        "ROUND(1,-2147483648)",
        "INDEX(E2:E3,1E+30)",
        "VLOOKUP(1,E2:F3,1E+30)",
        "SUM(",
        "{1,2;3}",
        "1E+400",
        "[1]Feuil1!A1",
        "=",
        "\"",
        "E2:E3:E4",
        "@@@@E2",
        "SUMIF(E2:E3,E2:E3,E1048576)",
    ];
    for (formula, outcome) in hostile.iter().zip(computed(&hostile)) {
        let text = shown(&outcome);
        assert!(!text.is_empty(), "{formula}");
        let named = text.strip_prefix("? ").is_none_or(|reason| reason.chars().count() > 8);
        assert!(named, "{formula} {text}");
    }
    let outcomes = computed(&["INDIRECT(\"A1\")", "[1]Feuil1!A1"]);
    assert!(shown(&outcomes[0]).contains("INDIRECT"), "{:?}", outcomes[0]);
    assert!(matches!(&outcomes[1], Outcome::Cannot(cannot) if cannot.is_external), "{:?}", outcomes[1]);
}

/// One column of formulas, each line reading the line at an offset.
fn column(references: &[usize]) -> Recalculation {
    let rows: Vec<String> = references
        .iter()
        .enumerate()
        .map(|(index, target)| {
            let row = u32::try_from(index).unwrap() + 2;
            expense_row(row, "Ligne", &format!("<f>C{}+1</f><v>1</v>", target + 2))
        })
        .collect();
    recalculate("a.xlsx", &Workbook::sheet(&rows, ""))
}

#[test]
fn a_chain_of_fifty_thousand_cells_is_followed_to_its_end() {
    let chain: Vec<usize> = (0..50_000).map(|index| index + 1).collect();
    let recalculation = column(&chain);
    let first = recalculation.get(CellRef { sheet: 0, row: 1, column: 2 }).unwrap();
    assert_eq!(first.computed(), Some(&Value::Number(Decimal::from(50_000))));
}

#[test]
fn running_sums_over_a_long_column_stop_at_the_limit() {
    let rows: Vec<String> = (2..30_002_u32)
        .map(|row| {
            expense_row(row, "Ligne", &format!("<f>SUM(H$1:H{row})+SUM(C$1:C1)</f><v>0</v>"))
                .replace("</row>", &format!("<c r=\"H{row}\"><v>0</v></c></row>"))
        })
        .collect();
    let recalculation = recalculate("a.xlsx", &Workbook::sheet(&rows, ""));
    let stopped = recalculation.cells().filter(|(_, one)| matches!(&one.outcome, Outcome::Cannot(_))).count();
    assert!(stopped > 0 && recalculation.len() == 30_000, "{stopped} sur {}", recalculation.len());
}

proptest! {
    /// A cell is in a loop when following its only reference comes back to it.
    #[test]
    fn loops_are_found_exactly(references in prop::collection::vec(0_usize..24, 1..24)) {
        let recalculation = column(&references);
        for start in 0..references.len() {
            let mut at = start;
            let mut in_loop = false;
            for _ in 0..=references.len() {
                let Some(next) = references.get(at) else { break };
                at = *next;
                in_loop |= at == start;
            }
            let cell = CellRef { sheet: 0, row: u32::try_from(start).unwrap() + 1, column: 2 };
            let outcome = &recalculation.get(cell).unwrap().outcome;
            prop_assert_eq!(matches!(outcome, Outcome::Circular(_)), in_loop, "{:?} {:?}", cell, outcome);
        }
    }

    #[test]
    fn no_text_of_a_formula_panics(text in "[-+*/^&=<>(){}\\[\\]!:;,.%$#@\"'A-C0-9 SUMIF]{0,40}") {
        let _ = computed(&[&text]);
    }
}

#[test]
fn the_same_budget_is_sound_in_every_format() {
    let mut counts = BTreeSet::new();
    for name in ["simple.xlsx", "simple.ods", "simple.xls"] {
        let recalculation = recalculate(name, &reading_support::bytes(name));
        for (at, one) in recalculation.cells() {
            assert!(matches!(one.outcome, Outcome::Sound(_)), "{name} {at:?} {:?}", one.outcome);
        }
        assert!(!recalculation.has_lost_formulas());
        counts.insert(recalculation.len());
    }
    assert_eq!(counts.len(), 1, "{counts:?}");
    assert!(counts.first().is_some_and(|count| *count > 20), "{counts:?}");
}

#[test]
fn stale_values_are_found_in_ods_with_its_own_syntax_and_names() {
    let cell = |kind: &str| format!("<table:table-cell {kind}/>");
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |formula: &str, value: &str| {
        cell(&format!("table:formula=\"{formula}\" office:value-type=\"float\" office:value=\"{value}\""))
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let body = format!(
        "<table:table table:name=\"Dépenses\">{}{}{}{}</table:table><table:named-expressions><table:named-range table:name=\"Lignes\" table:cell-range-address=\"$Dépenses.$C$2:.$C$3\"/></table:named-expressions>",
        row(&[text("Poste"), text("Intitulé"), text("Montant HT")]),
        row(&[text("Prestations"), text("Étude"), number("of:=ROUND(2.5*[.E2];2)+3", "3")]),
        row(&[text("Prestations"), text("Salon"), number("of:=IF([.C2]=3;4;[$Dépenses.C2])", "5")]),
        row(&[text("Total"), text(""), number("of:=SUM(Lignes)", "8")]),
    );
    let recalculation = recalculate("a.ods", &Workbook::ods(&body).bytes());
    let outcomes: Vec<String> = recalculation.cells().map(|(_, one)| format!("{:?}", one.outcome)).collect();
    assert_eq!(outcomes.len(), 3);
    assert!(outcomes[0].starts_with("Sound"), "{outcomes:?}");
    assert!(outcomes[1].contains("Stale { computed: Number(4), is_cause: true }"), "{outcomes:?}");
    // The total was saved as 8, not the 7 that its lines now give, nor the 8 that they were saved to give.
    assert!(outcomes[2].contains("Stale { computed: Number(7), is_cause: false }"), "{outcomes:?}");
}

/// The checks on totals and formulas; these small workbooks have no staff nor resources.
fn is_told(code: &str) -> bool {
    const WITHOUT_OBJECT: [&str; 7] = ["T-05", "T-06", "T-07", "T-08", "T-09", "T-29", "T-31"];
    code == "L-02" || (code.starts_with('T') && !WITHOUT_OBJECT.contains(&code))
}

#[test]
fn one_workbook_for_each_trap() {
    let all = corpus::one_workbook_for_each_trap("tests/workbooks/formules", &is_told);
    let mut formats: BTreeMap<String, usize> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for Trapped { path, results } in &all {
        let results = results.as_ref().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        *formats.entry(path.extension().unwrap().to_string_lossy().into_owned()).or_default() += 1;
        told.extend(
            corpus::results(results).filter(|one| !one.answers.findings.is_empty()).map(|one| one.code()),
        );
        for one in results.told.iter().filter(|one| one.heading.code.starts_with('T')) {
            let (code, is_cell) =
                (one.heading.code, matches!(one.finding.places.first(), Some(Place::Cell { .. })));
            assert!(!is_cell || one.grid.is_some(), "{} {code} sans grille", path.display());
        }
        if path.to_string_lossy().contains("hostile") {
            let grids = results.told.iter().filter_map(|one| one.grid.as_ref());
            let cells: Vec<&String> = grids.flat_map(|grid| &grid.rows).flat_map(|row| &row.cells).collect();
            assert!(cells.iter().all(|cell| cell.chars().count() <= 14), "{cells:?}");
        }
    }
    assert!(formats["xlsx"] >= 35 && formats["ods"] >= 35 && formats["xls"] >= 30, "{formats:?}");
    for code in
        ["T-01", "T-02", "T-10", "T-11", "T-12", "T-13", "T-14", "T-15", "T-16", "T-18", "T-26", "T-27"]
    {
        assert!(told.contains(code), "no trap for {code}");
    }
}

/// Every part of a workbook.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The number that a cell's `<v>` holds, changed by a hundredth.
fn mutated(xml: &str, cell: &str) -> Option<String> {
    let start = xml.find(&format!("<c r=\"{cell}\""))?;
    let end = start + xml[start..].find("</c>")?;
    // An empty cell closes itself: what follows is another one.
    if xml[start..start + xml[start..].find('>')?].ends_with('/') {
        return None;
    }
    let value = start + xml[start..end].find("<v>")? + 3;
    let value_end = value + xml[value..end].find("</v>")?;
    if xml[start..value].contains("t=\"s\"") {
        return None;
    }
    let number: Decimal = xml[value..value_end].parse().ok()?;
    Some(format!("{}{}{}", &xml[..value], number + Decimal::new(1, 2), &xml[value_end..]))
}

/// Every numeric cell that feeds the plan of the example, changed by 0.01 in turn, the rest left as it was saved.
#[test]
fn every_cell_of_the_example_changed_by_a_cent_is_told() {
    let bench = Bench::new();
    let bytes = bench.folder.budget.bytes.to_vec();
    let workbook = read_workbook("budget.xlsx", &bytes).unwrap();
    let reading = read_tables("budget.xlsx", &workbook.sheets, &ReadingHints::default()).unwrap();
    let recalculation = Recalculation::new("budget.xlsx", workbook.clone(), &reading);
    let mut cells: BTreeSet<(usize, String)> = BTreeSet::new();
    for table in &reading.tables {
        let sheet = workbook.sheets.iter().position(|sheet| sheet.name == table.sheet).unwrap();
        for (role, column, _) in &table.columns {
            // A hundredth of a day is the same day; numbers of lines and indicators are not in the plan.
            use ColumnRole as R;
            if matches!(role, R::Number | R::Code | R::Baseline | R::Target | R::Date) {
                continue;
            }
            for row in table.header_row + 1..=table.last_row {
                cells.insert((sheet, dossier::workbench::model::cell_name(row, *column)));
            }
        }
    }
    for (at, _) in recalculation.cells() {
        cells.insert((at.sheet, dossier::workbench::model::cell_name(at.row, at.column)));
    }
    let parts = parts(&bytes);
    let baseline = findings_of_all(&bench.check(bytes.clone()).unwrap());
    let outcomes: Vec<(String, bool, bool, usize)> = cells
        .into_par_iter()
        .filter_map(|(sheet, cell)| {
            let name = format!("xl/worksheets/sheet{}.xml", sheet + 1);
            let mut changed = parts.clone();
            let part = changed.iter_mut().find(|(part, _)| *part == name).unwrap();
            part.1 = mutated(std::str::from_utf8(&part.1).unwrap(), &cell)?.into_bytes();
            let label = format!("{}!{cell}", workbook.sheets[sheet].name);
            let changed = zipped(&changed);
            // A hundredth of a euro a year may not reach the cent of the cost: every formula then gives what was saved.
            let workbook = read_workbook("budget.xlsx", &changed).unwrap();
            let reading = read_tables("budget.xlsx", &workbook.sheets, &ReadingHints::default()).unwrap();
            let absorbed = Recalculation::new("budget.xlsx", workbook, &reading)
                .cells()
                .all(|(_, one)| matches!(one.outcome, Outcome::Sound(_)))
                && label.starts_with("Personnel!F");
            Some(match bench.check(changed) {
                Ok(results) => {
                    let after = findings_of_all(&results);
                    let stale: usize = corpus::results(&results)
                        .filter(|one| one.code() == "T-10")
                        .map(|one| one.answers.findings.len())
                        .sum();
                    (label, after != baseline, absorbed, stale)
                }
                // Refused with a message: told as well.
                Err(_) => (label, true, absorbed, 0),
            })
        })
        .collect();
    let total = outcomes.len();
    let silent: Vec<&String> = outcomes.iter().filter(|one| !one.1 && !one.2).map(|one| &one.0).collect();
    let absorbed = outcomes.iter().filter(|one| !one.1 && one.2).count();
    println!(
        "{total} cells, {} told, {absorbed} absorbed by the rounding of a cost",
        total - silent.len() - absorbed
    );
    let many: Vec<&String> = outcomes.iter().filter(|one| one.3 > 2).map(|one| &one.0).collect();
    assert!(total > 500, "{total}");
    assert!(silent.is_empty(), "{} of {total} told; silent: {silent:?}", total - silent.len());
    // One wrong cell is one cause: a line's input may feed two formulas, never more.
    assert!(many.is_empty(), "several causes told for one: {many:?}");
}

fn findings_of_all(prepared: &Prepared) -> String {
    let mut out = String::new();
    for result in corpus::results(prepared) {
        for finding in &result.answers.findings {
            out.push_str(&format!(
                "{} {:?} {} {:?}\n",
                result.code(),
                finding.places,
                finding.message.french(),
                finding.found
            ));
        }
        for missing in &result.answers.missing {
            out.push_str(&format!("{} {}\n", result.code(), missing.what.french()));
        }
    }
    out
}
