//! Why a signature does not hold, or a key does not serve: what was found, what was expected, what to do.

use std::fmt;

use super::key_id::KeyId;
use crate::model::french::{counted, french_number};
use crate::source::SourceError;

/// What a text should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A `.pub` file.
    PublicKey,
    /// A `.key` file.
    SecretKey,
    /// A `.minisig` file.
    Signature,
}

impl Part {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PublicKey => "une clé publique",
            Self::SecretKey => "une clé secrète",
            Self::Signature => "une signature",
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::PublicKey => {
                "une ligne de commentaire puis 56 caractères qui commencent par RW, ou ces 56 caractères seuls"
            }
            Self::SecretKey => "une ligne de commentaire puis 212 caractères qui commencent par RW",
            Self::Signature => {
                "quatre lignes : un commentaire, la signature, le commentaire signé, sa signature"
            }
        }
    }

    const fn mend(self) -> &'static str {
        match self {
            Self::PublicKey => "donnez le fichier .pub de qui a signé, tel qu’il vous l’a remis",
            Self::SecretKey => {
                "donnez le fichier .key, tel que « dossier sign --nouvelle-cle » ou « minisign -G » l’a écrit"
            }
            Self::Signature => "redemandez le fichier .minisig à qui a signé",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a signature cannot be made or does not hold.
#[derive(Debug, thiserror::Error)]
pub enum SignatureError {
    /// A file could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A text that is not what it should be.
    #[error("ce n’est pas {part} : trouvé, {found} ; attendu, {} ; {}", part.expected(), part.mend())]
    Malformed {
        /// What it should have been.
        part: Part,
        /// What it is.
        found: String,
    },
    /// Signed by another key than the one given.
    #[error(
        "la signature est de la clé {found}, et non de la clé {expected} donnée pour la vérifier ; donnez la clé publique de qui a signé, ou demandez-lui de signer avec l’autre"
    )]
    OtherKey {
        /// The key that the signature names.
        found: KeyId,
        /// The key given.
        expected: KeyId,
    },
    /// The signature is whole, and is not of these sums.
    #[error(
        "SHA256SUMS n’est pas le fichier qui a été signé : trouvé, sha256:{found} ; le signataire a écrit « {signed} » ; reprenez le dossier tel qu’il a été signé, ou faites-le signer de nouveau"
    )]
    OtherSums {
        /// SHA-256 of the sums found.
        found: String,
        /// The comment of the signature, which holds.
        signed: String,
    },
    /// The signature itself was changed, or made by another key under the same number.
    #[error(
        "la signature n’est pas de la clé {key}, dont elle porte le numéro : elle a été modifiée, ou une autre clé l’a faite ; redemandez le fichier .minisig à qui a signé, et ne vous fiez pas à ce dossier avant"
    )]
    AlteredSignature {
        /// The key that it names.
        key: KeyId,
    },
    /// The sums are those that were signed; the comment is not.
    #[error(
        "le commentaire de la signature n’est pas celui qui a été signé : trouvé, « {found} » ; les empreintes, elles, sont bien celles du signataire ; redemandez-lui le fichier .minisig"
    )]
    AlteredComment {
        /// The comment found.
        found: String,
    },
    /// A password is needed to use the key.
    #[error("la clé secrète est protégée par un mot de passe : donnez-le")]
    PasswordNeeded,
    /// The password does not open the key.
    #[error(
        "ce mot de passe n’ouvre pas la clé secrète, ou elle est abîmée ; tapez celui qui a été choisi avec la clé (majuscules, verrouillage du pavé numérique)"
    )]
    WrongPassword,
    /// A password longer than minisign takes, or none.
    #[error(
        "le mot de passe fait {} ; il en faut de 1 à {}",
        counted(*.found, "octet", "octets"),
        french_number((*.limit).into())
    )]
    BadPassword {
        /// Length found, in bytes.
        found: usize,
        /// Longest, in bytes.
        limit: usize,
    },
    /// An open key that does not hold together.
    #[error(
        "la clé secrète est abîmée : ses deux moitiés ne vont pas ensemble ; reprenez le fichier .key de votre sauvegarde"
    )]
    DamagedKey,
    /// The key asks for more work than any key of minisign.
    #[error(
        "cette clé secrète demande plus de calcul ou de mémoire ({} Mio) que celles de minisign (1\u{202f}024 Mio) ; reprenez le fichier .key de votre sauvegarde",
        french_number((*.memory).into())
    )]
    TooCostly {
        /// Memory asked, in mebibytes.
        memory: u64,
    },
    /// The memory that the password needs cannot be had.
    #[error(
        "il faut {} Mio de mémoire pour ouvrir cette clé secrète, et la machine ne les donne pas ; fermez d’autres programmes ou relevez la limite de la session (ulimit -v), puis relancez",
        french_number((*.memory).into())
    )]
    NoMemory {
        /// Memory needed, in mebibytes.
        memory: u64,
    },
    /// A comment that the format cannot hold.
    #[error(
        "le commentaire {found} ; il faut une seule ligne, de 1 à {} octets, sans tabulation ni autre caractère de contrôle",
        french_number((*.limit).into())
    )]
    BadComment {
        /// What is wrong with it.
        found: String,
        /// Longest, in bytes.
        limit: usize,
    },
    /// The system has no random numbers to give.
    #[error("le système n’a pas donné les nombres aléatoires dont une clé est faite ({0}) ; relancez")]
    NoRandomness(String),
}
