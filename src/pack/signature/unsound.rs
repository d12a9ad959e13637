//! Why a pack is not signed: what of it is not what its sums say.

use std::fmt;

use crate::model::french::counted;
use crate::source::SourceError;

/// Names that a message lists.
const SHOWN: usize = 5;

/// Names of files, the first of them in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names(pub(super) Vec<String>);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: Vec<&str> = self.0.iter().take(SHOWN).map(String::as_str).collect();
        f.write_str(&shown.join(", "))?;
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " et {}", counted(more, "autre", "autres")),
        }
    }
}

impl Names {
    /// What they are, then which.
    fn after(&self, one: &str, several: &str) -> String {
        format!("{} : {self}", if self.0.len() > 1 { several } else { one })
    }
}

/// A pack that is not signed.
#[derive(Debug, thiserror::Error)]
pub enum UnsoundPack {
    /// A file could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// What was given is no pack.
    #[error(
        "{path} n’est pas un dossier produit : il n’a pas interne/SHA256SUMS ; donnez {}",
        if packs.is_empty() {
            "le dossier d’un fonds que « dossier build » a écrit, par exemple out/mon-projet/fonds-regional".to_owned()
        } else {
            packs.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(" ou ")
        }
    )]
    NotAPack {
        /// As given.
        path: String,
        /// Packs near it.
        packs: Vec<String>,
    },
    /// A line of the sums that the program never writes.
    #[error(
        "interne/SHA256SUMS, ligne {line} : ce n’est pas une empreinte de 64 caractères, deux espaces et le nom d’un fichier du dossier ; reconstruisez le dossier, puis signez-le"
    )]
    Sums {
        /// Line, from 1.
        line: usize,
    },
    /// Sums that leave the manifest out.
    #[error(
        "interne/SHA256SUMS ne couvre pas interne/manifest.json : ce n’est pas celui que le programme a écrit ; reconstruisez le dossier, puis signez-le"
    )]
    NoManifest,
    /// Files that the sums list and that are not there.
    #[error(
        "on ne signe pas un dossier abîmé ; {} ; remettez ce que SHA256SUMS cite à sa place ou reconstruisez le dossier, puis signez-le",
        .0.after("fichier manquant", "fichiers manquants")
    )]
    Missing(Names),
    /// Files that are not those of the sums.
    #[error(
        "on ne signe pas un dossier abîmé ; {} ; remettez ce que le programme a écrit ou reconstruisez le dossier, puis signez-le",
        .0.after("fichier qui n’a plus l’empreinte de SHA256SUMS", "fichiers qui n’ont plus l’empreinte de SHA256SUMS")
    )]
    Altered(Names),
    /// Files that the sums do not know: whoever verifies would take them for signed.
    #[error(
        "{} : la signature ne couvrirait pas ce que SHA256SUMS ne cite pas ; rangez-le hors du dossier, puis signez",
        .0.after("fichier étranger au dossier", "fichiers étrangers au dossier")
    )]
    NotCovered(Names),
}
