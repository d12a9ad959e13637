//! The documents of the pack: what is said of the one being written, and which are filed.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::attachments::AttachmentView;
use super::partners::PartnerView;
use super::resources::ResourceView;
use super::sides::SideView;
use crate::documents::edition::{Edition, Reader};
use crate::documents::papers::papers;
use crate::model::french::french_date;
use crate::model::shelf::Shelf;
use crate::prepare::{Prepared, PreparedPack};

/// The document being written.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentView {
    /// Title.
    pub title: String,
    /// File name.
    pub file: String,
    /// Why it applies to this application, after « parce que »; none for what every application holds.
    pub reason: Option<&'static str>,
    /// True for what the applicant keeps.
    pub internal: bool,
    /// True for the edition that carries the sources.
    pub archive: bool,
    /// True for a draft.
    pub draft: bool,
    /// Effective date in French; empty when unknown.
    pub date: String,
    /// True when the amounts are invented.
    pub fictitious: bool,
    /// Version of the program.
    pub version: String,
    /// Files of the pieces that are filed, by identifier.
    pub pieces: BTreeMap<String, String>,
    /// The co-financer that it is made for, where there is one each.
    pub co_financer: Option<ResourceView>,
    /// The partner that it is made for, where there is one each.
    pub partner: Option<PartnerView>,
    /// The side in another currency that it is made for, where there is one each.
    pub side: Option<SideView>,
    /// How the address of a filed file begins, seen from this document; none for whoever has not the pack beside it.
    pub beside: Option<String>,
}

/// A document of the pack.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PackDocumentView {
    /// Rank among those that are filed.
    pub number: String,
    /// File name.
    pub file: String,
    /// Title.
    pub title: String,
    /// Why it applies, after « parce que ».
    pub reason: Option<&'static str>,
}

/// What is said of every document; the title and the file are filled for each.
pub(in crate::documents) fn shared(
    prepared: &Prepared,
    draft: bool,
    attachments: &[AttachmentView],
) -> DocumentView {
    let pieces = attachments
        .iter()
        .filter(|piece| !piece.rank.is_empty())
        .map(|piece| (piece.id.clone(), piece.file.clone()))
        .collect();
    DocumentView {
        title: String::new(),
        file: String::new(),
        reason: None,
        internal: false,
        archive: false,
        draft,
        date: prepared.effective_date.map(french_date).unwrap_or_default(),
        fictitious: prepared.folder.project.identity.is_fictitious_example,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        pieces,
        co_financer: None,
        partner: None,
        side: None,
        beside: None,
    }
}

/// The documents of the pack that are filed.
pub(in crate::documents) fn filed(prepared: &Prepared, pack: &PreparedPack) -> Vec<PackDocumentView> {
    on_shelf(Shelf::Filed, prepared, pack)
}

/// The papers of the pack that are adopted, signed or sent first; their copies for word processors are left out.
pub(in crate::documents) fn to_sign(prepared: &Prepared, pack: &PreparedPack) -> Vec<PackDocumentView> {
    on_shelf(Shelf::ToSign, prepared, pack)
}

fn on_shelf(shelf: Shelf, prepared: &Prepared, pack: &PreparedPack) -> Vec<PackDocumentView> {
    let is_there = |edition: &Edition<'_>| edition.shelf() == shelf && edition.reader == Reader::Authority;
    let papers = papers(prepared, pack).into_iter().filter(is_there);
    papers
        .zip(1..)
        .map(|(edition, rank): (_, usize)| PackDocumentView {
            number: rank.to_string(),
            file: edition.file(),
            title: edition.title(),
            reason: edition.document.reason(),
        })
        .collect()
}
