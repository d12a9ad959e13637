//! The logo of an authority: `[logo]` of `theme.toml`, and the PNG beside it.
//!
//! PNG and nothing else: a decoder of SVG would weigh more than the rest of the engine.

use std::io::Cursor;
use std::sync::Arc;

use png::{ColorType, Decoder, DecodingError, Limits, Transformations};
use serde::Deserialize;

use super::error::PdfError;

/// Heights accepted, in millimetres.
const HEIGHTS: std::ops::RangeInclusive<f32> = 8.0..=25.0;
/// Longest text read aloud, in characters.
const LONGEST_ALTERNATIVE: usize = 200;
/// Largest file, in bytes.
pub(crate) const LARGEST_FILE: usize = 2 << 20;
/// Most pixels: 25 millimetres by 60 at 600 dots per inch take under one million.
const MOST_PIXELS: u64 = 4_000_000;
/// A logo this many times longer than high, or higher than long, would be a line.
const MOST_SLENDER: u32 = 10;

/// The logo drawn in the title block of each document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// Name of a PNG file beside `theme.toml`.
    pub file: String,
    /// What is read aloud in its place.
    pub alternative: String,
    /// Height in millimetres; less when the logo would be wider than a third of the text.
    pub height: f32,
    #[serde(skip)]
    pub(crate) image: Image,
}

/// Samples of 8 bits, row by row from the top.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Image {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// One sample a pixel rather than red, green and blue.
    pub(crate) grey: bool,
    pub(crate) samples: Arc<[u8]>,
    /// Opacity; none when every pixel is opaque.
    pub(crate) alpha: Option<Arc<[u8]>>,
}

impl Logo {
    /// Checks what the table says, then decodes the file that `beside` gives.
    pub(crate) fn load(&mut self, beside: &dyn Fn(&str) -> Option<Arc<[u8]>>) -> Result<(), PdfError> {
        if !is_plain_name(&self.file) {
            return Err(wrong(
                "file",
                format!(
                    "«\u{202F}{}\u{202F}» n’est pas un nom de fichier simple\u{202F}; placez le logo à côté de theme.toml et donnez \
                     son nom seul, en lettres sans accent, chiffres, tirets et points, comme logo.png",
                    self.file
                ),
            ));
        }
        let alternative = self.alternative.trim();
        if alternative.is_empty() || alternative.chars().any(char::is_control) {
            return Err(wrong(
                "alternative",
                "donnez, en une ligne, le texte à lire à la place du logo, comme «\u{202F}Logo de la Région X\u{202F}»",
            ));
        }
        if alternative.chars().count() > LONGEST_ALTERNATIVE {
            return Err(wrong(
                "alternative",
                format!(
                    "le texte dépasse {LONGEST_ALTERNATIVE} caractères\u{202F}; nommez seulement la collectivité"
                ),
            ));
        }
        if !HEIGHTS.contains(&self.height) {
            let (least, most) = (HEIGHTS.start(), HEIGHTS.end());
            return Err(wrong(
                "height",
                format!("{}, hors de {least} à {most} millimètres", self.height).replace('.', ","),
            ));
        }
        let file = &self.file;
        let bytes = beside(file).ok_or_else(|| {
            wrong("file", format!("«\u{202F}{file}\u{202F}» ne se trouve pas à côté de theme.toml\u{202F}; vérifiez son nom et son emplacement"))
        })?;
        self.image =
            decode(&bytes).map_err(|reason| wrong("file", format!("«\u{202F}{file}\u{202F}» {reason}")))?;
        Ok(())
    }
}

fn wrong(key: &str, reason: impl std::fmt::Display) -> PdfError {
    PdfError::Theme(format!("logo › {key}\u{202F}: {reason}"))
}

