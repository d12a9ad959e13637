//! What does not hold in a pack, or could not be checked.

use std::fmt;

/// What was added to a PDF after it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// A signature.
    Signature,
    /// Annotations, form fields, or anything else.
    Other,
}

/// What is wrong with a file, named by its path from the pack's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Its bytes are not those that were written.
    Changed {
        /// The file.
        file: String,
    },
    /// The manifest is not the one that the sums speak of; nothing says which of the two changed.
    Either {
        /// The manifest.
        file: String,
        /// The sums.
        or: String,
    },
    /// The manifest is not the one that the sums speak of, nor as the program writes one.
    Unlike {
        /// The manifest.
        file: String,
        /// The sums.
        or: String,
    },
    /// A digest that differs by a few digits from that of its file.
    Slip {
        /// The sums.
        file: String,
        /// The file.
        of: String,
    },
    /// Only its line ends changed.
    LineEnds {
        /// The file.
        file: String,
    },
    /// The document is whole, and something was added after its end.
    Appended {
        /// The file.
        file: String,
        /// What.
        what: Addition,
    },
    /// It is gone.
    Missing {
        /// The file.
        file: String,
    },
    /// It bears another name.
    Renamed {
        /// The file.
        file: String,
        /// Its present name.
        now: String,
    },
    /// It was not there.
    Added {
        /// The file.
        file: String,
    },
    /// It is no regular file: a link, a pipe.
    NotAFile {
        /// The file.
        file: String,
    },
    /// The program obtains something else.
    Otherwise {
        /// The file.
        file: String,
        /// The pages that print an amount that changed, or the sheets.
        at: Vec<String>,
    },
    /// The program does not make it.
    NotMade {
        /// The file.
        file: String,
    },
}

impl Fault {
    /// The file.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Changed { file }
            | Self::Either { file, .. }
            | Self::Unlike { file, .. }
            | Self::Slip { file, .. }
            | Self::LineEnds { file }
            | Self::Appended { file, .. }
            | Self::Missing { file }
            | Self::Renamed { file, .. }
            | Self::Added { file }
            | Self::NotAFile { file }
            | Self::Otherwise { file, .. }
            | Self::NotMade { file } => file,
        }
    }

    /// The other file that may be the one that changed.
    #[must_use]
    pub fn or(&self) -> Option<&str> {
        match self {
            Self::Either { or, .. } | Self::Unlike { or, .. } => Some(or),
            Self::Slip { of, .. } => Some(of),
            _ => None,
        }
    }

    /// The name of its kind, for programs.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Changed { .. } | Self::Either { .. } | Self::Unlike { .. } | Self::Slip { .. } => "modifie",
            Self::LineEnds { .. } => "fins-de-ligne",
            Self::Appended { .. } => "complete",
            Self::Missing { .. } => "absent",
            Self::Renamed { .. } => "renomme",
            Self::Added { .. } => "ajoute",
            Self::NotAFile { .. } => "pas-un-fichier",
            Self::Otherwise { .. } => "autrement",
            Self::NotMade { .. } => "non-reproduit",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} : ", self.file())?;
        match self {
            Self::Changed { .. } => f.write_str("son contenu n’est plus celui qui a été écrit"),
            Self::Either { or, .. } => {
                write!(f, "{or} donne l’empreinte d’un autre ; l’un des deux a changé, et rien ne dit lequel")
            }
            Self::Unlike { or, .. } => write!(
                f,
                "{or} donne l’empreinte d’un autre, et ce manifeste n’est pas tel que le programme en écrit ; c’est donc sans doute lui qui a changé"
            ),
            Self::Slip { of, .. } => write!(
                f,
                "l’empreinte qu’il donne de {of} diffère de la vraie par quelques signes ; c’est donc sans doute lui qui a changé, et non {of}"
            ),
            Self::LineEnds { .. } => f.write_str(
                "seules ses fins de ligne ont changé (copie par un gestionnaire de versions ?) ; rétablissez-les pour retrouver son empreinte",
            ),
            Self::Appended { what: Addition::Signature, .. } => f.write_str(
                "signé après coup : le document d’origine y est entier ; ce qui a été ajouté n’est pas vérifié ici",
            ),
            Self::Appended { what: Addition::Other, .. } => f.write_str(
                "complété après coup (annotations ?) : le document d’origine y est entier ; ce qui a été ajouté n’est pas vérifié ici",
            ),
            Self::Missing { .. } => f.write_str("absent"),
            Self::Renamed { now, .. } => write!(f, "renommé « {now} »"),
            Self::Added { .. } => f.write_str("ajouté : le dossier ne le comptait pas"),
            Self::NotAFile { .. } => f.write_str("ce n’est pas un fichier ordinaire ; il n’est pas suivi"),
            Self::Otherwise { at, .. } if at.is_empty() => f.write_str("le programme en obtient un autre"),
            Self::Otherwise { at, .. } => {
                write!(f, "le programme en obtient un autre ; montants changés : {}", at.join(", "))
            }
            Self::NotMade { .. } => f.write_str("le programme ne le produit pas"),
        }
    }
}
