//! Writing and reading again a workbook of ten thousand lines of eight figures.
#![allow(clippy::unwrap_used)]

use dossier::workbench::figures::{Expression, FigureKey, Ledger, Origin, Unit, Value};
use dossier::workbench::xlsx::{Book, Cell, Content, Sheet, Style, reread, write};
use dossier::{Money, Place, Rate};
use jiff::civil::date;
use rust_decimal::Decimal;

fn main() {
    divan::main();
}

/// Per line: amount, rate, retained base, three yearly shares, own share and a percentage; then totals of each column.
fn lines(count: u32) -> (Ledger, Book) {
    let mut ledger = Ledger::default();
    let origin = || Origin::Input(Place::field("projet.toml", "banc"));
    let mut columns: Vec<Vec<FigureKey>> = vec![Vec::new(); 8];
    let mut cells = Vec::new();
    for line in 0..count {
        let id = |name: &str| format!("{name}.{line}");
        let money = Value::Money(Money::from_cents(i64::from(line) * 977 + 12_345));
        let amount = ledger.given(id("montant"), "Montant", Unit::Euro, money, origin()).unwrap();
        let value = Value::Rate(Rate::from_fraction(Decimal::new(i64::from(line % 100), 2)));
        let rate = ledger.given(id("taux"), "Taux", Unit::Rate, value, origin()).unwrap();
        let product = Expression::Product { amount, rate };
        let base = ledger.computed(id("assiette"), "Assiette", Unit::Euro, product, None).unwrap();
        let mut shares = Vec::new();
        for year in 1..=3 {
            let share = Expression::Product { amount: base, rate };
            shares.push(
                ledger.computed(id(&format!("annee.{year}")), "Part", Unit::Euro, share, None).unwrap(),
            );
        }
        let remainder = Expression::Remainder { whole: amount, parts: vec![base] };
        let own = ledger.computed(id("solde"), "Solde", Unit::Euro, remainder, None).unwrap();
        let ratio = Expression::Ratio { part: own, whole: amount };
        let percent = ledger.computed(id("part"), "Part", Unit::Rate, ratio, None).unwrap();
        cells.push(Cell::new(line, 0, Content::text(format!("Dépense n° {line}")), Style::Label));
        let keys = [amount, rate, base, shares[0], shares[1], shares[2], own, percent];
        for ((column, key), kind) in (1..).zip(keys).zip(&mut columns) {
            kind.push(key);
            let style = if matches!(column, 2 | 8) { Style::Rate } else { Style::Amount };
            cells.push(Cell::new(line, column, Content::Figure(key), style));
        }
    }
    for (column, keys) in (1..).zip(columns).filter(|(column, _)| !matches!(column, 2 | 8)) {
        let total =
            ledger.computed(format!("total.{column}"), "Total", Unit::Euro, Expression::Sum(keys), None);
        cells.push(Cell::new(count, column, Content::Figure(total.unwrap()), Style::TotalAmount));
    }
    let sheets = vec![Sheet { name: "Dépenses".into(), cells, ..Sheet::default() }];
    (ledger, Book { created: date(2026, 3, 2), sheets, ..Book::default() })
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 10)]
fn writing(bencher: divan::Bencher, count: u32) {
    let (ledger, book) = lines(count);
    bencher.bench(|| write(&book, &ledger).unwrap());
}

#[divan::bench(args = [10_000], sample_count = 10)]
fn writing_the_whole_ledger_in_calculs(bencher: divan::Bencher, count: u32) {
    let (ledger, mut book) = lines(count);
    book.sheets[0].cells.retain(|cell| matches!(cell.content, Content::Text(_)));
    book.whole_ledger = true;
    bencher.bench(|| write(&book, &ledger).unwrap());
}

#[divan::bench(args = [10_000], sample_count = 10)]
fn reading_again(bencher: divan::Bencher, count: u32) {
    let (ledger, book) = lines(count);
    let written = write(&book, &ledger).unwrap();
    bencher.bench(|| reread(&written.bytes, &written.placed, &ledger).unwrap());
}
