//! What an archive copy carries, read for a rebuild: everything is bounded, nothing is written.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Component, Path};
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;
use zip::ZipArchive;

use crate::pack::carried::{Asked, FIGURES, PIECES, REQUEST, RULES};
use crate::pack::statement::FORM;
use crate::rules::Definitions;
use crate::source::attachment::embedded::{Refusal, embedded};
use crate::source::carried::Carried;
use crate::source::folder::PROJECT_FILE;
use crate::source::limits;

/// What an archive copy carries.
#[derive(Debug)]
pub struct Archive {
    /// What was asked.
    pub asked: Asked,
    /// The effective date.
    pub date: Date,
    /// The sources of the project.
    pub project: Carried,
    /// The definitions and templates, by path.
    pub rules: BTreeMap<String, Arc<[u8]>>,
    /// The figures.
    pub figures: Vec<Value>,
}

/// What an archive copy carries.
///
/// # Errors
/// The sentence that says what it lacks.
pub fn archive(pdf: &[u8]) -> Result<Archive, String> {
    let files = embedded(pdf).map_err(|refusal| match refusal {
        Refusal::Unreadable => "ce PDF ne s’ouvre pas".to_owned(),
        Refusal::None => {
            "ce PDF ne porte aucune source ; donnez l’exemplaire d’archive (interne/…-archive.pdf)".to_owned()
        }
        Refusal::Name(name) => format!("ce PDF porte un fichier au nom irrégulier, « {} »", shown(&name)),
        Refusal::Twice(name) => format!("ce PDF porte deux fichiers du même nom, « {} »", shown(&name)),
        Refusal::Content(name) => format!(
            "le contenu de « {} », que ce PDF porte, n’y est pas, ne se lit pas, ou dépasse ce qu’un exemplaire d’archive porte",
            shown(&name)
        ),
        Refusal::TooMany => "ce PDF porte plus de fichiers qu’un exemplaire d’archive".to_owned(),
    })?;
    let mut files: BTreeMap<String, Vec<u8>> =
        files.into_iter().map(|file| (file.name, file.bytes)).collect();
    let mut take = |name: &str| {
        files.remove(name).ok_or_else(|| {
            format!("ce PDF ne porte pas « {name} » : ce n’est pas l’exemplaire d’archive d’un dossier de cette forme")
        })
    };
    let asked: Asked =
        serde_json::from_slice(&take(REQUEST)?).map_err(|error| format!("{REQUEST} : {error}"))?;
    if asked.forme != FORM {
        return Err(format!("forme {} : ce programme connaît la forme {FORM}", asked.forme));
    }
    let date = asked.date_effet.parse().map_err(|_| format!("{REQUEST} : date_effet n’est pas une date"))?;
    let pieces = serde_json::from_slice(&take(PIECES)?).map_err(|error| format!("{PIECES} : {error}"))?;
    let rules = rules(&take(RULES)?)?;
    let figures = serde_json::from_slice(&take(FIGURES)?).map_err(|error| format!("{FIGURES} : {error}"))?;
    let project = Carried {
        project_file: take(PROJECT_FILE)?,
        budget: take(&asked.classeur)?,
        description: asked.description.as_deref().map(&mut take).transpose()?,
        pieces,
    };
    Ok(Archive { asked, date, project, rules, figures })
}

/// A name as it may be told.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(limits::SHOWN_CHARACTERS).collect()
}

impl Archive {
    /// The definitions and templates of the pack, and no other.
    #[must_use]
    pub fn definitions(&self) -> Definitions {
        let mut files = self.rules.clone();
        // The documents of the other funds are not made again: their templates only have to be there.
        let definitions = self.rules.iter().filter(|(path, _)| path.ends_with(".toml"));
        for (path, bytes) in definitions {
            let folder = path.split('/').next().unwrap_or_default();
            let table = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<toml::Table>().ok());
            let documents = table.as_ref().and_then(|table| table.get("documents")?.as_array());
            for template in documents.into_iter().flatten().filter_map(|one| one.get("modele")?.as_str()) {
                let own = format!("{folder}/{template}");
                if folder != self.asked.fonds && !files.contains_key(&format!("commun/{template}")) {
                    files.entry(own).or_insert_with(|| Arc::from(&b""[..]));
                }
            }
        }
        Definitions::of_files(files)
    }
}

/// The files of the archive of rules.
fn rules(bytes: &[u8]) -> Result<BTreeMap<String, Arc<[u8]>>, String> {
    let unreadable = || format!("{RULES} : ce n’est pas une archive de modèles");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    if archive.len() > limits::TEMPLATE_FILES {
        return Err(format!("{RULES} : plus de {} fichiers", limits::TEMPLATE_FILES));
    }
    let mut room = limits::TEMPLATES_BYTES;
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| unreadable())?;
        let name = file.name().map_err(|_| unreadable())?.into_owned();
        let is_plain = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_)));
        if !is_plain || name.contains('\\') || !file.is_file() {
            return Err(unreadable());
        }
        let mut content = Vec::new();
        file.take(room.saturating_add(1)).read_to_end(&mut content).map_err(|_| unreadable())?;
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        room = room
            .checked_sub(size)
            .ok_or_else(|| format!("{RULES} : plus de {} octets", limits::TEMPLATES_BYTES))?;
        if files.insert(name, Arc::from(content)).is_some() {
            return Err(unreadable());
        }
    }
    Ok(files)
}
