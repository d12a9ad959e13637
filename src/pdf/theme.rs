//! Colours, sizes and margins: what makes the documents look like one family.

use std::sync::Arc;

use serde::Deserialize;

use super::colour::Colours;
use super::error::PdfError;
use super::{Logo, contrast};

/// Points in one millimetre.
pub(crate) const PT_PER_MM: f32 = 72.0 / 25.4;
/// Least width of the text on an upright A4 page, in millimetres; below it tables of amounts do not fit.
const LEAST_TEXT_WIDTH: f32 = 100.0;
/// Least height of the text on an A4 page lying on its long side, in millimetres.
const LEAST_TEXT_HEIGHT: f32 = 120.0;

/// Look of the documents, read from `theme.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Colours by role.
    pub colours: Colours,
    /// Sizes of text, in points.
    pub sizes: Sizes,
    /// Page margins, in millimetres.
    pub margins: Margins,
    /// Logo of the authority, if it wants one.
    #[serde(default)]
    pub logo: Option<Logo>,
}

/// Sizes of text in points, and the line height as a multiple of the size.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names are those of the elements they size
pub struct Sizes {
    pub body: f32,
    pub small: f32,
    pub table: f32,
    pub title: f32,
    pub subtitle: f32,
    pub h1: f32,
    pub h2: f32,
    pub h3: f32,
    pub h4: f32,
    pub leading: f32,
}

/// Page margins, in millimetres.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names say it
pub struct Margins {
    pub top: f32,
    pub bottom: f32,
    pub left: f32,
    pub right: f32,
}

impl Theme {
    /// Reads a theme that stands alone, without logo.
    ///
    /// # Errors
    /// Those of [`Theme::parse_beside`].
    pub fn parse(text: &str) -> Result<Theme, PdfError> {
        Theme::parse_beside(text, &|_| None)
    }

    /// Reads a theme and checks that a page can be laid out with it, and read. `beside` gives the bytes of the file of
    /// that name in the theme's folder.
    ///
    /// # Errors
    /// [`PdfError::Theme`] when the text is not TOML, misses a key, has an unknown one, holds a size or margins that leave no room for
    /// text, a colour of text that cannot be read on its ground, or a logo that is missing or unusable.
    pub fn parse_beside(text: &str, beside: &dyn Fn(&str) -> Option<Arc<[u8]>>) -> Result<Theme, PdfError> {
        let mut theme: Theme = toml::from_str(text).map_err(|e| PdfError::Theme(e.to_string()))?;
        let s = &theme.sizes;
        for (name, size) in [
            ("body", s.body),
            ("small", s.small),
            ("table", s.table),
            ("title", s.title),
            ("subtitle", s.subtitle),
            ("h1", s.h1),
            ("h2", s.h2),
            ("h3", s.h3),
            ("h4", s.h4),
        ] {
            if !(4.0..=72.0).contains(&size) {
                return Err(PdfError::Theme(format!(
                    "sizes › {name}\u{202F}: {size}, hors de 4 à 72 points"
                )));
            }
        }
        if !(1.0..=3.0).contains(&s.leading) {
            return Err(PdfError::Theme(format!("sizes › leading\u{202F}: {}, hors de 1 à 3", s.leading)));
        }
        let m = &theme.margins;
        for (name, margin) in [("top", m.top), ("bottom", m.bottom), ("left", m.left), ("right", m.right)] {
            if !(10.0..=60.0).contains(&margin) {
                return Err(PdfError::Theme(format!(
                    "margins › {name}\u{202F}: {margin}, hors de 10 à 60 millimètres"
                )));
            }
        }
        for (names, left, least, paper) in [
            ("left et right", 210.0 - m.left - m.right, LEAST_TEXT_WIDTH, "de large sur une page A4"),
            ("top et bottom", 210.0 - m.top - m.bottom, LEAST_TEXT_HEIGHT, "de haut sur une page A4 couchée"),
        ] {
            if left < least {
                return Err(PdfError::Theme(format!(
                    "margins › {names}\u{202F}: elles ne laissent au texte que {} mm {paper}, il en faut au moins {least}\u{202F}; \
                     réduisez-les",
                    format!("{left:.1}").replace('.', ",")
                )));
            }
        }
        if theme.colours.chart.is_empty() {
            return Err(PdfError::Theme("colours › chart\u{202F}: la liste est vide".into()));
        }
        contrast::check(&theme.colours)?;
        if let Some(logo) = &mut theme.logo {
            logo.load(beside)?;
        }
        Ok(theme)
    }

