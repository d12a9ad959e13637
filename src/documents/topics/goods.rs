//! The goods that a declaration goes with: those that are depreciated, and second-hand equipment.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Project;
use crate::model::french::french_date;

/// A good.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GoodView {
    /// Its name.
    pub name: String,
    /// True for a good whose depreciation is an expense; false for second-hand equipment.
    pub is_depreciated: bool,
    /// « du 1er juillet 2022 au 30 juin 2027 ».
    pub period: Option<String>,
}

/// Fill the goods: those depreciated first.
pub(in crate::documents) fn goods(project: &Project) -> Vec<GoodView> {
    let depreciated = project.depreciations.iter().map(|good| GoodView {
        name: good.good.clone(),
        is_depreciated: true,
        period: good
            .start
            .zip(good.end)
            .map(|(start, end)| format!("du {} au {}", french_date(start), french_date(end))),
    });
    let second_hand = project.second_hand.iter().map(|good| GoodView {
        name: good.good.clone(),
        is_depreciated: false,
        period: None,
    });
    depreciated.chain(second_hand).collect()
}
