//! All that a template can see. The linter checks every path of every template against the schema of [`DocumentData`].

use schemars::JsonSchema;
use serde::Serialize;

/// A figure of the ledger; templates print it with `{{amount …}}`, and in no other way.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FigureView {
    /// Identifier in the ledger.
    pub figure_id: String,
    /// French text: `1 234,56 €`, `15 %`, or `à renseigner`.
    pub text: String,
    /// True when nobody gave it.
    pub missing: bool,
    /// Cents, for charts; zero when missing or not an amount.
    pub cents: i64,
}

/// What a document is told.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentData {
    /// The document itself.
    pub document: DocumentView,
    /// The project.
    pub project: ProjectView,
    /// Who applies.
    pub applicant: ApplicantView,
    /// The fund.
    pub fund: FundView,
    /// Deliberations.
    pub deliberations: Vec<DeliberationView>,
    /// Calendar.
    pub calendar: CalendarView,
    /// VAT situation.
    pub vat: VatView,
    /// Partners.
    pub partners: Vec<PartnerView>,
    /// Indicators.
    pub indicators: Vec<IndicatorView>,
    /// Financing plan.
    pub plan: PlanView,
    /// De minimis aid.
    pub de_minimis: Vec<AidView>,
    /// Its total over the rolling period.
    pub de_minimis_total: Option<FigureView>,
    /// Other public aid.
    pub public_aid: Vec<AidView>,
    /// Narrative sections of the form.
    pub sections: Vec<SectionView>,
    /// Horizontal principles.
    pub principles: Vec<AnswerView>,
    /// Commitments.
    pub commitments: Vec<CommitmentView>,
    /// Attachments joined.
    pub attachments: Vec<AttachmentView>,
    /// Attachments the fund expects, by source.
    pub expected_attachments: Vec<ExpectedGroupView>,
    /// Parameters of the fund that have a value.
    pub parameters: Vec<ParameterView>,
    /// Day the sources of all confirmed parameters were read, when it is one and the same; rows then give none.
    pub parameters_seen_on: Option<String>,
    /// What the authority must record of the operation (CPR, Annex XVII).
    pub recorded: Vec<RecordedView>,
    /// Parameters nobody has found, by who holds the answer.
    pub empty_parameters: Vec<EmptyParametersView>,
    /// Those of either kind that the financing plan rests on: rates, ceilings, least amounts.
    pub plan_parameters: Vec<ParameterView>,
    /// The same as `parameters_seen_on`, for those.
    pub plan_parameters_seen_on: Option<String>,
    /// Free fields of `projet.toml` for this fund.
    pub fields: Vec<AnswerView>,
    /// Answers of the checks.
    pub checks: ChecksView,
    /// Files the pack was made from.
    pub sources: Vec<SourceView>,
    /// Documents of the pack that are filed.
    pub documents: Vec<PackDocumentView>,
}

/// The document being written.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentView {
    /// Title.
    pub title: String,
    /// File name.
    pub file: String,
    /// True for a draft.
    pub draft: bool,
    /// Effective date in French; empty when unknown.
    pub date: String,
    /// True when the amounts are invented.
    pub fictitious: bool,
    /// Version of the program.
    pub tool: String,
}

/// The project.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectView {
    /// Title.
    pub title: String,
    /// Short name.
    pub acronym: Option<String>,
    /// Summary.
    pub summary: Option<String>,
    /// Name of its folder.
    pub folder: String,
    /// Budget workbook's name.
    pub budget_file: String,
}

/// Who applies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ApplicantView {
    /// Legal name.
    pub legal_name: String,
    /// Legal form.
    pub legal_form: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Street.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// NUTS 3 region.
    pub nuts3: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// IBAN.
    pub iban: Option<String>,
    /// BIC.
    pub bic: Option<String>,
    /// Legal representative.
    pub representative: Option<PersonView>,
    /// Contact.
    pub contact: Option<PersonView>,
    /// Signatory.
    pub signatory: Option<PersonView>,
}

/// A person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// Function or capacity.
    pub function: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub telephone: Option<String>,
    /// Attachment cited.
    pub piece: Option<String>,
}

/// The fund.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FundView {
    /// Identifier.
    pub id: String,
    /// Full name.
    pub title: String,
    /// Short name.
    pub short_title: String,
    /// Addressee.
    pub authority: String,
    /// Programme.
    pub programme: Option<String>,
    /// Legal bases.
    pub legal_bases: Vec<String>,
    /// Rounding policy, in one sentence.
    pub rounding: String,
    /// True when documents bear the emblem of the Union.
    pub shows_union_emblem: bool,
}

