//! From a prepared pack to the bytes of its documents; nothing is written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use super::PackError;
use super::agenda::agenda;
use super::carried::Carriage;
use super::manifest::{ManifestInputs, manifest};
use super::produced::{CarriedTotal, ProducedFile, ProducedPack, RefusedWord, Shown, ShownAt};
pub use super::sums::SUMS;
use crate::documents::edition::{Edition, Reader};
use crate::documents::filing;
use crate::documents::papers::papers;
use crate::documents::whole::data;
use crate::documents::words::{Lexicon, fragments};
use crate::documents::workbook::{
    PlanLayout, PlanWorkbook, control_workbook, filed_workbook, simulation_workbook,
};
use crate::documents::{DueDate, Parsings, Templates};
use crate::figures::Ledger;
use crate::figures::simulation::simulate;
use crate::model::digest::sha256;
use crate::model::french::french_date;
use crate::model::fund::WorkbookLayout;
use crate::model::language::ForeignWords;
use crate::model::shelf::Shelf;
use crate::pdf::{Attachment, CarriedOnPage, FigureOnPage, Fonts, RenderRequest, Theme};
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::Definitions;
use crate::rules::definitions::{SHARED, THEME};
use crate::source::project_file;
use crate::xlsx::{self, Book, Content, Placed, Written};

/// Words of other languages that French papers use, by language.
const FOREIGN_WORDS: &str = "mots-etrangers.toml";

/// The manifest.
pub const MANIFEST: &str = "interne/manifest.json";

/// What all documents of a run share.
pub struct Press {
    theme: Theme,
    fonts: Fonts,
    /// Words of other languages, in whatever a pack says.
    foreign: ForeignWords,
    parsings: Parsings,
}

impl Press {
    /// Read the theme and the fonts; those of the folder of `--templates` when it has any.
    ///
    /// # Errors
    /// When the theme is malformed or a font unusable.
    pub fn new(definitions: &Definitions) -> Result<Self, PackError> {
        let path = format!("{SHARED}/{THEME}");
        let text = definitions.text(&path)?;
        // Slips of form are told with their line, in French.
        project_file::parse::<Theme>(&path, text.as_bytes())?;
        let theme = Theme::parse_beside(text, &|name| definitions.bytes(&format!("{SHARED}/{name}")))
            .map_err(|error| PackError::Look(Box::new(error)))?;
        let fonts = match definitions.fonts_folder() {
            Some(folder) => Fonts::from_dir(&folder),
            None => Fonts::embedded(),
        }
        .map_err(|error| PackError::Look(Box::new(error)))?;
        let path = format!("{SHARED}/{FOREIGN_WORDS}");
        let foreign = project_file::parse::<ForeignWords>(&path, definitions.text(&path)?.as_bytes())?;
        Ok(Self { theme, fonts, foreign, parsings: Parsings::shared(definitions)? })
    }
}

/// Produce every document of a pack, its manifest and its sums.
///
/// # Errors
/// When a template, a page or a workbook fails, or a written document does not say what the ledger says.
pub fn produce(
    prepared: &Prepared,
    pack: &PreparedPack,
    press: &Press,
    draft: bool,
) -> Result<ProducedPack, PackError> {
    let date = prepared.effective_date.ok_or(PackError::NoDate)?;
    let templates = Templates::load(&pack.fund, &press.parsings)?;
    let editions = papers(prepared, pack);
    let data = data(prepared, pack, draft);
    let pages = templates.render_all(&editions, &data)?;
    let job = Job { prepared, pack, press, draft, date, due_dates: &data.due_dates };
    // Laid out once, for the words that they hold and for the files that they make.
    let plans: Vec<Option<Book>> = editions.iter().map(|edition| job.plan_of(*edition)).collect();
    let refused = job.refused(editions.iter().zip(pages.iter().zip(&plans)));
    let mut files = editions
        .par_iter()
        .zip(pages.par_iter().zip(&plans))
        .map(|(edition, (html, plan))| job.document(*edition, html.as_deref(), plan.as_ref()))
        .collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(|file| file.shelf);
    let pieces = filing::pieces(prepared, pack);
    let manifest = manifest(&ManifestInputs {
        prepared,
        pack,
        files: &files,
        pieces: &pieces,
        fonts: &press.fonts.files(),
        draft,
    })?;
    files.push(plain(MANIFEST, "Manifeste", manifest));
    let mut sums: BTreeMap<String, String> =
        files.iter().map(|file| (file.name.clone(), sha256(&file.bytes))).collect();
    sums.extend(pieces.iter().map(|piece| (piece.path(), piece.sha256.clone())));
    let sums = super::sums::text(sums.iter().map(|(name, sha256)| (name.as_str(), sha256.as_str())));
    files.push(plain(SUMS, "Empreintes", sums.into_bytes()));
    Ok(ProducedPack { fund: pack.fund.id.clone(), files, pieces, refused })
}

