//! The financing plan: its totals, its years, and the topics it is made of.

use schemars::JsonSchema;
use serde::Serialize;

use super::actions::{ActionCostView, actions};
use super::balance::{BalanceView, balance};
use super::categories::{CategoryView, categories};
use super::chart::{ChartView, chart};
use super::flat_rates::{FlatRateView, flat_rate};
use super::grant::{GrantView, grant};
use super::partners::{PartnerCostView, costs};
use super::resources::{NatureView, ResourceView, natures, own, resources};
use super::values::{FigureView, figure, figures};
use crate::figures::plan::{FlatRatePlan, Plan};
use crate::figures::{FigureKey, Ledger};
use crate::model::{Budget, Fund, Project};

/// The financing plan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlanView {
    /// `HT` or `TTC`.
    pub basis: String,
    /// Years.
    pub years: Vec<String>,
    /// Categories.
    pub categories: Vec<CategoryView>,
    /// The categories as a chart.
    pub chart: ChartView,
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
    /// The plan on one page.
    pub balance: BalanceView,
    /// What is asked from this fund.
    pub grant: GrantView,
    /// Cost by partner.
    pub partners: Vec<PartnerCostView>,
    /// Cost by action, when lines name them.
    pub actions: Vec<ActionCostView>,
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

/// Fill the plan.
pub(in crate::documents) fn plan(
    ledger: &Ledger,
    plan: &Plan,
    budget: &Budget,
    fund: &Fund,
    project: &Project,
) -> PlanView {
    let one = |key: FigureKey| figure(ledger, key);
    let by_rate = |flat: &FlatRatePlan| flat_rate(ledger, flat, fund);
    let own = own(plan, budget);
    PlanView {
        basis: plan.basis_said(),
        years: plan.years.iter().map(ToString::to_string).collect(),
        chart: chart(ledger, plan),
        categories: categories(ledger, plan, (budget, project), fund),
        direct_total: one(plan.direct_total),
        staff_total: one(plan.staff_total),
        indirect: plan.indirect.as_ref().map(by_rate),
        flat_staff: plan.flat_staff.as_ref().map(by_rate),
        year_totals: figures(ledger, &plan.year_totals),
        year_costs: plan
            .years
            .iter()
            .zip(&plan.year_totals)
            .map(|(year, total)| YearCostView { year: year.to_string(), total: one(*total) })
            .collect(),
        total_cost: one(plan.total_cost),
        eligible_base: one(plan.eligible_base),
        resources: resources(ledger, plan, (budget, project), fund),
        own_contribution: one(plan.own_contribution),
        own_share: one(plan.own_share),
        own_status: own.status,
        own_date: own.date,
        own_document: own.document,
        resources_total: one(plan.resources_total),
        natures: natures(ledger, plan, fund),
        public_aid: one(plan.public_aid),
        own_share_of_public: one(plan.own_share_of_public),
        balance: balance(ledger, plan, budget, fund),
        grant: grant(ledger, plan),
        partners: costs(ledger, plan),
        actions: actions(ledger, plan, project),
        line_count: plan.lines.len(),
    }
}
