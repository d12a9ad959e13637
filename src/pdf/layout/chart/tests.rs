//! Hostile data: whatever a chart is given, no label lies over another, none leaves the page, no part loses its number.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

use jiff::civil::{Date, date};

use crate::pdf::display::{Artifact, Drawing, Layout, Owner, Paint, Shape};
use crate::pdf::{Fonts, RenderRequest, Theme, dom, layout, read};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::embedded().unwrap());
static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::embedded().unwrap());

fn laid_out(kind: &str, body: &str, landscape: bool) -> Layout {
    let html = format!(
        "<article><figure class=\"chart\" data-kind=\"{kind}\">{body}<figcaption>Légende</figcaption></figure></article>"
    );
    let request = RenderRequest {
        html: &html,
        title: "Essai",
        author: "",
        subject: "",
        header: "",
        footer: "",
        date: date(2026, 3, 2),
        draft: false,
        landscape,
        theme: &THEME,
        fonts: &FONTS,
        foreign: &[],
        attachments: Vec::new(),
    };
    let document = read::document(&dom::parse(&html).unwrap()).unwrap();
    layout::lay_out(&document, &request).unwrap().layout
}

/// A rectangle on a page, from its left top to its right bottom.
#[derive(Debug, Clone)]
struct Area {
    sides: [f32; 4],
    text: String,
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        let ([l1, t1, r1, b1], [l2, t2, r2, b2]) = (self.sides, other.sides);
        l1 + 0.3 < r2 && l2 + 0.3 < r1 && t1 + 0.3 < b2 && t2 + 0.3 < b1
    }

    fn holds(&self, other: &Area) -> bool {
        let ([l1, t1, r1, b1], [l2, t2, r2, b2]) = (self.sides, other.sides);
        l1 <= l2 + 0.3 && t1 <= t2 + 0.3 && r1 + 0.3 >= r2 && b1 + 0.3 >= b2
    }
}

/// What a page shows of a chart: texts as far as their ink goes, fills, and the bounds of all strokes.
fn areas(layout: &Layout, page: usize) -> (Vec<Area>, Vec<Area>, Vec<Area>) {
    let (mut texts, mut fills, mut strokes) = (Vec::new(), Vec::new(), Vec::new());
    for item in &layout.pages.get(page).unwrap().items {
        if !matches!(item.owner, Owner::Content(_) | Owner::Artifact(Artifact::Repeated)) {
            continue;
        }
        match &item.drawing {
            Drawing::Text { x, y, run } => {
                let blank = run.text.len() - run.text.trim_end().len();
                let trailing: f32 = run.glyphs.iter().rev().take(blank).map(|glyph| glyph.advance).sum();
                let below = if run.text.chars().all(|c| c.is_ascii_digit()) { 0.0 } else { 0.21 };
                texts.push(Area {
                    sides: [*x, y - run.size * 0.73, x + run.width() - trailing, y + run.size * below],
                    text: run.text.clone(),
                });
            }
            Drawing::Shape { shape, paint } => {
                let sides = match shape {
                    Shape::Rectangle { x, y, width, height } => [*x, *y, x + width, y + height],
                    Shape::Rings(_) => unreachable!("a chart has no letters as outlines"),
                    Shape::Polygon { points, .. } => [
                        points.iter().map(|p| p.0).fold(f32::MAX, f32::min),
                        points.iter().map(|p| p.1).fold(f32::MAX, f32::min),
                        points.iter().map(|p| p.0).fold(f32::MIN, f32::max),
                        points.iter().map(|p| p.1).fold(f32::MIN, f32::max),
                    ],
                };
                let area = Area { sides, text: format!("{shape:?}") };
                if matches!(paint, Paint::Fill(_)) { fills.push(area) } else { strokes.push(area) }
            }
            Drawing::Logo { .. } => unreachable!("a chart shows no logo"),
        }
    }
    (texts, fills, strokes)
}

