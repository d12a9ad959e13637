//! A pack made again from its sources, and compared with what stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::Value;

use crate::figures::Ledger;
use crate::model::digest::sha256;
use crate::pack::canonical::canonical;
use crate::pack::figures_json::figures;
use crate::pack::intact::fault::Fault;
use crate::pack::manifest::{libraries, version};
use crate::pack::produce::{MANIFEST, SUMS, produce};
use crate::pack::produced::{ProducedFile, ProducedPack, ShownAt};
use crate::pack::statement::{Input, Layer, Statement, Version};
use crate::pack::{PackError, Press};
use crate::prepare::{Choices, Prepared, prepare};
use crate::rules::Definitions;
use crate::source::ProjectFolder;

/// A pack, made again.
#[derive(Debug)]
pub struct Remade {
    /// The project, read.
    pub prepared: Prepared,
    /// Its files.
    pub pack: ProducedPack,
    /// What its own manifest says.
    pub statement: Statement,
}

/// What was asked of the pack.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The fund.
    pub fund: &'a str,
    /// The effective date.
    pub date: Option<Date>,
    /// True for a draft.
    pub draft: bool,
}

/// Make a pack again, in memory.
///
/// # Errors
/// When the sources or the rules do not allow it.
pub fn remake(
    folder: ProjectFolder,
    definitions: &Definitions,
    request: Request<'_>,
) -> Result<Remade, PackError> {
    let choices = Choices { funds: vec![request.fund.to_owned()], date: request.date, siblings: None };
    let prepared = prepare(folder, definitions, &choices)?;
    let press = Press::new(definitions)?;
    let Some(pack) = prepared.packs.first() else { return Err(PackError::NoDate) };
    let pack = produce(&prepared, pack, &press, request.draft)?;
    let manifest = pack.files.iter().find(|file| file.name == MANIFEST);
    let statement = serde_json::from_slice(manifest.map(|file| file.bytes.as_slice()).unwrap_or_default())?;
    Ok(Remade { prepared, pack, statement })
}

/// Something that differs between what a pack was made from and what is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Its kind.
    pub layer: Layer,
    /// Its name.
    pub name: String,
    /// How.
    pub how: How,
}

/// How something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It is not the same.
    Changed,
    /// The pack had it.
    Gone,
    /// The pack did not have it.
    New,
    /// Another value, in words: before, now.
    Value(String, String),
}

/// What two maps do not hold alike, in the order of its keys.
pub fn differences<'a, K: Ord, V: PartialEq>(
    was: &'a BTreeMap<K, V>,
    is: &'a BTreeMap<K, V>,
) -> Vec<(&'a K, How)> {
    let keys: BTreeSet<&K> = was.keys().chain(is.keys()).collect();
    let how = |key: &K| match (was.get(key), is.get(key)) {
        (Some(one), Some(other)) if one == other => None,
        (Some(_), Some(_)) => Some(How::Changed),
        (Some(_), None) => Some(How::Gone),
        (None, _) => Some(How::New),
    };
    keys.into_iter().filter_map(|key| Some((key, how(key)?))).collect()
}

/// What a pack was made from and is now otherwise, layer by layer: sources first, the program last.
#[must_use]
pub fn apart(before: &Statement, now: &Statement) -> Vec<Apart> {
    let index = |statement: &Statement| -> BTreeMap<(Layer, String), String> {
        let all = &statement.predicate.build_definition.resolved_dependencies;
        let key =
            |input: &Input| ((input.annotations.couche, input.name.clone()), input.digest.sha256.clone());
        all.iter().map(key).collect()
    };
    let (was, is) = (index(before), index(now));
    let differences = differences(&was, &is).into_iter();
    let mut all: Vec<Apart> =
        differences.map(|((layer, name), how)| Apart { layer: *layer, name: name.clone(), how }).collect();
    let (was, is) = (&before.predicate.run_details.builder.version, version());
    let mut value = |name: &str, one: &str, other: &str| {
        if one != other {
            let how = How::Value(one.to_owned(), other.to_owned());
            all.push(Apart { layer: Layer::Programme, name: name.to_owned(), how });
        }
    };
    value("version", &was.dossier, &is.dossier);
    value("cible", &was.cible, &is.cible);
    let revision = |version: &Version| version.revision.clone().unwrap_or_else(|| "non dite".to_owned());
    value("révision", &revision(was), &revision(&is));
    all
}

/// An amount that is now another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The figure's identifier.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The cell, field or article that gives it; none for what is computed.
    pub place: Option<String>,
    /// What it was; none when it was not there.
    pub before: Option<String>,
    /// What it is; none when it is no longer there.
    pub now: Option<String>,
}

