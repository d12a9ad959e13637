//! All that a template can see. The linter checks every path of every template against the schema of [`DocumentData`].

use schemars::JsonSchema;
use serde::Serialize;

use super::edition::{Edition, Reader, Subject};
use super::topics::action_sheets::{self, ActionSheetView};
use super::topics::aid::{self, AidView, StateAidView};
use super::topics::applicant::{self, ApplicantView};
use super::topics::attachments::{self, AttachmentTotalView, AttachmentView, ExpectedGroupView};
use super::topics::calendar::{self, CalendarView};
use super::topics::checks::{self, ChecksView};
use super::topics::commitments::{self, CommitmentView};
use super::topics::contracts::{self, ContractView};
use super::topics::deliberations::{self, DeliberationView};
use super::topics::document::{self, DocumentView, PackDocumentView};
use super::topics::due_dates::{self, DueDateView};
use super::topics::form::{self, ConditionView, FormPartView};
use super::topics::fund::{self, FundView};
use super::topics::goods::{self, GoodView};
use super::topics::granted::{self, GrantedAidView};
use super::topics::indicators::{self, IndicatorView};
use super::topics::narrative::{self, AnswerView, SectionView};
use super::topics::parameters::{self, EmptyParametersView, ParameterView};
use super::topics::partners::{self, PartnerView};
use super::topics::payments::{self, PaymentView, YearOfClaimsView};
use super::topics::people::{self, PersonFileView};
use super::topics::plan::{self, PlanView};
use super::topics::portal::{self, PortalView};
use super::topics::project::{self, ProjectView};
use super::topics::publicity::{self, PublicityView};
use super::topics::questionnaire::{self, QuestionnaireView};
use super::topics::reconciliation::{self, ReconciliationView};
use super::topics::recorded::{self, RecordedView};
use super::topics::session::{self, SessionView};
use super::topics::sides::{self, SideView};
use super::topics::sources::{self, SourceView};
use super::topics::values::FigureView;
use super::topics::vat::{self, VatView};
use crate::model::fund::Each;
use crate::prepare::{Prepared, PreparedPack};

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
    /// The session that is to vote the operation.
    pub session: SessionView,
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
    /// Its sides in another currency, each in its own.
    pub sides: Vec<SideView>,
    /// De minimis aid that the total counts.
    pub de_minimis: Vec<AidView>,
    /// De minimis aid outside the period, which it leaves out.
    pub de_minimis_left_out: Vec<AidView>,
    /// First and last day of the period, in French.
    pub de_minimis_period: Option<String>,
    /// Its total over the rolling period.
    pub de_minimis_total: Option<FigureView>,
    /// Other public aid.
    pub public_aid: Vec<AidView>,
    /// Aid that the applicant grants.
    pub granted_aid: Vec<GrantedAidView>,
    /// The contracts of the operation.
    pub contracts: Vec<ContractView>,
    /// The goods that a declaration goes with.
    pub goods: Vec<GoodView>,
    /// The people of the operation.
    pub people: Vec<PersonFileView>,
    /// A sheet for each action.
    pub action_sheets: Vec<ActionSheetView>,
    /// What the grant is to State aid rules.
    pub state_aid: StateAidView,
    /// What the applicant advances of the grant, year by year.
    pub cash: Vec<YearOfClaimsView>,
    /// Payments wished.
    pub payments: Vec<PaymentView>,
    /// The amounts as a portal wants them typed.
    pub portal: PortalView,
    /// Narrative sections of the form.
    pub sections: Vec<SectionView>,
    /// Commitments.
    pub commitments: Vec<CommitmentView>,
    /// Attachments joined.
    pub attachments: Vec<AttachmentView>,
    /// What they come to.
    pub attachment_total: AttachmentTotalView,
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
    /// The plan beside all that says its amounts.
    pub reconciliation: Vec<ReconciliationView>,
    /// Files the pack was made from.
    pub sources: Vec<SourceView>,
    /// The form of the fund, part by part.
    pub form: Vec<FormPartView>,
    /// The conditions of the call.
    pub conditions: Vec<ConditionView>,
    /// The questionnaire on horizontal principles.
    pub questionnaire: Option<QuestionnaireView>,
    /// How the support is made known.
    pub publicity: Option<PublicityView>,
    /// The days not to be missed.
    pub due_dates: Vec<DueDateView>,
    /// Documents of the pack that are filed.
    pub documents: Vec<PackDocumentView>,
    /// Papers of the pack that are adopted, signed or sent first.
    pub to_sign: Vec<PackDocumentView>,
}

