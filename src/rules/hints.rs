//! What the reader of a workbook may know of the funds beforehand: names only.

use super::FundFolder;
use crate::model::fund::Nature;
use crate::source::table::ReadingHints;

/// The names of categories and of funders that the funds know, and those of the partners.
#[must_use]
pub fn hints<'a>(funds: &'a [FundFolder], partners: impl Iterator<Item = &'a str>) -> ReadingHints {
    let categories = funds.iter().flat_map(|fund| &fund.fund.categories).flat_map(|category| {
        [category.label.as_str(), category.id.as_str()]
            .into_iter()
            .chain(category.alias.iter().map(String::as_str))
    });
    let funders = funds.iter().flat_map(|fund| &fund.fund.natures).flat_map(Nature::words);
    ReadingHints::new(categories, partners).with_funders(funders)
}
