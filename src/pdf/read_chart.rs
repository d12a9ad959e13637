//! Charts as they are written, to data. Amounts of any sign and size are accepted: what the drawing cannot show is
//! its own affair. What cannot be read is an error with its line.

use jiff::civil::Date;

use super::block::{Amount, Chart, ChartData, ColumnHead, Columns, Inline, Period, Series, SeriesItem};
use super::dom::{Element, Tag};
use super::error::PdfError;
use super::read_element::{children_of, inlines, needed};

pub(crate) fn chart(element: &Element) -> Result<Chart, PdfError> {
    let kind = element.attribute("data-kind").unwrap_or_default();
    let mut caption = Vec::new();
    let mut items = Vec::new();
    gather(element, kind, &mut caption, &mut items)?;
    let data = match kind {
        "bars" => ChartData::Bars(each(&items, amount)?),
        "stacked" => ChartData::Stacked(each(&items, amount)?),
        "columns" => ChartData::Columns(columns(&items)?),
        "gantt" => ChartData::Gantt(each(&items, period)?),
        other => {
            return Err(element.error(format!(
                "data-kind=\"{other}\"\u{202F}: les graphiques connus sont bars, stacked, columns et gantt"
            )));
        }
    };
    Ok(Chart { data, alt: element.attribute("data-alt").map(str::to_owned), caption })
}

/// Data may sit in the figure itself or in a list.
fn gather<'a>(
    element: &'a Element,
    kind: &str,
    caption: &mut Vec<Inline>,
    items: &mut Vec<&'a Element>,
) -> Result<(), PdfError> {
    for child in element.elements() {
        match (child.tag, kind) {
            (Tag::Figcaption, _) => *caption = inlines(child)?,
            (Tag::DataColumn | Tag::DataSeries, "columns") | (Tag::DataMark, "gantt") => items.push(child),
            (Tag::DataItem, "columns") => {
                return Err(child.error("<data-item> hors de toute <data-series> d’un graphique en colonnes"));
            }
            (Tag::DataItem, _) => items.push(child),
            (Tag::Ul | Tag::Ol | Tag::Li | Tag::Div, _) => gather(child, kind, caption, items)?,
            _ => {
                return Err(child.error(format!(
                    "<{}> n’a pas sa place dans un graphique «\u{202F}{kind}\u{202F}»",
                    child.tag.name()
                )));
            }
        }
    }
    Ok(())
}

fn each<T>(items: &[&Element], read: impl Fn(&Element) -> Result<T, PdfError>) -> Result<Vec<T>, PdfError> {
    items.iter().map(|item| read(item)).collect()
}

fn cents(item: &Element) -> Result<i64, PdfError> {
    let cents = needed(item, "cents")?;
    cents.parse().map_err(|_| item.error(format!("cents=\"{cents}\" n’est pas un nombre entier")))
}

fn text(item: &Element) -> String {
    item.attribute("text").unwrap_or_default().to_owned()
}

fn amount(item: &Element) -> Result<Amount, PdfError> {
    Ok(Amount {
        label: needed(item, "label")?.to_owned(),
        cents: cents(item)?,
        text: text(item),
        share: item.attribute("share").map(str::to_owned),
    })
}

fn period(item: &Element) -> Result<Period, PdfError> {
    let day = |name: &str| -> Result<Date, PdfError> {
        let text = needed(item, name)?;
        text.parse().map_err(|_| item.error(format!("{name}=\"{text}\" n’est pas une date AAAA-MM-JJ")))
    };
    let label = needed(item, "label")?.to_owned();
    if item.tag == Tag::DataMark {
        let date = day("date")?;
        return Ok(Period { label, start: date, end: date, mark: true });
    }
    Ok(Period { label, start: day("start")?, end: day("end")?, mark: false })
}

fn columns(items: &[&Element]) -> Result<Columns, PdfError> {
    let heads: Vec<&Element> = items.iter().copied().filter(|item| item.tag == Tag::DataColumn).collect();
    let columns =
        each(&heads, |head| Ok(ColumnHead { label: needed(head, "label")?.to_owned(), text: text(head) }))?;
    for (index, head) in heads.iter().enumerate() {
        let label = head.attribute("label");
        if heads.iter().take(index).any(|other| other.attribute("label") == label) {
            let label = label.unwrap_or_default();
            return Err(head.error(format!("deux colonnes portent le nom «\u{202F}{label}\u{202F}»")));
        }
    }
    let series = items
        .iter()
        .filter(|item| item.tag == Tag::DataSeries)
        .map(|series| one_series(series, &columns))
        .collect::<Result<_, _>>()?;
    Ok(Columns { columns, series })
}