/// A name that means the same file on every system, and cannot leave the theme's folder.
fn is_plain_name(name: &str) -> bool {
    name.len() <= 100
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// What to do when the file is not a PNG, by its first bytes.
fn other_format(bytes: &[u8]) -> &'static str {
    if bytes.is_empty() {
        "est vide\u{202F}; copiez-le de nouveau"
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        "est une image JPEG, quel que soit son nom\u{202F}; enregistrez-la au format PNG"
    } else if bytes.starts_with(b"GIF8") || bytes.get(8..12) == Some(b"WEBP") {
        "n’est pas au format PNG\u{202F}; enregistrez l’image dans ce format"
    } else if bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with(b"\xEF\xBB\xBF<") {
        "est une image SVG ou une page\u{202F}; exportez-la au format PNG, à 600 points par pouce"
    } else {
        "n’est pas une image PNG\u{202F}; enregistrez le logo dans ce format"
    }
}

/// Decodes a PNG; the size is known, and bounded, before any pixel is.
fn decode(bytes: &[u8]) -> Result<Image, String> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Err(other_format(bytes).to_owned());
    }
    if bytes.len() > LARGEST_FILE {
        return Err(format!(
            "pèse {} octets, plus que la limite de {LARGEST_FILE}\u{202F}; réduisez ses dimensions",
            bytes.len()
        ));
    }
    let damaged = |error: DecodingError| match error {
        DecodingError::LimitsExceeded => {
            "demande trop de mémoire\u{202F}; réduisez ses dimensions".to_owned()
        }
        _ => "est une image PNG abîmée ou incomplète\u{202F}; exportez-la ou copiez-la de nouveau".to_owned(),
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: 64 << 20 });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let (width, height) = decoder.read_header_info().map_err(damaged)?.size();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!(
            "mesure {width} × {height} pixels, plus que la limite de 4 millions\u{202F}; réduisez ses dimensions"
        ));
    }
    if width > height.saturating_mul(MOST_SLENDER) || height > width.saturating_mul(MOST_SLENDER) {
        return Err(format!(
            "mesure {width} × {height} pixels\u{202F}: un côté dépasse {MOST_SLENDER} fois l’autre\u{202F}; choisissez une version plus compacte"
        ));
    }
    let mut reader = decoder.read_info().map_err(damaged)?;
    let mut buffer =
        vec![0; reader.output_buffer_size().ok_or_else(|| damaged(DecodingError::LimitsExceeded))?];
    let frame = reader.next_frame(&mut buffer).map_err(damaged)?;
    // Up to the last chunk: an image cut after its pixels is still one that was badly copied.
    reader.finish().map_err(damaged)?;
    buffer.truncate(frame.buffer_size());
    let (grey, alpha) = match frame.color_type {
        ColorType::Grayscale => (true, false),
        ColorType::GrayscaleAlpha => (true, true),
        ColorType::Rgb => (false, false),
        ColorType::Rgba => (false, true),
        ColorType::Indexed => return Err(damaged(DecodingError::LimitsExceeded)),
    };
    let (samples, alpha) = if alpha { separate(&buffer, if grey { 1 } else { 3 }) } else { (buffer, None) };
    if alpha.as_ref().is_some_and(|alpha| alpha.iter().all(|opacity| *opacity == 0)) {
        return Err("est entièrement transparente\u{202F}; exportez-la de nouveau".to_owned());
    }
    Ok(Image { width, height, grey, samples: samples.into(), alpha: alpha.map(Into::into) })
}

/// Colours, and opacities when they say something.
fn separate(pixels: &[u8], channels: usize) -> (Vec<u8>, Option<Vec<u8>>) {
    let count = pixels.len() / (channels + 1);
    let mut samples = Vec::with_capacity(count * channels);
    let mut alpha = Vec::with_capacity(count);
    for pixel in pixels.chunks_exact(channels + 1) {
        if let [colour @ .., opacity] = pixel {
            samples.extend_from_slice(colour);
            alpha.push(*opacity);
        }
    }
    let opaque = alpha.iter().all(|opacity| *opacity == u8::MAX);
    (samples, (!opaque).then_some(alpha))
}
