//! Why a project could not be read, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::serial::PlaceForm;
use crate::model::Place;
use crate::model::text::french_spacing;
use crate::source::SourceError;
use crate::source::folder::PROJECT_FILE;

/// Why a project could not be read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ErrorForm {
    /// The cause, in French.
    pub message: String,
    /// Where, when it is known.
    #[serde(rename = "lieu")]
    pub place: Option<PlaceForm>,
}

impl ErrorForm {
    /// A cause without a place.
    #[must_use]
    pub fn new(message: &str) -> Self {
        Self { message: french_spacing(message), place: None }
    }
}

impl From<&SourceError> for ErrorForm {
    fn from(error: &SourceError) -> Self {
        let place = match error {
            SourceError::Syntax { name, line, .. } | SourceError::UnknownFigure { name, line, .. } => {
                Some(Place::line(name.as_str(), *line))
            }
            SourceError::Definition { name, line: Some(line), .. }
            | SourceError::TooLong { name, line: Some(line), .. } => Some(Place::line(name.as_str(), *line)),
            SourceError::TooLong { name, field: Some(field), .. } => {
                Some(Place::field(name.as_str(), field.as_str()))
            }
            SourceError::OutsideProject { field, .. } => Some(Place::field(PROJECT_FILE, field.as_str())),
            SourceError::UnknownParameter { fund, name, .. } => {
                Some(Place::field(PROJECT_FILE, format!("fonds.{fund}.parametres.{name}")))
            }
            SourceError::UnknownWaived { field, .. } => Some(Place::field(PROJECT_FILE, field.as_str())),
            SourceError::UnknownFund { .. } => Some(Place::field(PROJECT_FILE, "projet.fonds")),
            SourceError::Io { name, .. }
            | SourceError::TooLarge { name, .. }
            | SourceError::NotUtf8 { name }
            | SourceError::NotAFile { name }
            | SourceError::TooLong { name, .. }
            | SourceError::Definition { name, .. } => Some(Place::file(name.as_str())),
            SourceError::Workbook(_) | SourceError::NotStarted(_) => None,
        };
        Self { message: french_spacing(&error.to_string()), place: place.as_ref().map(PlaceForm::from) }
    }
}
