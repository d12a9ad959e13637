//! The attachments: those joined, and those the fund expects.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::mark;
use crate::documents::filing::pieces;
use crate::documents::ranges::ranges;
use crate::model::french::{counted, french_date, french_number, french_size};
use crate::model::text::capitalised;
use crate::model::{Fund, Project};
use crate::prepare::{Prepared, PreparedPack};
use crate::source::attachment::Opened;

/// An attachment joined.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttachmentView {
    /// Rank of upload; empty when the file is missing.
    pub rank: String,
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Name of the file as it is filed; as `projet.toml` names it when it is missing.
    pub file: String,
    /// Date, in French.
    pub date: String,
    /// Size, in French; empty when the file is missing.
    pub size: String,
    /// Pages, when they could be counted.
    pub pages: Option<String>,
    /// `on` or `off`: the file exists.
    pub present: String,
}

/// What the attachments come to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttachmentTotalView {
    /// How many files, in French.
    pub count: String,
    /// Their pages, when all could be counted.
    pub pages: Option<String>,
    /// Their size, in French.
    pub size: String,
}

/// An attachment the fund expects.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExpectedAttachmentView {
    /// Name.
    pub label: String,
    /// `obligatoire` or `selon le cas`.
    pub need: String,
    /// Identifiers of the attachments joined.
    pub ids: String,
    /// `on`, `off` or `na`.
    pub answer: String,
    /// How sure the requirement is.
    pub status: String,
    /// Number of the element of the audit trail (CPR, Annex XIII, part I) that it is.
    pub audit_trail: Option<String>,
}

/// Attachments that the same text asks for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExpectedGroupView {
    /// Source of the requirement.
    pub source: String,
    /// Attachments.
    pub pieces: Vec<ExpectedAttachmentView>,
}

/// Fill the attachments joined, in the order of the project.
pub(in crate::documents) fn attachments(prepared: &Prepared, pack: &PreparedPack) -> Vec<AttachmentView> {
    // Two pieces of one file are filed once: both name it.
    let filed = pieces(prepared, pack);
    let name_of = |file: &str| {
        let path = prepared.folder.place(file);
        filed.iter().find(|piece| piece.from == path).map(|piece| piece.name.clone())
    };
    prepared
        .folder
        .project
        .attachments
        .iter()
        .map(|piece| {
            let file = prepared.folder.attachments.get(&piece.file);
            let named = file.and_then(|file| name_of(&file.name));
            AttachmentView {
                rank: named
                    .as_deref()
                    .and_then(|name| name.split_once('-'))
                    .map(|(rank, _)| rank.to_owned())
                    .unwrap_or_default(),
                pages: pages(prepared, &piece.file).map(|count| count.to_string()),
                id: piece.id.clone(),
                title: piece.title.clone(),
                file: named.unwrap_or_else(|| piece.file.clone()),
                date: piece.date.map(french_date).unwrap_or_default(),
                size: file.map(|file| french_size(file.size.into())).unwrap_or_default(),
                present: mark(Some(file.is_some())),
            }
        })
        .collect()
}

/// What the files of the attachments come to: one under two identifiers counts once.
pub(in crate::documents) fn total(prepared: &Prepared, pack: &PreparedPack) -> AttachmentTotalView {
    let filed = pieces(prepared, pack);
    let weight: u64 = filed.iter().map(|piece| piece.size).sum();
    let declared = &prepared.folder.project.attachments;
    let pages: Option<usize> = filed
        .iter()
        .map(|piece| pages(prepared, &declared.iter().find(|one| one.id == piece.id)?.file))
        .sum();
    AttachmentTotalView {
        count: counted(filed.len(), "fichier", "fichiers"),
        pages: pages.map(|pages| french_number(pages.into())),
        size: french_size(weight.into()),
    }
}

/// The pages of a file, when it could be opened.
fn pages(prepared: &Prepared, file: &str) -> Option<usize> {
    match &prepared.looks.get(file)?.opened {
        Opened::Pages(pages) => Some(pages.count),
        _ => None,
    }
}

/// Attachments that the fund expects, those of one source together, in the order of the definition.
pub(in crate::documents) fn expected_attachments(project: &Project, fund: &Fund) -> Vec<ExpectedGroupView> {
    let mut groups: Vec<ExpectedGroupView> = Vec::new();
    for expected in &fund.attachments {
        let ids: Vec<&str> = project
            .attachments
            .iter()
            .filter(|piece| piece.kind == expected.kind)
            .map(|piece| piece.id.as_str())
            .collect();
        let piece = ExpectedAttachmentView {
            label: expected.label.clone(),
            need: if expected.mandatory { "Obligatoire" } else { "Selon le cas" }.to_owned(),
            answer: if !ids.is_empty() {
                "on"
            } else if expected.mandatory {
                "off"
            } else {
                "na"
            }
            .to_owned(),
            ids: ranges(&ids),
            status: capitalised(expected.status.label()),
            audit_trail: expected.audit_trail.clone(),
        };
        match groups.iter_mut().find(|group| group.source == expected.source) {
            Some(group) => group.pieces.push(piece),
            None => groups.push(ExpectedGroupView { source: expected.source.clone(), pieces: vec![piece] }),
        }
    }
    groups
}
