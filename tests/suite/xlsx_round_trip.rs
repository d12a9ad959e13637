//! Workbooks written, read again, and compared with the ledger they came from.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use dossier::workbench::figures::{Expression, FigureKey, Ledger, Origin, Unit, Value};
use dossier::workbench::model::RoundingPolicy;
use dossier::workbench::xlsx::{
    Area, Book, Cell, Content, Mismatch, Sheet, Style, Written, XlsxError, reread, write,
};
use dossier::{Money, Place, Rate};
use jiff::civil::date;
use rust_decimal::Decimal;

fn origin() -> Origin {
    Origin::Input(Place::field("projet.toml", "essai"))
}

fn amount(ledger: &mut Ledger, id: &str, cents: i64) -> FigureKey {
    ledger.given(id, id, Unit::Euro, Value::Money(Money::from_cents(cents)), origin()).unwrap()
}

fn rate(ledger: &mut Ledger, id: &str, percent: i64) -> FigureKey {
    let rate = Rate::from_percent(Decimal::from(percent)).unwrap();
    ledger.given(id, id, Unit::Rate, Value::Rate(rate), origin()).unwrap()
}

fn euros(ledger: &mut Ledger, id: &str, expression: Expression) -> FigureKey {
    ledger.computed(id, id, Unit::Euro, expression, None).unwrap()
}

fn book(sheets: Vec<Sheet>) -> Book {
    Book {
        title: "Plan de financement".into(),
        author: "Association fictive".into(),
        created: date(2026, 3, 2),
        sheets,
        ..Book::default()
    }
}

fn sheet(name: &str, cells: Vec<Cell>) -> Sheet {
    Sheet { name: name.into(), cells, ..Sheet::default() }
}

fn shown(key: FigureKey, row: u32) -> Cell {
    Cell::new(row, 1, Content::Figure(key), Style::Amount)
}

fn open(written: &Written) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(written.bytes.as_slice())).unwrap()
}

fn formula(written: &Written, sheet: &str, cell: (u32, u32)) -> String {
    open(written).worksheet_formula(sheet).unwrap().get_value(cell).cloned().unwrap_or_default()
}

fn value(written: &Written, sheet: &str, cell: (u32, u32)) -> Data {
    open(written).worksheet_range(sheet).unwrap().get_value(cell).cloned().unwrap_or_default()
}

#[test]
fn formulas_refer_to_the_cells_that_hold_their_operands() {
    let mut ledger = Ledger::default();
    let a = amount(&mut ledger, "a", 10_010);
    let b = amount(&mut ledger, "b", 20_020);
    let total = euros(&mut ledger, "total", Expression::Sum(vec![a, b]));
    let own = euros(&mut ledger, "own", Expression::Remainder { whole: total, parts: vec![a] });
    let written = write(
        &book(vec![
            sheet("Plan d'actions", vec![shown(a, 4), shown(b, 5), shown(total, 6)]),
            sheet(
                "Plan",
                vec![shown(total, 0), shown(own, 1), Cell::new(2, 1, Content::Figure(a), Style::Amount)],
            ),
        ]),
        &ledger,
    )
    .unwrap();
    assert_eq!(formula(&written, "Plan d'actions", (6, 1)), "SUM(B5:B6)");
    assert_eq!(formula(&written, "Plan", (0, 1)), "'Plan d''actions'!B7");
    assert_eq!(formula(&written, "Plan", (1, 1)), "ROUND('Plan d''actions'!B7-SUM('Plan d''actions'!B5),2)");
    assert_eq!(formula(&written, "Plan", (2, 1)), "'Plan d''actions'!B5");
    assert_eq!(value(&written, "Plan", (1, 1)), Data::Float(200.2));
    assert_eq!(written.sheets.len(), 2, "nothing was missing from the sheets");
    assert_eq!(written.placed.len(), 6);
    assert_eq!(written.placed.iter().filter(|placed| placed.definition).count(), 4);
    reread(&written.bytes, &written.placed, &ledger).unwrap();
}

#[test]
fn what_no_sheet_shows_stands_in_calculs() {
    let mut ledger = Ledger::default();
    let base = amount(&mut ledger, "base", 123_456);
    let percent = rate(&mut ledger, "taux", 15);
    let flat = euros(&mut ledger, "forfait", Expression::Product { amount: base, rate: percent });
    let total = euros(&mut ledger, "total", Expression::Sum(vec![base, flat]));
    let unrelated = amount(&mut ledger, "ailleurs", 1);
    let mut book = book(vec![sheet("Plan", vec![shown(total, 0)])]);
    let written = write(&book, &ledger).unwrap();
    assert_eq!(written.sheets.iter().map(|name| &**name).collect::<Vec<_>>(), ["Plan", "Calculs"]);
    assert_eq!(formula(&written, "Plan", (0, 1)), "SUM('Calculs'!C5,'Calculs'!C7)");
    assert_eq!(formula(&written, "Calculs", (6, 2)), "ROUND(C5*C6,2)");
    assert_eq!(value(&written, "Calculs", (6, 3)), Data::String("base × taux".into()));
    assert!(written.placed.iter().all(|placed| placed.key != unrelated));
    reread(&written.bytes, &written.placed, &ledger).unwrap();

    book.whole_ledger = true;
    let written = write(&book, &ledger).unwrap();
    assert!(written.placed.iter().any(|placed| placed.key == unrelated));
    reread(&written.bytes, &written.placed, &ledger).unwrap();
}

