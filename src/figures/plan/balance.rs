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
    /// Its categories.
    pub categories: Vec<SectionCategory>,
    /// Their total.
    pub total: Shared,
    /// The same excluding VAT, where the plan says it.
    pub excl_vat: Option<FigureKey>,
}

/// What a category costs in one section.
#[derive(Debug, Clone)]
pub struct SectionCategory {
    /// Index into [`super::Plan::categories`].
    pub index: usize,
    /// The cost, and its share.
    pub cost: Shared,
    /// True when the category stands in the other section too: the cost is then that of its lines of this section.
    pub is_part: bool,
    /// The same excluding VAT, where the plan says it; the cost itself where it bears no VAT.
    pub excl_vat: Option<FigureKey>,
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
    /// The cost excluding VAT. `None` where the plan is already without VAT, or a line does not give it.
    pub excl_vat: Option<FigureKey>,
    /// The same for each of [`super::Plan::categories`], both sections together.
    pub categories_excl_vat: Vec<Option<FigureKey>>,
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
    let says_excl_vat = says_excl_vat(lines);
    let mut sections = Vec::new();
    for section in [Section::Fonctionnement, Section::Investissement] {
        let mut categories = Vec::new();
        for (index, plan) in costs.categories.iter().enumerate() {
            let members: Vec<&PlanLine> = plan.lines.iter().filter_map(|index| lines.get(*index)).collect();
            let own = section_of(inputs, plan);
            let here: Vec<&PlanLine> =
                members.iter().copied().filter(|line| line.section.unwrap_or(own) == section).collect();
            let is_whole = if members.is_empty() { own == section } else { here.len() == members.len() };
            if !is_whole && here.is_empty() {
                continue;
            }
            // A category may stand twice: its lines at real cost, and a flat rate. Another check tells it.
            let before = costs.categories.iter().take(index).filter(|other| other.id == plan.id).count();
            let rank = if before == 0 { String::new() } else { format!(".{}", before + 1) };
            let (id, label) = if is_whole {
                (format!("poste.{}{rank}", plan.id), plan.label.clone())
            } else {
                let name = format!("{}, {}", plan.label, section.name().to_lowercase());
                (format!("poste.{}{rank}.{}", plan.id, section.id()), name)
            };
            let amount = if is_whole {
                plan.total
            } else {
                let parts = here.iter().map(|line| line.amount).collect();
                sum(ledger, format!("{id}.total"), format!("Total {label}"), parts)?
            };
            let key = share(ledger, format!("{id}.part"), &label, amount, whole)?;
            let excl_vat = match says_excl_vat {
                false => None,
                true if !here.iter().any(|line| bears_vat(line)) => Some(amount),
                // Its lines excluding VAT are all of it, unless some are work.
                true if is_whole && here.iter().all(|line| line.excl_vat.is_some()) => plan.excl_vat,
                true => {
                    let parts = here.iter().map(|line| line.excl_vat.unwrap_or(line.amount)).collect();
                    Some(sum(ledger, format!("{id}.cout_ht"), format!("{label}, hors taxes"), parts)?)
                }
            };
            let cost = Shared { amount, share: key };
            categories.push(SectionCategory { index, cost, is_part: !is_whole, excl_vat });
        }
        if categories.is_empty() {
            continue;
        }
        let label = format!("Dépenses {}", section.french());
        let parts = categories.iter().map(|category| category.cost.amount).collect();
        let amount = sum(ledger, format!("section.{}", section.id()), label.clone(), parts)?;
        let key = share(ledger, format!("section.{}.part", section.id()), &label, amount, whole)?;
        let parts: Option<Vec<FigureKey>> = categories.iter().map(|category| category.excl_vat).collect();
        let excl_vat = parts
            .map(|parts| {
                let id = format!("section.{}.ht", section.id());
                sum(ledger, id, format!("{label}, hors taxes"), parts)
            })
            .transpose()?;
        sections.push(SectionPlan { section, categories, total: Shared { amount, share: key }, excl_vat });
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
    let parts: Option<Vec<FigureKey>> = sections.iter().map(|section| section.excl_vat).collect();
    let excl_vat = parts
        .filter(|_| says_excl_vat)
        .map(|parts| sum(ledger, "cout_total.ht".into(), "Coût total hors taxes".into(), parts))
        .transpose()?;
    let categories_excl_vat = categories_excl_vat(ledger, costs, &sections)?;
    Ok(Balance { sections, cost, public, private, resources: all, excl_vat, categories_excl_vat })
}

/// What each category costs excluding VAT: its cost in its section, or those of both.
fn categories_excl_vat(
    ledger: &mut Ledger,
    costs: &Costs,
    sections: &[SectionPlan],
) -> Result<Vec<Option<FigureKey>>, LedgerError> {
    let all = || sections.iter().flat_map(|section| &section.categories);
    let mut keys = Vec::with_capacity(costs.categories.len());
    for (index, plan) in costs.categories.iter().enumerate() {
        let parts: Option<Vec<FigureKey>> =
            all().filter(|category| category.index == index).map(|category| category.excl_vat).collect();
        keys.push(match parts {
            None => None,
            Some(parts) if parts.len() < 2 => parts.first().copied(),
            Some(parts) => {
                let id = format!("poste.{}.cout_ht", plan.id);
                Some(sum(ledger, id, format!("{}, hors taxes", plan.label), parts)?)
            }
        });
    }
    Ok(keys)
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

/// True when the cost excluding VAT is another than the cost, and known: what bears no VAT, as staff or a flat rate,
/// costs what it costs.
fn says_excl_vat(lines: &[PlanLine]) -> bool {
    let is_known = |line: &PlanLine| line.excl_vat.is_some() || matches!(line.source, LineSource::Staff(_));
    lines.iter().all(is_known) && lines.iter().any(bears_vat)
}

/// True for a line whose cost holds VAT that can be told apart.
fn bears_vat(line: &PlanLine) -> bool {
    line.basis == VatBasis::InclVat && line.excl_vat.is_some()
}
