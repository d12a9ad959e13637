//! The project as `projet.toml` states it. Field names in the file are French: officers write them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Rate;
use super::action::Action;
use super::assets::{Depreciation, InKind, Land, Receipts, SecondHand};
use super::attestation::Attestations;
use super::form::Answer as FieldAnswer;
use super::intent::{Intent, Size};
use super::language::ForeignWords;
use super::parameter::Validity;
pub use super::partnership::Partner;
use super::partnership::{Convention, Framework};
use super::payment::Payment;
use super::procurement::Contract;
use super::questionnaire::Question;
use super::recorded::{AidRole, GrantedAid, Nomenclature, StateAid};
use super::session::Session;
use super::side::Side;
use super::simplified::SimplifiedCost;
use super::staffing::Staffing;
use super::stated::Stated;
use super::text::normalise;
pub use super::waiver::Waiver;

/// The whole of `projet.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// `[projet]`.
    #[serde(rename = "projet")]
    pub identity: Identity,
    /// `[demandeur]`.
    #[serde(rename = "demandeur")]
    pub applicant: Applicant,
    /// `[budget]`: where the tables of the workbook stand, when guessing is not enough.
    #[serde(rename = "budget", default)]
    pub layout: BudgetLayout,
    /// `[[deliberations]]`.
    #[serde(rename = "deliberations", default)]
    pub deliberations: Vec<Deliberation>,
    /// `[seance]`: the session that is to vote the operation.
    #[serde(rename = "seance")]
    pub session: Option<Session>,
    /// `[calendrier]`.
    #[serde(rename = "calendrier")]
    pub calendar: Calendar,
    /// `[tva]`.
    #[serde(rename = "tva", default)]
    pub vat: Vat,
    /// `[couts_indirects]`: the flat rate asked for, if any.
    #[serde(rename = "couts_indirects")]
    pub indirect_costs: Option<FlatRateChoice>,
    /// `[frais_de_personnel]`: the flat rate that gives the direct staff costs, if any (CPR art. 55(1)).
    #[serde(rename = "frais_de_personnel")]
    pub staff_costs: Option<StaffRateChoice>,
    /// `[[couts_simplifies]]`: unit costs and lump sums among the lines.
    #[serde(rename = "couts_simplifies", default)]
    pub simplified_costs: Vec<SimplifiedCost>,
    /// `[personnel]`: what the people of the operation do beside it.
    #[serde(rename = "personnel", default)]
    pub staffing: Staffing,
    /// `[[amortissements]]`.
    #[serde(rename = "amortissements", default)]
    pub depreciations: Vec<Depreciation>,
    /// `[[occasions]]`: second-hand equipment.
    #[serde(rename = "occasions", default)]
    pub second_hand: Vec<SecondHand>,
    /// `[[apports_en_nature]]`.
    #[serde(rename = "apports_en_nature", default)]
    pub in_kind: Vec<InKind>,
    /// `[terrain]`.
    #[serde(rename = "terrain", default)]
    pub land: Land,
    /// `[recettes]`.
    #[serde(rename = "recettes", default)]
    pub receipts: Receipts,
    /// `[[actions]]`: what the names of the column *Action* stand for.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// `[[partenaires]]`.
    #[serde(rename = "partenaires", default)]
    pub partners: Vec<Partner>,
    /// `[[conventions]]`: what binds the partners.
    #[serde(default)]
    pub conventions: Vec<Convention>,
    /// `[[conventions_cadres]]`: the frameworks that the operation comes under.
    #[serde(rename = "conventions_cadres", default)]
    pub frameworks: Vec<Framework>,
    /// `[[volets]]`: the sides of the plan in another currency.
    #[serde(rename = "volets", default)]
    pub sides: Vec<Side>,
    /// `[[cofinanceurs]]`.
    #[serde(rename = "cofinanceurs", default)]
    pub co_financers: Vec<CoFinancer>,
    /// `[fonds.<id>]`: what the applicant asks from and knows of each fund.
    #[serde(rename = "fonds", default)]
    pub fund_requests: BTreeMap<String, FundRequest>,
    /// `[[indicateurs]]`: the link from indicators to actions.
    #[serde(rename = "indicateurs", default)]
    pub indicators: Vec<IndicatorLink>,
    /// `[[de_minimis]]`: aid received under de minimis rules.
    #[serde(default)]
    pub de_minimis: Vec<DeMinimisAid>,
    /// `[[aides_publiques]]`: other public aid over three years.
    #[serde(rename = "aides_publiques", default)]
    pub public_aid: Vec<PublicAid>,
    /// `[nomenclature]`: codes of the operation (CPR, Annex I).
    #[serde(default)]
    pub nomenclature: Nomenclature,
    /// `[aides_d_etat]`: what the authority must record about State aid.
    #[serde(rename = "aides_d_etat", default)]
    pub state_aid: StateAid,
    /// `[[de_minimis_accorde]]`: aid that the applicant itself grants.
    #[serde(rename = "de_minimis_accorde", default)]
    pub granted_aid: Vec<GrantedAid>,
    /// `[[marches]]`: the contracts that the applicant awards for the operation.
    #[serde(rename = "marches", default)]
    pub contracts: Vec<Contract>,
    /// `[principes_horizontaux]` (CPR art. 9).
    #[serde(rename = "principes_horizontaux", default)]
    pub horizontal_principles: HorizontalPrinciples,
    /// `[[pieces]]`: attachments.
    #[serde(rename = "pieces", default)]
    pub attachments: Vec<Attachment>,
    /// `[engagements]`.
    #[serde(rename = "engagements", default)]
    pub commitments: Commitments,
    /// `[attestations]`: what the applicant confirms before it signs.
    #[serde(default)]
    pub attestations: Attestations,
    /// `[controles]`: severity overrides, each with its reason.
    #[serde(rename = "controles", default)]
    pub overrides: BTreeMap<String, SeverityOverride>,
    /// `[[derogation]]`: findings that someone answers for.
    #[serde(rename = "derogation", default)]
    pub waivers: Vec<Waiver>,
}

