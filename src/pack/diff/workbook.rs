//! What differs, as the workbook that goes with an amendment (*avenant*): a row a thing that changed, before and now, and
//! the difference of amounts, which stays alive when one of them is corrected.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::row::{Kind, Row};
use super::{Changed, Diff};
use crate::figures::Ledger;
use crate::model::{RoundingPolicy, cell_name};
use crate::source::amount::parse_amount;
use crate::xlsx::{self, Book, Cell, Content, Live, Sheet, Shown, Style, XlsxError};

/// The head of a column, and its width.
type Column = (&'static str, f64);

/// Columns of the table of lines.
const LINES: [Column; 8] = [
    ("Changement", 14.0),
    ("Nature", 14.0),
    ("Où c’était", 26.0),
    ("Où c’est", 26.0),
    ("Intitulé", 46.0),
    ("Ce qui change", 20.0),
    ("Avant", 22.0),
    ("Après", 22.0),
];

/// Columns of the other tables.
const OTHERS: [Column; 5] =
    [("Fonds", 24.0), ("Objet", 16.0), ("Intitulé", 52.0), ("Avant", 34.0), ("Après", 34.0)];

/// Columns of the wording.
const WORDING: [Column; 4] = [("Champ", 30.0), ("Intitulé", 44.0), ("Avant", 60.0), ("Après", 60.0)];

/// The last column of tables of amounts: the difference, where both are amounts.
const GAP: Column = ("Écart", 16.0);

/// The workbook of what differs.
///
/// # Errors
/// When a text cannot stand in a workbook.
pub fn workbook(diff: &Diff) -> Result<Vec<u8>, XlsxError> {
    let title = format!("Modifications – de {} à {}", diff.names[0], diff.names[1]);
    let mut lines: Vec<[String; 8]> = Vec::new();
    let place = |row: &Row| row.place.to_string();
    let whole = |change: &str, row: &Row, before: bool| {
        row.values
            .iter()
            .map(|(name, value)| {
                let (was, is) =
                    if before { (value.clone(), String::new()) } else { (String::new(), value.clone()) };
                let (from, to) =
                    if before { (place(row), String::new()) } else { (String::new(), place(row)) };
                [
                    change.to_owned(),
                    kind(row.kind).to_owned(),
                    from,
                    to,
                    row.title.clone(),
                    (*name).to_owned(),
                    was,
                    is,
                ]
            })
            .collect::<Vec<_>>()
    };
    for changed in &diff.rows.changed {
        for (name, before, now) in &changed.cells {
            lines.push([
                "modifiée".to_owned(),
                kind(changed.new.kind).to_owned(),
                place(&changed.old),
                place(&changed.new),
                changed.new.title.clone(),
                (*name).to_owned(),
                before.clone(),
                now.clone(),
            ]);
        }
    }
    lines.extend(diff.rows.added.iter().flat_map(|row| whole("ajoutée", row, false)));
    lines.extend(diff.rows.removed.iter().flat_map(|row| whole("retirée", row, true)));
    for (from, row) in &diff.rows.moved {
        let none = String::new;
        let moved = "déplacée".to_owned();
        lines.push([
            moved,
            kind(row.kind).to_owned(),
            from.to_string(),
            place(row),
            row.title.clone(),
            none(),
            none(),
            none(),
        ]);
    }
    let mut others: Vec<[String; 5]> = Vec::new();
    for (rank, fund) in &diff.alone {
        let asked = |own: usize| if *rank == own { "demandé" } else { "non demandé" }.to_owned();
        others.push([fund.clone(), "Fonds".to_owned(), "Dossier de demande".to_owned(), asked(0), asked(1)]);
    }
    for (fund, pack) in &diff.packs {
        for (object, all) in [("Chiffre", &pack.figures), ("Règle", &pack.rules), ("Contrôle", &pack.answers)]
        {
            others.extend(all.iter().map(|changed| other(fund, object, changed)));
        }
    }
    let said = |value: &Option<String>| value.clone().unwrap_or_default();
    let field = |one: &Changed| [one.id.clone(), one.label.clone(), said(&one.before), said(&one.now)];
    let mut wording: Vec<[String; 4]> = diff.fields.iter().map(field).collect();
    let [gone, new] = &diff.wording;
    let text = |label: &str, before: &str, now: &str| {
        ["description".to_owned(), label.to_owned(), before.to_owned(), now.to_owned()]
    };
    wording.extend(gone.iter().map(|line| text("ligne de texte retirée", line, "")));
    wording.extend(new.iter().map(|line| text("ligne de texte nouvelle", "", line)));
    let sheets = vec![
        sheet("Lignes", &title, (&LINES, &[GAP]), &lines),
        sheet("Chiffres, règles, contrôles", &title, (&OTHERS, &[GAP]), &others),
        sheet("Rédaction", &title, (&WORDING, &[]), &wording),
    ];
    let book = Book { title, created: Date::constant(2000, 1, 1), sheets, ..Book::default() };
    xlsx::write(&book, &Ledger::new(RoundingPolicy::HalfUp)).map(|written| written.bytes)
}

fn other(fund: &str, object: &str, changed: &Changed) -> [String; 5] {
    let said = |value: &Option<String>| value.clone().unwrap_or_default();
    [fund.to_owned(), object.to_owned(), changed.label.clone(), said(&changed.before), said(&changed.now)]
}

/// What a line is, in a word.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Expense => "dépense",
        Kind::Staff => "personnel",
        Kind::Resource => "ressource",
        Kind::Indicator => "indicateur",
    }
}