/// Lays a chart out both ways and checks every page of it. Gives the texts of the upright one, in order.
fn checked(name: &str, kind: &str, body: &str) -> Vec<String> {
    let mut all = Vec::new();
    for landscape in [true, false] {
        all.clear();
        let layout = laid_out(kind, body, landscape);
        let (left, right) =
            (THEME.margins.left * 72.0 / 25.4, layout.width - THEME.margins.right * 72.0 / 25.4);
        let (top, bottom) =
            (THEME.margins.top * 72.0 / 25.4, layout.height - THEME.margins.bottom * 72.0 / 25.4);
        let page_area = Area { sides: [left, top, right, bottom], text: String::new() };
        for page in 0..layout.pages.len() {
            let (texts, fills, strokes) = areas(&layout, page);
            for area in texts.iter().chain(&fills).chain(&strokes) {
                assert!(page_area.holds(area), "{name}: {area:?} leaves {page_area:?}");
                assert!(area.sides.iter().all(|side| side.is_finite()), "{name}: {area:?}");
            }
            for (index, text) in texts.iter().enumerate() {
                for other in texts.iter().skip(index + 1) {
                    assert!(!text.meets(other), "{name}, landscape {landscape}: {text:?} over {other:?}");
                }
                for fill in fills.iter().filter(|fill| fill.meets(text)) {
                    assert!(fill.holds(text), "{name}, landscape {landscape}: {text:?} half over {fill:?}");
                }
            }
            all.extend(texts.into_iter().map(|text| text.text));
        }
    }
    all
}

fn long() -> String {
    "Étude préalable d’un équipement mutualisé ".repeat(5).chars().take(200).collect()
}

/// A label, cents, a printed amount.
type Item = (String, i64, String);

/// Amounts as hostile as a workbook can make them.
fn amounts() -> Vec<(&'static str, Vec<Item>)> {
    let item = |label: &str, cents: i64| (label.to_owned(), cents, format!("{},00\u{A0}€", cents / 100));
    let many = |count: usize, cents: &dyn Fn(usize) -> i64| -> Vec<_> {
        (0..count).map(|i| item(&format!("Poste numéro {i}"), cents(i))).collect()
    };
    vec![
        ("none", Vec::new()),
        ("one", vec![item("Seul", 100)]),
        ("forty", many(40, &|_| 100_000)),
        ("four hundred", many(400, &|_| 100_000)),
        ("one and dust", many(40, &|i| if i == 0 { 99_900_000 } else { 2_500 })),
        ("dust and one", many(40, &|i| if i == 39 { 99_900_000 } else { 2_500 })),
        ("wide and narrow", many(86, &|i| if i % 2 == 0 { 1_000 } else { 90 })),
        ("falling", many(14, &|i| 1 << (40 - 2 * i))),
        ("growing", many(30, &|i| (i * i) as i64 * 1_000)),
        ("zeros", many(5, &|_| 0)),
        ("some zeros", many(9, &|i| (i % 3) as i64 * 1_000)),
        ("negatives", many(6, &|i| 3_000 - 1_000 * i as i64)),
        ("all negative", many(3, &|_| -500)),
        ("largest", many(3, &|i| if i == 0 { i64::MIN } else { i64::MAX })),
        ("long labels", (0..6).map(|i| item(&long(), 1_000 + i)).collect()),
        ("one word", vec![item(&"X1".repeat(100), 5), item("b", 5)]),
        (
            "long texts",
            (1..4)
                .map(|i| (long(), i, format!("999\u{202F}999\u{202F}999\u{202F}999\u{202F}999,9{i}\u{A0}€")))
                .collect(),
        ),
        ("sentences", (1..4).map(|i| ("a".to_owned(), i, long())).collect()),
        ("no text", (1..4).map(|i| (String::new(), i, String::new())).collect()),
    ]
}

fn xml(items: &[Item], more: &str) -> String {
    items.iter().fold(String::new(), |mut out, (label, cents, text)| {
        let _ = write!(out, "<data-item label=\"{label}\" cents=\"{cents}\" text=\"{text}\" {more}/>");
        out
    })
}

#[test]
fn bars_never_collide() {
    for (name, items) in amounts() {
        checked(name, "bars", &xml(&items, ""));
    }
}

/// Numbers written on or outside parts, ranges spelled out.
fn numbers(texts: &[String]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for text in texts {
        let read = |part: &str| part.trim().parse::<usize>().ok();
        if let Some((first, last)) = text.split_once('–').and_then(|(a, b)| Some((read(a)?, read(b)?))) {
            found.extend(first..=last);
        } else {
            found.extend(text.split(',').map(read).collect::<Option<Vec<_>>>().unwrap_or_default());
        }
    }
    found
}

