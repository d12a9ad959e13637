//! The financing plan of an operation under one fund, as figures.
//!
//! The applicant's budget is one; each fund looks at it through its categories, its rounding and its parameters.

mod actions;
pub mod balance;
mod categories;
mod claims;
mod de_minimis;
mod flat_rates;
mod grant;
mod indicators;
mod line_codes;
mod lines;
mod parameters;
mod parts;
mod resources;
mod sides;
mod spread;
mod staff;
mod totals;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{FigureKey, Ledger, LedgerError};
use crate::model::french::counted;
use crate::model::fund::{Category, Section};
use crate::model::project::VatBasis;
use crate::model::years::{MOST_YEARS, YEARS};
use crate::model::{Budget, Fund, Project};

pub use actions::ActionPlan;
pub use categories::CategoryPlan;
pub use claims::ClaimsPlan;
pub use flat_rates::FlatRatePlan;
pub use grant::GrantPlan;
pub use indicators::IndicatorPlan;
pub use lines::{LineSource, PlanLine};
pub use resources::{NaturePlan, ResourceLine, known as known_co_financer};
pub use sides::SidePlan;
pub use spread::YearPart;

/// Where every figure of the plan stands in its ledger.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The basis amounts are retained on.
    pub basis: VatBasis,
    /// The civil years of the operation and of its lines, in order.
    pub years: Vec<i32>,
    /// Retained lines: staff first, then expenses, in the order of the workbook.
    pub lines: Vec<PlanLine>,
    /// Categories that hold something, in the fund's order; unrecognised lines last.
    pub categories: Vec<CategoryPlan>,
    /// Total of direct costs.
    pub direct_total: FigureKey,
    /// Total of direct staff costs.
    pub staff_total: FigureKey,
    /// Total of in-kind contributions among the expenses.
    pub in_kind_total: FigureKey,
    /// Indirect costs, or all that is no staff cost, by flat rate, when asked for and known.
    pub indirect: Option<FlatRatePlan>,
    /// Direct staff costs by flat rate, when asked for and known.
    pub flat_staff: Option<FlatRatePlan>,
    /// Total cost by year.
    pub year_totals: Vec<FigureKey>,
    /// Sum of the years, to compare with the total cost.
    pub years_sum: FigureKey,
    /// Total cost by partner; the applicant first.
    pub partner_totals: Vec<(String, FigureKey)>,
    /// Cost of each action that lines name.
    pub actions: Vec<ActionPlan>,
    /// Total cost of the operation.
    pub total_cost: FigureKey,
    /// What the fund retains of it.
    pub eligible_base: FigureKey,
    /// Resources other than the own contribution, in the order of the workbook.
    pub resources: Vec<ResourceLine>,
    /// Own contribution: total cost less the other resources.
    pub own_contribution: FigureKey,
    /// Its share of the total cost.
    pub own_share: FigureKey,
    /// Own contribution as the workbook states it: index into the budget's resources, and figure.
    pub stated_own: Vec<(usize, FigureKey)>,
    /// Total of the resources, own contribution included.
    pub resources_total: FigureKey,
    /// Resources by nature.
    pub natures: Vec<NaturePlan>,
    /// Public aid other than the own contribution.
    pub public_aid: FigureKey,
    /// In-kind contributions among the resources.
    pub in_kind_resources: FigureKey,
    /// Own contribution ÷ (public aid + own contribution): CGCT art. L1111-10.
    pub own_share_of_public: FigureKey,
    /// Most public aid the in-kind rule allows: CPR art. 67(1).
    pub public_aid_ceiling: FigureKey,
    /// The plan on one page.
    pub balance: balance::Balance,
    /// What is asked from this fund.
    pub grant: GrantPlan,
    /// Its payments, as they are wished.
    pub claims: ClaimsPlan,
    /// De minimis aids of the three years before the effective date, and their total.
    pub de_minimis: Vec<FigureKey>,
    /// First and last day of the rolling period; `None` when a date is missing.
    pub de_minimis_period: Option<RangeInclusive<Date>>,
    /// Total of de minimis aid over the rolling period; `None` when a date is missing.
    pub de_minimis_total: Option<FigureKey>,
    /// Other public aid of the last three years, in the order of `projet.toml`.
    pub other_public_aid: Vec<FigureKey>,
    /// The indicators, in the order of the workbook.
    pub indicators: Vec<IndicatorPlan>,
    /// The sides in another currency, in the order of the fund.
    pub sides: Vec<SidePlan>,
    /// Numeric parameters of the fund, by name.
    pub parameters: BTreeMap<String, FigureKey>,
}

impl Plan {
    /// The basis of the amounts, as documents name it: lines may each say their own.
    #[must_use]
    pub fn basis_said(&self) -> String {
        let expenses = || self.lines.iter().filter(|line| matches!(line.source, LineSource::Expense(_)));
        if expenses().all(|line| line.basis == self.basis) {
            return self.basis.label().to_owned();
        }
        let other = match self.basis {
            VatBasis::ExclVat => VatBasis::InclVat,
            VatBasis::InclVat => VatBasis::ExclVat,
        };
        let count = expenses().filter(|line| line.basis == other).count();
        format!("{}, sauf {} {}", self.basis.label(), counted(count, "ligne", "lignes"), other.label())
    }

    /// The flat rate behind a category without lines.
    #[must_use]
    pub fn flat_rate_of(&self, category: &CategoryPlan) -> Option<&FlatRatePlan> {
        self.flat_rates().find(|flat| flat.amount == category.total)
    }