/// A table, and the column after it, if any, of what amounts differ by.
fn sheet<const N: usize>(
    name: &str,
    title: &str,
    (heads, gap): (&[Column; N], &[Column]),
    rows: &[[String; N]],
) -> Sheet {
    let mut cells = vec![Cell::new(0, 0, Content::text(title), Style::Title)];
    let all = heads.iter().chain(gap);
    for (column, (head, _)) in (0..).zip(all.clone()) {
        cells.push(Cell::new(2, column, Content::text(*head), Style::Header));
    }
    if rows.is_empty() {
        cells.push(Cell::new(3, 0, Content::text("Aucun changement"), Style::TextWrapped));
    }
    for (row, texts) in (3..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            let (content, style) = match amount(text) {
                Some(euros) => (Content::Number(euros), Style::Amount),
                // An empty cell counts for nothing in a difference, an empty text for an error.
                None if text.is_empty() => (Content::Blank, Style::TextWrapped),
                None => (Content::text(text.as_str()), Style::TextWrapped),
            };
            cells.push(Cell::new(row, column, content, style));
        }
        cells.extend(gap.first().and_then(|_| difference(row, texts)));
    }
    Sheet {
        name: name.to_owned(),
        columns: all.map(|(_, width)| *width).collect(),
        frozen_rows: 3,
        landscape: true,
        repeat_rows: Some((2, 2)),
        header: title.to_owned(),
        cells,
        ..Sheet::default()
    }
}

/// What the last two cells of a row differ by, when they are amounts, or one of them is and the other is empty.
fn difference<const N: usize>(row: u32, texts: &[String; N]) -> Option<Cell> {
    let [.., before, now] = texts.as_slice() else { return None };
    let gap = match (amount(before), amount(now)) {
        (Some(before), Some(now)) => now - before,
        (Some(before), None) if now.is_empty() => -before,
        (None, Some(now)) if before.is_empty() => now,
        _ => return None,
    };
    let column = u32::try_from(N).ok()?;
    let (from, to) = (cell_name(row, column.checked_sub(2)?), cell_name(row, column.checked_sub(1)?));
    let content = Content::Computed { shown: Shown::Number(gap), formula: Live::new(format!("{to}-{from}")) };
    Some(Cell::new(row, column, content, Style::Amount))
}

/// The amount that a text is, when it is one in euros.
fn amount(text: &str) -> Option<Decimal> {
    let read = text.ends_with('€').then(|| parse_amount(text).ok())?;
    read.map(|read| read.money.to_decimal())
}