fn one_series(element: &Element, columns: &[ColumnHead]) -> Result<Series, PdfError> {
    let label = needed(element, "label")?.to_owned();
    let children = children_of(element, &[Tag::DataItem])?;
    if children.len() != columns.len() {
        return Err(element.error(format!(
            "la série «\u{202F}{label}\u{202F}» compte {} valeur(s) pour {} colonne(s)",
            children.len(),
            columns.len()
        )));
    }
    let mut items = Vec::with_capacity(children.len());
    for (child, column) in children.into_iter().zip(columns) {
        if let Some(name) = child.attribute("label").filter(|name| *name != column.label) {
            return Err(child.error(format!(
                "valeur de «\u{202F}{name}\u{202F}» à la place de celle de «\u{202F}{}\u{202F}»",
                column.label
            )));
        }
        items.push(SeriesItem { cents: cents(child)?, text: text(child) });
    }
    Ok(Series { label, text: text(element), items })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::dom;

    fn read(kind: &str, body: &str) -> Result<Chart, PdfError> {
        let html =
            format!("<article><figure class=\"chart\" data-kind=\"{kind}\">\n{body}\n</figure></article>");
        let root = dom::parse(&html).unwrap();
        chart(root.elements().next().unwrap())
    }

    fn refusal(kind: &str, body: &str) -> String {
        read(kind, body).map(|_| ()).unwrap_err().to_string()
    }

    const HEADS: &str = "<data-column label=\"2024\" text=\"3 €\"/><data-column label=\"2025\"/>\n";

    #[test]
    fn columns_are_read_in_order() {
        let body = format!(
            "{HEADS}<data-series label=\"A\" text=\"3 €\"><data-item label=\"2024\" cents=\"300\" text=\"3 €\"/>\
             <data-item cents=\"-5\"/></data-series><figcaption>Titre</figcaption>"
        );
        let ChartData::Columns(table) = read("columns", &body).unwrap().data else { panic!() };
        assert_eq!((table.columns.len(), table.series.len(), table.sum(0), table.sum(1)), (2, 1, 300, 0));
        let chart = read("columns", "").unwrap();
        assert!(matches!(chart.data, ChartData::Columns(table) if table.series.is_empty()));
    }

    #[test]
    fn malformed_columns_name_their_line() {
        let item = "<data-item cents=\"1\"/>";
        for (body, expected) in [
            (
                format!("{HEADS}<data-series label=\"A\">{item}</data-series>"),
                "ligne 3\u{202F}: la série «\u{202F}A\u{202F}» compte 1 valeur(s) pour 2 colonne(s)",
            ),
            (
                format!("{HEADS}<data-series label=\"A\">{item}\n<data-item/></data-series>"),
                "ligne 4\u{202F}: <data-item> sans cents",
            ),
            (
                format!("{HEADS}<data-series label=\"A\">{item}\n\n<data-item cents=\"1,5\"/></data-series>"),
                "ligne 5\u{202F}: cents=\"1,5\" n’est pas un nombre entier",
            ),
            (
                format!(
                    "{HEADS}<data-series label=\"A\">{item}<data-item label=\"2026\" cents=\"1\"/></data-series>"
                ),
                "ligne 3\u{202F}: valeur de «\u{202F}2026\u{202F}» à la place de celle de «\u{202F}2025\u{202F}»",
            ),
            (
                format!("{HEADS}<data-series>{item}{item}</data-series>"),
                "ligne 3\u{202F}: <data-series> sans label",
            ),
            (
                format!("{HEADS}<data-series label=\"A\"><p>x</p></data-series>"),
                "ligne 3\u{202F}: <p> n’a pas sa place dans <data-series>",
            ),
            (
                format!("{HEADS}{item}"),
                "ligne 3\u{202F}: <data-item> hors de toute <data-series> d’un graphique en colonnes",
            ),
            (
                format!("{HEADS}<data-column label=\"2024\"/>"),
                "ligne 3\u{202F}: deux colonnes portent le nom «\u{202F}2024\u{202F}»",
            ),
            ("<data-column/>".to_owned(), "ligne 2\u{202F}: <data-column> sans label"),
            (
                "<data-mark label=\"a\" date=\"2024-01-01\"/>".to_owned(),
                "ligne 2\u{202F}: <data-mark> n’a pas sa place dans un graphique «\u{202F}columns\u{202F}»",
            ),
        ] {
            assert_eq!(refusal("columns", &body), expected, "{body}");
        }
    }

    #[test]
    fn other_malformed_charts_name_their_line() {
        let overflow = "<data-item label=\"a\" cents=\"99999999999999999999\"/>";
        for (kind, body, expected) in [
            ("bars", "<data-item label=\"a\"/>", "ligne 2\u{202F}: <data-item> sans cents"),
            ("stacked", "\n<data-item cents=\"1\"/>", "ligne 3\u{202F}: <data-item> sans label"),
            ("bars", overflow, "ligne 2\u{202F}: cents=\"99999999999999999999\" n’est pas un nombre entier"),
            (
                "bars",
                "<data-series label=\"a\"/>",
                "ligne 2\u{202F}: <data-series> n’a pas sa place dans un graphique «\u{202F}bars\u{202F}»",
            ),
            (
                "gantt",
                "<data-item label=\"a\" start=\"2024-02-30\" end=\"2024-03-01\"/>",
                "ligne 2\u{202F}: start=\"2024-02-30\" n’est pas une date AAAA-MM-JJ",
            ),
            ("gantt", "<data-mark label=\"a\"/>", "ligne 2\u{202F}: <data-mark> sans date"),
            (
                "pie",
                "",
                "ligne 1\u{202F}: data-kind=\"pie\"\u{202F}: les graphiques connus sont bars, stacked, columns et gantt",
            ),
        ] {
            assert_eq!(refusal(kind, body), expected, "{body}");
        }
    }
}
