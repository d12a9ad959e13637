//! Where given figures come from.

use std::sync::Arc;

use serde::Serialize;

use crate::model::Place;

/// Where a given figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A cell of the workbook or a field of `projet.toml`.
    Input(Place),
    /// A parameter of the fund, with its legal source and status.
    Parameter {
        /// Its place in `fund.toml`, or in `projet.toml` when the applicant supplied it.
        place: Place,
        /// Article, guide or decision.
        source: Arc<str>,
        /// `confirme`, `a-confirmer` or `fourni-par-le-demandeur`.
        status: Arc<str>,
    },
}

impl Origin {
    /// The place in the file.
    #[must_use]
    pub const fn place(&self) -> &Place {
        match self {
            Self::Input(place) | Self::Parameter { place, .. } => place,
        }
    }

    /// The legal source, for a parameter.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        match self {
            Self::Input(_) => None,
            Self::Parameter { source, .. } => Some(source),
        }
    }
}

impl Serialize for Origin {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("lieu", self.place())?;
        if let Self::Parameter { source, status, .. } = self {
            map.serialize_entry("source", source)?;
            map.serialize_entry("statut", status)?;
        }
        map.end()
    }
}
