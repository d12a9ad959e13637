//! A fund: rules as data, each value with its source and how sure it is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::RoundingPolicy;
pub use super::document::{DocumentDefinition, Each, When, WorkbookLayout};
use super::form::{Condition, FormField};
pub use super::parameter::{DatedValue, DayThatCounts, Parameter, ParameterUnit, Status, Validity};
use super::project::VatBasis;
use super::questionnaire::Questionnaire;
use super::side::SideDefinition;
use super::text::{holds_words, normalise};

/// The whole of a `fund.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// Where it was read, in the folder of templates.
    #[serde(skip)]
    pub path: String,
    /// `[fonds]`.
    #[serde(rename = "fonds")]
    pub identity: FundIdentity,
    /// `[parametres.<name>]`.
    #[serde(rename = "parametres", default)]
    pub parameters: BTreeMap<String, Parameter>,
    /// `[[postes]]`: categories of expense.
    #[serde(rename = "postes")]
    pub categories: Vec<Category>,
    /// `[[natures]]`: natures of resources.
    #[serde(rename = "natures")]
    pub natures: Vec<Nature>,
    /// `[[forfaits]]`: flat rates.
    #[serde(rename = "forfaits", default)]
    pub flat_rates: Vec<FlatRate>,
    /// `[[exclusions]]`: expenses recognised by their words.
    #[serde(rename = "exclusions", default)]
    pub exclusions: Vec<Exclusion>,
    /// `[[pieces]]`: attachments the fund expects.
    #[serde(rename = "pieces", default)]
    pub attachments: Vec<RequiredAttachment>,
    /// `[[indicateurs]]`: indicators the programme knows.
    #[serde(rename = "indicateurs", default)]
    pub indicators: Vec<KnownIndicator>,
    /// `[[engagements]]`: what the applicant commits to.
    #[serde(rename = "engagements", default)]
    pub commitments: Vec<CommitmentDefinition>,
    /// `[[champs]]`: what the form asks, beside the narrative and the plan.
    #[serde(rename = "champs", default)]
    pub form: Vec<FormField>,
    /// `[[conditions]]`: what the answers must be.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// `[[volets]]`: the sides of the plan in another currency.
    #[serde(rename = "volets", default)]
    pub sides: Vec<SideDefinition>,
    /// `[[rubriques]]`: sections of the form.
    #[serde(rename = "rubriques", default)]
    pub sections: Vec<FormSection>,
    /// `[questionnaire]`: the frame of the questionnaire on horizontal principles.
    pub questionnaire: Option<Questionnaire>,
    /// `[[documents]]`: what the pack holds, in upload order.
    #[serde(rename = "documents")]
    pub documents: Vec<DocumentDefinition>,
}

impl Fund {
    /// The sentences that cite a text, for a day or for all: the legal bases, and the sources of the values.
    pub fn citations(&self, day: Option<Date>) -> impl Iterator<Item = &str> {
        let holds = move |days: Validity| day.is_none_or(|day| days.holds_on(day));
        let values = self.parameters.values().flat_map(|parameter| &parameter.values);
        let rules = values.filter(move |value| holds(value.validity())).map(|value| value.source.as_str());
        self.bases_on(day).chain(rules)
    }

    /// The texts that the fund rests on, on a day or on any.
    pub fn bases_on(&self, day: Option<Date>) -> impl Iterator<Item = &str> {
        let holds = move |basis: &&LegalBasis| day.is_none_or(|day| basis.validity.holds_on(day));
        self.identity.legal_bases.iter().filter(holds).map(|basis| basis.text.as_str())
    }

    /// True for the name of a category, by label or alias, spelling forgiven.
    #[must_use]
    pub fn has_category_called(&self, written: &str) -> bool {
        let wanted = normalise(written);
        self.categories.iter().any(|category| {
            [&category.label].into_iter().chain(&category.alias).any(|name| normalise(name) == wanted)
        })
    }

    /// True for the name of a resource that is this fund's own; `None` when the fund says no words of its own.
    #[must_use]
    pub fn is_own_resource(&self, name: &str) -> Option<bool> {
        let written = normalise(name);
        let words = self.identity.funders.as_ref()?;
        Some(words.iter().any(|words| holds_words(&written, &normalise(words))))
    }

    /// The index of the nature that the name of a funder says: « État – DETR » is the State's. Of several, the longest words
    /// say it: « Communauté d’agglomération » more than « commune ».
    #[must_use]
    pub fn nature_of_funder(&self, name: &str) -> Option<usize> {
        let written = normalise(name);
        let longest = |nature: &Nature| {
            nature
                .words()
                .map(normalise)
                .filter(|words| holds_words(&written, words))
                .map(|words| words.len())
                .max()
        };
        let named =
            self.natures.iter().enumerate().filter_map(|(index, nature)| Some((longest(nature)?, index)));
        named.max_by_key(|(length, index)| (*length, std::cmp::Reverse(*index))).map(|(_, index)| index)
    }