#[test]
fn a_sheet_of_the_book_may_be_called_calculs() {
    let mut ledger = Ledger::default();
    let a = amount(&mut ledger, "a", 1);
    let total = euros(&mut ledger, "total", Expression::Sum(vec![a]));
    let written = write(&book(vec![sheet("Calculs", vec![shown(total, 0)])]), &ledger).unwrap();
    assert_eq!(written.sheets.iter().map(|name| &**name).collect::<Vec<_>>(), ["Calculs", "Calculs (2)"]);
    assert_eq!(formula(&written, "Calculs", (0, 1)), "SUM('Calculs (2)'!C5)");
}

#[test]
fn a_missing_value_is_a_text_and_never_a_number() {
    let mut ledger = Ledger::default();
    let known = amount(&mut ledger, "known", 1_000);
    let missing = ledger.given("missing", "missing", Unit::Euro, Value::Missing, origin()).unwrap();
    let total = euros(&mut ledger, "total", Expression::Sum(vec![known, missing]));
    let written = write(
        &book(vec![sheet(
            "Plan",
            vec![
                shown(known, 0),
                shown(missing, 1),
                shown(total, 2),
                Cell::new(3, 1, Content::Figure(total), Style::Amount),
                Cell::new(4, 1, Content::Equality { left: total, right: known }, Style::Centred),
            ],
        )]),
        &ledger,
    )
    .unwrap();
    for row in 1..=3 {
        assert_eq!(value(&written, "Plan", (row, 1)), Data::String("à renseigner".into()));
        assert_eq!(formula(&written, "Plan", (row, 1)), "");
    }
    assert_eq!(value(&written, "Plan", (4, 1)), Data::String("non vérifiable".into()));
    reread(&written.bytes, &written.placed, &ledger).unwrap();
}

#[test]
fn controls_stay_alive() {
    let mut ledger = Ledger::default();
    let a = amount(&mut ledger, "a", 1_000);
    let b = amount(&mut ledger, "b", 1_000);
    let c = amount(&mut ledger, "c", 1_001);
    let control = |row, left, right| Cell::new(row, 2, Content::Equality { left, right }, Style::Centred);
    let cells = vec![shown(a, 0), shown(b, 1), shown(c, 2), control(0, a, b), control(1, a, c)];
    let written = write(&book(vec![sheet("Plan", cells)]), &ledger).unwrap();
    assert_eq!(formula(&written, "Plan", (0, 2)), "IF(ABS(B1-B2)<0.005,\"conforme\",\"écart\")");
    assert_eq!(value(&written, "Plan", (0, 2)), Data::String("conforme".into()));
    assert_eq!(value(&written, "Plan", (1, 2)), Data::String("écart".into()));
}

#[test]
fn text_is_never_a_formula() {
    let texts = ["=1+1", "+33 4 76", "-5", "@SUM(A1)", "_x0041_", "L’été « doux »\nà la ligne"];
    let mut cells: Vec<Cell> =
        (0..).zip(texts).map(|(row, text)| Cell::new(row, 0, Content::text(text), Style::Text)).collect();
    cells.push(Cell::new(1, 1, Content::Number(Decimal::new(17_205, 1)), Style::Number));
    cells.push(Cell::new(2, 1, Content::Blank, Style::Text));
    let written = write(&book(vec![sheet("Textes", cells)]), &Ledger::default()).unwrap();
    for (row, text) in (0..).zip(texts).filter(|(_, text)| *text != "_x0041_") {
        assert_eq!(value(&written, "Textes", (row, 0)), Data::String(text.into()));
    }
    assert_eq!(value(&written, "Textes", (1, 1)), Data::Float(1720.5));
}

#[test]
fn the_same_book_gives_the_same_bytes_and_no_clock() {
    let (first, second) = (demonstration(), demonstration());
    assert_eq!(first.bytes, second.bytes);
    let core = part(&first.bytes, "docProps/core.xml");
    assert!(core.contains("2026-03-02T00:00:00Z"), "{core}");
    assert!(core.contains("<dc:creator>Association fictive</dc:creator>"));
}