impl Project {
    /// The answers to the form of a fund; none as long as `projet.toml` says nothing of it.
    #[must_use]
    pub fn answers_to(&self, fund: &str) -> &BTreeMap<String, FieldAnswer> {
        static NONE: BTreeMap<String, FieldAnswer> = BTreeMap::new();
        self.fund_requests.get(fund).map_or(&NONE, |request| &request.fields)
    }

    /// The full name of who bears a line: the workbook names partners by the identifier of `projet.toml`, the applicant
    /// among them.
    #[must_use]
    pub fn bearer<'a>(&'a self, written: &'a str) -> &'a str {
        let name = normalise(written);
        let partner = self.partners.iter().find(|partner| normalise(&partner.id) == name);
        partner.map_or(written, |partner| &partner.name)
    }

    /// True when a co-financer is one of the partners: what it brings is then its own part of the operation.
    #[must_use]
    pub fn is_partner(&self, co_financer: &str) -> bool {
        let name = normalise(co_financer);
        let is = |written: &str| normalise(written) == name;
        !self.is_applicant(co_financer)
            && self.partners.iter().any(|partner| is(&partner.id) || is(&partner.name))
    }

    /// True when a line that names who bears it names the applicant.
    #[must_use]
    pub fn is_applicant(&self, written: &str) -> bool {
        normalise(self.bearer(written)) == normalise(&self.applicant.legal_name)
    }

    /// True when the applicant is, or says it is, a grantor of aid to others.
    #[must_use]
    pub fn grants_aid(&self) -> bool {
        self.state_aid.role == Some(AidRole::Octroie) || !self.granted_aid.is_empty()
    }
}

impl Project {
    /// The entry of `[[cofinanceurs]]` of a funder, spelling forgiven.
    #[must_use]
    pub fn co_financer_called(&self, name: &str) -> Option<&CoFinancer> {
        let written = normalise(name);
        self.co_financers.iter().find(|co_financer| normalise(&co_financer.name) == written)
    }
}