#[test]
fn stacked_bars_never_collide_and_number_every_part() {
    for (name, items) in amounts() {
        for share in ["", "share=\"12,34 %\""] {
            let texts = checked(name, "stacked", &xml(&items, share));
            let found = numbers(&texts);
            for (index, (_, cents, _)) in items.iter().enumerate() {
                assert!(*cents <= 0 || found.contains(&(index + 1)), "{name}: no {} in {found:?}", index + 1);
                let key = format!("{}.", index + 1);
                assert_eq!(texts.iter().filter(|text| **text == key).count(), 1, "{name}: {key}");
            }
            let said = texts.iter().any(|text| text.starts_with("Les montants négatifs"));
            assert_eq!(said, items.iter().any(|item| item.1 < 0), "{name}");
        }
    }
}

fn table(columns: &[(String, String)], series: &[(String, Vec<i64>)]) -> String {
    let mut out = String::new();
    for (label, text) in columns {
        let _ = write!(out, "<data-column label=\"{label}\" text=\"{text}\"/>");
    }
    for (label, cents) in series {
        let _ = write!(out, "<data-series label=\"{label}\" text=\"{},00\u{A0}€\">", cents.len());
        for cents in cents {
            let _ = write!(out, "<data-item cents=\"{cents}\" text=\"x\"/>");
        }
        out.push_str("</data-series>");
    }
    out
}

fn years(count: usize, text: &str) -> Vec<(String, String)> {
    (0..count).map(|i| ((2024 + i).to_string(), text.to_owned())).collect()
}

fn series(count: usize, columns: usize, cents: impl Fn(usize, usize) -> i64) -> Vec<(String, Vec<i64>)> {
    (0..count)
        .map(|row| {
            (format!("Poste de dépenses {row}"), (0..columns).map(|column| cents(row, column)).collect())
        })
        .collect()
}

#[test]
fn columns_never_collide() {
    let usual = "422\u{202F}704,54\u{A0}€";
    let huge = "999\u{202F}999\u{202F}999\u{202F}999\u{202F}999,99\u{A0}€";
    let varied = |row: usize, column: usize| ((row * 7 + column * 3) % 11) as i64 * 1_000;
    let long_series: Vec<_> = (0..5).map(|_| (long(), vec![5, 5])).collect();
    let long_columns: Vec<_> = (0..3).map(|i| (format!("{i} {}", long()), long())).collect();
    // Totals at every height beside the numbers of narrow parts.
    for step in 0..60_i64 {
        let rows = series(23, 6, |row, column| {
            let main = if column % 2 == 0 { 1_000 } else { step * 20 };
            if row == 0 { main } else { 5 + (row as i64 * 37 + step) % 23 }
        });
        checked(&format!("step {step}"), "columns", &table(&years(6, usual), &rows));
    }
    for (name, columns, rows) in [
        ("none", Vec::new(), Vec::new()),
        ("no series", years(3, usual), Vec::new()),
        ("one", years(1, usual), series(1, 1, |_, _| 5)),
        ("a plan", years(4, usual), series(11, 4, varied)),
        (
            "a small year",
            years(4, usual),
            series(11, 4, |row, column| if column == 3 { row as i64 } else { varied(row, column) }),
        ),
        ("twelve years", years(12, usual), series(12, 12, varied)),
        ("fifty years", years(50, usual), series(12, 50, varied)),
        ("sixty categories", years(4, usual), series(60, 4, varied)),
        ("dust", years(4, usual), series(40, 4, |row, _| if row == 0 { 10_000_000 } else { 2_500 })),
        ("thin", years(3, usual), series(40, 3, |row, _| if row == 0 { 100_000 } else { 1_000 })),
        ("huge", years(4, huge), series(3, 4, |_, _| i64::MAX)),
        ("zeros", years(4, usual), series(3, 4, |_, _| 0)),
        ("negative", years(4, usual), series(4, 4, |row, column| 500 - 300 * (row + column) as i64)),
        ("lowest", years(2, usual), series(2, 2, |_, _| i64::MIN)),
        ("long series", years(2, usual), long_series),
        ("long columns", long_columns, series(3, 3, varied)),
    ] {
        let texts = checked(name, "columns", &table(&columns, &rows));
        if rows.is_empty() {
            assert!(texts.iter().any(|text| text == "Aucune donnée"), "{name}: {texts:?}");
            continue;
        }
        for index in 1..=rows.len() {
            assert!(texts.contains(&format!("{index}.")), "{name}: {index} has no key");
        }
        if !name.starts_with("long") {
            for (label, text) in &columns {
                assert!(texts.contains(label) && texts.contains(text), "{name}: {label} {texts:?}");
            }
        }
    }
}

