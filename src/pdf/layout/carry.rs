//! Totals carried from one page of a table to the next: « À reporter » at the foot, « Report » under the header.
//!
//! They depend on where pages end, hence are printed once pages are known, as artifacts: a reader who hears the table
//! hears its rows and its totals only.

use crate::pdf::display::{Artifact, Owner, Page};
use crate::pdf::text::{Rich, Shaper, Style};
use crate::pdf::theme::Theme;

use super::carried::{CarriedMark, CarryLook};
use super::inline::{self, segment};
use super::slice::{self, Slice};

/// Prints the carried totals on their pages.
pub(crate) fn print(
    pages: &mut [Page],
    marks: &[CarriedMark],
    looks: &[CarryLook],
    theme: &Theme,
    shaper: &mut Shaper,
) {
    let owner = Owner::Artifact(Artifact::Repeated);
    let (ascent, descent) = shaper.extents();
    for mark in marks {
        let (Some(look), Some(page)) = (looks.get(mark.look), pages.get_mut(mark.page)) else {
            continue;
        };
        let (Some(left), Some(right)) = (look.offsets.first(), look.offsets.last()) else {
            continue;
        };
        let style = Style { italic: true, ..Style::new(look.size, theme.colours.muted) };
        let baseline = (look.height - (ascent + descent) * look.size) / 2.0 + ascent * look.size;
        let mut row = Slice::blank(look.height);
        let mut put = |text: &str, end: f32, row: &mut Slice| {
            let rich = Rich::new(vec![(text.to_owned(), segment(style, owner))], shaper);
            let line = shaper.single_line(&rich);
            let x = end - look.side - line.width;
            inline::place(line, x, baseline, row);
        };
        let first = mark.texts.first().and_then(|(column, _)| look.offsets.get(*column)).unwrap_or(right);
        put(if mark.brought_forward { "Report" } else { "À reporter" }, *first, &mut row);
        for (column, text) in mark.texts.iter() {
            if let Some(end) = look.offsets.get(column + 1) {
                put(text, *end, &mut row);
            }
        }
        let rule = slice::stroke(
            Owner::Artifact(Artifact::Layout),
            (*left, look.height),
            (*right, look.height),
            0.4,
            theme.colours.rule,
            None,
        );
        row.items.push(rule);
        page.items.extend(row.items.into_iter().map(|mut item| {
            item.drawing.shift(mark.y);
            item
        }));
    }
}

#[cfg(test)]
mod tests {
    use crate::pdf::display::{Artifact, Drawing, Layout, Owner};
    use crate::pdf::layout::lay_out;
    use crate::pdf::{Fonts, RenderRequest, Theme, dom, read};

    fn laid_out(html: &str) -> Layout {
        let (fonts, theme) = (Fonts::embedded().unwrap(), Theme::embedded().unwrap());
        let request = RenderRequest {
            html,
            title: "",
            author: "",
            subject: "",
            header: "",
            footer: "",
            date: jiff::civil::date(2026, 1, 1),
            draft: false,
            landscape: false,
            theme: &theme,
            fonts: &fonts,
            foreign: &[],
            attachments: Vec::new(),
        };
        let document = read::document(&dom::parse(html).unwrap()).unwrap();
        lay_out(&document, &request).unwrap().layout
    }

    /// Texts of each page: those of the table's cells, and those that are repeated.
    fn texts(layout: &Layout) -> Vec<(Vec<String>, Vec<String>)> {
        let of = |page: &crate::pdf::display::Page, repeated: bool| {
            let mut texts = Vec::new();
            for item in &page.items {
                let wanted = match item.owner {
                    Owner::Artifact(Artifact::Repeated) => repeated,
                    Owner::Content(_) => !repeated,
                    Owner::Artifact(_) => false,
                };
                if let (true, Drawing::Text { run, y, .. }) = (wanted, &item.drawing) {
                    assert!(*y < layout.height - 56.0, "{} at {y}", run.text);
                    texts.push(run.text.trim().to_owned());
                }
            }
            texts
        };
        layout.pages.iter().map(|page| (of(page, false), of(page, true))).collect()
    }

    fn table(rows: usize, between: &str) -> String {
        let mut body = String::new();
        for row in 1..=rows {
            let sum = row * (row + 1) / 2;
            body.push_str(&format!(
                "<tr><td>ligne</td><td class=\"num\" data-carried=\"{sum}\">{row}</td><td>x</td></tr>{between}"
            ));
        }
        let head = "<thead><tr><th>Intitulé</th><th>Montant</th><th>Pièce</th></tr></thead>";
        format!(
            "<article><table>{head}<tbody><tr class=\"group\"><th>Groupe</th></tr>{body}\
             <tr class=\"total\"><th>Total</th><td class=\"num\">fin</td><td/></tr></tbody></table></article>"
        )
    }

    #[test]
    fn each_page_says_what_the_rows_so_far_add_up_to() {
        for (rows, between) in
            [(45, ""), (46, ""), (130, ""), (131, ""), (132, ""), (60, "<tr><td>a<br/>b</td></tr>")]
        {
            let layout = laid_out(&table(rows, between));
            let pages = texts(&layout);
            assert!(pages.len() > 1);
            let (mut sum, mut brought) = (0, None);
            for (index, (cells, repeated)) in pages.iter().enumerate() {
                let at = |label: &str| {
                    let at = repeated.iter().position(|text| text == label);
                    at.and_then(|at| repeated.get(at + 1)).map(|text| text.parse::<usize>().unwrap())
                };
                assert_eq!(at("Report"), brought, "{rows} rows, page {index}");
                sum += cells.iter().filter_map(|text| text.parse::<usize>().ok()).sum::<usize>();
                let last = index + 1 == pages.len();
                brought = (!last).then_some(sum);
                assert_eq!(at("À reporter"), brought, "{rows} rows, page {index}");
            }
            assert_eq!(sum, rows * (rows + 1) / 2);
        }
    }

    #[test]
    fn a_table_of_one_page_carries_nothing() {
        let layout = laid_out(&table(20, ""));
        assert_eq!(layout.pages.len(), 1);
        assert!(texts(&layout).iter().all(|(_, repeated)| repeated.is_empty()));
    }

    #[test]
    fn a_row_cut_in_two_carries_the_rows_above_it() {
        let long = "mot ".repeat(4000);
        let html = format!(
            "<article><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>\
             <tr><td>x</td><td class=\"num\" data-carried=\"7\">7</td></tr>\
             <tr><td>{long}</td><td class=\"num\" data-carried=\"12\">5</td></tr>\
             <tr><td>x</td><td class=\"num\" data-carried=\"13\">1</td></tr></tbody></table></article>"
        );
        let pages = texts(&laid_out(&html));
        let (_, first) = pages.first().unwrap();
        assert_eq!(first.iter().map(String::as_str).collect::<Vec<_>>(), ["À reporter", "7"]);
    }

    #[test]
    fn the_first_column_has_no_room_for_the_words() {
        let html = "<article><table><tr><td data-carried=\"1\">1</td><td>x</td></tr></table></article>";
        let error = read::document(&dom::parse(html).unwrap()).err().unwrap();
        assert!(error.to_string().contains("À reporter"), "{error}");
    }
}
