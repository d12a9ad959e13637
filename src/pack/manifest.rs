//! `manifest.json`: what went in, by which rules, what came out, and what every check answered.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::figures_json::figures;
use super::produced::ProducedFile;
use crate::documents::filing::FiledPiece;
use crate::findings::limits::{ANSWERS_BYTES, FINDINGS_BYTES};
use crate::model::digest::sha256;
use crate::model::{Place, cell_name};
use crate::prepare::{Prepared, PreparedPack};

/// Version of the manifest's form.
const FORM: u32 = 4;

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
    let folder = &inputs.prepared.folder;
    let fund = &inputs.pack.fund;
    let answers = super::told::answers(inputs.pack, ANSWERS_BYTES);
    let (findings, finding_count) =
        super::told::findings_of_pack(inputs.prepared, inputs.pack, FINDINGS_BYTES);
    let document = json!({
        "forme": FORM,
        "outil": { "nom": "dossier", "version": env!("CARGO_PKG_VERSION") },
        "projet": folder.name,
        "intitule": folder.project.identity.title,
        "sigle": folder.project.identity.acronym,
        "fonds": fund.id,
        "date_effet": inputs.prepared.effective_date.map(|date| date.to_string()),
        "draft": inputs.draft,
        "exemple_fictif": folder.project.identity.is_fictitious_example,
        "arrondi": fund.fund.identity.rounding,
        "entrees": folder.digests().iter().map(|(name, sha256)| json!({ "fichier": name, "sha256": sha256 })).collect::<Vec<_>>(),
        "cellules_lues": cells_read(inputs),
        "regles_et_modeles": fund.digests.iter().map(|(name, sha256)| json!({ "fichier": name, "sha256": sha256 })).collect::<Vec<_>>(),
        "polices": inputs.fonts.iter().map(|(name, sha256)| json!({ "fichier": name, "sha256": sha256 })).collect::<Vec<_>>(),
        "controles": answers,
        "constats": findings,
        "nombre_de_constats": finding_count,
        "sorties": inputs.files.iter().map(output).chain(inputs.pieces.iter().map(piece)).collect::<Vec<_>>(),
        "chiffres": figures(&inputs.pack.computation.ledger),
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn output(file: &ProducedFile) -> Value {
    json!({
        "fichier": file.name,
        "titre": file.title,
        "octets": file.bytes.len(),
        "pages": file.page_count,
        "remarques": file.notices.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "sha256": sha256(&file.bytes),
    })
}

fn piece(piece: &FiledPiece) -> Value {
    json!({
        "fichier": piece.path(),
        "piece": piece.id,
        "octets": piece.size,
        "sha256": piece.sha256,
    })
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