    /// True when the plan holds investments: equipment, buildings, land.
    #[must_use]
    pub fn has_investment(&self, fund: &Fund) -> bool {
        let section = |plan: &CategoryPlan| fund.categories.get(plan.category?).map(Category::section);
        self.categories.iter().any(|plan| section(plan) == Some(Section::Investissement))
    }

    /// The flat rates of the plan.
    pub fn flat_rates(&self) -> impl Iterator<Item = &FlatRatePlan> {
        self.flat_staff.iter().chain(&self.indirect)
    }
}

/// A ledger and the plan that points into it.
#[derive(Debug, Clone)]
pub struct Computation {
    /// The figures.
    pub ledger: Ledger,
    /// Where they stand.
    pub plan: Plan,
}

/// What a plan is computed from.
#[derive(Debug, Clone, Copy)]
pub struct PlanInputs<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its budget.
    pub budget: &'a Budget,
    /// The fund.
    pub fund: &'a Fund,
    /// The date rules are applied at.
    pub effective_date: Option<Date>,
}

/// Compute every figure of an operation under a fund.
///
/// # Errors
/// When an amount passes what the program accepts, or two figures would share an identifier.
pub fn compute(inputs: PlanInputs<'_>) -> Result<Computation, LedgerError> {
    let mut ledger = Ledger::new(inputs.fund.identity.rounding);
    let basis = basis(inputs);
    let parameters = parameters::enter(&mut ledger, inputs)?;
    let mut lines = lines::enter(&mut ledger, inputs, basis, &parameters)?;
    let years = years(inputs, &lines);
    let mut categories = categories::of_lines(&mut ledger, inputs, &lines, &years)?;
    let flat_staff = flat_rates::staff(&mut ledger, inputs, &categories, &years)?;
    if let Some(flat) = &flat_staff {
        categories.insert(0, flat.staff_category(inputs.fund));
    }
    let direct = categories::enter(&mut ledger, inputs, categories, &years)?;
    let indirect = flat_rates::indirect(&mut ledger, inputs, &direct, &years)?;
    let by_rate: Vec<FigureKey> = flat_staff.iter().chain(&indirect).map(|flat| flat.amount).collect();
    let costs = totals::enter(&mut ledger, inputs, &lines, &direct, indirect.as_ref(), &by_rate, &years)?;
    let mut actions = actions::enter(&mut ledger, inputs, &lines, &by_rate)?;
    line_codes::number(inputs.fund, &costs.categories, &mut lines);
    let resources = resources::enter(&mut ledger, inputs, &costs)?;
    let balance = balance::enter(&mut ledger, inputs, &lines, &costs, &resources)?;
    let grant = grant::enter(&mut ledger, inputs, &costs, &resources, &parameters, &years)?;
    actions::enter_resources(
        &mut ledger,
        &mut actions,
        grant.requested,
        resources.own_contribution,
        costs.total_cost,
    )?;
    let claims = claims::enter(&mut ledger, inputs, &grant, &years)?;
    let de_minimis = de_minimis::enter(&mut ledger, inputs)?;
    let other_public_aid = de_minimis::enter_public_aid(&mut ledger, inputs)?;
    let indicators = indicators::enter(&mut ledger, inputs)?;
    let sides = sides::enter(&mut ledger, inputs, &parameters)?;
    let plan = Plan {
        basis,
        years,
        lines,
        categories: costs.categories,
        direct_total: direct.total,
        staff_total: direct.staff_total,
        in_kind_total: direct.in_kind_total,
        indirect,
        flat_staff,
        year_totals: costs.year_totals,
        years_sum: costs.years_sum,
        partner_totals: costs.partner_totals,
        actions,
        total_cost: costs.total_cost,
        eligible_base: costs.eligible_base,
        resources: resources.lines,
        own_contribution: resources.own_contribution,
        own_share: resources.own_share,
        stated_own: resources.stated_own,
        resources_total: resources.total,
        natures: resources.natures,
        public_aid: resources.public_aid,
        in_kind_resources: resources.in_kind,
        own_share_of_public: resources.own_share_of_public,
        public_aid_ceiling: resources.public_aid_ceiling,
        balance,
        grant,
        claims,
        de_minimis: de_minimis.keys,
        de_minimis_period: de_minimis.period,
        de_minimis_total: de_minimis.total,
        other_public_aid,
        indicators,
        sides,
        parameters,
    };
    Ok(Computation { ledger, plan })
}

/// The declared basis; without one, TTC when any line states it, HT otherwise (a check then asks for the declaration).
fn basis(inputs: PlanInputs<'_>) -> VatBasis {
    inputs.project.vat.basis.unwrap_or_else(|| {
        if inputs.budget.expense_lines.iter().any(|line| line.amount_incl_vat.is_some()) {
            VatBasis::InclVat
        } else {
            VatBasis::ExclVat
        }
    })
}

/// The years of the calendar, and those of the lines that stand near it.
fn years(inputs: PlanInputs<'_>, lines: &[PlanLine]) -> Vec<i32> {
    let calendar = &inputs.project.calendar;
    let mut years: std::collections::BTreeSet<i32> = std::collections::BTreeSet::new();
    if let (Some(start), Some(end)) = (calendar.start, calendar.end) {
        let (first, last) = (i32::from(start.year()), i32::from(end.year()));
        years.extend((first..=last).take(MOST_YEARS + 1));
    }
    years.extend(lines.iter().flat_map(PlanLine::years).filter(|year| YEARS.contains(year)));
    years.into_iter().take(40).collect()
}
