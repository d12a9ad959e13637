//! A document as one of its readers gets it.

use crate::model::fund::DocumentDefinition;
use crate::model::shelf::Shelf;
use crate::model::text::{plain, shortened};
use crate::pdf::BESIDE;

/// Who gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The authority, or whoever is to adopt or sign it.
    Authority,
    /// The applicant's own people.
    Applicant,
    /// Whoever rebuilds the pack: the sources are inside.
    Auditor,
    /// Whoever changes it before it is signed: the same text, for a word processor.
    Editor,
}

/// Whom a document is made for, where there is one for each.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Index into what it is one of: the resources of the plan, or the partners of the project.
    pub index: usize,
    /// Its rank among those that have one, from 1.
    pub rank: usize,
    /// Its name.
    pub name: &'a str,
}

/// A document for one reader.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The document.
    pub document: &'a DocumentDefinition,
    /// Whom it is made for; `None` where it is made once.
    pub subject: Option<Subject<'a>>,
    /// Its rank among what is filed, that its name begins with; `None` where names have none.
    pub rank: Option<usize>,
    /// Who gets it.
    pub reader: Reader,
}

impl<'a> Edition<'a> {
    /// The editions of a document: what is filed holds no file that its reader does not see, so that the one that carries
    /// the sources is another.
    pub fn of(
        document: &'a DocumentDefinition,
        subject: Option<Subject<'a>>,
        rank: Option<usize>,
    ) -> impl Iterator<Item = Self> {
        let readers: &[Reader] = match (document.internal, document.main) {
            (false, true) => &[Reader::Authority, Reader::Auditor],
            (false, false) => &[Reader::Authority],
            (true, true) => &[Reader::Applicant, Reader::Auditor],
            (true, false) => &[Reader::Applicant],
        };
        let readers = readers.iter().copied().chain(document.editable.then_some(Reader::Editor));
        readers.map(move |reader| Self { document, subject, rank, reader })
    }

    /// The folder it goes into. What others adopt or sign is theirs to change: its copy for word processors stands beside it.
    #[must_use]
    pub const fn shelf(self) -> Shelf {
        match self.reader {
            Reader::Authority | Reader::Editor if self.document.to_sign => Shelf::ToSign,
            Reader::Authority => Shelf::Filed,
            Reader::Applicant | Reader::Auditor | Reader::Editor => Shelf::Internal,
        }
    }

    /// How an address of what is filed begins in it. A copy for a word processor leaves the pack, as does what is sent to be
    /// signed: it has none.
    #[must_use]
    pub fn beside(self) -> Option<String> {
        match (self.reader, self.shelf()) {
            (Reader::Editor, _) | (_, Shelf::ToSign) => None,
            (_, Shelf::Filed) => Some(BESIDE.to_owned()),
            (_, Shelf::Internal) => Some(format!("{BESIDE}../{}", Shelf::Filed.path(""))),
        }
    }

    /// Its name in its folder.
    #[must_use]
    pub fn file(self) -> String {
        let file = match (self.rank, self.document.unnumbered()) {
            // Papers that do not apply leave no gap.
            (Some(rank), Some(name)) => &format!("{rank:02}-{name}"),
            _ => &self.document.file,
        };
        match (self.subject, file.rsplit_once('.')) {
            (Some(subject), Some((stem, extension))) => {
                let name = shortened(&plain(subject.name).to_lowercase(), LONGEST);
                format!("{stem}-{:02}-{name}.{extension}", subject.rank)
            }
            _ => file.clone(),
        }
    }

    /// Its name in the pack's folder.
    #[must_use]
    pub fn path(self) -> String {
        let file = self.file();
        match (self.reader, file.rsplit_once('.')) {
            (Reader::Auditor, Some((stem, extension))) => {
                self.shelf().path(&format!("{stem}{ARCHIVE}.{extension}"))
            }
            (Reader::Editor, Some((stem, _))) => self.shelf().path(&format!("{stem}.docx")),
            _ => self.shelf().path(&file),
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(self) -> String {
        let title = match self.subject {
            Some(subject) => format!("{} – {}", self.document.title, subject.name),
            None => self.document.title.clone(),
        };
        match self.reader {
            Reader::Auditor => format!("{title} (exemplaire d’archive)"),
            Reader::Editor if !self.document.to_sign && !self.document.internal => {
                format!("{title} (copie modifiable)")
            }
            Reader::Authority | Reader::Applicant | Reader::Editor => title,
        }
    }
}

/// What the name of the copy that carries the sources ends with, before its extension.
const ARCHIVE: &str = "-archive";

/// True for the name of the copy that carries the sources.
#[must_use]
pub fn is_archive(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| extension == "pdf" && stem.ends_with(ARCHIVE))
}

/// Longest part of a name that a subject gives, in characters.
const LONGEST: usize = 40;