/// A deliberation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DeliberationView {
    /// Number.
    pub number: Option<String>,
    /// Date, in French.
    pub date: String,
    /// Title.
    pub title: String,
    /// `on` or `off`: approves the operation.
    pub approves_operation: String,
    /// `on` or `off`: approves the plan.
    pub approves_financing_plan: String,
    /// `on` or `off`: authorises the signature.
    pub authorises_signature: String,
    /// Publication date, in French.
    pub published_on: Option<String>,
    /// Attachment.
    pub piece: Option<String>,
}

/// The calendar, dates in French.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CalendarView {
    /// Filing.
    pub filing: Option<String>,
    /// Filing, `AAAA-MM-JJ`, for charts.
    pub filing_iso: Option<String>,
    /// Start.
    pub start: Option<String>,
    /// End.
    pub end: Option<String>,
    /// First commitment.
    pub first_commitment: Option<String>,
    /// Length in months, when both ends are known.
    pub months: Option<String>,
    /// Stages.
    pub stages: Vec<StageView>,
}

/// A stage.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StageView {
    /// Title.
    pub title: String,
    /// Start, in French.
    pub start: String,
    /// End, in French.
    pub end: String,
    /// Start, `AAAA-MM-JJ`, for charts.
    pub start_iso: String,
    /// End, `AAAA-MM-JJ`, for charts.
    pub end_iso: String,
}

/// VAT situation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VatView {
    /// `récupérable`, `non récupérable` or `à renseigner`.
    pub recovery: String,
    /// `HT` or `TTC`.
    pub basis: String,
}

/// A partner.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartnerView {
    /// Name.
    pub name: String,
    /// Role.
    pub role: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Attachment.
    pub piece: Option<String>,
}

/// An indicator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IndicatorView {
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Unit.
    pub unit: String,
    /// Baseline.
    pub baseline: String,
    /// Target.
    pub target: String,
    /// Action that moves it.
    pub action: Option<String>,
    /// Source of the data.
    pub source: Option<String>,
    /// Cell of the target.
    pub origin: String,
}

/// The financing plan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlanView {
    /// `HT` or `TTC`.
    pub basis: String,
    /// Years.
    pub years: Vec<String>,
    /// Categories.
    pub categories: Vec<CategoryView>,
    /// Direct costs.
    pub direct_total: FigureView,
    /// Direct staff costs.
    pub staff_total: FigureView,
    /// Indirect costs, or all that is no staff cost, by flat rate.
    pub indirect: Option<FlatRateView>,
    /// Direct staff costs by flat rate.
    pub flat_staff: Option<FlatRateView>,
    /// Cost of each year.
    pub year_totals: Vec<FigureView>,
    /// The same, with the years they belong to, for charts.
    pub year_costs: Vec<YearCostView>,
    /// Total cost.
    pub total_cost: FigureView,
    /// Eligible base.
    pub eligible_base: FigureView,
    /// Resources other than the own contribution.
    pub resources: Vec<ResourceView>,
    /// Own contribution.
    pub own_contribution: FigureView,
    /// Its share of the total cost.
    pub own_share: FigureView,
    /// Status of the own contribution as the workbook states it, or « solde du plan ».
    pub own_status: String,
    /// Date of the decision on the own contribution, in French.
    pub own_date: String,
    /// Supporting document of the own contribution.
    pub own_document: String,
    /// Total of the resources.
    pub resources_total: FigureView,
    /// Resources by nature.
    pub natures: Vec<NatureView>,
    /// Public aid.
    pub public_aid: FigureView,
    /// Own contribution over public financing.
    pub own_share_of_public: FigureView,
    /// What is asked from this fund.
    pub grant: GrantView,
    /// Cost by partner.
    pub partners: Vec<PartnerCostView>,
    /// How many lines.
    pub line_count: usize,
}

/// A year and what it costs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearCostView {
    /// Year.
    pub year: String,
    /// Cost.
    pub total: FigureView,
}

/// A category of expense.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CategoryView {
    /// Name.
    pub label: String,
    /// Total.
    pub total: FigureView,
    /// Total of each year.
    pub by_year: Vec<FigureView>,
    /// Lines, in the order of the workbook.
    pub lines: Vec<LineView>,
    /// The flat rate that gives it, when no line does.
    pub flat_rate: Option<FlatRateView>,
    /// Supporting documents expected.
    pub documents: Vec<String>,
}