/// Title, date and files of the project.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Title of the operation.
    #[serde(rename = "intitule")]
    pub title: String,
    /// Short name.
    #[serde(rename = "acronyme")]
    pub acronym: Option<String>,
    /// Summary.
    #[serde(rename = "resume")]
    pub summary: Option<String>,
    /// True when the amounts are invented: every document then says so.
    #[serde(rename = "exemple_fictif", default)]
    pub is_fictitious_example: bool,
    /// The date every document bears and every rule is applied at; never the clock.
    #[serde(rename = "date_effet")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub effective_date: Option<Date>,
    /// True when the operation falls under a competence whose *chef de file* the law designates (CGCT L1111-9).
    #[serde(rename = "chef_de_file")]
    pub is_lead_competence: Option<bool>,
    /// The piece by which the authority exempts an operation of research and innovation from simplified costs (CPR
    /// art. 53(2), second subparagraph).
    #[serde(rename = "exemption_couts_simplifies")]
    pub simplified_costs_exemption: Option<String>,
    /// Words of other languages in what the applicant writes, by language.
    #[serde(rename = "mots_etrangers", default)]
    pub foreign_words: ForeignWords,
    /// Identifiers of the funds asked.
    #[serde(rename = "fonds", deserialize_with = "super::listed::texts")]
    #[schemars(schema_with = "super::listed::schema")]
    pub funds: Vec<String>,
    /// Budget workbook, relative to the project's folder.
    #[serde(default = "default_budget")]
    pub budget: String,
    /// Description, relative to the project's folder.
    #[serde(default = "default_description")]
    pub description: String,
}

fn default_budget() -> String {
    "budget.xlsx".to_owned()
}

fn default_description() -> String {
    "description.md".to_owned()
}

/// `[budget]`: the expenses themselves, and the other tables in sections of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetLayout {
    /// Sheet of the expenses.
    #[serde(rename = "feuille")]
    pub sheet: Option<String>,
    /// Row of their headers, as Excel numbers it.
    #[serde(rename = "ligne_entete")]
    pub header_row: Option<u32>,
    /// Letters of columns by what they hold (`montant_ttc = "G"`).
    #[serde(rename = "colonnes", default)]
    pub columns: BTreeMap<String, String>,
    /// `[budget.personnel]`.
    #[serde(rename = "personnel")]
    pub staff: Option<TableLayout>,
    /// `[budget.ressources]`.
    #[serde(rename = "ressources")]
    pub resources: Option<TableLayout>,
    /// `[budget.indicateurs]`.
    #[serde(rename = "indicateurs")]
    pub indicators: Option<TableLayout>,
    /// `[budget.par_defaut]`: what every line that says nothing takes.
    #[serde(rename = "par_defaut")]
    pub default: Option<Stated>,
    /// `[budget.intitules."…"]`: what the lines of a label take.
    #[serde(rename = "intitules", default)]
    pub labels: BTreeMap<String, Stated>,
    /// `[budget.lignes.F14]`: what one line takes.
    #[serde(rename = "lignes", default)]
    pub lines: BTreeMap<String, Stated>,
}

/// Where one table of the workbook stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableLayout {
    /// Its sheet.
    #[serde(rename = "feuille")]
    pub sheet: Option<String>,
    /// Row of its headers, as Excel numbers it.
    #[serde(rename = "ligne_entete")]
    pub header_row: Option<u32>,
    /// Letters of columns by what they hold.
    #[serde(rename = "colonnes", default)]
    pub columns: BTreeMap<String, String>,
}

