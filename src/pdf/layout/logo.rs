//! The logo of the authority: once in the document, in the row of the Union's emblem when that comes first, else at the
//! right of the title block.

use crate::pdf::display::{Drawing, FigureBox, Item, Owner};
use crate::pdf::french;
use crate::pdf::structure::Role;
use crate::pdf::theme::PT_PER_MM;

use super::flow::{Column, Flow};
use super::slice::Slice;

/// Least space between the logo and text.
pub(crate) const GAP: f32 = 6.0 * PT_PER_MM;

/// Size at which the logo is drawn, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogoSize {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Flow<'_> {
    /// The size of the theme's logo: the height asked for, unless it would then take more than a third of the text's width.
    pub(crate) fn logo_size(&self) -> Option<LogoSize> {
        let logo = self.theme.logo.as_ref()?;
        let (width, height) = (logo.image.width as f32, logo.image.height as f32);
        let asked = logo.height * PT_PER_MM;
        let height = asked.min(self.geometry.text_width() / 3.0 * height / width);
        Some(LogoSize { width: height * logo.image.width as f32 / logo.image.height as f32, height })
    }

    /// The logo as a slice, against the right side of the column; none when it was drawn already.
    pub(crate) fn take_logo(&mut self, column: Column) -> Option<Slice> {
        if self.logo_drawn {
            return None;
        }
        let size = self.logo_size()?;
        let alternative = french::typeset_text(&self.theme.logo.as_ref()?.alternative);
        self.logo_drawn = true;
        let figure = self.tree.add(column.parent, Role::Figure);
        if let Some(attributes) = self.tree.attributes(figure) {
            attributes.alt = Some(alternative);
        }
        let slot = self.tree.slot(figure);
        let x = column.x + column.width - size.width;
        let mut slice = Slice::blank(size.height);
        slice.items.push(Item {
            owner: Owner::Content(slot),
            drawing: Drawing::Logo { x, y: 0.0, width: size.width, height: size.height },
        });
        slice.figure_boxes.push(FigureBox {
            element: figure,
            x,
            y: 0.0,
            width: size.width,
            height: size.height,
        });
        Some(slice)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::pdf::display::Layout;
    use crate::pdf::{Fonts, RenderRequest, Theme, dom, layout, read};

    const LOGO: &[u8] = include_bytes!("../../../tests/fixtures/theme/commun/logo.png");

    fn theme(height: &str, margin: &str) -> Theme {
        let text = include_str!("../../../tests/fixtures/theme/commun/theme.toml")
            .replace("height = 18.0", &format!("height = {height}"))
            .replace("left = 20.0", &format!("left = {margin}"))
            .replace("right = 20.0", &format!("right = {margin}"));
        Theme::parse_beside(&text, &|name| (name == "logo.png").then(|| Arc::from(LOGO))).unwrap()
    }

    fn laid_out(html: &str, theme: &Theme, landscape: bool) -> Layout {
        let fonts = Fonts::embedded().unwrap();
        let request = RenderRequest {
            html,
            title: "",
            author: "",
            subject: "",
            header: "En-tête",
            footer: "Pied",
            date: jiff::civil::date(2026, 3, 2),
            draft: false,
            landscape,
            theme,
            fonts: &fonts,
            foreign: &[],
            attachments: Vec::new(),
        };
        let document = read::document(&dom::parse(html).unwrap()).unwrap();
        layout::lay_out(&document, &request).unwrap().layout
    }

    /// Page and box of each logo: left, top, right, bottom.
    fn logos(layout: &Layout) -> Vec<(usize, [f32; 4])> {
        let mut found = Vec::new();
        for (page, content) in layout.pages.iter().enumerate() {
            for item in &content.items {
                if let Drawing::Logo { x, y, width, height } = item.drawing {
                    found.push((page, [x, y, x + width, y + height]));
                }
            }
        }
        found
    }

    const LONG: &str =
        "Demande de subvention pour la transition numérique, l’innovation et l’emploi dans le territoire";
    const WORD: &str = "Anticonstitutionnellementissimementvôtreetbienplusencore";

    #[test]
    fn no_text_stands_on_the_logo_and_titles_wrap_clear_of_it() {
        let pairs = "<dl><dt>Fonds</dt><dd>Un fonds dont le nom est long, et qui prend toute la largeur de la page ou presque, c’est certain</dd></dl>";
        let emblem = r#"<div class="eu-emblem" data-text="Cofinancé par l’Union européenne"/>"#;
        for (height, margin) in
            [("8.0", "20.0"), ("18.0", "20.0"), ("25.0", "20.0"), ("25.0", "55.0"), ("25.0", "10.0")]
        {
            let theme = theme(height, margin);
            for landscape in [false, true] {
                for (title, subtitle) in
                    [("Plan", ""), (LONG, LONG), (WORD, ""), ("Plan", LONG), (&LONG.repeat(4), LONG)]
                {
                    for (before, class, after) in [
                        ("", "title", ""),
                        ("", "title", pairs),
                        ("", "title page", pairs),
                        (emblem, "title", pairs),
                    ] {
                        let html = format!(
                            "<article>{before}<header class=\"{class}\"><h1>{title}</h1><p class=\"subtitle\">{subtitle}</p>\
                             {after}</header><p>{LONG}</p><header class=\"title\"><h1>Un autre</h1></header></article>"
                        );
                        let layout = laid_out(&html, &theme, landscape);
                        let [(page, [left, top, right, bottom])] = logos(&layout)[..] else {
                            panic!("one logo: {html}");
                        };
                        let pt = |millimetres: &str| millimetres.parse::<f32>().unwrap() * PT_PER_MM;
                        assert!((right - (layout.width - pt(margin))).abs() < 0.01, "{html}");
                        assert!(right - left <= (layout.width - 2.0 * pt(margin)) / 3.0 + 0.01, "{html}");
                        assert!(((right - left) / (bottom - top) - 2.0).abs() < 0.001, "{html}");
                        assert!(bottom - top <= pt(height) + 0.01, "{html}");
                        assert!(top >= theme.margins.top * PT_PER_MM - 0.01, "{html}");
                        for item in &layout.pages.get(page).unwrap().items {
                            if let Drawing::Text { x, y, run } = &item.drawing {
                                // A baseline, with what stands above and below it; spaces may hang at the end.
                                let spaces = run.text.len() - run.text.trim_end().len();
                                let blank: f32 =
                                    run.glyphs.iter().rev().take(spaces).map(|glyph| glyph.advance).sum();
                                let clear = x + run.width() - blank <= left - GAP + 0.1
                                    || y - run.size * 0.75 >= bottom
                                    || y + run.size * 0.25 <= top;
                                assert!(clear, "«{}» on the logo: {html}", run.text);
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_union_emblem_is_never_lower_than_the_logo() {
        use crate::pdf::colour::Colour;
        use crate::pdf::display::{Paint, Shape};
        let html = r#"<article><div class="eu-emblem" data-text="Cofinancé"/><header class="title"><h1>Plan</h1></header></article>"#;
        for (height, expected) in [("8.0", 13.0), ("25.0", 25.0)] {
            let layout = laid_out(html, &theme(height, "20.0"), false);
            let flag = layout.pages.first().unwrap().items.iter().find_map(|item| match &item.drawing {
                Drawing::Shape {
                    shape: Shape::Rectangle { height, y, .. },
                    paint: Paint::Fill(Colour([0, 0x33, 0x99])),
                } => Some((*y, *height)),
                _ => None,
            });
            let (y, flag) = flag.unwrap();
            assert!((flag - expected * PT_PER_MM).abs() < 0.01, "{flag}");
            let [(_, [_, top, _, bottom])] = logos(&layout)[..] else { panic!("one logo") };
            assert!(((top + bottom) / 2.0 - (y + flag / 2.0)).abs() < 0.01, "same row");
        }
    }

    #[test]
    fn a_document_without_title_nor_emblem_shows_no_logo() {
        assert!(
            logos(&laid_out("<article><p>Texte</p></article>", &theme("18.0", "20.0"), false)).is_empty()
        );
    }

    #[test]
    fn without_logo_nothing_moves() {
        let text = include_str!("../../../tests/fixtures/theme/commun/theme.toml");
        let without = Theme::parse(text.split("[logo]").next().unwrap()).unwrap();
        let html = "<article><header class=\"title\"><h1>Plan</h1></header><p>a</p></article>";
        let layout = laid_out(html, &without, false);
        assert!(logos(&layout).is_empty());
        assert!(layout.figures.is_empty());
    }
}
