//! Colours, and the part each plays in a document.

use serde::Deserialize;

/// A colour of the sRGB space, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour(pub [u8; 3]);

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("couleur «\u{202F}{text}\u{202F}» : la forme attendue est #rrggbb");
        let digits = text.strip_prefix('#').ok_or_else(wrong)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Colour([red, green, blue]))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Black or white, whichever reads better on this colour: never less than 4.5 to 1.
    pub(crate) fn contrasting(self) -> Colour {
        let luminance = self.luminance();
        // Contrasts by WCAG 2.2: (lighter + 0.05) / (darker + 0.05).
        if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) {
            Colour([0, 0, 0])
        } else {
            Colour([255, 255, 255])
        }
    }

    /// Red, green and blue as light, from 0 to 1 (IEC 61966-2-1).
    pub(crate) fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance, from 0 to 1.
    pub(crate) fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// Colours by role.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// Running text.
    pub ink: Colour,
    /// Captions, running header and footer.
    pub muted: Colour,
    /// Headings and strong rules.
    pub accent: Colour,
    /// Thin rules of tables.
    pub rule: Colour,
    /// Header rows and notes.
    pub tint: Colour,
    /// Title rows inside a table.
    pub group: Colour,
    /// Bar and sign of a warning.
    pub warning: Colour,
    /// Ground of a warning.
    pub warning_tint: Colour,
    /// Text of a link.
    pub link: Colour,
    /// Fills of charts, in order of use; they repeat when a chart has more parts.
    pub chart: Vec<Colour>,
}
