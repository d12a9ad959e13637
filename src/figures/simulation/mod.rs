//! The options of simplified costs that a fund knows (CPR art. 53 to 56), and what each would give the same operation.
//!
//! An option is the plan computed anew, with the flat rates of that option and without the lines that they cover: nothing is
//! worked out here that the plan itself would not print.

mod admissible;
mod evidence;
mod figures;

use super::plan::{Computation, PlanInputs, compute};
use super::{FigureKey, Ledger, LedgerError};
use crate::model::fund::{CategoryRole, Covers, FlatRate};
use crate::model::project::{FlatRateChoice, StaffRateChoice};
use crate::model::{Budget, Fund, Money, Rate};

pub use figures::OptionFigures;

/// The options of a fund, and their figures.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// The options, real costs first.
    pub options: Vec<Simulated>,
    /// Their figures: a ledger of their own, since they are not those of the plan.
    pub ledger: Ledger,
}

/// An option, and what it would give.
#[derive(Debug, Clone)]
pub struct Simulated {
    /// What it is called.
    pub name: String,
    /// Its flat rates, that of staff costs first.
    pub rates: Vec<AppliedRate>,
    /// True for the one that the project asks for.
    pub is_asked: bool,
    /// Total cost of the operation.
    pub total_cost: Option<Money>,
    /// What the fund retains of it.
    pub eligible: Option<Money>,
    /// What the fund would give, at the rate or for the amount that the project asks for.
    pub grant: Option<Money>,
    /// What the other resources leave to the applicant.
    pub own: Option<Money>,
    /// What the workbook holds and the plan would not: costs that the rates cover.
    pub left_out: Option<Money>,
    /// Why it is not admissible as things stand; empty when it is.
    pub against: Vec<Reason>,
    /// What nobody has settled yet.
    pub reserves: Vec<Reason>,
    /// What to keep for the audit trail.
    pub evidence: Vec<String>,
    /// Its figures.
    pub figures: OptionFigures,
    /// What the workbook holds and the plan would not, as a figure.
    pub left_out_figure: FigureKey,
}

/// A flat rate of an option.
#[derive(Debug, Clone)]
pub struct AppliedRate {
    /// Index into the fund's flat rates.
    pub flat_rate: usize,
    /// The rate: the one asked for, else its ceiling.
    pub rate: Option<Rate>,
    /// What it rests on.
    pub base: Option<Money>,
    /// What it gives.
    pub amount: Option<Money>,
}

/// Why an option is not admissible, or not for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The reason, in French.
    pub why: String,
    /// The article, or who holds the answer.
    pub article: &'static str,
}

/// Flat rates that go together: indices into those of the fund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Chosen {
    staff: Option<usize>,
    rest: Option<usize>,
}

/// Compare the options of a fund for a project whose plan is computed.
///
/// # Errors
/// When an amount passes what the program accepts.
pub fn simulate(inputs: PlanInputs<'_>, asked: &Computation) -> Result<Simulation, LedgerError> {
    let found = |rule: &str, section: &str| {
        let flats = &inputs.fund.flat_rates;
        flats.iter().position(|flat| flat.id == rule && flat.covers().section() == section)
    };
    let staff = inputs.project.staff_costs.as_ref();
    let rest = inputs.project.indirect_costs.as_ref();
    let own = Chosen {
        staff: staff.and_then(|choice| found(&choice.rule, Covers::Staff.section())),
        rest: rest.and_then(|choice| found(&choice.rule, Covers::Indirect.section())),
    };
    let mut options = vec![Chosen { staff: None, rest: None }];
    options.extend(inputs.fund.flat_rates.iter().enumerate().map(|(index, flat)| match flat.covers() {
        Covers::Staff => Chosen { staff: Some(index), rest: None },
        Covers::Indirect | Covers::AllTheRest => Chosen { staff: None, rest: Some(index) },
    }));
    if !options.contains(&own) {
        options.push(own);
    }
    let mut ledger = Ledger::new(inputs.fund.identity.rounding);
    let options = options
        .into_iter()
        .map(|option| of_option(inputs, asked, option, option == own, &mut ledger))
        .collect::<Result<_, _>>()?;
    Ok(Simulation { options, ledger })
}

