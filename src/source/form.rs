//! What a file is, by its first bytes, whatever its name says.

use serde::{Deserialize, Serialize};

/// Bytes looked at, at the head and at the tail of a file.
pub const LOOKED_AT: usize = 2048;

/// The kind of a file, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Portable document.
    Pdf,
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
    /// GIF picture.
    Gif,
    /// TIFF picture.
    Tiff,
    /// HEIC or AVIF picture, as telephones take them.
    Heic,
    /// Office Open XML text.
    Docx,
    /// Office Open XML workbook.
    Xlsx,
    /// Office Open XML slides.
    Pptx,
    /// OpenDocument text, workbook or slides.
    OpenDocument,
    /// A document of Office before 2007.
    OldOffice,
    /// Any other archive.
    Zip,
    /// RAR, 7-Zip, gzip.
    Archive,
    /// Web page.
    Html,
    /// An OpenDocument written as one XML file (`.fods`, `.fodt`).
    FlatOpenDocument,
    /// A workbook of Excel 2003 in XML.
    ExcelXml,
    /// Other XML.
    Xml,
    /// Rich text.
    Rtf,
    /// Electronic mail.
    Mail,
    /// A program.
    Program,
    /// Plain text.
    Text,
    /// Nothing that is known here.
    Unknown,
}

impl Form {
    /// The kind of a file by its first bytes.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        let head = head.get(..LOOKED_AT).unwrap_or(head);
        let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
        // A PDF may have a few bytes before its mark: readers look for it in the first kilobyte.
        let early = head.get(..1024).unwrap_or(head);
        if early.windows(5).any(|window| window == b"%PDF-") {
            return Self::Pdf;
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return if has(b"mimetypeapplication/vnd.oasis.opendocument") {
                Self::OpenDocument
            } else if has(b"word/") {
                Self::Docx
            } else if has(b"xl/") {
                Self::Xlsx
            } else if has(b"ppt/") {
                Self::Pptx
            } else {
                Self::Zip
            };
        }
        let marks: [(&[u8], Self); 15] = [
            (b"\xFF\xD8\xFF", Self::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"GIF8", Self::Gif),
            (b"II*\0", Self::Tiff),
            (b"MM\0*", Self::Tiff),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Self::OldOffice),
            (b"Rar!", Self::Archive),
            (b"7z\xBC\xAF\x27\x1C", Self::Archive),
            (b"\x1F\x8B", Self::Archive),
            (b"{\\rtf", Self::Rtf),
            (b"\x7FELF", Self::Program),
            (b"MZ", Self::Program),
            (b"\xCA\xFE\xBA\xBE", Self::Program),
            (b"\xCF\xFA\xED\xFE", Self::Program),
            (b"#!", Self::Program),
        ];
        if let Some((_, form)) = marks.iter().find(|(mark, _)| head.starts_with(mark)) {
            return *form;
        }
        if head.get(4..8) == Some(b"ftyp") {
            return Self::Heic;
        }
        Self::of_text(head)
    }

    fn of_text(head: &[u8]) -> Self {
        if head.contains(&0) {
            return Self::Unknown;
        }
        let text = String::from_utf8_lossy(head).to_lowercase();
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let is_xml = text.starts_with('<');
        if is_xml && text.contains("<office:document") {
            Self::FlatOpenDocument
        } else if text.starts_with("<?xml")
            && (text.contains("progid=\"excel.sheet\"")
                || text.contains("=\"urn:schemas-microsoft-com:office:spreadsheet\""))
        {
            Self::ExcelXml
        } else if text.starts_with("<!doctype html")
            || text.starts_with("<html")
            || text.contains("<body")
            || text.contains("<table")
        {
            Self::Html
        } else if text.starts_with("<?xml") {
            Self::Xml
        } else if text.starts_with("received:")
            || text.starts_with("return-path:")
            || text.starts_with("from:")
        {
            Self::Mail
        } else {
            let odd = head.iter().filter(|byte| **byte < 32 && !b"\t\r\n\x0C".contains(byte)).count();
            if odd * 50 > head.len() { Self::Unknown } else { Self::Text }
        }
    }

    /// The kind that a file's extension announces; `None` for an extension that is not known here.
    #[must_use]
    pub fn announced(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "gif" => Self::Gif,
            "tif" | "tiff" => Self::Tiff,
            "heic" | "heif" | "avif" => Self::Heic,
            "docx" | "docm" => Self::Docx,
            "xlsx" | "xlsm" | "xlsb" => Self::Xlsx,
            "pptx" | "pptm" => Self::Pptx,
            "odt" | "ods" | "odp" => Self::OpenDocument,
            "fods" | "fodt" | "fodp" => Self::FlatOpenDocument,
            "doc" | "xls" | "ppt" | "msg" => Self::OldOffice,
            "zip" => Self::Zip,
            "rar" | "7z" | "gz" | "tgz" => Self::Archive,
            "htm" | "html" => Self::Html,
            "xml" => Self::Xml,
            "rtf" => Self::Rtf,
            "eml" => Self::Mail,
            "txt" | "csv" | "md" => Self::Text,
            "exe" | "com" | "bat" | "sh" | "js" | "vbs" | "scr" | "dll" => Self::Program,
            _ => return None,
        })
    }

    /// What it is, in French.
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Pdf => "un PDF",
            Self::Jpeg => "une image JPEG",
            Self::Png => "une image PNG",
            Self::Gif => "une image GIF",
            Self::Tiff => "une image TIFF",
            Self::Heic => "une photo HEIC",
            Self::Docx => "un document Word",
            Self::Xlsx => "un classeur Excel",
            Self::Pptx => "une présentation PowerPoint",
            Self::OpenDocument => "un document OpenDocument",
            Self::OldOffice => "un document Office d’avant 2007",
            Self::Zip => "une archive ZIP",
            Self::Archive => "une archive",
            Self::Html => "une page web",
            Self::FlatOpenDocument => "un document OpenDocument en XML à plat",
            Self::ExcelXml => "un classeur «\u{202f}Feuille de calcul XML 2003\u{202f}» d’Excel",
            Self::Xml => "un fichier XML",
            Self::Rtf => "un document RTF",
            Self::Mail => "un courriel",
            Self::Program => "un programme",
            Self::Text => "un texte sans mise en page",
            Self::Unknown => "un fichier d’un type inconnu",
        }
    }
}

