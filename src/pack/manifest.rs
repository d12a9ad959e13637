//! `manifest.json`: what went in, by which rules, what came out, and what every check answered.

use std::collections::BTreeMap;

use super::canonical::canonical;
use super::figures_json::figures;
use super::produced::ProducedFile;
use super::statement::{
    ANSWERS, Applied, BUILD_TYPE, BUILDER, BuildDefinition, Builder, Byproduct, Digest, FIGURES, FINDINGS,
    FORM, Input, InputNotes, Layer, Listed, Output, OutputNotes, PROVENANCE, Provenance, Request, Rule,
    RunDetails, STATEMENT, Statement, Version,
};
use crate::documents::filing::FiledPiece;
use crate::findings::limits::{ANSWERS_BYTES, FINDINGS_BYTES};
use crate::model::digest::sha256;
use crate::model::{Place, cell_name};
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::{GivenBy, Rules, Ruling};
use serde::Serialize;
use serde_json::Value;

/// The libraries of the program, by their versions and digests.
const LIBRARIES: (&str, &str) = ("Cargo.lock", include_str!("../../Cargo.lock"));

/// Revision of the program's sources, given by whoever builds a version that others use.
const REVISION: Option<&str> = option_env!("DOSSIER_REVISION");

/// What the manifest is made from.
pub struct ManifestInputs<'a> {
    /// The project.
    pub prepared: &'a Prepared,
    /// The pack.
    pub pack: &'a PreparedPack,
    /// The documents, in the order of the pack.
    pub files: &'a [ProducedFile],
    /// The pieces filed with them.
    pub pieces: &'a [FiledPiece],
    /// Names and SHA-256 of the fonts.
    pub fonts: &'a [(String, String)],
    /// True for a draft.
    pub draft: bool,
}

/// The manifest's bytes.
///
/// # Errors
/// When a value cannot be written as JSON.
pub fn manifest(inputs: &ManifestInputs<'_>) -> Result<Vec<u8>, serde_json::Error> {
    canonical(&statement(inputs)?)
}

/// What the program at hand is.
#[must_use]
pub fn version() -> Version {
    Version {
        cible: format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        dossier: env!("CARGO_PKG_VERSION").to_owned(),
        revision: REVISION.map(str::to_owned),
    }
}

/// The libraries of the program at hand, by the digest of their list.
#[must_use]
pub fn libraries() -> Input {
    let (name, text) = LIBRARIES;
    input(Layer::Programme, name, sha256(text.as_bytes()), Some(text.len()))
}

fn statement(inputs: &ManifestInputs<'_>) -> Result<Statement, serde_json::Error> {
    let (prepared, pack) = (inputs.prepared, inputs.pack);
    let fund = &pack.fund;
    let identity = &prepared.folder.project.identity;
    let answers = super::told::answers(&pack.results, ANSWERS_BYTES);
    let (findings, count) = super::told::findings_of_pack(prepared, pack, FINDINGS_BYTES);
    let (answer_count, figures) = (answers.len(), figures(&pack.computation.ledger));
    let figure_count = figures.len();
    Ok(Statement {
        kind: STATEMENT.to_owned(),
        subject: inputs.files.iter().map(output).chain(inputs.pieces.iter().map(piece)).collect(),
        predicate_type: PROVENANCE.to_owned(),
        predicate: Provenance {
            build_definition: BuildDefinition {
                build_type: BUILD_TYPE.to_owned(),
                external_parameters: Request {
                    brouillon: inputs.draft,
                    date_effet: prepared.effective_date.map(|date| date.to_string()),
                    exemple_fictif: identity.is_fictitious_example,
                    fonds: fund.id.clone(),
                    forme: FORM,
                    intitule: identity.title.clone(),
                    sigle: identity.acronym.clone(),
                },
                internal_parameters: Applied {
                    arrondi: serde_json::to_value(fund.fund.identity.rounding)?
                        .as_str()
                        .unwrap_or_default()
                        .to_owned(),
                    empreinte: pack.fingerprint.clone(),
                    parametres: rules(prepared, pack),
                },
                resolved_dependencies: dependencies(inputs),
            },
            run_details: RunDetails {
                builder: Builder { id: BUILDER.to_owned(), version: version() },
                byproducts: vec![
                    byproduct(FIGURES, figures, figure_count)?,
                    byproduct(ANSWERS, values(&answers)?, answer_count)?,
                    byproduct(FINDINGS, values(&findings)?, count)?,
                ],
            },
        },
    })
}

fn values(all: &[impl Serialize]) -> Result<Vec<Value>, serde_json::Error> {
    all.iter().map(serde_json::to_value).collect()
}