/// Who applies.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// Legal name.
    #[serde(rename = "raison_sociale")]
    pub legal_name: String,
    /// Legal form.
    #[serde(rename = "forme_juridique")]
    pub legal_form: Option<String>,
    /// Legal category, as the register of establishments has it.
    #[serde(rename = "categorie_juridique")]
    pub legal_category: Option<String>,
    /// Code of the main activity (NAF).
    #[serde(rename = "code_naf")]
    pub activity_code: Option<String>,
    /// Inhabitants, for a territorial authority.
    pub population: Option<u32>,
    /// The competence that the operation exercises.
    #[serde(rename = "competence")]
    pub competence: Option<String>,
    /// Staff.
    #[serde(rename = "effectif")]
    pub staff: Option<u32>,
    /// Yearly budget, as typed, in euros.
    #[serde(rename = "budget_annuel")]
    pub yearly_budget: Option<String>,
    /// SIRET, 14 digits.
    pub siret: Option<String>,
    /// Its size as an undertaking.
    #[serde(rename = "taille")]
    pub size: Option<Size>,
    /// True when the code of public procurement binds its purchases.
    #[serde(rename = "acheteur_public")]
    pub is_contracting_authority: Option<bool>,
    /// Number for the intra-Community VAT.
    #[serde(rename = "numero_tva")]
    pub vat_number: Option<String>,
    /// True when the operation is a public-private partnership (CPR, Annex XVII, n° 5 and 22).
    #[serde(rename = "partenariat_public_prive")]
    pub is_public_private: Option<bool>,
    /// Street address.
    #[serde(rename = "adresse")]
    pub address: Option<String>,
    /// Postcode.
    #[serde(rename = "code_postal")]
    pub postcode: Option<String>,
    /// Town.
    #[serde(rename = "commune")]
    pub town: Option<String>,
    /// NUTS 3 region.
    pub nuts3: Option<String>,
    /// Website.
    #[serde(rename = "site_internet")]
    pub website: Option<String>,
    /// IBAN of the public account.
    pub iban: Option<String>,
    /// BIC of the bank.
    pub bic: Option<String>,
    /// Legal representative.
    #[serde(rename = "representant")]
    pub representative: Option<Person>,
    /// Person to contact.
    pub contact: Option<Person>,
    /// Who signs.
    #[serde(rename = "signataire")]
    pub signatory: Option<Signatory>,
}

/// A person named in the application.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name.
    #[serde(rename = "nom")]
    pub name: String,
    /// Function.
    #[serde(rename = "fonction")]
    pub function: Option<String>,
    /// E-mail address.
    #[serde(rename = "courriel")]
    pub email: Option<String>,
    /// Telephone.
    #[serde(rename = "telephone")]
    pub telephone: Option<String>,
}

/// Who signs, and by which delegation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Name.
    #[serde(rename = "nom")]
    pub name: String,
    /// Capacity in which the person signs.
    #[serde(rename = "qualite")]
    pub capacity: Option<String>,
    /// Attachment that holds the delegation of signature.
    pub piece: Option<String>,
}

/// A resolution of the deliberative body.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deliberation {
    /// Number, when known.
    #[serde(rename = "numero")]
    pub number: Option<String>,
    /// Date of the vote.
    #[serde(deserialize_with = "super::date::required")]
    pub date: Date,
    /// Title.
    #[serde(rename = "intitule")]
    pub title: String,
    /// It approves the operation.
    #[serde(rename = "approuve_operation", default)]
    pub approves_operation: bool,
    /// It approves the financing plan.
    #[serde(rename = "approuve_plan_financement", default)]
    pub approves_financing_plan: bool,
    /// It authorises the signature.
    #[serde(rename = "autorise_signature", default)]
    pub authorises_signature: bool,
    /// Date of publication.
    #[serde(rename = "date_publication")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub published_on: Option<Date>,
    /// Date the members were convened.
    #[serde(rename = "date_convocation")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub convened_on: Option<Date>,
    /// Date of receipt by the State's representative.
    #[serde(rename = "date_transmission")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub transmitted_on: Option<Date>,
    /// Secretary of the session.
    #[serde(rename = "secretaire_de_seance")]
    pub secretary: Option<String>,
    /// Members in office.
    #[serde(rename = "membres_en_exercice")]
    pub members: Option<u32>,
    /// Members present.
    #[serde(rename = "presents")]
    pub present: Option<u32>,
    /// Members represented by a proxy.
    #[serde(rename = "representes")]
    pub represented: Option<u32>,
    /// Votes for.
    #[serde(rename = "pour")]
    pub votes_for: Option<u32>,
    /// Votes against.
    #[serde(rename = "contre")]
    pub votes_against: Option<u32>,
    /// Abstentions.
    pub abstentions: Option<u32>,
    /// Total cost that it approves, as typed, in euros.
    #[serde(rename = "cout_total")]
    pub total_cost: Option<String>,
    /// Amounts of the plan that it approves, resource by resource.
    #[serde(rename = "montants", default)]
    pub amounts: Vec<ApprovedAmount>,
    /// Capacities of those it authorises to sign.
    #[serde(rename = "signataires", default, deserialize_with = "super::listed::optional")]
    #[schemars(schema_with = "super::listed::schema")]
    pub authorised: Option<Vec<String>>,
    /// Attachment that holds it.
    pub piece: Option<String>,
}

