//! The documents that tests look at: the packs of the worked example, built once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use dossier::workbench::documents::edition::{Edition, Reader};
use dossier::workbench::documents::papers::papers;
use dossier::workbench::documents::{Parsings, Templates, whole};
use dossier::workbench::model::shelf::Shelf;
use dossier::{Choices, Definitions, Press, ProjectFolder, prepare, produce};

use super::reader::Tagged;
use crate::pdf_tags::tag_dump;

/// A PDF of a pack.
pub struct Built {
    /// Fund and file, as `feder-ospe-1.3/05-bordereau-des-pieces`; drafts begin with `brouillon/`.
    pub name: String,
    /// What the template rendered.
    pub html: String,
    pub bytes: Vec<u8>,
    /// True when it carries the sources.
    pub main: bool,
    /// True when it is filed: an officer of the fund reads it.
    pub filed: bool,
    /// Sources that the pack was made from, by the name under which they are carried.
    pub sources: Arc<BTreeMap<String, Vec<u8>>>,
}

impl Built {
    pub fn tagged(&self) -> Tagged {
        Tagged::read(&self.bytes)
    }

    pub fn dump(&self) -> String {
        tag_dump(&self.bytes).unwrap()
    }
}

/// Every PDF of both packs of the worked example.
pub static EXAMPLE: LazyLock<Vec<Built>> =
    LazyLock::new(|| build("budgets/cluster-territoire-intelligent", false));

/// The same for the example full of slips, as drafts: watermark, warnings, what is missing.
pub static DRAFTS: LazyLock<Vec<Built>> = LazyLock::new(|| build("budgets/exemple-anomalies", true));

/// Both.
pub fn all() -> impl Iterator<Item = &'static Built> {
    EXAMPLE.iter().chain(DRAFTS.iter())
}

/// A document of the worked example.
pub fn example(name: &str) -> &'static Built {
    EXAMPLE.iter().find(|built| built.name == name).unwrap()
}

/// Builds a project without writing it.
fn build(project: &str, draft: bool) -> Vec<Built> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = ProjectFolder::read(&root.join(project)).unwrap();
    let definitions = Definitions::embedded();
    let prepared = prepare(folder, &definitions, &Choices::default()).unwrap();
    let press = Press::new(&definitions).unwrap();
    let mut all = Vec::new();
    for pack in &prepared.packs {
        let editions: Vec<Edition<'_>> = papers(&prepared, pack);
        let templates = Templates::load(&pack.fund, &Parsings::default()).unwrap();
        let pages = templates.render_all(&editions, &whole::data(&prepared, pack, draft)).unwrap();
        let produced = produce(&prepared, pack, &press, draft).unwrap();
        let mut sources = BTreeMap::new();
        for file in ["budget.xlsx", "projet.toml", "description.md"] {
            sources.insert(file.to_owned(), std::fs::read(root.join(project).join(file)).unwrap());
        }
        let fund = root.join("templates").join(&pack.fund.id).join("fund.toml");
        sources.insert("fund.toml".to_owned(), std::fs::read(fund).unwrap());
        let sources = Arc::new(sources);
        let mut files: BTreeMap<String, Vec<u8>> =
            produced.files.into_iter().map(|file| (file.name, file.bytes)).collect();
        for (edition, html) in editions.iter().zip(pages) {
            // A copy for word processors is no PDF.
            let Some(html) = html.filter(|_| edition.reader != Reader::Editor) else { continue };
            let path = edition.path();
            let (_, name) = path.split_once('/').unwrap();
            all.push(Built {
                name: format!(
                    "{}{}/{}",
                    if draft { "brouillon/" } else { "" },
                    pack.fund.id,
                    name.trim_end_matches(".pdf")
                ),
                html,
                bytes: files.remove(&path).unwrap(),
                main: edition.reader == Reader::Auditor,
                filed: edition.shelf() == Shelf::Filed,
                sources: Arc::clone(&sources),
            });
        }
    }
    all
}
