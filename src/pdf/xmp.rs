//! The metadata packet.

use xmp_writer::{DateTime, LangId, Timezone, XmpWriter};

use super::RenderRequest;
use super::limits;
use super::string::cut;
use crate::model::character::visible;

/// Name of the program in the metadata.
pub(crate) const PRODUCER: &str = concat!("dossier ", env!("CARGO_PKG_VERSION"));

/// A text as the metadata state it, the same in both their forms: without what nobody sees, and cut where it is too long.
pub(crate) fn stated(text: &str) -> String {
    cut(&visible(text), limits::METADATA_BYTES).into_owned()
}

/// XMP of the document: the same values as the information dictionary, and the two standards it claims.
pub(crate) fn packet(request: &RenderRequest<'_>) -> String {
    let date = DateTime {
        year: u16::try_from(request.date.year()).unwrap_or(0),
        month: u8::try_from(request.date.month()).ok(),
        day: u8::try_from(request.date.day()).ok(),
        hour: Some(0),
        minute: Some(0),
        second: Some(0),
        timezone: Some(Timezone::Utc),
    };
    let mut xmp = XmpWriter::new();
    // A control character would make the packet malformed.
    xmp.title([(None, stated(request.title).as_str())]);
    if !request.author.is_empty() {
        xmp.creator([stated(request.author).as_str()]);
    }
    if !request.subject.is_empty() {
        xmp.description([(None, stated(request.subject).as_str())]);
    }
    xmp.language([LangId("fr-FR")]);
    xmp.create_date(date);
    xmp.modify_date(date);
    xmp.producer(PRODUCER);
    xmp.pdfa_part(3);
    xmp.pdfa_conformance("A");
    xmp.pdfua_part(1);
    // PDF/A wants every schema that it does not define itself to be described.
    xmp.extension_schemas().pdfua_id().properties().describe_part();
    xmp.finish(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut() {
        let title = stated(&"é".repeat(40_000));
        assert!(title.len() <= limits::METADATA_BYTES && title.ends_with("é…"), "{}", title.len());
        assert_eq!(stated("Un titre"), "Un titre");
    }
}