fn of_option(
    inputs: PlanInputs<'_>,
    asked: &Computation,
    option: Chosen,
    is_asked: bool,
    ledger: &mut Ledger,
) -> Result<Simulated, LedgerError> {
    let flats = &inputs.fund.flat_rates;
    let rate = |index: usize| rate_of(inputs, flats, index);
    let mut project = inputs.project.clone();
    project.vat.basis = Some(asked.plan.basis);
    project.indirect_costs =
        option.rest.map(|index| FlatRateChoice { rule: flats[index].id.clone(), rate: rate(index) });
    project.staff_costs = option.staff.map(|index| StaffRateChoice {
        rule: flats[index].id.clone(),
        rate: rate(index),
        without_ruled_out_contract: None,
    });
    let (budget, left_out) = without_covered(inputs, asked, option);
    let simulated = compute(PlanInputs { project: &project, budget: &budget, ..inputs })?;
    let id = identifier(flats, option);
    let figures = figures::enter(ledger, inputs, &simulated, &id)?;
    let left_out_figure = figures::left_out(ledger, &asked.ledger, &left_out, &id)?;
    let money = |key: FigureKey| ledger.value(key).money();
    let own = figures.own.and_then(money);
    let by_rate = simulated.plan.flat_rates().zip(&figures.rates);
    let rates: Vec<AppliedRate> =
        by_rate.map(|(flat, keys)| figures::applied(ledger, flat.flat_rate, *keys)).collect();
    let mut judged = admissible::judge(inputs, &simulated, &rates, is_asked);
    if let Some(excess) = own.filter(|own| own.cents() < 0) {
        judged.reserves.push(Reason {
            why: format!(
                "l’aide et les autres ressources dépassent le coût total de {} : l’une d’elles serait réduite",
                excess.distance(Money::ZERO)
            ),
            article: "solde du plan",
        });
    }
    Ok(Simulated {
        name: name(flats, &rates),
        is_asked,
        total_cost: money(figures.total_cost),
        eligible: money(figures.eligible),
        grant: figures.grant.and_then(money),
        own,
        left_out: money(left_out_figure),
        against: judged.against,
        reserves: judged.reserves,
        evidence: evidence::of(inputs.fund, &rates),
        rates,
        figures,
        left_out_figure,
    })
}

/// What the figures of an option are called after: `reel`, `54-b`, `55-1+54-b`.
fn identifier(flats: &[FlatRate], option: Chosen) -> String {
    let ids: Vec<&str> = option.staff.into_iter().chain(option.rest).map(|index| &*flats[index].id).collect();
    if ids.is_empty() { "reel".to_owned() } else { ids.join("+") }
}

/// « au réel », « 54-b, 15 % ».
fn name(flats: &[FlatRate], rates: &[AppliedRate]) -> String {
    let names: Vec<String> = rates
        .iter()
        .filter_map(|applied| {
            let flat = flats.get(applied.flat_rate)?;
            Some(match applied.rate {
                Some(rate) => format!("{}, {rate}", flat.id),
                None => flat.id.clone(),
            })
        })
        .collect();
    if names.is_empty() { "au réel".to_owned() } else { names.join(" + ") }
}

/// The rate of an option: the one that the project asks for when the ceiling allows it, else the ceiling.
fn rate_of(inputs: PlanInputs<'_>, flats: &[FlatRate], index: usize) -> String {
    let flat = &flats[index];
    let typed = match flat.covers() {
        Covers::Staff => inputs.project.staff_costs.as_ref().map(|choice| (&choice.rule, &choice.rate)),
        Covers::Indirect | Covers::AllTheRest => {
            inputs.project.indirect_costs.as_ref().map(|choice| (&choice.rule, &choice.rate))
        }
    };
    let asked = typed.filter(|(rule, _)| **rule == flat.id).map(|(_, rate)| rate);
    let within = asked.filter(|text| {
        let rates = Rate::parse_percent(text).zip(Rate::parse_percent(&flat.ceiling));
        rates.is_some_and(|(rate, ceiling)| rate <= ceiling)
    });
    within.unwrap_or(&flat.ceiling).clone()
}

/// The budget without the lines that an option's rates cover, and these lines.
fn without_covered(inputs: PlanInputs<'_>, asked: &Computation, option: Chosen) -> (Budget, Vec<FigureKey>) {
    use super::plan::LineSource;
    let covers_all = option
        .rest
        .and_then(|index| inputs.fund.flat_rates.get(index))
        .is_some_and(|flat| flat.covers() == Covers::AllTheRest);
    let is_kept = |role: Option<CategoryRole>| match role {
        None | Some(CategoryRole::Participants) => true,
        Some(CategoryRole::Personnel) => option.staff.is_none(),
        Some(CategoryRole::Indirects) => option.rest.is_none(),
        Some(_) => !covers_all,
    };
    let mut budget = Budget { resources: inputs.budget.resources.clone(), ..Budget::default() };
    let mut left_out = Vec::new();
    for line in &asked.plan.lines {
        if !is_kept(role_of(inputs.fund, line.category)) {
            left_out.push(line.amount);
            continue;
        }
        match line.source {
            LineSource::Expense(index) => {
                budget.expense_lines.push(inputs.budget.expense_lines[index].clone())
            }
            LineSource::Staff(index) => budget.staff_lines.push(inputs.budget.staff_lines[index].clone()),
        }
    }
    (budget, left_out)
}

/// The role of a category of the plan; `None` when the workbook's is not recognised.
fn role_of(fund: &Fund, category: Option<usize>) -> Option<CategoryRole> {
    category.and_then(|index| fund.categories.get(index)).map(|category| category.role)
}

/// The sum of some figures, when all are known.
fn total(ledger: &Ledger, mut keys: impl Iterator<Item = FigureKey>) -> Option<Money> {
    keys.try_fold(Money::ZERO, |sum, key| sum.checked_add(ledger.value(key).money()?))
}