fn plain(name: &str, title: &str, bytes: Vec<u8>) -> ProducedFile {
    ProducedFile {
        shelf: Shelf::Internal,
        name: name.to_owned(),
        title: title.to_owned(),
        bytes,
        page_count: None,
        notices: Vec::new(),
        figures: Vec::new(),
        carried: Vec::new(),
    }
}

struct Job<'a> {
    prepared: &'a Prepared,
    pack: &'a PreparedPack,
    press: &'a Press,
    draft: bool,
    date: Date,
    due_dates: &'a [DueDate],
}

/// Write a workbook and read it again: each cell says its figure.
fn written(edition: Edition<'_>, book: &Book, ledger: &Ledger) -> Result<Written, PackError> {
    let written = xlsx::write(book, ledger)
        .map_err(|error| PackError::Xlsx { file: edition.path(), error: Box::new(error) })?;
    xlsx::reread(&written.bytes, &written.placed, ledger).map_err(|mismatches| {
        let first = mismatches.first().map(ToString::to_string).unwrap_or_default();
        PackError::Disagreement {
            file: edition.path(),
            message: format!("{} cellules ne disent pas le chiffre du plan : {first}", mismatches.len()),
        }
    })?;
    Ok(written)
}

fn produced(edition: Edition<'_>, bytes: Vec<u8>, figures: Vec<Shown>) -> ProducedFile {
    ProducedFile {
        shelf: edition.shelf(),
        name: edition.path(),
        title: edition.title(),
        bytes,
        page_count: None,
        notices: Vec::new(),
        figures,
        carried: Vec::new(),
    }
}

