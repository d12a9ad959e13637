//! The documents that tests look at: the packs of the worked example, built once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use dossier::workbench::documents::{Templates, whole};
use dossier::{Choices, Definitions, Press, ProjectFolder, prepare, produce};

use super::reader::Tagged;
use crate::pdf_tags::tag_dump;

/// A PDF of a pack.
pub struct Built {
    /// Fund and file, as `feder-ospe-1.3/01-formulaire-de-preparation`; drafts begin with `brouillon/`.
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
        let documents = &pack.fund.fund.documents;
        let templates = Templates::load(&pack.fund).unwrap();
        let pages = templates.render_all(documents, &whole::data(&prepared, pack, draft)).unwrap();
        let produced = produce(&prepared, pack, &press, draft).unwrap();
        let mut sources = BTreeMap::new();
        for file in ["budget.xlsx", "projet.toml", "description.md"] {
            sources.insert(file.to_owned(), std::fs::read(root.join(project).join(file)).unwrap());
        }
        let fund = root.join("templates").join(&pack.fund.id).join("fund.toml");
        sources.insert("fund.toml".to_owned(), std::fs::read(fund).unwrap());
        let sources = Arc::new(sources);
        for ((document, html), file) in documents.iter().zip(pages).zip(produced.files) {
            let Some(html) = html else { continue };
            all.push(Built {
                name: format!(
                    "{}{}/{}",
                    if draft { "brouillon/" } else { "" },
                    pack.fund.id,
                    document.file.trim_end_matches(".pdf")
                ),
                html,
                bytes: file.bytes,
                main: document.main,
                filed: !document.internal,
                sources: Arc::clone(&sources),
            });
        }
    }
    all
}