/// An amount of the plan that a resolution approves.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovedAmount {
    /// Name of the resource, spelt as in the workbook.
    #[serde(rename = "ressource")]
    pub resource: String,
    /// Amount, as typed, in euros.
    #[serde(rename = "montant")]
    pub amount: String,
}

/// Filing, start, end and stages.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Date the application is filed.
    #[serde(rename = "depot")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub filing: Option<Date>,
    /// Start of the operation.
    #[serde(rename = "debut")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub start: Option<Date>,
    /// End of the operation.
    #[serde(rename = "fin")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub end: Option<Date>,
    /// First signed quote or order.
    #[serde(rename = "premier_engagement")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub first_commitment: Option<Date>,
    /// What the first commitment is for: studies and land are no start of works under several funds.
    #[serde(rename = "nature_engagement")]
    pub commitment_kind: Option<CommitmentKind>,
    /// The day the aid is, or is thought to be, granted.
    #[serde(rename = "octroi")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub grant: Option<Date>,
    /// Stages.
    #[serde(rename = "etapes", default)]
    pub stages: Vec<Stage>,
}

/// What a first commitment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKind {
    /// Studies that the operation needs.
    Etudes,
    /// Land.
    Terrain,
    /// Works.
    Travaux,
    /// Supplies.
    Fournitures,
    /// Services.
    Services,
}

impl CommitmentKind {
    /// « travaux ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Etudes => "études",
            Self::Terrain => "terrain",
            Self::Travaux => "travaux",
            Self::Fournitures => "fournitures",
            Self::Services => "services",
        }
    }

    /// True for what comes before the operation itself (CGCT art. R. 2334-24).
    #[must_use]
    pub const fn is_preliminary(self) -> bool {
        matches!(self, Self::Etudes | Self::Terrain)
    }
}

/// A stage of the operation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Title.
    #[serde(rename = "intitule")]
    pub title: String,
    /// First day.
    #[serde(rename = "debut")]
    #[serde(deserialize_with = "super::date::required")]
    pub start: Date,
    /// Last day.
    #[serde(rename = "fin")]
    #[serde(deserialize_with = "super::date::required")]
    pub end: Date,
}

/// The applicant's VAT situation for this operation.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vat {
    /// True when the applicant recovers VAT on these expenses, by deduction or compensation.
    #[serde(rename = "recuperable")]
    #[schemars(schema_with = "VatRecovery::schema")]
    pub recoverable: Option<VatRecovery>,
    /// Basis of the plan.
    #[serde(rename = "assiette")]
    pub basis: Option<VatBasis>,
    /// True when the FCTVA compensates the VAT of the investments of the plan.
    #[serde(rename = "fctva")]
    pub is_compensated: Option<bool>,
}

/// How much of the VAT of its expenses the applicant recovers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VatRecovery {
    /// None of it: what it pays is a cost.
    None,
    /// All of it: none of it is a cost.
    All,
    /// A part of it, by the applicant's coefficient of deduction: the rest is a cost.
    Part(Rate),
}

impl VatRecovery {
    /// How it is written.
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [{ "type": "boolean" }, { "type": "string", "examples": ["60 %"] }] })
    }

    /// « récupérable à 60 % ».
    #[must_use]
    pub fn french(self) -> String {
        match self {
            Self::None => "non récupérable".to_owned(),
            Self::All => "récupérable".to_owned(),
            Self::Part(rate) => format!("récupérable à {rate}"),
        }
    }

    /// The part recovered, when it is neither all nor nothing.
    #[must_use]
    pub const fn part(self) -> Option<Rate> {
        match self {
            Self::Part(rate) => Some(rate),
            Self::None | Self::All => None,
        }
    }
}

