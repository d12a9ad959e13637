//! Words of `projet.toml` that stand in a list of the program: their spelling is forgiven.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::text::normalise;

/// The state of a resource: `sollicite`, `acquis` or `prevu`, however it is written.
///
/// # Errors
/// When it is none of them.
pub fn funding_status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let written = String::deserialize(deserializer)?;
    let status = match normalise(&written).as_str() {
        "sollicite" | "sollicitee" | "demande" | "demandee" | "en cours" => "sollicite",
        "acquis" | "acquise" | "obtenu" | "obtenue" | "accorde" | "accordee" => "acquis",
        "prevu" | "prevue" | "previsionnel" | "previsionnelle" => "prevu",
        _ => {
            let message =
                format!("« {written} » n’est pas un statut ; valeurs attendues : sollicite, acquis, prevu");
            return Err(D::Error::custom(message));
        }
    };
    Ok(Some(status.to_owned()))
}

/// How the state of a resource is written.
pub fn statuses(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "enum": ["sollicite", "acquis", "prevu"] })
}

/// A type of piece: `Délibération` is `deliberation`, `Plan de financement` is `plan-de-financement`.
///
/// # Errors
/// When the field is not a text.
pub fn slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let written = String::deserialize(deserializer)?;
    let plain = normalise(&written).replace(' ', "-");
    Ok(if plain.is_empty() { written } else { plain })
}
