//! The plan on one page: expenses by section on one side, public and private resources on the other, and the share of each.

use super::PlanInputs;
use super::categories::{CategoryPlan, sum};
use super::lines::{LineSource, PlanLine};
use super::resources::{ResourceLine, Resources};
use super::totals::Costs;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Unit};
use crate::model::fund::{NatureRole, Section};
use crate::model::project::VatBasis;

/// An amount with its share of the total cost.
#[derive(Debug, Clone, Copy)]
pub struct Shared {
    /// The amount.
    pub amount: FigureKey,
    /// What it is of the total cost, displayed.
    pub share: FigureKey,
}

/// The categories of one section.
#[derive(Debug, Clone)]
pub struct SectionPlan {
    /// The section.
    pub section: Section,
    /// Indices into [`super::Plan::categories`], with the share of each.
    pub categories: Vec<(usize, FigureKey)>,
    /// Their total.
    pub total: Shared,
}

/// Resources that are added up together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Indices into [`super::Plan::resources`].
    pub members: Vec<usize>,
    /// True when the applicant's own contribution is among them.
    pub holds_own: bool,
    /// Their total.
    pub total: Shared,
}

/// The balance.
#[derive(Debug, Clone)]
pub struct Balance {
    /// The sections that hold something.
    pub sections: Vec<SectionPlan>,
    /// The total cost.
    pub cost: Shared,
    /// Resources from public persons, the applicant's own included when it is one.
    pub public: Group,
    /// The others.
    pub private: Group,
    /// All of them.
    pub resources: Shared,
    /// The total cost excluding VAT. `None` where the plan is already without VAT, or a line does not give it.
    pub excl_vat: Option<FigureKey>,
}

/// Enter the sections, the public and private resources, the shares.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    lines: &[PlanLine],
    costs: &Costs,
    resources: &Resources,
) -> Result<Balance, LedgerError> {
    let whole = costs.total_cost;
    let mut sections = Vec::new();
    for section in [Section::Fonctionnement, Section::Investissement] {
        let members: Vec<(usize, &CategoryPlan)> = costs
            .categories
            .iter()
            .enumerate()
            .filter(|(_, plan)| section_of(inputs, plan) == section)
            .collect();
        if members.is_empty() {
            continue;
        }
        let mut categories = Vec::new();
        for (index, plan) in &members {
            // A category may stand twice: its lines at real cost, and a flat rate. Another check tells it.
            let before = costs.categories.iter().take(*index).filter(|other| other.id == plan.id).count();
            let rank = if before == 0 { String::new() } else { format!(".{}", before + 1) };
            let id = format!("poste.{}{rank}.part", plan.id);
            let key = share(ledger, id, &plan.label, plan.total, whole)?;
            categories.push((*index, key));
        }
        let parts = members.iter().map(|(_, plan)| plan.total).collect();
        let label = format!("Dépenses {}", section.french());
        let amount = sum(ledger, format!("section.{}", section.id()), label.clone(), parts)?;
        let key = share(ledger, format!("section.{}.part", section.id()), &label, amount, whole)?;
        sections.push(SectionPlan { section, categories, total: Shared { amount, share: key } });
    }
    let own_is_public = inputs.project.applicant.is_contracting_authority == Some(true);
    let mut group = |id: &str, label: &str, is_public: bool| -> Result<Group, LedgerError> {
        let is_of = |line: &ResourceLine| {
            let nature = line.nature.and_then(|index| inputs.fund.natures.get(index));
            nature.is_some_and(|nature| nature.role == NatureRole::AidePublique) == is_public
        };
        let all = resources.lines.iter().enumerate();
        let members: Vec<usize> = all.filter(|(_, line)| is_of(line)).map(|(index, _)| index).collect();
        let holds_own = own_is_public == is_public;
        let amounts = members.iter().filter_map(|index| resources.lines.get(*index)).map(|line| line.amount);
        let parts = amounts.chain(holds_own.then_some(resources.own_contribution)).collect();
        let amount = sum(ledger, format!("ressources.{id}"), label.into(), parts)?;
        let share = share(ledger, format!("ressources.{id}.part"), label, amount, whole)?;
        Ok(Group { members, holds_own, total: Shared { amount, share } })
    };
    let public = group("publiques", "Financements publics", true)?;
    let private = group("privees", "Autres financements", false)?;
    let cost = Shared {
        amount: whole,
        share: share(ledger, "cout_total.part".into(), "Coût total", whole, whole)?,
    };
    let all = Shared {
        amount: resources.total,
        share: share(ledger, "ressources.total.part".into(), "Total des ressources", resources.total, whole)?,
    };
    let excl_vat = excl_vat(ledger, lines, costs)?;
    Ok(Balance { sections, cost, public, private, resources: all, excl_vat })
}

/// The section of a category; operating when the workbook's is not recognised.
fn section_of(inputs: PlanInputs<'_>, plan: &CategoryPlan) -> Section {
    let category = plan.category.and_then(|index| inputs.fund.categories.get(index));
    category.map_or(Section::Fonctionnement, crate::model::fund::Category::section)
}

fn share(
    ledger: &mut Ledger,
    id: String,
    name: &str,
    part: FigureKey,
    whole: FigureKey,
) -> Result<FigureKey, LedgerError> {
    let expression = Expression::Ratio { part, whole };
    ledger.computed(id, format!("{name} – part du coût total"), Unit::Rate, expression, None)
}

/// The total cost excluding VAT: what bears no VAT, as staff or a flat rate, costs what it costs.
fn excl_vat(
    ledger: &mut Ledger,
    lines: &[PlanLine],
    costs: &Costs,
) -> Result<Option<FigureKey>, LedgerError> {
    let is_known = |line: &PlanLine| line.excl_vat.is_some() || matches!(line.source, LineSource::Staff(_));
    let bears_vat = |line: &PlanLine| line.basis == VatBasis::InclVat && line.excl_vat.is_some();
    if !lines.iter().all(is_known) || !lines.iter().any(bears_vat) {
        return Ok(None);
    }
    let of_rates = costs.categories.iter().filter(|plan| plan.lines.is_empty()).map(|plan| plan.total);
    let parts = lines.iter().map(|line| line.excl_vat.unwrap_or(line.amount)).chain(of_rates).collect();
    sum(ledger, "cout_total.ht".into(), "Coût total hors taxes".into(), parts).map(Some)
}