impl<'de> Deserialize<'de> for VatRecovery {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Recovery;

        impl serde::de::Visitor<'_> for Recovery {
            type Value = VatRecovery;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("true, false, ou un pourcentage entre guillemets comme \"60 %\"")
            }

            fn visit_bool<E: serde::de::Error>(self, all: bool) -> Result<VatRecovery, E> {
                Ok(if all { VatRecovery::All } else { VatRecovery::None })
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<VatRecovery, E> {
                let rate = Rate::parse_percent(text);
                let rate = rate.filter(|rate| (Decimal::ZERO..=Decimal::ONE).contains(&rate.fraction()));
                let rate = rate.ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))?;
                Ok(match rate.fraction() {
                    fraction if fraction.is_zero() => VatRecovery::None,
                    fraction if fraction == Decimal::ONE => VatRecovery::All,
                    _ => VatRecovery::Part(rate),
                })
            }
        }

        deserializer.deserialize_any(Recovery)
    }
}

/// The basis amounts are retained on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum VatBasis {
    /// Excluding VAT.
    #[serde(rename = "HT")]
    ExclVat,
    /// Including VAT.
    #[serde(rename = "TTC")]
    InclVat,
}

impl VatBasis {
    /// What a cell says: `HT` or `TTC`, spelling forgiven.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        match normalise(written).replace(' ', "").as_str() {
            "ht" | "horstaxe" | "horstaxes" => Some(Self::ExclVat),
            "ttc" | "toutestaxescomprises" => Some(Self::InclVat),
            _ => None,
        }
    }

    /// `HT` or `TTC`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ExclVat => "HT",
            Self::InclVat => "TTC",
        }
    }
}

/// The flat rate for indirect costs, or for all that is no staff cost, that the applicant asks for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlatRateChoice {
    /// Identifier of the flat rate in the fund's definition (`54-b`).
    #[serde(rename = "regle")]
    pub rule: String,
    /// Rate, as typed (`15 %`).
    #[serde(rename = "taux")]
    pub rate: String,
}

/// The flat rate for direct staff costs that the applicant asks for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffRateChoice {
    /// Identifier of the flat rate in the fund's definition (`55-1`).
    #[serde(rename = "regle")]
    pub rule: String,
    /// Rate, as typed (`20 %`).
    #[serde(rename = "taux")]
    pub rate: String,
    /// True when the direct costs hold no public contract that article 55(1) rules out.
    #[serde(rename = "sans_marche_exclu")]
    pub without_ruled_out_contract: Option<bool>,
}

/// What is known of one line of the *Ressources* sheet.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoFinancer {
    /// Name, spelt as in the workbook.
    #[serde(rename = "nom")]
    pub name: String,
    /// Nature.
    pub nature: Option<String>,
    /// The fund this line is asked from.
    #[serde(rename = "fonds")]
    pub fund: Option<String>,
    /// `sollicite`, `acquis` or `prevu`.
    #[serde(rename = "statut", default, deserialize_with = "super::words_of::funding_status")]
    #[schemars(schema_with = "super::words_of::statuses")]
    pub status: Option<String>,
    /// Date of the letter or act.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub date: Option<Date>,
    /// Attachment that proves it.
    pub piece: Option<String>,
    /// What it grants in all, as typed, where it bears on more than the operation.
    #[serde(rename = "montant_accorde")]
    pub granted: Option<String>,
    /// The costs it bears on, as typed, where they are wider than the operation's.
    #[serde(rename = "assiette")]
    pub base: Option<String>,
    /// The part that its act gives to the operation, as typed; by the bases when absent.
    #[serde(rename = "part_affectee")]
    pub allocated: Option<String>,
    /// Who signs for it.
    #[serde(rename = "signataire")]
    pub signatory: Option<String>,
    /// Capacity in which that person signs.
    #[serde(rename = "qualite")]
    pub capacity: Option<String>,
    /// Postal address.
    #[serde(rename = "adresse")]
    pub address: Option<String>,
    /// The aid scheme that its participation rests on.
    pub regime: Option<String>,
}