fn stages(items: &[(Date, Date)], label: &str) -> String {
    items.iter().enumerate().fold(String::new(), |mut out, (index, (start, end))| {
        let _ = write!(out, "<data-item label=\"{index} {label}\" start=\"{start}\" end=\"{end}\"/>");
        out
    })
}

#[test]
fn calendars_never_collide() {
    let day = |offset: i64| date(2024, 1, 15).saturating_add(jiff::Span::new().days(offset));
    for (name, items, label) in [
        ("none", Vec::new(), ""),
        ("one day", vec![(date(2024, 2, 29), date(2024, 2, 29))], "Jalon"),
        ("twelve years", (0..12).map(|i| (day(i * 365), day(i * 365 + 300))).collect(), "Étape"),
        ("sixty stages", (0..60).map(|i| (day(i * 20), day(i * 20 + 40))).collect(), "Étape"),
        ("same dates", vec![(day(0), day(90)); 12], "Étape"),
        ("backwards", vec![(day(90), day(0))], "Étape"),
        ("long labels", vec![(day(0), day(90)); 40], &long()),
        ("a day among centuries", vec![(day(0), day(0)), (date(1000, 1, 1), date(3000, 1, 1))], "Étape"),
        ("all time", vec![(Date::MIN, Date::MIN), (Date::MIN, Date::MAX), (Date::MAX, Date::MAX)], "Étape"),
    ] {
        let marks = "<data-mark label=\"Dépôt\" date=\"2024-01-15\"/>";
        for marks in ["", marks] {
            let texts = checked(name, "gantt", &format!("{marks}{}", stages(&items, label)));
            assert_eq!(
                texts.iter().any(|text| text == "Aucune donnée"),
                items.is_empty() && marks.is_empty()
            );
        }
    }
    // Every length of an operation, begun in any season: years never lose their names while months show.
    for months in 1..150 {
        for start in [date(2023, 1, 1), date(2023, 6, 17), date(2023, 12, 31)] {
            let end = start.saturating_add(jiff::Span::new().months(months));
            let texts = checked(&format!("{months} months"), "gantt", &stages(&[(start, end)], "Étape"));
            let named = |year: i16| texts.contains(&year.to_string());
            if texts.iter().any(|text| matches!(text.as_str(), "M" | "T2")) {
                for year in start.year()..=end.year() {
                    assert!(named(year), "{months} from {start}: {year} in {texts:?}");
                }
            }
            assert!(texts.iter().any(|text| text.parse::<i16>().is_ok()), "{texts:?}");
        }
    }
}

#[test]
fn the_axis_of_a_long_calendar_is_drawn_on_each_of_its_pages() {
    let day = |offset: i64| date(2024, 1, 15).saturating_add(jiff::Span::new().days(offset));
    let items: Vec<_> = (0..60).map(|i| (day(i * 15), day(i * 15 + 40))).collect();
    let layout = laid_out("gantt", &stages(&items, "Étape"), false);
    assert!(layout.pages.len() >= 3, "{}", layout.pages.len());
    for page in 0..layout.pages.len() {
        let (texts, ..) = areas(&layout, page);
        assert!(texts.iter().any(|text| text.text == "2025"), "{page}: {texts:?}");
    }
}

/// The checks above see what they look for.
#[test]
fn areas_tell_what_touches() {
    let area = |sides| Area { sides, text: String::new() };
    let one = area([0.0, 0.0, 10.0, 10.0]);
    assert!(one.meets(&area([9.0, 9.0, 20.0, 20.0])) && !one.meets(&area([10.0, 0.0, 20.0, 10.0])));
    assert!(one.holds(&area([1.0, 1.0, 10.0, 10.0])) && !one.holds(&area([1.0, 1.0, 12.0, 5.0])));
    let layout = laid_out("bars", "<data-item label=\"Seul\" cents=\"5\" text=\"0,05 €\"/>", false);
    let (texts, fills, strokes) = areas(&layout, 0);
    let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    assert_eq!((texts, fills.len(), strokes.len()), (vec!["Seul", "0,05\u{A0}€", "Légende"], 1, 1));
}