/// A line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// Number as written in the workbook.
    pub number: String,
    /// What is bought, or who works.
    pub label: String,
    /// Supplier, mission or partner.
    pub detail: String,
    /// Year.
    pub year: String,
    /// Amount excluding VAT.
    pub excl_vat: Option<FigureView>,
    /// VAT.
    pub vat: Option<FigureView>,
    /// Amount retained.
    pub amount: FigureView,
    /// Amounts retained from the first line of the plan to this one, for the foot of a page.
    pub carried: String,
    /// Supporting document.
    pub document: String,
    /// Place in the workbook, such as `Dépenses › L12`.
    pub origin: String,
}

/// Costs by flat rate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlatRateView {
    /// Name of the flat rate.
    pub label: String,
    /// Rate.
    pub rate: FigureView,
    /// Base.
    pub base: FigureView,
    /// What the base is.
    pub base_label: String,
    /// Amount.
    pub amount: FigureView,
    /// Article.
    pub source: String,
}

/// A resource.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ResourceView {
    /// Co-financer.
    pub name: String,
    /// Nature.
    pub nature: String,
    /// State: asked, granted, planned.
    pub status: String,
    /// Date of the letter or act, in French.
    pub date: String,
    /// Supporting document.
    pub document: String,
    /// Amount.
    pub amount: FigureView,
    /// Share of the total cost.
    pub share: FigureView,
    /// True for what is asked from this fund.
    pub is_this_fund: bool,
    /// Place in the workbook.
    pub origin: String,
}

/// Resources of one nature.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NatureView {
    /// Name.
    pub label: String,
    /// Total.
    pub total: FigureView,
    /// Share.
    pub share: FigureView,
}

/// The grant.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GrantView {
    /// Amount asked.
    pub requested: Option<FigureView>,
    /// Rate asked.
    pub requested_rate: Option<FigureView>,
    /// Amount asked in `projet.toml`.
    pub requested_amount: Option<FigureView>,
    /// True when an amount is asked and no rate: the rate shown is then what the amount makes of the base.
    pub by_amount: bool,
    /// Eligible base × rate.
    pub computed: Option<FigureView>,
    /// Amount asked ÷ eligible base.
    pub displayed_rate: Option<FigureView>,
    /// By year.
    pub by_year: Vec<FigureView>,
}

/// The cost a partner bears.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartnerCostView {
    /// Name.
    pub name: String,
    /// Cost.
    pub total: FigureView,
}

/// An aid received.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AidView {
    /// Date or year of grant.
    pub date: String,
    /// Granting authority.
    pub authority: String,
    /// Purpose.
    pub purpose: String,
    /// Regulation.
    pub regulation: String,
    /// Amount.
    pub amount: FigureView,
}

/// A narrative section.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SectionView {
    /// Title.
    pub title: String,
    /// Body, safe XHTML; empty when not written.
    pub html: String,
    /// True when nothing was written.
    pub missing: bool,
    /// Length in characters.
    pub characters: String,
    /// Longest accepted, or « à renseigner ».
    pub longest: String,
    /// Source of the section.
    pub source: String,
}

/// A question and its answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerView {
    /// Question.
    pub label: String,
    /// Answer.
    pub text: Option<String>,
}

/// A commitment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommitmentView {
    /// What is committed to.
    pub label: String,
    /// `on`, `off` or `na`.
    pub answer: String,
    /// Article.
    pub source: String,
}

/// An attachment joined.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttachmentView {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// File.
    pub file: String,
    /// Date, in French.
    pub date: String,
    /// Size, in French; empty when the file is missing.
    pub size: String,
    /// SHA-256; empty when the file is missing.
    pub sha256: String,
    /// `on` or `off`: the file exists.
    pub present: String,
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

/// A datum that the authority must record.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecordedView {
    /// Its number in the annex.
    pub number: String,
    /// What it is.
    pub datum: String,
    /// The answer, when there is one.
    pub value: Option<String>,
    /// True for a datum that the authority then publishes (CPR art. 49(3)).
    pub published: bool,
}

/// Parameters without a value that one source holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EmptyParametersView {
    /// Who holds the answer.
    pub source: String,
    /// What they are, in one sentence.
    pub labels: String,
}