/// The texts of a workbook.
fn texts_of(book: &Book) -> impl Iterator<Item = &str> {
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.cells);
    cells.filter_map(|cell| match &cell.content {
        Content::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

impl Job<'_> {
    /// The words of the workshop in the documents that are filed, workbooks included.
    fn refused<'a>(
        &self,
        documents: impl Iterator<Item = (&'a Edition<'a>, (&'a Option<String>, &'a Option<Book>))>,
    ) -> Vec<RefusedWord> {
        let lexicon = Lexicon::of(self.prepared, self.pack);
        let filed = documents
            .filter(|(edition, _)| edition.shelf() != Shelf::Internal && edition.reader != Reader::Editor);
        filed
            .flat_map(|(edition, (html, plan))| {
                let printed = html.as_deref().map(fragments).unwrap_or_default();
                let texts = printed.iter().map(String::as_str).chain(plan.iter().flat_map(texts_of));
                let found = lexicon.search(texts);
                found.into_iter().map(|found| RefusedWord { file: edition.path(), found })
            })
            .collect()
    }

    /// The workbook of the plan that a document is, when it is one to be filed.
    fn plan_of(&self, edition: Edition<'_>) -> Option<Book> {
        let inputs = self.workbook_inputs(edition);
        match edition.document.workbook? {
            WorkbookLayout::Compact => Some(filed_workbook(inputs, PlanLayout::Compact, self.date)),
            WorkbookLayout::UnOngletParPoste => {
                Some(filed_workbook(inputs, PlanLayout::OneSheetPerCategory, self.date))
            }
            WorkbookLayout::Simulation | WorkbookLayout::Controle => None,
        }
    }

    fn document(
        &self,
        edition: Edition<'_>,
        html: Option<&str>,
        plan: Option<&Book>,
    ) -> Result<ProducedFile, PackError> {
        match (html, edition.document.workbook) {
            (Some(html), _) if edition.reader == Reader::Editor => {
                let bytes = crate::docx::render(html, self.date)
                    .map_err(|error| PackError::Docx { file: edition.path(), error })?;
                Ok(produced(edition, bytes, Vec::new()))
            }
            (Some(html), _) => self.pdf(edition, html),
            (None, Some(layout)) => self.workbook(edition, layout, plan),
            (None, None) if edition.document.agenda => {
                let title = &self.prepared.folder.project.identity.title;
                Ok(produced(edition, agenda(title, self.due_dates, self.date), Vec::new()))
            }
            (None, None) => Err(PackError::Disagreement {
                file: edition.path(),
                message: "ni modèle ni classeur dans la définition du fonds".to_owned(),
            }),
        }
    }

    fn pdf(&self, edition: Edition<'_>, html: &str) -> Result<ProducedFile, PackError> {
        let identity = &self.prepared.folder.project.identity;
        let fund = &self.pack.fund.fund.identity;
        let title = format!("{} – {}", edition.title(), identity.title);
        let header = format!("{} – {}", edition.title(), fund.short_title);
        let notice = if identity.is_fictitious_example { "Exemple fictif – " } else { "" };
        let footer = format!(
            "{notice}{} – {}, version {}",
            self.prepared.folder.project.applicant.legal_name,
            french_date(self.date),
            self.version()
        );
        let rendered = crate::pdf::render(&RenderRequest {
            html,
            title: &title,
            author: &self.prepared.folder.project.applicant.legal_name,
            subject: &fund.title,
            header: &header,
            footer: &footer,
            date: self.date,
            draft: self.draft,
            landscape: edition.document.landscape,
            theme: &self.press.theme,
            fonts: &self.press.fonts,
            foreign: &[&self.press.foreign, &identity.foreign_words],
            attachments: if edition.reader == Reader::Auditor { self.carried()? } else { Vec::new() },
        })
        .map_err(|error| PackError::Pdf { file: edition.path(), error: Box::new(error) })?;
        let figures = agree(&self.pack.computation.ledger, &rendered.figures)
            .map_err(|message| PackError::Disagreement { file: edition.path(), message })?;
        Ok(ProducedFile {
            shelf: edition.shelf(),
            name: edition.path(),
            title: edition.title(),
            bytes: rendered.bytes,
            page_count: Some(rendered.page_count),
            notices: rendered.notices,
            figures,
            carried: rendered.carried.into_iter().map(carried).collect(),
        })
    }

    /// The sources, the rules, and what was read of the pieces, for whoever rebuilds the pack.
    fn carried(&self) -> Result<Vec<Attachment>, PackError> {
        let what = Carriage { prepared: self.prepared, pack: self.pack, draft: self.draft, date: self.date };
        what.attachments().map_err(PackError::from)
    }

    /// What tells a printed page from one of other sources: the first signs of a digest of all of them.
    fn version(&self) -> String {
        self.pack.fingerprint.chars().take(8).collect()
    }

    const fn workbook_inputs<'a>(&'a self, edition: Edition<'a>) -> PlanWorkbook<'a> {
        PlanWorkbook {
            prepared: self.prepared,
            pack: self.pack,
            title: edition.document.title.as_str(),
            draft: self.draft,
        }
    }

    fn workbook(
        &self,
        edition: Edition<'_>,
        layout: WorkbookLayout,
        plan: Option<&Book>,
    ) -> Result<ProducedFile, PackError> {
        let inputs = self.workbook_inputs(edition);
        let book = match (plan, layout) {
            (Some(plan), _) => Cow::Borrowed(plan),
            (None, WorkbookLayout::Simulation) => {
                let simulation = simulate(self.prepared.inputs(self.pack), &self.pack.computation)
                    .map_err(|error| PackError::Simulation { file: edition.path(), error })?;
                let book = simulation_workbook(inputs, &simulation, self.date);
                let written = written(edition, &book, &simulation.ledger)?;
                // Its figures are not those of the plan: they are not among those that the pack prints.
                return Ok(produced(edition, written.bytes, Vec::new()));
            }
            (None, _) => Cow::Owned(control_workbook(inputs, self.date)),
        };
        let written = written(edition, &book, &self.pack.computation.ledger)?;
        let shown = |placed: Placed| Shown {
            key: placed.key,
            at: ShownAt::Cell { sheet: placed.sheet, row: placed.row, column: placed.column },
        };
        let figures = written.placed.into_iter().map(shown).collect();
        Ok(produced(edition, written.bytes, figures))
    }
}

fn carried(on_page: CarriedOnPage) -> CarriedTotal {
    let CarriedOnPage { text, page, is_brought_forward } = on_page;
    CarriedTotal { text, page, is_brought_forward }
}

/// Every figure printed on a page is the ledger's; which ones.
fn agree(ledger: &Ledger, printed: &[FigureOnPage]) -> Result<Vec<Shown>, String> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut shown = Vec::with_capacity(printed.len());
    for figure in printed {
        let Some(key) = ledger.find(&figure.id) else {
            return Err(format!("page {}, le chiffre « {} » n’est pas au plan", figure.page, figure.id));
        };
        let expected = ledger.french(key);
        if bare(&expected) != bare(&figure.text) {
            return Err(format!("page {}, « {} » au lieu de « {expected} »", figure.page, figure.text));
        }
        shown.push(Shown { key, at: ShownAt::Page(figure.page) });
    }
    Ok(shown)
}

/// The digests of a project's files, read anew.
///
/// # Errors
/// When a file can no longer be read, or has changed since `prepared` was read.
pub fn unchanged(prepared: &Prepared) -> Result<(), PackError> {
    let again = crate::source::ProjectFolder::read(&prepared.folder.root)?;
    let (before, after) = (prepared.folder.digests(), again.digests());
    let changed = before.iter().find(|(name, sha256)| after.get(*name) != Some(sha256)).map(|(name, _)| name);
    match changed.or_else(|| after.keys().find(|name| !before.contains_key(*name))) {
        Some(name) => Err(PackError::SourceChanged { name: name.clone() }),
        None => Ok(()),
    }
}