/// The thin parts of columns are written beside them, and those beside the next one's total give way.
#[test]
fn narrow_parts_of_columns_are_numbered() {
    let rows = series(3, 2, |row, _| if row == 0 { 90_000 } else { 4_000 });
    let texts = checked("narrow", "columns", &table(&years(2, "980,00\u{A0}€"), &rows));
    for number in ["1", "2", "3"] {
        assert_eq!(texts.iter().filter(|text| *text == number).count(), 2, "{texts:?}");
    }
}

fn alt(kind: &str, body: &str) -> String {
    let layout = laid_out(kind, body, false);
    let figure = layout.figures.first().unwrap().element;
    let mut tree = layout.tree;
    tree.attributes(figure).unwrap().alt.clone().unwrap()
}

#[test]
fn alternative_texts_state_the_numbers_in_french() {
    let two = "<data-item label=\"Région : l'aide\" cents=\"100\" text=\"1\u{202F}234,56 €\" share=\"45,00 %\"/>\
               <data-item label=\"Ville\" cents=\"1\" text=\"à renseigner\"/>";
    assert_eq!(
        alt("stacked", two),
        "Barre de répartition, 2\u{A0}parts. Région\u{202F}: l’aide\u{202F}: 1\u{202F}234,56\u{A0}€, soit 45,00\u{202F}%\u{202F}; Ville\u{202F}: à renseigner."
    );
    let one = "<data-item label=\"Seul\" cents=\"100\" text=\"1,00 €\"/>";
    assert_eq!(alt("bars", one), "Graphique en barres, 1\u{A0}barre. Seul\u{202F}: 1,00\u{A0}€.");
    let columns = "<data-column label=\"2024\" text=\"3,00 €\"/><data-column label=\"2025\" text=\"0,00 €\"/>\
                   <data-series label=\"Personnel\" text=\"3,00 €\"><data-item cents=\"300\" text=\"3,00 €\"/><data-item cents=\"0\" text=\"0,00 €\"/></data-series>\
                   <data-series label=\"Achats\" text=\"0,00 €\"><data-item cents=\"0\"/><data-item cents=\"0\"/></data-series>";
    assert_eq!(
        alt("columns", columns),
        "Graphique en colonnes empilées, 2\u{A0}colonnes, 2\u{A0}parts. Totaux\u{202F}: 2024\u{202F}: 3,00\u{A0}€\u{202F}; 2025\u{202F}: 0,00\u{A0}€. \
         Personnel\u{202F}: 3,00\u{A0}€ (2024\u{202F}: 3,00\u{A0}€). Achats\u{202F}: 0,00\u{A0}€."
    );
    let gantt = "<data-mark label=\"Dépôt\" date=\"2024-01-15\"/><data-item label=\"Étude\" start=\"2024-02-01\" end=\"2025-08-31\"/>";
    assert_eq!(
        alt("gantt", gantt),
        "Calendrier en barres, 2\u{A0}lignes. Dépôt\u{202F}: le 15\u{A0}janvier\u{A0}2024\u{202F}; Étude\u{202F}: du 1er\u{A0}février\u{A0}2024 au 31\u{A0}août\u{A0}2025."
    );
    for (kind, empty) in [
        ("bars", "Graphique en barres, sans donnée."),
        ("stacked", "Barre de répartition, sans donnée."),
        ("columns", "Graphique en colonnes, sans donnée."),
        ("gantt", "Calendrier en barres, sans donnée."),
    ] {
        assert_eq!(alt(kind, ""), empty);
    }
}

#[test]
fn a_stage_that_ends_before_it_starts_says_so() {
    let stage = "<data-item label=\"Étude\" start=\"2025-03-01\" end=\"2025-02-01\"/>";
    let alt = alt("gantt", stage);
    assert!(
        alt.contains("du 1er\u{A0}mars\u{A0}2025 au 1er\u{A0}février\u{A0}2025 (fin avant le début)"),
        "{alt}"
    );
    let drawn = checked("reversed", "gantt", stage).join(" ");
    assert!(drawn.contains("01/03/2025 – 01/02/2025 (fin avant le début)"), "{drawn}");
}