/// A parameter of the fund.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ParameterView {
    /// Name of the parameter in the definition.
    pub name: String,
    /// What it is.
    pub label: String,
    /// Value in French; empty when nobody found it.
    pub value: String,
    /// Source, or who holds the answer.
    pub source: String,
    /// How sure it is.
    pub status: String,
    /// Day the source was read.
    pub seen_on: String,
}

/// Answers of the checks, and what does not hold.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChecksView {
    /// Counts, in one sentence.
    pub counts: String,
    /// True when something blocks.
    pub blocked: bool,
    /// Number of errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Number of remarks.
    pub remark_count: usize,
    /// Number of checks that could not be made.
    pub not_verifiable: usize,
    /// Number of checks that rest on what the applicant declares.
    pub declared_count: usize,
    /// Number of checks that hold.
    pub compliant: usize,
    /// Number of checks that had nothing to compare.
    pub not_applicable_count: usize,
    /// Errors and warnings, the most important first, what follows from them under them.
    pub findings: Vec<FindingView>,
    /// How many more there are, in French; absent when all are shown.
    pub more_findings: Option<String>,
    /// Remarks: nothing is wrong.
    pub remarks: Vec<FindingView>,
    /// How many more there are, in French.
    pub more_remarks: Option<String>,
    /// Checks that could not be made.
    pub unverified: Vec<UnverifiedView>,
    /// How many more there are, in French.
    pub more_unverified: Option<String>,
    /// Checks that rest on what the applicant declares.
    pub declared: Vec<StatementView>,
    /// How many more there are, in French.
    pub more_declared: Option<String>,
    /// Codes of the checks that have nothing to compare, in one line; the workbook gives the reason of each.
    pub not_applicable: String,
    /// Checks whose severity the applicant changed, with a reason.
    pub overridden: Vec<OverrideView>,
    /// Findings that waivers cover.
    pub waived: Vec<WaivedView>,
    /// How many more there are, in French.
    pub more_waived: Option<String>,
    /// What was checked, but for the attachments.
    pub sources: Vec<SourceView>,
    /// How many attachments, in French; absent when there is none.
    pub more_sources: Option<String>,
}

/// A finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindingView {
    /// Code of the check.
    pub code: String,
    /// Severity.
    pub severity: String,
    /// Sentence.
    pub message: String,
    /// The place to change; absent when it is no single place.
    pub place: Option<String>,
    /// The line of the workbook that it stands in.
    pub line: Option<String>,
    /// Value found.
    pub found: Option<String>,
    /// Value expected.
    pub expected: Option<String>,
    /// How to mend it.
    pub mend: String,
    /// What follows from it, in one line.
    pub consequences: Option<String>,
    /// Where else the same fault stands.
    pub alike: Option<String>,
    /// The cells around it.
    pub grid: Option<GridView>,
}

/// Checks that could not be made, for want of the same data.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnverifiedView {
    /// Their codes.
    pub codes: String,
    /// Which data are missing.
    pub missing: Vec<String>,
    /// Who holds them.
    pub holders: String,
    /// Fields of `projet.toml` to write them in, by their French names.
    pub fields: Vec<String>,
}

/// What a check rests on that it could compare with nothing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StatementView {
    /// Code.
    pub code: String,
    /// Statement.
    pub statement: String,
}

/// A severity that the applicant changed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OverrideView {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Severity retained.
    pub severity: String,
    /// Reason.
    pub reason: String,
}

/// A finding that a waiver covers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WaivedView {
    /// Code of the check.
    pub code: String,
    /// Where it stands; absent when it is no single place.
    pub place: Option<String>,
    /// What does not hold.
    pub message: String,
    /// Why it is waived.
    pub reason: String,
    /// Who decided it, when and until when.
    pub by: String,
}

/// Neighbouring cells, the culprit among them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridView {
    /// The culprit's name, such as `F14`.
    pub cell: String,
    /// Letters of the columns.
    pub columns: Vec<String>,
    /// Rows, from top to bottom.
    pub rows: Vec<GridRowView>,
}

/// A row of neighbouring cells.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridRowView {
    /// Number as the sheet shows it.
    pub number: u32,
    /// What the cells show.
    pub cells: Vec<GridCellView>,
}

/// A neighbouring cell.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridCellView {
    /// What it shows.
    pub text: String,
    /// True for the culprit.
    pub marked: bool,
}

/// A file the pack was made from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    /// Name.
    pub name: String,
    /// SHA-256.
    pub sha256: String,
}

/// A document of the pack.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PackDocumentView {
    /// File name.
    pub file: String,
    /// Title.
    pub title: String,
}