/// Which files a portal accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// Any format.
    Any,
    /// These extensions.
    Listed(Vec<String>),
}

impl std::fmt::Display for Accepted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Any => f.write_str("tous les formats"),
            Self::Listed(listed) => f.write_str(&listed.join(", ")),
        }
    }
}

impl Accepted {
    /// Reads `pdf, docx, jpg`, or `tous`.
    ///
    /// # Errors
    /// The first word that is not the extension of a known kind of file; the whole text when it holds none.
    pub fn parse(text: &str) -> Result<Self, &str> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("tous") {
            return Ok(Self::Any);
        }
        let words = text.split([',', ';', ' ']).map(|word| word.trim().trim_start_matches('.'));
        let mut listed = Vec::new();
        for word in words.filter(|word| !word.is_empty()) {
            if Form::announced(word).is_none() {
                return Err(word);
            }
            listed.push(one_spelling(word));
        }
        if listed.is_empty() { Err(text) } else { Ok(Self::Listed(listed)) }
    }

    /// True for a file of an extension that the portal accepts.
    #[must_use]
    pub fn has_extension(&self, extension: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(listed) => listed.contains(&one_spelling(extension)),
        }
    }

    /// True for a file of a kind that the portal accepts, whatever its name.
    #[must_use]
    pub fn has_form(&self, form: Form) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(listed) => listed.iter().any(|known| Form::announced(known) == Some(form)),
        }
    }
}

/// The extension in one of its two spellings.
fn one_spelling(extension: &str) -> String {
    let lower = extension.to_ascii_lowercase();
    let same = [("jpeg", "jpg"), ("tiff", "tif"), ("heif", "heic"), ("html", "htm")];
    same.iter().find(|(other, _)| *other == lower).map_or(lower, |(_, usual)| (*usual).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_accepts_what_it_lists() {
        let listed = Accepted::parse(" pdf, .JPEG ; xlsx").unwrap();
        assert!(listed.has_extension("PDF") && listed.has_extension("jpg") && listed.has_extension("jpeg"));
        assert!(!listed.has_extension("xlsm") && !listed.has_extension("docx") && !listed.has_extension(""));
        assert!(listed.has_form(Form::Jpeg) && !listed.has_form(Form::Png));
        assert!(Accepted::parse("tous").unwrap().has_form(Form::Program));
        assert_eq!(Accepted::parse("pdf, plan"), Err("plan"));
        assert_eq!(Accepted::parse(" , "), Err(","));
    }

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        let cases: [(&[u8], Form); 13] = [
            (b"<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"urn:x\">", Form::FlatOpenDocument),
            (
                b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook>",
                Form::ExcelXml,
            ),
            (b"<?xml version=\"1.0\"?>\n<a/>", Form::Xml),
            (b"%PDF-1.7\n", Form::Pdf),
            (b"\n\n%PDF-1.4", Form::Pdf),
            (b"\xFF\xD8\xFF\xE0", Form::Jpeg),
            (b"<!DOCTYPE html><html>", Form::Html),
            (b"PK\x03\x04....[Content_Types].xml....word/document.xml", Form::Docx),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", Form::OpenDocument),
            (b"\0\0\0\x18ftypheic", Form::Heic),
            (b"\x7FELF\x02", Form::Program),
            ("Bonjour, voici le relevé".as_bytes(), Form::Text),
            (b"\x01\x02\x03\x04\x05", Form::Unknown),
        ];
        for (bytes, form) in cases {
            assert_eq!(Form::of(bytes), form, "{bytes:?}");
        }
    }
}
