//! A document of a pack, as `fund.toml` defines it.

use serde::Deserialize;

/// A document of the pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentDefinition {
    /// File name, ASCII, sorting in upload order.
    #[serde(rename = "fichier")]
    pub file: String,
    /// Title.
    #[serde(rename = "titre")]
    pub title: String,
    /// Handlebars template, for a PDF.
    #[serde(rename = "modele")]
    pub template: Option<String>,
    /// Layout, for a workbook.
    #[serde(rename = "classeur")]
    pub workbook: Option<WorkbookLayout>,
    /// True for an agenda: the days not to be missed, as calendar programs take them.
    #[serde(rename = "agenda", default)]
    pub agenda: bool,
    /// True for wide documents.
    #[serde(rename = "paysage", default)]
    pub landscape: bool,
    /// True for a document that the applicant keeps, and does not file.
    #[serde(rename = "interne", default)]
    pub internal: bool,
    /// True for what others change before it is signed: a copy for word processors stands among the internal files.
    #[serde(rename = "modifiable", default)]
    pub editable: bool,
    /// True for what others adopt or sign before it is joined, or sent: a letter, a resolution, a convention.
    #[serde(rename = "a_signer", default)]
    pub to_sign: bool,
    /// What must be for the document to have a place in the pack; always there without it.
    #[serde(rename = "quand")]
    pub when: Option<When>,
    /// One document each; one for the pack without it.
    #[serde(rename = "chaque")]
    pub each: Option<Each>,
    /// True for the document that carries the sources as attachments.
    #[serde(rename = "principal", default)]
    pub main: bool,
}

impl DocumentDefinition {
    /// The name without the two digits that give its place in the upload; `None` when it has none.
    #[must_use]
    pub fn unnumbered(&self) -> Option<&str> {
        let (digits, name) = self.file.split_once('-')?;
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(name)
    }
}

/// How a workbook is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkbookLayout {
    /// Dépenses, Ressources and the plan on a few tabs.
    Compact,
    /// Consignes, Dépenses, one tab per category, Ressources.
    UnOngletParPoste,
    /// The options of simplified costs compared: no plan, and no document to file.
    Simulation,
    /// What stays with the applicant: every line with its cell, the answers of the checks, the origin of the figures.
    Controle,
}

/// What a project must hold for a document to apply to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// A public body has no resolution that approves the plan, or prepares a session that is to vote it.
    Deliberation,
    /// Lines say the action that they serve.
    Actions,
    /// The applicant grants aid to others, or says that it does.
    AidesAccordees,
    /// A depreciation or second-hand equipment is in the plan.
    Biens,
    /// The applicant takes commitments that the fund asks for.
    Engagements,
    /// A public body carries an investment: its financing plan is published and displayed.
    InvestissementPublic,
    /// The workbook has indicators.
    Indicateurs,
    /// Contracts are awarded for the operation.
    Marches,
    /// The plan has staff lines.
    Personnel,
    /// The fund has a questionnaire on horizontal principles.
    Questionnaire,
    /// The plan has a side in another currency.
    Volets,
    /// The fund says how its support is made known.
    Publicite,
    /// The applicant is no public body.
    Prive,
    /// The applicant says the payments that it wishes.
    Versements,
    /// The applicant says what becomes of its VAT.
    Tva,
    /// The authority has not yet acknowledged the letter of intent.
    Intention,
}

impl When {
    /// Why a document applies, after « parce que ».
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Deliberation => "le plan de financement reste à délibérer",
            Self::Actions => "les lignes du plan disent l’action qu’elles servent",
            Self::AidesAccordees => "le demandeur accorde des aides, ou l’envisage",
            Self::Biens => "le plan comporte un amortissement ou un matériel d’occasion",
            Self::Engagements => "le fonds demande des engagements, que le demandeur prend",
            Self::InvestissementPublic => "une personne publique réalise un investissement",
            Self::Indicateurs => "le plan est suivi par des indicateurs",
            Self::Marches => "des marchés sont passés pour l’opération",
            Self::Personnel => "le plan comporte des dépenses de personnel",
            Self::Questionnaire => "le fonds a un questionnaire sur les principes horizontaux",
            Self::Volets => "le plan a un volet dans une autre monnaie",
            Self::Publicite => "le fonds prescrit que son soutien soit rendu public",
            Self::Prive => "le demandeur n’est pas une personne publique",
            Self::Versements => "le demandeur dit les versements qu’il souhaite",
            Self::Tva => "le régime de TVA décide des coûts présentés",
            Self::Intention => "l’autorité n’a pas encore accusé réception de l’intention du demandeur",
        }
    }
}

impl Each {
    /// Why a document is made for each of them.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Cofinanceur => "le cofinanceur n’a pas encore décidé de son aide",
            Self::Partenaire => "l’opération est menée en partenariat",
            Self::Volet => "le plan a un volet dans une autre monnaie, que son porteur engage",
        }
    }
}

impl DocumentDefinition {
    /// Why the document applies, after « parce que »; `None` for what every application holds.
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        self.each.map(Each::reason).or_else(|| self.when.map(When::reason))
    }
}

/// What a document is made for, one each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// The funders of the plan that have not decided yet: neither the funds that the project asks by a pack of their own, nor the
    /// applicant, nor receipts.
    Cofinanceur,
    /// The partners of a collaborative operation, the lead partner apart.
    Partenaire,
    /// The sides of the plan in another currency.
    Volet,
}