fn byproduct(
    name: &str,
    liste: Vec<Value>,
    count: usize,
) -> Result<Byproduct<Vec<Value>>, serde_json::Error> {
    let digest = Digest::of(sha256(&canonical(&liste)?));
    Ok(Byproduct { name: name.to_owned(), digest, annotations: Listed { liste, nombre: wide(count) } })
}

fn output(file: &ProducedFile) -> Output {
    Output {
        name: file.name.clone(),
        digest: Digest::of(sha256(&file.bytes)),
        annotations: OutputNotes {
            octets: wide(file.bytes.len()),
            pages: file.page_count.map(wide),
            piece: None,
            remarques: file.notices.iter().map(ToString::to_string).collect(),
            titre: Some(file.title.clone()),
        },
    }
}

fn piece(piece: &FiledPiece) -> Output {
    Output {
        name: piece.path(),
        digest: Digest::of(&*piece.sha256),
        annotations: OutputNotes {
            octets: piece.size,
            piece: Some(piece.id.clone()),
            ..OutputNotes::default()
        },
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn input(couche: Layer, name: &str, sha256: String, octets: Option<usize>) -> Input {
    let annotations = InputNotes { cellules_lues: BTreeMap::new(), couche, octets: octets.map(wide) };
    Input { name: name.to_owned(), digest: Digest::of(sha256), annotations }
}

/// Everything that was read: the sources first, then the pieces, the rules, the fonts, the libraries.
fn dependencies(inputs: &ManifestInputs<'_>) -> Vec<Input> {
    let folder = &inputs.prepared.folder;
    let mut all = Vec::new();
    for file in
        [Some(&folder.project_file), Some(&folder.budget), folder.description.as_ref()].into_iter().flatten()
    {
        let mut source = input(Layer::Source, &file.name, file.sha256.clone(), Some(file.bytes.len()));
        if file.name == folder.budget.name {
            source.annotations.cellules_lues = cells_read(inputs);
        }
        all.push(source);
    }
    for file in folder.attachments.values() {
        let size = usize::try_from(file.size).ok();
        all.push(input(Layer::Piece, &file.name, file.sha256.clone().unwrap_or_default(), size));
    }
    for (name, sha256) in &inputs.pack.rules {
        all.push(input(Layer::of_rule(name), name, sha256.clone(), None));
    }
    all.extend(inputs.fonts.iter().map(|(name, sha256)| input(Layer::Police, name, sha256.clone(), None)));
    all.push(libraries());
    all
}

/// The rules of the fund with their days: those of its definition, then those of the applicant.
#[must_use]
pub fn rules(prepared: &Prepared, pack: &PreparedPack) -> Vec<Rule> {
    let fund = &pack.fund.fund;
    let project = &prepared.folder.project;
    let held = Rules::new(fund, project, prepared.effective_date);
    let applies = |name: &str, by: GivenBy, validity| matches!(held.named(name), Ruling::Held(held) if held.given_by == by && held.validity == validity);
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let mut all = Vec::new();
    for (name, parameter) in &fund.parameters {
        for value in &parameter.values {
            let validity = value.validity();
            all.push(Rule {
                appliquee: applies(name, GivenBy::Fund, validity),
                depuis: day(validity.first),
                id: name.clone(),
                jusqu_au: day(validity.last),
                source: value.source.clone(),
                statut: value.status.label().to_owned(),
                valeur: value.value.clone(),
                vu_le: day(value.seen_on),
            });
        }
    }
    let request = project.fund_requests.get(&pack.fund.id);
    for (name, given) in request.into_iter().flat_map(|request| &request.parameters) {
        let validity = given.validity();
        all.push(Rule {
            appliquee: applies(name, GivenBy::Applicant, validity),
            depuis: day(validity.first),
            id: name.clone(),
            jusqu_au: day(validity.last),
            source: given.source.clone(),
            statut: "fourni par le demandeur".to_owned(),
            valeur: Some(given.value.clone()),
            vu_le: None,
        });
    }
    all
}

/// The cells whose value entered the ledger, by sheet, in the order of the sheet.
fn cells_read(inputs: &ManifestInputs<'_>) -> BTreeMap<String, Vec<String>> {
    let mut cells: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    let ledger = &inputs.pack.computation.ledger;
    for key in ledger.keys() {
        if let Some(Place::Cell { sheet, row, column }) = ledger.input(key) {
            cells
                .entry(match sheet.is_empty() {
                    true => sheet.file().to_string(),
                    false => format!("{} › {sheet}", sheet.file()),
                })
                .or_default()
                .push((*row, u32::from(*column)));
        }
    }
    cells
        .into_iter()
        .map(|(sheet, mut cells)| {
            cells.sort_unstable();
            cells.dedup();
            (sheet, cells.into_iter().map(|(row, column)| cell_name(row, column)).collect())
        })
        .collect()
}