impl CoFinancer {
    /// True when its aid is granted: nothing is awaited from it.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        self.status.as_deref() == Some("acquis")
    }
}

/// What the applicant asks from a fund, and the parameters supplied where the fund's definition is empty.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundRequest {
    /// Rate asked for, as typed (`45 %`).
    #[serde(rename = "taux_demande")]
    pub requested_rate: Option<String>,
    /// Amount asked for, as typed, for who asks an amount: the rate is then what it makes of the base.
    #[serde(rename = "montant_demande")]
    pub requested_amount: Option<String>,
    /// Parameters by name.
    #[serde(rename = "parametres", default)]
    pub parameters: BTreeMap<String, SuppliedParameter>,
    /// `[fonds.<id>.intention]`: the letter of intent.
    #[serde(rename = "intention")]
    pub intent: Option<Intent>,
    /// The payments wished.
    #[serde(rename = "versements", default)]
    pub payments: Vec<Payment>,
    /// Answers to the fields of the fund's form; free fields under a fund that defines none.
    #[serde(rename = "champs", default)]
    pub fields: BTreeMap<String, FieldAnswer>,
}

/// A parameter supplied by the applicant.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuppliedParameter {
    /// Value as typed.
    #[serde(rename = "valeur")]
    pub value: String,
    /// Where the applicant found it.
    pub source: String,
    /// First day it holds.
    #[serde(rename = "depuis")]
    #[serde(default, deserialize_with = "super::date::optional")]
    first: Option<Date>,
    /// Last day it holds.
    #[serde(rename = "jusqu_au")]
    #[serde(default, deserialize_with = "super::date::optional")]
    last: Option<Date>,
}

impl SuppliedParameter {
    /// The days on which it holds.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        Validity { first: self.first, last: self.last }
    }
}

/// Why an indicator is there.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorLink {
    /// Code, as in the workbook.
    pub code: String,
    /// Label.
    #[serde(rename = "intitule")]
    pub label: Option<String>,
    /// Action of the operation that moves it.
    pub action: Option<String>,
    /// Its target by size of enterprise.
    #[serde(rename = "tailles")]
    pub sizes: Option<BySize>,
}

/// A target by size of enterprise (CPR, Annex VII, table 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BySize {
    /// Micro-enterprises.
    pub micro: u32,
    /// Small enterprises.
    #[serde(rename = "petites")]
    pub small: u32,
    /// Medium-sized enterprises.
    #[serde(rename = "moyennes")]
    pub medium: u32,
    /// Large enterprises.
    #[serde(rename = "grandes")]
    pub large: u32,
}

impl BySize {
    /// All sizes together.
    #[must_use]
    pub fn total(self) -> u64 {
        [self.micro, self.small, self.medium, self.large].into_iter().map(u64::from).sum()
    }
}

/// One aid under de minimis rules (Regulation (EU) 2023/2831).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeMinimisAid {
    /// Date of grant: the rolling three years count from it.
    #[serde(rename = "date_octroi")]
    #[serde(deserialize_with = "super::date::required")]
    pub granted_on: Date,
    /// Granting authority.
    #[serde(rename = "autorite")]
    pub authority: String,
    /// Purpose.
    #[serde(rename = "objet")]
    pub purpose: Option<String>,
    /// Amount, as typed.
    #[serde(rename = "montant")]
    pub amount: String,
    /// Regulation it was granted under.
    #[serde(rename = "reglement")]
    pub regulation: Option<String>,
    /// The undertaking that received it; the applicant when absent.
    #[serde(rename = "entreprise")]
    pub undertaking: Option<String>,
}

impl Applicant {
    /// What tells one employer from another: the digits of the SIRET, or the name in its one spelling.
    #[must_use]
    pub fn employer(&self) -> String {
        let digits: String =
            self.siret.iter().flat_map(|siret| siret.chars()).filter(char::is_ascii_digit).collect();
        if digits.is_empty() { normalise(&self.legal_name) } else { digits }
    }
}