/// The data of the documents of a pack; `document` is filled for each by [`of_edition`].
#[must_use]
pub fn data(prepared: &Prepared, pack: &PreparedPack, draft: bool) -> DocumentData {
    let project = &prepared.folder.project;
    let fund = &pack.fund.fund;
    let ledger = &pack.computation.ledger;
    let de_minimis = aid::de_minimis(project, pack);
    let attachments = attachments::attachments(prepared, pack);
    let parameters = parameters::parameters(prepared, pack);
    let (computed, budget) = (&pack.computation.plan, &prepared.reading.budget);
    let plan = plan::plan(ledger, computed, budget, fund, project);
    let indicators = indicators::indicators(prepared, &pack.computation, fund);
    let publicity = publicity::publicity(prepared, pack, &plan);
    DocumentData {
        due_dates: due_dates::due_dates(prepared, pack, publicity.as_ref()),
        publicity,
        form: form::form(project, fund),
        conditions: form::conditions(project, fund),
        questionnaire: questionnaire::questionnaire(project, fund),
        granted_aid: granted::granted(project),
        contracts: contracts::contracts(project, computed, budget),
        goods: goods::goods(project),
        people: people::people(ledger, computed, budget, project),
        action_sheets: action_sheets::action_sheets(&pack.computation, &plan, &indicators, project),
        sides: sides::sides(ledger, computed, budget, project),
        document: document::shared(prepared, draft, &attachments),
        project: project::project(prepared, pack),
        applicant: applicant::applicant(project),
        fund: fund::fund(fund, prepared.effective_date),
        deliberations: deliberations::deliberations(project),
        session: session::session(project),
        calendar: calendar::calendar(project),
        vat: vat::vat(project, pack),
        partners: partners::partners(ledger, computed, project),
        indicators,
        plan,
        de_minimis: de_minimis.counted,
        de_minimis_left_out: de_minimis.left_out,
        de_minimis_period: de_minimis.period,
        de_minimis_total: de_minimis.total,
        state_aid: aid::state_aid(project),
        cash: payments::cash(ledger, computed),
        payments: payments::payments(ledger, computed, project, fund),
        portal: portal::portal(ledger, &pack.computation.plan, &prepared.reading.budget),
        public_aid: aid::public_aid(project, pack),
        sections: narrative::sections(prepared, fund, ledger),
        commitments: commitments::commitments(project, fund),
        attachments,
        attachment_total: attachments::total(prepared, pack),
        expected_attachments: attachments::expected_attachments(project, fund),
        parameters: parameters.held,
        parameters_seen_on: parameters.seen_on,
        recorded: recorded::recorded(prepared, pack),
        empty_parameters: parameters.empty,
        plan_parameters: parameters.of_plan,
        plan_parameters_seen_on: parameters.of_plan_seen_on,
        fields: narrative::fields(project, fund),
        checks: checks::checks(prepared, pack),
        reconciliation: reconciliation::reconciliation(prepared, pack),
        sources: sources::sources(prepared),
        documents: document::filed(prepared, pack),
        to_sign: document::to_sign(prepared, pack),
    }
}

/// What is said of one document itself.
#[must_use]
pub fn of_edition(data: &DocumentData, edition: Edition<'_>) -> DocumentView {
    let each = |each: Each| edition.subject.filter(|_| edition.document.each == Some(each));
    let resource = |subject: Subject<'_>| data.plan.resources.get(subject.index).cloned();
    let partner = |subject: Subject<'_>| data.partners.get(subject.index).cloned();
    let side = |subject: Subject<'_>| data.sides.get(subject.index).cloned();
    DocumentView {
        title: edition.title(),
        file: edition.file(),
        reason: edition.document.reason(),
        internal: edition.document.internal,
        archive: edition.reader == Reader::Auditor,
        beside: edition.beside(),
        co_financer: each(Each::Cofinanceur).and_then(resource),
        partner: each(Each::Partenaire).and_then(partner),
        side: each(Each::Volet).and_then(side),
        ..data.document.clone()
    }
}
