//! Charts in words, for those who cannot see them: every number that is drawn is said.

use jiff::civil::Date;

use crate::model::date::MONTHS;
use crate::pdf::block::{Amount, ChartData, Columns, Period};

/// Between a name and its number.
const COLON: &str = "\u{202F}: ";
/// Between two parts.
const NEXT: &str = "\u{202F}; ";

/// The alternative text of a chart that was given none.
pub(super) fn describe(data: &ChartData) -> String {
    match data {
        ChartData::Bars(items) => {
            sentence("Graphique en barres", "barre", items.len(), items.iter().map(amount))
        }
        ChartData::Stacked(items) => {
            sentence("Barre de répartition", "part", items.len(), items.iter().map(amount))
        }
        ChartData::Columns(table) => columns(table),
        ChartData::Gantt(items) => {
            sentence("Calendrier en barres", "ligne", items.len(), items.iter().map(period))
        }
    }
}

fn sentence(kind: &str, noun: &str, count: usize, parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        return format!("{kind}, sans donnée.");
    }
    format!("{kind}, {}. {}.", counted(count, noun), parts.join(NEXT))
}

/// `1 part`, `3 parts`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count}\u{A0}{noun}{}", if count > 1 { "s" } else { "" })
}

fn amount(item: &Amount) -> String {
    let mut text = named(&item.label, &item.text);
    if let Some(share) = &item.share {
        text.push_str(", soit ");
        text.push_str(share);
    }
    text
}

fn named(label: &str, text: &str) -> String {
    if text.is_empty() { label.to_owned() } else { format!("{label}{COLON}{text}") }
}

fn columns(table: &Columns) -> String {
    if table.columns.is_empty() || table.series.is_empty() {
        return "Graphique en colonnes, sans donnée.".to_owned();
    }
    let totals: Vec<String> = table.columns.iter().map(|head| named(&head.label, &head.text)).collect();
    let mut text = format!(
        "Graphique en colonnes empilées, {}, {}. Totaux{COLON}{}.",
        counted(table.columns.len(), "colonne"),
        counted(table.series.len(), "part"),
        totals.join(NEXT)
    );
    for series in &table.series {
        let details: Vec<String> = table
            .columns
            .iter()
            .zip(&series.items)
            .filter(|(_, item)| item.cents != 0)
            .map(|(head, item)| named(&head.label, &item.text))
            .collect();
        text.push(' ');
        text.push_str(&named(&series.label, &series.text));
        if !details.is_empty() {
            text.push_str(&format!(" ({})", details.join(NEXT)));
        }
        text.push('.');
    }
    text
}

fn period(item: &Period) -> String {
    let (start, end) = (item.start, item.end);
    if start == end {
        format!("{}{COLON}le {}", item.label, spoken(start))
    } else {
        format!("{}{COLON}du {} au {}{}", item.label, spoken(start), spoken(end), reversed(item))
    }
}

/// Dates are said as they were typed, even when the second comes first.
fn reversed(item: &Period) -> &'static str {
    if item.start > item.end { " (fin avant le début)" } else { "" }
}

/// `1er février 2024`.
fn spoken(date: Date) -> String {
    let month =
        MONTHS.get(usize::from(date.month().unsigned_abs()).wrapping_sub(1)).copied().unwrap_or_default();
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day} {month} {}", date.year())
}

/// `01/02/2024 – 31/01/2025`, under the name of a stage.
pub(super) fn dates(item: &Period) -> String {
    let (start, end) = (item.start, item.end);
    if start == end { day(start) } else { format!("{} – {}{}", day(start), day(end), reversed(item)) }
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}