/// Another public aid of the last three years.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicAid {
    /// Year of grant.
    #[serde(rename = "annee")]
    pub year: i32,
    /// Granting authority.
    #[serde(rename = "autorite")]
    pub authority: String,
    /// Purpose.
    #[serde(rename = "objet")]
    pub purpose: Option<String>,
    /// Amount, as typed.
    #[serde(rename = "montant")]
    pub amount: String,
}

/// How the operation serves the horizontal principles (CPR art. 9).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HorizontalPrinciples {
    /// Charter of fundamental rights.
    #[serde(rename = "droits_fondamentaux")]
    pub fundamental_rights: Option<String>,
    /// Sustainable development.
    #[serde(rename = "developpement_durable")]
    pub sustainable_development: Option<String>,
    /// Equality between women and men.
    #[serde(rename = "egalite_femmes_hommes")]
    pub gender_equality: Option<String>,
    /// Non-discrimination.
    #[serde(rename = "non_discrimination")]
    pub non_discrimination: Option<String>,
    /// Accessibility.
    #[serde(rename = "accessibilite")]
    pub accessibility: Option<String>,
    /// The authority's questions, with their answers.
    #[serde(rename = "questionnaire", default)]
    pub questions: Vec<Question>,
}

/// A file joined to the application.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Identifier that the rest of the file refers to.
    pub id: String,
    /// Title.
    #[serde(rename = "intitule")]
    pub title: String,
    /// File, relative to the project's folder.
    #[serde(rename = "fichier")]
    pub file: String,
    /// Type, matched with the fund's list of required attachments.
    #[serde(rename = "type", deserialize_with = "super::words_of::slug")]
    pub kind: String,
    /// Date of the document.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub date: Option<Date>,
    /// Amount that the document states, as typed.
    #[serde(rename = "montant")]
    pub amount: Option<String>,
    /// Date of its signature.
    #[serde(rename = "date_signature")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub signed_on: Option<Date>,
    /// Who signed it.
    #[serde(rename = "signataire")]
    pub signatory: Option<String>,
    /// Its own number.
    #[serde(rename = "numero")]
    pub number: Option<String>,
    /// Last day it holds, such as that of a quote.
    #[serde(rename = "validite")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub valid_until: Option<Date>,
}

/// Kinds of attachments that hold the method of a flat rate, and what each is said to be: a method of its own, or that of a
/// rate of 2014-2020 that the Member State calculated, reused for a similar operation (CPR art. 54, last subparagraph).
const METHODS: [(&str, &str); 2] = [
    ("methode-forfait", "la méthode du forfait"),
    (
        "methode-forfait-2014-2020",
        "celle d’un taux calculé pour 2014-2020, repris pour une opération similaire (art. 54, dernier alinéa)",
    ),
];

impl Attachment {
    /// Which method of a flat rate it is said to be, when it is one.
    #[must_use]
    pub fn method(&self) -> Option<&'static str> {
        METHODS.iter().find(|(kind, _)| self.kind == *kind).map(|(_, said)| *said)
    }
}

/// What the applicant commits to.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitments {
    /// Publicity (CPR art. 50).
    #[serde(rename = "publicite")]
    pub publicity: Option<bool>,
    /// Separate accounts or an accounting code (CPR art. 74(1)).
    #[serde(rename = "comptabilite_separee")]
    pub separate_accounts: Option<bool>,
    /// The accounting code of the operation.
    #[serde(rename = "code_comptable")]
    pub accounting_code: Option<String>,
    /// Keeping the documents (CPR art. 82).
    #[serde(rename = "conservation")]
    pub record_keeping: Option<bool>,
    /// Not started before the application (CPR art. 63(6)).
    #[serde(rename = "non_demarrage")]
    pub not_started: Option<bool>,
}

/// A severity changed by the user, with the reason.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityOverride {
    /// `erreur`, `avertissement` or `note`.
    #[serde(rename = "gravite")]
    pub severity: String,
    /// Why: printed in the control report.
    #[serde(rename = "motif")]
    pub reason: String,
}