#[test]
fn an_altered_value_is_found() {
    let (ledger, book) = demonstration_book();
    let written = write(&book, &ledger).unwrap();
    reread(&written.bytes, &written.placed, &ledger).unwrap();

    // One cent more in the cached value of the total.
    let altered = alter(&written.bytes, "xl/worksheets/sheet1.xml", "<v>300.3</v>", "<v>300.31</v>");
    let mismatches = reread(&altered, &written.placed, &ledger).unwrap_err();
    assert_eq!(mismatches.len(), 1);
    assert_eq!(
        mismatches[0].to_string(),
        "Plan!B3\u{202f}: 300,31 au lieu de 300,30\u{a0}€ (chiffre «\u{202f}total\u{202f}»)"
    );

    // The right value, but no formula behind it any more.
    let frozen = alter(&written.bytes, "xl/worksheets/sheet1.xml", "<f>SUM(B1:B2)</f>", "");
    let mismatches = reread(&frozen, &written.placed, &ledger).unwrap_err();
    assert!(matches!(&mismatches[..], [Mismatch::Cell { found, .. }] if found == "une valeur figée"));

    assert!(matches!(
        reread(b"PK", &written.placed, &ledger).unwrap_err()[..],
        [Mismatch::Unreadable { .. }]
    ));
}

#[test]
fn ten_thousand_scattered_operands_fit() {
    let mut ledger = Ledger::default();
    let mut cells = Vec::new();
    let scattered: Vec<FigureKey> = (0..10_000_u32)
        .map(|index| {
            let key = amount(&mut ledger, &format!("ligne.{index}"), i64::from(index) * 7 + 1);
            cells.push(shown(key, index * 2));
            key
        })
        .collect();
    let total = euros(&mut ledger, "total", Expression::Sum(scattered.clone()));
    let least = euros(&mut ledger, "least", Expression::Minimum(scattered.clone()));
    let whole = amount(&mut ledger, "whole", 1_000_000_000);
    let rest = euros(&mut ledger, "rest", Expression::Remainder { whole, parts: scattered });
    let totals = vec![shown(total, 0), shown(least, 1), shown(rest, 2)];
    let written = write(&book(vec![sheet("Dépenses", cells), sheet("Totaux", totals)]), &ledger).unwrap();
    // Partial results are plain numbers: the total is brought back to cents.
    assert!(formula(&written, "Totaux", (0, 1)).starts_with("ROUND(SUM('Calculs'!C"));
    let formulas = open(&written).worksheet_formula("Calculs").unwrap();
    assert!(formulas.used_cells().all(|(_, _, formula)| formula.len() <= 8_192));
    assert!(formulas.used_cells().count() > 10);
    reread(&written.bytes, &written.placed, &ledger).unwrap();
    // Partial results are no figures of the caller's.
    assert!(written.placed.iter().all(|placed| placed.key.index() < ledger.len()));
}

#[test]
fn a_book_put_together_wrongly_is_refused() {
    let ledger = Ledger::default();
    let text = |row, column| Cell::new(row, column, Content::text("x"), Style::Text);
    let refused = |sheet: Sheet| write(&book(vec![sheet]), &ledger).unwrap_err().to_string();
    assert!(matches!(write(&book(vec![]), &ledger), Err(XlsxError::Empty)));
    assert_eq!(
        refused(sheet("Plan", vec![text(3, 1), text(3, 1)])),
        "la cellule B4 de la feuille «\u{202f}Plan\u{202f}» est remplie deux fois"
    );
    let merges = vec![Area::new((0, 0), (0, 3))];
    assert!(refused(Sheet { merges, ..sheet("Plan", vec![text(0, 0), text(0, 2)]) }).contains("C1"));
    assert!(refused(sheet("Plan", vec![text(1_048_576, 0)])).contains("1048577"));
    let mut other = Ledger::default();
    let stranger = amount(&mut other, "a", 1);
    assert!(refused(sheet("Plan", vec![shown(stranger, 0)])).contains("absent du registre"));
}

fn demonstration_book() -> (Ledger, Book) {
    let mut ledger = Ledger::new(RoundingPolicy::HalfUp);
    let a = amount(&mut ledger, "a", 10_010);
    let b = amount(&mut ledger, "b", 20_020);
    let total = euros(&mut ledger, "total", Expression::Sum(vec![a, b]));
    let share = ledger
        .computed("share", "share", Unit::Rate, Expression::Ratio { part: a, whole: total }, None)
        .unwrap();
    let cells =
        vec![shown(a, 0), shown(b, 1), shown(total, 2), Cell::new(3, 1, Content::Figure(share), Style::Rate)];
    (ledger, book(vec![sheet("Plan", cells)]))
}

fn demonstration() -> Written {
    let (ledger, book) = demonstration_book();
    write(&book, &ledger).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes))
        .unwrap()
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The same file with one text of one part replaced.
fn alter(bytes: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut copy = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let entry_name = entry.name().unwrap().into_owned();
        if entry_name == name {
            let text = String::from_utf8(content).unwrap();
            assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
            content = text.replace(from, to).into_bytes();
        }
        copy.start_file(entry_name, zip::write::SimpleFileOptions::default()).unwrap();
        copy.write_all(&content).unwrap();
    }
    copy.finish().unwrap().into_inner()
}
