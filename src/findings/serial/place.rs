//! Places as programs read them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::Places;
use crate::findings::limits::LISTED;
use crate::model::{Place, cell_name};

/// A place: a file, then what in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceForm {
    /// Relative to the project's folder.
    #[serde(rename = "fichier")]
    pub file: String,
    /// Sheet of the workbook.
    #[serde(rename = "feuille", skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Cell, such as `F14`.
    #[serde(rename = "cellule", skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Dotted path of a field of `projet.toml`; ranks count from 0.
    #[serde(rename = "champ", skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Line of a text file, from 1.
    #[serde(rename = "ligne", skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Page of an attachment, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

impl From<&Place> for PlaceForm {
    fn from(place: &Place) -> Self {
        let mut form = Self {
            file: place.file_name().to_owned(),
            sheet: None,
            cell: None,
            field: None,
            line: None,
            page: None,
        };
        // A csv has one sheet, without a name.
        let named = |sheet: &str| Some(sheet.to_owned()).filter(|sheet| !sheet.is_empty());
        match place {
            Place::File { .. } => {}
            Place::Sheet { sheet, .. } => form.sheet = named(sheet),
            Place::Cell { sheet, row, column, .. } => {
                form.sheet = named(sheet);
                form.cell = Some(cell_name(*row, *column));
            }
            Place::Field(field) => form.field = Some(field.path().to_owned()),
            Place::Line { line, .. } => form.line = Some(*line),
            Place::Page { page, .. } => form.page = Some(*page),
        }
        form
    }
}

/// Places: the first ten, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacesForm {
    /// The first of them.
    #[serde(rename = "lieux")]
    pub places: Vec<PlaceForm>,
    /// How many there are in all.
    #[serde(rename = "nombre")]
    pub count: usize,
}

impl From<&Places> for PlacesForm {
    fn from(places: &Places) -> Self {
        Self { places: places.shown.iter().take(LISTED).map(PlaceForm::from).collect(), count: places.count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_place_says_what_it_is() {
        let cell = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        assert_eq!(
            serde_json::to_value(PlaceForm::from(&cell)).unwrap(),
            json!({ "fichier": "budget.xlsx", "feuille": "Dépenses", "cellule": "F14" })
        );
        let field = Place::field("projet.toml", "pieces[3].fichier");
        assert_eq!(
            serde_json::to_value(PlaceForm::from(&field)).unwrap(),
            json!({ "fichier": "projet.toml", "champ": "pieces[3].fichier" })
        );
    }
}
