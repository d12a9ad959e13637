//! The logo of an authority: `[logo]` of `theme.toml`, and the PNG beside it.
//!
//! PNG and nothing else: a decoder of SVG would weigh more than the rest of the engine.

use std::io::Cursor;
use std::sync::Arc;

use png::{ColorType, Decoder, DecodingError, Limits, Transformations};
use serde::Deserialize;

use super::error::PdfError;
use super::limits::{LOGO_ALTERNATIVE, LOGO_BYTES};

/// Heights accepted, in millimetres.
const HEIGHTS: std::ops::RangeInclusive<f32> = 8.0..=25.0;
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
        if alternative.chars().count() > LOGO_ALTERNATIVE {
            return Err(wrong(
                "alternative",
                format!(
                    "le texte dépasse {LOGO_ALTERNATIVE} caractères\u{202F}; nommez seulement la collectivité"
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
    if bytes.len() > LOGO_BYTES {
        return Err(format!(
            "pèse {} octets, plus que la limite de {LOGO_BYTES}\u{202F}; réduisez ses dimensions",
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

#[cfg(test)]
mod tests {
    use png::{BitDepth, Encoder};

    use super::*;

    fn png(width: u32, height: u32, colour: ColorType, depth: BitDepth, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, width, height);
        encoder.set_color(colour);
        encoder.set_depth(depth);
        if colour == ColorType::Indexed {
            encoder.set_palette([10, 20, 30, 40, 50, 60].as_slice());
            encoder.set_trns([255, 7].as_slice());
        }
        encoder.write_header().unwrap().write_image_data(data).unwrap();
        bytes
    }

    fn load(name: &str, change: impl Fn(&mut Logo), bytes: Option<Vec<u8>>) -> Result<Logo, String> {
        let mut logo =
            Logo { file: name.into(), alternative: "Logo".into(), height: 18.0, image: Image::default() };
        change(&mut logo);
        let bytes: Option<Arc<[u8]>> = bytes.map(Into::into);
        logo.load(&|asked| bytes.clone().filter(|_| asked == name)).map_err(|error| error.to_string())?;
        Ok(logo)
    }

    fn image() -> Vec<u8> {
        png(2, 1, ColorType::Rgba, BitDepth::Eight, &[1, 2, 3, 255, 4, 5, 6, 128])
    }

    #[test]
    fn every_kind_of_png_becomes_samples_and_opacity() {
        use BitDepth::{Eight, One, Sixteen};
        use ColorType::{Grayscale, GrayscaleAlpha, Indexed, Rgb, Rgba};
        for (colour, depth, data, grey, samples, alpha) in [
            (Rgb, Eight, &[1, 2, 3, 4, 5, 6][..], false, &[1, 2, 3, 4, 5, 6][..], None),
            (Rgba, Eight, &[1, 2, 3, 255, 4, 5, 6, 128], false, &[1, 2, 3, 4, 5, 6], Some(&[255, 128][..])),
            (Rgba, Eight, &[1, 2, 3, 255, 4, 5, 6, 255], false, &[1, 2, 3, 4, 5, 6], None),
            (Rgb, Sixteen, &[1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0], false, &[1, 2, 3, 4, 5, 6], None),
            (Grayscale, Eight, &[9, 8], true, &[9, 8], None),
            (Grayscale, One, &[0b0100_0000], true, &[0, 255], None),
            (GrayscaleAlpha, Eight, &[9, 0, 8, 1], true, &[9, 8], Some(&[0, 1])),
            (Indexed, Eight, &[1, 0], false, &[40, 50, 60, 10, 20, 30], Some(&[7, 255])),
        ] {
            let logo = load("a.png", |_| {}, Some(png(2, 1, colour, depth, data))).unwrap();
            assert_eq!((logo.image.width, logo.image.height, logo.image.grey), (2, 1, grey), "{colour:?}");
            assert_eq!(&*logo.image.samples, samples, "{colour:?} {depth:?}");
            assert_eq!(logo.image.alpha.as_deref(), alpha, "{colour:?} {depth:?}");
        }
    }

    #[test]
    fn a_file_that_is_not_a_usable_png_is_refused_with_what_to_do() {
        let mut huge = image();
        huge.get_mut(16..20).unwrap().copy_from_slice(&100_000_u32.to_be_bytes());
        huge.get_mut(20..24).unwrap().copy_from_slice(&100_000_u32.to_be_bytes());
        let checksum = {
            // Of IHDR, so that nothing but the size is wrong.
            let mut sum = u32::MAX;
            for byte in huge.get(12..29).unwrap() {
                sum ^= u32::from(*byte);
                for _ in 0..8 {
                    sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
                }
            }
            !sum
        };
        huge.get_mut(29..33).unwrap().copy_from_slice(&checksum.to_be_bytes());
        let mut heavy = image();
        heavy.resize(LOGO_BYTES + 1, 0);
        let slender = png(22, 2, ColorType::Grayscale, BitDepth::Eight, &[0; 44]);
        let invisible = png(1, 1, ColorType::Rgba, BitDepth::Eight, &[1, 2, 3, 0]);
        for (bytes, expected) in [
            (None, "ne se trouve pas à côté de theme.toml\u{202F}; vérifiez son nom et son emplacement"),
            (Some(Vec::new()), "est vide\u{202F}; copiez-le de nouveau"),
            (Some(b"\xFF\xD8\xFF\xE0JFIF".to_vec()), "est une image JPEG, quel que soit son nom"),
            (Some(b"GIF89a".to_vec()), "n’est pas au format PNG"),
            (Some(b"RIFF\0\0\0\0WEBPVP8 ".to_vec()), "n’est pas au format PNG"),
            (Some(b"\n<svg/>".to_vec()), "est une image SVG ou une page\u{202F}; exportez-la au format PNG"),
            (Some(b"%PDF-1.7".to_vec()), "n’est pas une image PNG"),
            (Some(huge), "mesure 100000 × 100000 pixels, plus que la limite de 4 millions"),
            (Some(heavy), "pèse 2097153 octets, plus que la limite de 2097152"),
            (Some(slender), "mesure 22 × 2 pixels\u{202F}: un côté dépasse 10 fois l’autre"),
            (Some(invisible), "est entièrement transparente"),
        ] {
            let message = load("a.png", |_| {}, bytes).unwrap_err();
            let expected = format!("theme.toml › logo › file\u{202F}: «\u{202F}a.png\u{202F}» {expected}");
            assert!(message.starts_with(&expected), "{message}");
        }
    }

    #[test]
    fn a_png_cut_or_damaged_anywhere_is_refused_and_never_panics() {
        let whole = image();
        for length in 9..whole.len() {
            let message = load("a.png", |_| {}, whole.get(..length).map(<[u8]>::to_vec)).unwrap_err();
            assert!(message.contains("abîmée ou incomplète"), "{length}: {message}");
        }
        for at in 8..whole.len() {
            for flip in [0x01, 0x20, 0x80, 0xFF] {
                let mut bytes = whole.clone();
                *bytes.get_mut(at).unwrap() ^= flip;
                // Some bits do not matter; none may end the program.
                let _ = load("a.png", |_| {}, Some(bytes));
            }
        }
    }

    #[test]
    fn what_the_table_says_is_judged() {
        for name in ["../logo.png", "a/b.png", "a\\b.png", "C:logo.png", ".png", "", "élu.png", "a b.png"] {
            let message = load(name, |_| {}, Some(image())).unwrap_err();
            assert!(message.starts_with("theme.toml › logo › file\u{202F}: "), "{message}");
            assert!(message.contains("n’est pas un nom de fichier simple"), "{message}");
        }
        for text in ["", "  ", "a\nb", &"é".repeat(201)] {
            let message = load("a.png", |logo| logo.alternative = text.into(), Some(image())).unwrap_err();
            assert!(message.starts_with("theme.toml › logo › alternative\u{202F}: "), "{message}");
        }
        for height in [0.0, -3.0, 7.9, 25.1, f32::NAN, f32::INFINITY] {
            let message = load("a.png", |logo| logo.height = height, Some(image())).unwrap_err();
            assert!(message.starts_with("theme.toml › logo › height\u{202F}: "), "{message}");
            assert!(message.ends_with("hors de 8 à 25 millimètres"), "{message}");
        }
        for height in [8.0, 25.0] {
            load("a.png", |logo| logo.height = height, Some(image())).unwrap();
        }
    }
}