    /// The index of the nature of resource that a text names, by label, identifier or alias, spelling forgiven.
    #[must_use]
    pub fn find_nature(&self, written: &str) -> Option<usize> {
        let wanted = normalise(written);
        self.natures.iter().position(|nature| {
            [&nature.label, &nature.id].into_iter().chain(&nature.alias).any(|name| normalise(name) == wanted)
        })
    }
}

/// What a fund gives to those it retains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// A grant.
    #[default]
    Subvention,
    /// Engineering, a network, a place: no money.
    Accompagnement,
}

/// `[fonds.neant]`: lists that are empty because the fund has nothing of the kind, each with who says so.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoneOf {
    /// It excludes no expense by its words.
    pub exclusions: Option<String>,
    /// It asks for no commitment.
    #[serde(rename = "engagements")]
    pub commitments: Option<String>,
}

/// A text that a fund rests on, with the days on which the fund cites it.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "WrittenBasis")]
pub struct LegalBasis {
    /// As printed.
    pub text: String,
    /// The days on which it is cited.
    pub validity: Validity,
}

/// As written: a sentence, or a sentence with its days.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenBasis {
    Always(String),
    Dated(DatedBasis),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedBasis {
    #[serde(rename = "texte")]
    text: String,
    #[serde(rename = "depuis")]
    #[serde(default, deserialize_with = "super::date::optional")]
    first: Option<Date>,
    #[serde(rename = "jusqu_au")]
    #[serde(default, deserialize_with = "super::date::optional")]
    last: Option<Date>,
}

impl From<WrittenBasis> for LegalBasis {
    fn from(written: WrittenBasis) -> Self {
        match written {
            WrittenBasis::Always(text) => Self { text, validity: Validity::ALWAYS },
            WrittenBasis::Dated(DatedBasis { text, first, last }) => {
                Self { text, validity: Validity { first, last } }
            }
        }
    }
}

/// Name and programme of a fund.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundIdentity {
    /// Identifier: the folder's name.
    pub id: String,
    /// Full name.
    #[serde(rename = "intitule")]
    pub title: String,
    /// Short name, for headers.
    #[serde(rename = "intitule_court")]
    pub short_title: String,
    /// Addressee of the application.
    #[serde(rename = "autorite")]
    pub authority: String,
    /// Whom a letter addresses, as it calls them: `Monsieur le Président du Conseil régional`.
    #[serde(rename = "appel")]
    pub addressee: Option<String>,
    /// Programme or scheme.
    #[serde(rename = "programme")]
    pub programme: Option<String>,
    /// Legal bases, printed in the documents.
    #[serde(rename = "bases_legales", default)]
    pub legal_bases: Vec<LegalBasis>,
    /// True when the documents bear the emblem of the Union.
    #[serde(rename = "embleme_ue", default)]
    pub shows_union_emblem: bool,
    /// Specific objective, as the lists of indicators write it (`1(iii)`).
    #[serde(rename = "objectif")]
    pub objective: Option<String>,
    /// True when the authority records the data of CPR Annex XVII, false when the fund is none of the Union's; absent, the
    /// definition does not say.
    #[serde(rename = "donnees_annexe_xvii")]
    pub records_annex_xvii: Option<bool>,
    /// Words by which a resource of a plan is known to be its own; its nature says it without them.
    #[serde(rename = "financeurs")]
    pub funders: Option<Vec<String>>,
    /// Day after which it takes no application any more.
    #[serde(rename = "clos_le")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub closed_on: Option<Date>,
    /// What it gives: money, or its help alone.
    #[serde(rename = "soutien", default)]
    pub support: Support,
    /// What it says that it has none of, with the reason.
    #[serde(rename = "neant", default)]
    pub none: NoneOf,
    /// The basis on which the fund takes every plan; the applicant's VAT decides without it.
    #[serde(rename = "assiette")]
    pub vat_basis: Option<VatBasis>,
    /// Rounding policy.
    #[serde(rename = "arrondi", default)]
    pub rounding: RoundingPolicy,
}

/// A category of expense (poste).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Identifier.
    pub id: String,
    /// Name printed.
    #[serde(rename = "libelle")]
    pub label: String,
    /// Name of the workbook tab, at most 31 characters.
    #[serde(rename = "onglet")]
    pub tab: String,
    /// Other spellings accepted in the applicant's workbook.
    #[serde(default)]
    pub alias: Vec<String>,
    /// What the category plays in the plan.
    #[serde(rename = "role", default)]
    pub role: CategoryRole,
    /// False when the fund does not retain it in the eligible base.
    #[serde(rename = "eligible", default = "yes")]
    pub eligible: bool,
    /// Source of the rule.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
    /// Supporting documents expected.
    #[serde(rename = "justificatifs", default)]
    pub documents: Vec<String>,
    /// Section of its expenses, when it is not that of its role.
    #[serde(rename = "section")]
    pub stated_section: Option<Section>,
}