/// The amounts that are now others: those that sources give first.
#[must_use]
pub fn amounts(before: &[Value], now: &Ledger) -> Vec<Amount> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let place =
        |value: &Value| value.pointer("/obtenu/donne/lieu").and_then(Value::as_str).map(str::to_owned);
    let is: Vec<Value> = figures(now);
    let index = |all: &[Value]| -> BTreeMap<String, Value> {
        all.iter().filter_map(|value| Some((text(value, "id")?, value.clone()))).collect()
    };
    let (was, is) = (index(before), index(&is));
    let ids: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let mut all: Vec<Amount> = ids
        .into_iter()
        .filter_map(|id| {
            let (one, other) = (was.get(id), is.get(id));
            let values =
                (one.and_then(|one| text(one, "valeur")), other.and_then(|other| text(other, "valeur")));
            let either = other.or(one)?;
            let is_same = values.0 == values.1 && one.is_some() == other.is_some();
            (!is_same).then(|| Amount {
                id: id.clone(),
                label: text(either, "libelle").unwrap_or_default(),
                place: place(either),
                before: values.0,
                now: values.1,
            })
        })
        .collect();
    all.sort_by_key(|amount| amount.place.is_none());
    all
}

/// The files of a pack that are made otherwise now, with the pages that print an amount that changed.
#[must_use]
pub fn otherwise(before: &Statement, remade: &Remade, amounts: &[Amount]) -> Vec<Fault> {
    let made: BTreeMap<&str, String> = remade
        .pack
        .files
        .iter()
        .map(|file| (file.name.as_str(), sha256(&file.bytes)))
        .chain(
            remade
                .statement
                .subject
                .iter()
                .map(|output| (output.name.as_str(), output.digest.sha256.clone())),
        )
        .collect();
    let mut faults = Vec::new();
    for output in &before.subject {
        let file = output.name.clone();
        match made.get(file.as_str()) {
            Some(sha256) if *sha256 == output.digest.sha256 => {}
            Some(_) => {
                let produced = remade.pack.files.iter().find(|one| one.name == file);
                let at = produced.map(|produced| pages(remade, produced, amounts)).unwrap_or_default();
                faults.push(Fault::Otherwise { file, at });
            }
            None => faults.push(Fault::NotMade { file }),
        }
    }
    let known: BTreeSet<&str> = before.subject.iter().map(|output| output.name.as_str()).collect();
    let new = remade.statement.subject.iter().filter(|output| !known.contains(output.name.as_str()));
    faults.extend(new.map(|output| Fault::Missing { file: output.name.clone() }));
    faults
}

/// Where a document prints amounts that changed.
#[must_use]
pub fn pages(remade: &Remade, file: &ProducedFile, amounts: &[Amount]) -> Vec<String> {
    let Some(pack) = remade.prepared.packs.first() else { return Vec::new() };
    let ledger = &pack.computation.ledger;
    let changed: BTreeSet<&str> = amounts.iter().map(|amount| amount.id.as_str()).collect();
    let shown = file.figures.iter().filter(|shown| changed.contains(&*ledger.get(shown.key).id));
    let mut pages = BTreeSet::new();
    let mut sheets = BTreeSet::new();
    for one in shown {
        match &one.at {
            ShownAt::Page(page) => drop(pages.insert(*page)),
            ShownAt::Cell { sheet, .. } => drop(sheets.insert(sheet.to_string())),
        }
    }
    let pages = pages.into_iter().map(|page| format!("page {page}"));
    pages.chain(sheets.into_iter().map(|sheet| format!("feuille {sheet}"))).collect()
}

/// The manifest and the sums as the program that made the pack would have written them: only its version differs.
///
/// # Errors
/// When the manifest cannot be written.
pub fn as_made_by(before: &Statement, remade: &Remade) -> Result<[(&'static str, String); 2], PackError> {
    let mut statement = remade.statement.clone();
    statement.predicate.run_details.builder = before.predicate.run_details.builder.clone();
    let own = libraries().name;
    let theirs = before.read(Layer::Programme).find(|input| input.name == own);
    let all = &mut statement.predicate.build_definition.resolved_dependencies;
    for input in all.iter_mut().filter(|input| input.annotations.couche == Layer::Programme) {
        if let Some(theirs) = theirs {
            *input = theirs.clone();
        }
    }
    let manifest = sha256(&canonical(&statement)?);
    let sums = sha256(crate::pack::intact::sums_of(&statement, &manifest).as_bytes());
    Ok([(MANIFEST, manifest), (SUMS, sums)])
}