    /// The theme that comes with the program.
    ///
    /// # Errors
    /// None in a build whose tests pass; the type is that of [`Theme::parse`].
    pub fn embedded() -> Result<Theme, PdfError> {
        Theme::parse(include_str!("../../templates/commun/theme.toml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::colour::Colour;

    type Matrix = [[f64; 3]; 3];

    /// Dichromacy, on linear RGB: Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of
    /// Color Vision Deficiency”, IEEE TVCG 15(6), 2009, severity 1.0.
    const READERS: [(&str, Matrix); 5] = [
        ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ),
        ("grey", [[0.2126, 0.7152, 0.0722]; 3]),
    ];

    fn apply(matrix: &Matrix, colour: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(colour).map(|(factor, value)| factor * value).sum::<f64>())
    }

    /// CIE 1976 L*a*b* under D65.
    fn lab(linear: [f64; 3]) -> [f64; 3] {
        const XYZ: Matrix = [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ];
        let [x, y, z] = apply(&XYZ, linear.map(|value| value.clamp(0.0, 1.0)));
        let f = |t: f64| {
            if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 }
        };
        let (x, y, z) = (f(x / 0.95047), f(y), f(z / 1.08883));
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn apart(one: [f64; 3], other: [f64; 3]) -> f64 {
        one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    fn refused(from: &str, to: &str) -> String {
        let text = include_str!("../../templates/commun/theme.toml");
        assert_eq!(text.matches(from).count(), 1, "{from}");
        Theme::parse(&text.replace(from, to)).unwrap_err().to_string()
    }

    #[test]
    fn margins_must_leave_room_for_text() {
        let wide = refused("left = 20.0\nright = 20.0", "left = 55.5\nright = 55.0");
        assert_eq!(
            wide,
            "theme.toml › margins › left et right\u{202F}: elles ne laissent au texte que 99,5 mm de large sur une page A4, \
             il en faut au moins 100\u{202F}; réduisez-les"
        );
        let high = refused("top = 22.0\nbottom = 20.0", "top = 45.0\nbottom = 46.0");
        assert!(high.starts_with("theme.toml › margins › top et bottom\u{202F}: elles ne laissent au texte que 119,0 mm de haut"), "{high}");
        let thin = refused("left = 20.0", "left = 9.0");
        assert_eq!(thin, "theme.toml › margins › left\u{202F}: 9, hors de 10 à 60 millimètres");
        let text = include_str!("../../templates/commun/theme.toml");
        Theme::parse(&text.replace("left = 20.0\nright = 20.0", "left = 55.0\nright = 55.0")).unwrap();
    }

    #[test]
    fn each_impossible_value_is_named() {
        for (from, to, expected) in [
            ("body = 9.5", "body = 3.0", "theme.toml › sizes › body\u{202F}: 3, hors de 4 à 72 points"),
            ("body = 9.5", "body = nan", "theme.toml › sizes › body\u{202F}: NaN, hors de 4 à 72 points"),
            ("leading = 1.42", "leading = 0.5", "theme.toml › sizes › leading\u{202F}: 0.5, hors de 1 à 3"),
        ] {
            assert_eq!(refused(from, to), expected);
        }
        assert!(
            refused("ink = \"#1b1f24\"", "ink = \"#999999\"")
                .starts_with("theme.toml › colours › ink\u{202F}: ")
        );
    }

    #[test]
    fn the_logo_shown_in_the_comments_is_well_formed() {
        let text = include_str!("../../templates/commun/theme.toml");
        let (before, example) = text.split_once("# [logo]\n").unwrap();
        let example: String =
            example.lines().map(|line| format!("{}\n", line.trim_start_matches("# "))).collect();
        let message = Theme::parse(&format!("{before}[logo]\n{example}")).unwrap_err().to_string();
        assert!(message.contains("«\u{202F}logo.png\u{202F}» ne se trouve pas"), "{message}");
    }

    #[test]
    fn the_measure_of_colours_is_the_usual_one() {
        // White and the sRGB red, from the published values.
        assert!(apart(lab([1.0, 1.0, 1.0]), [100.0, 0.0, 0.0]) < 0.1);
        assert!(apart(lab(Colour([255, 0, 0]).linear()), [53.24, 80.09, 67.20]) < 0.1);
        // A protanope takes this red for a dark brown, not for this green; a grey stays itself.
        let (_, protanopia) = READERS[1];
        let seen = |colour: Colour| lab(apply(&protanopia, colour.linear()));
        assert!(apart(seen(Colour([120, 120, 120])), lab(Colour([120, 120, 120]).linear())) < 0.1);
        let (red, green) = (Colour([200, 60, 60]), Colour([100, 90, 60]));
        assert!(apart(seen(red), seen(green)) < 0.5 * apart(lab(red.linear()), lab(green.linear())));
    }

    #[test]
    fn colours_of_charts_stay_apart_for_every_reader() {
        let chart = Theme::embedded().unwrap().colours.chart;
        // Enough for the categories of a fund; even, for the list to begin again with a dark colour after a light one.
        assert!(chart.len() >= 12 && chart.len().is_multiple_of(2));
        for (reader, matrix) in READERS {
            let seen: Vec<_> = chart.iter().map(|colour| lab(apply(&matrix, colour.linear()))).collect();
            for (index, (colour, next)) in seen.iter().zip(seen.iter().cycle().skip(1)).enumerate() {
                let lightness = (colour[0] - next[0]).abs();
                assert!(lightness >= 30.0, "{reader}: {index} and the next, lightness {lightness}");
            }
            // In grey the lightness of neighbours is all there is: numbers do the rest.
            for (index, colour) in seen.iter().enumerate().filter(|_| reader != "grey") {
                for (other, second) in seen.iter().enumerate().skip(index + 1) {
                    let distance = apart(*colour, *second);
                    assert!(distance >= 14.0, "{reader}: {index} and {other}, {distance}");
                }
            }
        }
    }

    #[test]
    fn numbers_on_fills_can_be_read() {
        let theme = Theme::embedded().unwrap().colours;
        let contrast = |one: Colour, other: Colour| {
            let (one, other) = (one.luminance() + 0.05, other.luminance() + 0.05);
            one.max(other) / one.min(other)
        };
        for level in 0..=255 {
            let grey = Colour([level; 3]);
            assert!(contrast(grey, grey.contrasting()) >= 4.5, "{level}");
        }
        let white = Colour([255; 3]);
        for colour in &theme.chart {
            assert!(contrast(*colour, colour.contrasting()) >= 4.5, "{colour:?}");
        }
        for text in [theme.ink, theme.muted, theme.accent] {
            assert!(contrast(text, white) >= 4.5, "{text:?}");
        }
        // Bars and milestones on the page: WCAG asks 3 of what is drawn.
        for drawn in [theme.accent, theme.warning, theme.muted] {
            assert!(contrast(drawn, white) >= 3.0, "{drawn:?}");
        }
    }
}