const fn yes() -> bool {
    true
}

/// The two sections of a public budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Operating expenses.
    Fonctionnement,
    /// Investment.
    Investissement,
}

impl Section {
    /// As identifiers of figures write it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fonctionnement => "fonctionnement",
            Self::Investissement => "investissement",
        }
    }

    /// « de fonctionnement ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Fonctionnement => "de fonctionnement",
            Self::Investissement => "d’investissement",
        }
    }

    /// « Fonctionnement », as a column of a workbook writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fonctionnement => "Fonctionnement",
            Self::Investissement => "Investissement",
        }
    }

    /// As a line of a workbook writes it: « Investissement », « invest. », « F », « Section d’investissement ».
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let words = normalise(written);
        let says = |whole: &str| {
            words == whole.get(..1).unwrap_or_default()
                || words
                    .split(' ')
                    .any(|word| word.len() >= 4 && whole.starts_with(word.trim_end_matches('.')))
        };
        match (says("fonctionnement"), says("investissement")) {
            (true, false) => Some(Self::Fonctionnement),
            (false, true) => Some(Self::Investissement),
            _ => None,
        }
    }
}

impl Category {
    /// The section of its expenses: the one that the fund says, else that of its role.
    #[must_use]
    pub fn section(&self) -> Section {
        self.stated_section.unwrap_or(match self.role {
            CategoryRole::Investissement | CategoryRole::Terrain => Section::Investissement,
            _ => Section::Fonctionnement,
        })
    }
}

/// What a category plays in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CategoryRole {
    /// An ordinary direct cost.
    #[default]
    Direct,
    /// Direct staff cost, from the *Personnel* sheet.
    Personnel,
    /// In-kind contributions, mirrored in the resources (CPR art. 67(1)).
    Nature,
    /// Salaries and allowances of participants (CPR art. 56(2)).
    Participants,
    /// Indirect costs by flat rate (CPR art. 54).
    Indirects,
    /// Land (CPR art. 64(1)(b)).
    Terrain,
    /// Depreciation (CPR art. 67(2)).
    Amortissement,
    /// Equipment and intangible investment.
    Investissement,
}

/// A nature of resource.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nature {
    /// Identifier.
    pub id: String,
    /// Name printed.
    #[serde(rename = "libelle")]
    pub label: String,
    /// Other spellings accepted in the applicant's workbook.
    #[serde(default)]
    pub alias: Vec<String>,
    /// Words by which the name of a funder of this nature is known, when the workbook does not say the nature.
    #[serde(rename = "financeurs", default)]
    pub funders: Vec<String>,
    /// What it is in the plan.
    pub role: NatureRole,
}

impl Nature {
    /// The words that name it, or a funder of this nature.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        [&self.label].into_iter().chain(&self.alias).chain(&self.funders).map(String::as_str)
    }
}

/// What a resource is in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NatureRole {
    /// Public aid.
    AidePublique,
    /// Private contribution.
    Prive,
    /// The applicant's own contribution: the remainder.
    Autofinancement,
    /// Receipts of the operation.
    Recettes,
    /// Mirror of in-kind contributions.
    Nature,
}

/// A flat rate (CPR art. 54, 55(1) and 56(1)).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlatRate {
    /// Identifier (`54-b`).
    pub id: String,
    /// Name printed.
    #[serde(rename = "libelle")]
    pub label: String,
    /// Ceiling of the rate, as typed.
    #[serde(rename = "taux_max")]
    pub ceiling: String,
    /// What the rate applies to.
    pub base: FlatRateBase,
    /// True when the regulation asks for a calculation method.
    #[serde(rename = "methode_requise", default)]
    pub needs_method: bool,
    /// True when no other cost line may stand beside it (CPR art. 56(1)).
    #[serde(rename = "couvre_tous_les_autres_couts", default)]
    pub covers_all_other_costs: bool,
    /// Article.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

impl FlatRate {
    /// What its amount stands for.
    #[must_use]
    pub const fn covers(&self) -> Covers {
        match self.base {
            FlatRateBase::AutresDirects => Covers::Staff,
            _ if self.covers_all_other_costs => Covers::AllTheRest,
            _ => Covers::Indirect,
        }
    }
}

/// The costs that a flat rate covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Indirect costs (CPR art. 54).
    Indirect,
    /// Direct staff costs (CPR art. 55(1)).
    Staff,
    /// All that is no direct staff cost (CPR art. 56(1)).
    AllTheRest,
}

