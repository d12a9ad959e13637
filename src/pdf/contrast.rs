//! Whether text can be read on its ground: WCAG 2.1, success criterion 1.4.3, which RGAA 4.1 asks under 3.2.

use super::colour::{Colour, Colours};
use super::error::PdfError;

/// Ratio asked of text smaller than 18 points (14 in bold), level AA.
const LEAST: f64 = 4.5;

const WHITE: Colour = Colour([255, 255, 255]);

/// Relative luminance, as WCAG 2.1 defines it for sRGB.
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.0.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio of two colours, from 1 to 21.
fn ratio(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Refuses a text colour that cannot be read on one of the grounds it is drawn on.
pub(crate) fn check(colours: &Colours) -> Result<(), PdfError> {
    let texts =
        [("ink", colours.ink), ("muted", colours.muted), ("accent", colours.accent), ("link", colours.link)];
    let grounds = [
        ("le blanc de la page", WHITE),
        ("«\u{202F}tint\u{202F}»", colours.tint),
        ("«\u{202F}group\u{202F}»", colours.group),
        ("«\u{202F}warning_tint\u{202F}»", colours.warning_tint),
    ];
    for (ground_name, ground) in grounds {
        for (name, text) in texts {
            let ratio = ratio(text, ground);
            if ratio < LEAST {
                let advice =
                    if ground == WHITE { "foncez-la" } else { "foncez-la, ou éclaircissez le fond" };
                return Err(PdfError::Theme(format!(
                    "colours › {name}\u{202F}: la couleur {text} sur {ground_name} ({ground}) a un contraste de {} pour 1, \
                     il en faut au moins 4,5 (RGAA 4.1, critère 3.2)\u{202F}; {advice}",
                    shown(ratio)
                )));
            }
        }
    }
    Ok(())
}

/// Two decimals, cut rather than rounded: what fails by a hair must not be shown as 4,50.
fn shown(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Theme;

    /// Values that the WCAG and its usual calculators give.
    #[test]
    fn ratios_are_those_of_the_standard() {
        for (one, other, expected) in [
            ([0, 0, 0], [255, 255, 255], "21,00"),
            ([255, 255, 255], [255, 255, 255], "1,00"),
            ([0x77, 0x77, 0x77], [255, 255, 255], "4,47"),
            ([0x76, 0x76, 0x76], [255, 255, 255], "4,54"),
        ] {
            assert_eq!(shown(ratio(Colour(one), Colour(other))), expected);
        }
    }

    #[test]
    fn the_theme_that_comes_with_the_program_can_be_read() {
        check(&Theme::embedded().unwrap().colours).unwrap();
    }

    #[test]
    fn each_text_is_judged_on_each_ground() {
        let base = Theme::embedded().unwrap().colours;
        let pale = Colour([0x77, 0x77, 0x77]);
        for (name, change) in [
            ("ink", (|colours| colours.ink = Colour([0x77; 3])) as fn(&mut Colours)),
            ("muted", |colours| colours.muted = Colour([0x77; 3])),
            ("accent", |colours| colours.accent = Colour([0x77; 3])),
            ("link", |colours| colours.link = Colour([0x77; 3])),
        ] {
            let mut colours = base.clone();
            change(&mut colours);
            let message = check(&colours).unwrap_err().to_string();
            assert_eq!(
                message,
                format!(
                    "theme.toml › colours › {name}\u{202F}: la couleur {pale} sur le blanc de la page (#ffffff) a un contraste \
                     de 4,47 pour 1, il en faut au moins 4,5 (RGAA 4.1, critère 3.2)\u{202F}; foncez-la"
                )
            );
        }
        for (name, change) in [
            ("tint", (|colours| colours.tint = Colour([0x90; 3])) as fn(&mut Colours)),
            ("group", |colours| colours.group = Colour([0x90; 3])),
            ("warning_tint", |colours| colours.warning_tint = Colour([0x90; 3])),
        ] {
            let mut colours = base.clone();
            change(&mut colours);
            let message = check(&colours).unwrap_err().to_string();
            assert!(message.contains(&format!("sur «\u{202F}{name}\u{202F}» (#909090)")), "{message}");
            assert!(message.ends_with("éclaircissez le fond"), "{message}");
        }
    }
}
