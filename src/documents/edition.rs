//! A document as one of its readers gets it.

use crate::model::fund::DocumentDefinition;
use crate::model::shelf::Shelf;
use crate::pdf::BESIDE;

/// Who gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The authority.
    Authority,
    /// The applicant's own people.
    Applicant,
    /// Whoever rebuilds the pack: the sources are inside.
    Auditor,
    /// Whoever changes it before it is signed: the same text, for a word processor.
    Editor,
}

/// A document for one reader.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The document.
    pub document: &'a DocumentDefinition,
    /// Who gets it.
    pub reader: Reader,
}

impl<'a> Edition<'a> {
    /// The editions of a document: what is filed holds no file that its reader does not see, so that the one that carries
    /// the sources is another.
    pub fn of(document: &'a DocumentDefinition) -> impl Iterator<Item = Self> {
        let readers: &[Reader] = match (document.internal, document.main) {
            (false, true) => &[Reader::Authority, Reader::Auditor],
            (false, false) => &[Reader::Authority],
            (true, true) => &[Reader::Applicant, Reader::Auditor],
            (true, false) => &[Reader::Applicant],
        };
        let readers = readers.iter().copied().chain(document.editable.then_some(Reader::Editor));
        readers.map(move |reader| Self { document, reader })
    }

    /// The folder it goes into.
    #[must_use]
    pub const fn shelf(self) -> Shelf {
        match self.reader {
            Reader::Authority => Shelf::Filed,
            Reader::Applicant | Reader::Auditor | Reader::Editor => Shelf::Internal,
        }
    }

    /// How an address of what is filed begins in it. A copy for a word processor leaves the pack: it has none.
    #[must_use]
    pub fn beside(self) -> Option<String> {
        match (self.reader, self.shelf()) {
            (Reader::Editor, _) => None,
            (_, Shelf::Filed) => Some(BESIDE.to_owned()),
            (_, Shelf::Internal) => Some(format!("{BESIDE}../{}", Shelf::Filed.path(""))),
        }
    }

    /// Its name in the pack's folder.
    #[must_use]
    pub fn path(self) -> String {
        let file = self.document.file.as_str();
        match (self.reader, file.rsplit_once('.')) {
            (Reader::Auditor, Some((stem, extension))) => {
                self.shelf().path(&format!("{stem}-archive.{extension}"))
            }
            (Reader::Editor, Some((stem, _))) => self.shelf().path(&format!("{stem}.docx")),
            _ => self.shelf().path(file),
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(self) -> String {
        let title = &self.document.title;
        match self.reader {
            Reader::Auditor => format!("{title} (exemplaire d’archive)"),
            Reader::Editor => format!("{title} (copie modifiable)"),
            Reader::Authority | Reader::Applicant => title.clone(),
        }
    }
}