impl Covers {
    /// The section of `projet.toml` that asks for such a rate.
    #[must_use]
    pub const fn section(self) -> &'static str {
        match self {
            Self::Staff => "frais_de_personnel",
            Self::Indirect | Self::AllTheRest => "couts_indirects",
        }
    }
}

/// The base of a flat rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlatRateBase {
    /// Direct staff costs.
    Personnel,
    /// All direct costs.
    Directs,
    /// Direct costs other than direct staff costs: the rate gives these (CPR art. 55(1)).
    AutresDirects,
}

impl FlatRateBase {
    /// « coûts directs de personnel ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Personnel => "coûts directs de personnel",
            Self::Directs => "coûts directs",
            Self::AutresDirects => "coûts directs autres que de personnel",
        }
    }
}

/// Expenses recognised by their words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Name of what is excluded.
    #[serde(rename = "libelle")]
    pub label: String,
    /// Words or groups of words, compared without accents or case.
    #[serde(rename = "mots")]
    pub words: Vec<String>,
    /// True when the line must go, false when it must be justified.
    #[serde(rename = "bloquant", default = "yes")]
    pub blocking: bool,
    /// Article.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

/// An attachment the fund expects.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredAttachment {
    /// Type, as in `[[pieces]]` of `projet.toml`.
    #[serde(rename = "type", deserialize_with = "super::words_of::slug")]
    pub kind: String,
    /// Name printed.
    #[serde(rename = "libelle")]
    pub label: String,
    /// True when the application is incomplete without it.
    #[serde(rename = "obligatoire")]
    pub mandatory: bool,
    /// Source of the requirement.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
    /// Element of the audit trail that it is (CPR, Annex XIII, part I), by its number.
    #[serde(rename = "piste_audit")]
    pub audit_trail: Option<String>,
}

/// An indicator the programme knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownIndicator {
    /// Code.
    pub code: String,
    /// Label.
    #[serde(rename = "libelle")]
    pub label: String,
    /// Unit.
    #[serde(rename = "unite")]
    pub unit: String,
    /// Specific objectives it is listed for (`1(iii)`); not said when absent.
    #[serde(rename = "objectifs")]
    pub objectives: Option<Vec<String>>,
    /// True when any objective may use it, the asterisk of the list.
    #[serde(rename = "tous_objectifs", default)]
    pub is_for_all: bool,
    /// True when it is reported by size of enterprise.
    #[serde(rename = "par_taille", default)]
    pub is_by_size: bool,
}

impl KnownIndicator {
    /// True for an indicator of output, whose target is net: its baseline is nil.
    #[must_use]
    pub fn is_output(&self) -> bool {
        self.code.to_ascii_uppercase().starts_with("RCO")
    }

    /// True for an indicator of result, which has a baseline and a target.
    #[must_use]
    pub fn is_result(&self) -> bool {
        self.code.to_ascii_uppercase().starts_with("RCR")
    }
}

/// Something the fund asks the applicant to commit to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentDefinition {
    /// Field of `[engagements]` of `projet.toml` that answers.
    #[serde(rename = "champ")]
    pub field: CommitmentField,
    /// What is committed to.
    #[serde(rename = "libelle")]
    pub label: String,
    /// Article, or who holds the rule.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

/// The answers that `projet.toml` can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentField {
    /// Publicity of the support.
    Publicite,
    /// Separate accounts or an accounting code.
    ComptabiliteSeparee,
    /// Keeping the documents.
    Conservation,
    /// Not started before the application.
    NonDemarrage,
}

impl CommitmentField {
    /// The field's name in `projet.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publicite => "publicite",
            Self::ComptabiliteSeparee => "comptabilite_separee",
            Self::Conservation => "conservation",
            Self::NonDemarrage => "non_demarrage",
        }
    }

    /// The project's answer.
    #[must_use]
    pub const fn answer(self, commitments: &super::project::Commitments) -> Option<bool> {
        match self {
            Self::Publicite => commitments.publicity,
            Self::ComptabiliteSeparee => commitments.separate_accounts,
            Self::Conservation => commitments.record_keeping,
            Self::NonDemarrage => commitments.not_started,
        }
    }
}

/// A section of the form, filled from the description or from the project.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSection {
    /// Title.
    #[serde(rename = "titre")]
    pub title: String,
    /// Heading of `description.md` that fills it.
    pub description: String,
    /// Longest text the portal accepts, in characters; absent when nobody found it.
    #[serde(rename = "longueur_max")]
    pub longest: Option<usize>,
    /// Source of the limit or of the section.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

impl FormSection {
    /// Whether it is that of the horizontal principles (CPR art. 9), which portals ask for one by one.
    #[must_use]
    pub fn is_principles(&self) -> bool {
        normalise(&self.description) == "principes horizontaux"
    }
}
