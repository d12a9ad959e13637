//! Why a question has no answer, and what to ask instead.

use super::{Trace, suggestions};
use crate::model::french::listed;
use crate::model::{Place, cell_name};
use crate::source::project_file::nearest;

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No figure has that identifier, label or amount.
    Unknown,
    /// The workbook cannot be read again.
    Workbook {
        /// Its name.
        file: String,
    },
    /// The project's workbook has another name.
    OtherWorkbook {
        /// The name of its workbook.
        file: String,
        /// The name asked.
        asked: String,
    },
    /// The workbook has no sheet of that name.
    NoSheet {
        /// The workbook.
        file: String,
        /// The name asked.
        asked: String,
        /// Those that there are.
        sheets: Vec<String>,
    },
    /// Cells or a field that nothing is made of, with what each holds.
    Unread(Vec<(Place, Option<String>)>),
    /// No file, or no such file, has a field of that path.
    NoField {
        /// The file asked.
        file: Option<String>,
    },
}

impl Refusal {
    /// True when the pages of documents may still hold what was asked: it is no place, and has digits.
    #[must_use]
    pub fn may_be_printed(&self, asked: &str) -> bool {
        *self == Self::Unknown && asked.contains(|c: char| c.is_ascii_digit())
    }

    /// The refusal of a question, in French.
    #[must_use]
    pub fn french(&self, trace: &Trace<'_>, asked: &str) -> String {
        match self {
            Self::Unknown | Self::NoField { file: None } => unknown(trace, asked),
            Self::NoField { file: Some(file) } => {
                format!("« {asked} » : {file} n’a pas ce champ, ou n’est pas un fichier du dossier")
            }
            Self::Workbook { file } => format!("{file} ne peut plus être lu"),
            Self::OtherWorkbook { file, asked } => {
                format!("le classeur du projet est {file} : « {asked} » n’est pas lu")
            }
            Self::NoSheet { file, asked, sheets } => {
                let near = nearest(asked, sheets.iter().map(String::as_str));
                let near = near.map(|near| format!(" ; la plus proche : « {near} »")).unwrap_or_default();
                let names: Vec<String> = sheets.iter().map(|sheet| format!("« {sheet} »")).collect();
                format!("{file} n’a pas de feuille « {asked} »{near} ; ses feuilles : {}", listed(&names))
            }
            Self::Unread(places) => unread(places),
        }
    }
}

fn unknown(trace: &Trace<'_>, asked: &str) -> String {
    let near = suggestions(trace.prepared, asked);
    let hint =
        if near.is_empty() { String::new() } else { format!(" ; les plus proches : {}", listed(&near)) };
    format!(
        "aucun chiffre ne répond à « {asked} »{hint} ; sans chiffre, « dossier trace » liste les principaux"
    )
}

/// What is said of places that nothing is made of: those that hold something are named first.
fn unread(places: &[(Place, Option<String>)]) -> String {
    let held: Vec<String> = places
        .iter()
        .filter_map(|(place, text)| text.as_ref().map(|text| format!("{place} (« {text} »)")))
        .collect();
    let is_field = places.iter().any(|(place, _)| matches!(place, Place::Field(_)));
    match (&held[..], places) {
        ([], [(place, _)]) if is_field => format!("aucun chiffre n’est lu dans {place}"),
        ([], [(place, _)]) => format!("{place} est vide : rien n’en est lu"),
        ([], [(Place::Cell { sheet, row, column }, _), ..]) => {
            let cell = cell_name(*row, *column);
            format!("{cell} est vide dans toutes les feuilles de {} : rien n’en est lu", sheet.file())
        }
        ([], _) => "rien n’en est lu".to_owned(),
        (held, _) => format!("aucun chiffre n’est lu dans {}", listed(held)),
    }
}
