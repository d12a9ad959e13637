//! Resources: co-financers, own contribution as the remainder, totals by nature.

use std::collections::BTreeMap;

use super::PlanInputs;
use super::categories::sum;
use super::totals::Costs;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::Resource;
use crate::model::fund::NatureRole;

/// A resource other than the own contribution.
#[derive(Debug, Clone)]
pub struct ResourceLine {
    /// Index into the budget's resources.
    pub resource: usize,
    /// Index into the fund's natures; `None` when the workbook's nature is not recognised.
    pub nature: Option<usize>,
    /// The fund it is asked from, according to `projet.toml`.
    pub fund: Option<String>,
    /// Amount.
    pub amount: FigureKey,
    /// Share of the total cost, displayed.
    pub share: FigureKey,
}

/// Resources of one nature.
#[derive(Debug, Clone)]
pub struct NaturePlan {
    /// Index into the fund's natures.
    pub nature: usize,
    /// Total.
    pub total: FigureKey,
    /// Share of the total cost, displayed.
    pub share: FigureKey,
}

/// All resources.
pub struct Resources {
    /// Lines other than the own contribution.
    pub lines: Vec<ResourceLine>,
    /// The remainder.
    pub own_contribution: FigureKey,
    /// Its share.
    pub own_share: FigureKey,
    /// What the workbook states for it.
    pub stated_own: Vec<(usize, FigureKey)>,
    /// Total.
    pub total: FigureKey,
    /// By nature.
    pub natures: Vec<NaturePlan>,
    /// Public aid.
    pub public_aid: FigureKey,
    /// In-kind mirror.
    pub in_kind: FigureKey,
    /// Own contribution over public financing.
    pub own_share_of_public: FigureKey,
    /// Ceiling of public aid.
    pub public_aid_ceiling: FigureKey,
}

/// Enter the resources.
pub fn enter(ledger: &mut Ledger, inputs: PlanInputs<'_>, costs: &Costs) -> Result<Resources, LedgerError> {
    let mut lines = Vec::new();
    let mut stated_own = Vec::new();
    for (index, resource) in inputs.budget.resources.iter().enumerate() {
        let nature = find_nature(inputs, resource);
        let is_own =
            nature.is_some_and(|nature| inputs.fund.natures[nature].role == NatureRole::Autofinancement);
        let amount = enter_amount(ledger, index, resource, is_own)?;
        if is_own {
            stated_own.push((index, amount));
            continue;
        }
        let share =
            share(ledger, format!("ressource.{:02}.part", index + 1), &name(resource, index), amount, costs)?;
        lines.push(ResourceLine {
            resource: index,
            nature,
            fund: asked_fund(inputs, resource),
            amount,
            share,
        });
    }
    let others: Vec<FigureKey> = lines.iter().map(|line| line.amount).collect();
    let own_contribution = ledger.computed(
        "autofinancement",
        "Autofinancement",
        Unit::Euro,
        Expression::Remainder { whole: costs.total_cost, parts: others.clone() },
        Some("L’autofinancement reçoit le solde du plan"),
    )?;
    let own_share = share(ledger, "autofinancement.part".into(), "Autofinancement", own_contribution, costs)?;
    let all = others.into_iter().chain([own_contribution]).collect();
    let total = sum(ledger, "ressources.total".into(), "Total des ressources".into(), all)?;
    let natures = natures(ledger, inputs, costs, &lines, own_contribution)?;
    let with_role = |role: NatureRole| -> Vec<FigureKey> {
        lines
            .iter()
            .filter(|line| line.nature.is_some_and(|nature| inputs.fund.natures[nature].role == role))
            .map(|line| line.amount)
            .collect()
    };
    let public_aid = sum(
        ledger,
        "aides_publiques".into(),
        "Total des aides publiques".into(),
        with_role(NatureRole::AidePublique),
    )?;
    let in_kind = sum(
        ledger,
        "nature.ressources".into(),
        "Contributions en nature (ressources)".into(),
        with_role(NatureRole::Nature),
    )?;
    let public_total = sum(
        ledger,
        "financements_publics".into(),
        "Financements publics, part du maître d’ouvrage comprise".into(),
        vec![public_aid, own_contribution],
    )?;
    let own_share_of_public = ledger.computed(
        "autofinancement.part_publique",
        "Part du maître d’ouvrage dans les financements publics",
        Unit::Rate,
        Expression::Ratio { part: own_contribution, whole: public_total },
        Some("CGCT, art. L1111-10"),
    )?;
    let public_aid_ceiling = ledger.computed(
        "aides_publiques.plafond_nature",
        "Aide publique maximale au regard des contributions en nature",
        Unit::Euro,
        Expression::Remainder { whole: costs.eligible_base, parts: vec![costs.in_kind_total] },
        Some("Règlement (UE) 2021/1060, art. 67, § 1"),
    )?;
    Ok(Resources {
        lines,
        own_contribution,
        own_share,
        stated_own,
        total,
        natures,
        public_aid,
        in_kind,
        own_share_of_public,
        public_aid_ceiling,
    })
}

fn name(resource: &Resource, index: usize) -> String {
    resource
        .co_financer
        .as_ref()
        .map_or_else(|| format!("ressource {}", index + 1), |cell| cell.value.to_string())
}

fn enter_amount(
    ledger: &mut Ledger,
    index: usize,
    resource: &Resource,
    is_own: bool,
) -> Result<FigureKey, LedgerError> {
    let suffix = if is_own { " (déclaré)" } else { "" };
    let (value, place) = match &resource.amount {
        Some(amount) => (Value::Money(amount.value), amount.place.clone()),
        None => (Value::Missing, resource.place.clone()),
    };
    let label = format!("{}{suffix}", name(resource, index));
    ledger.given(
        format!("ressource.{:02}.montant", index + 1),
        label,
        Unit::Euro,
        value,
        Origin::Input(place),
    )
}

fn share(
    ledger: &mut Ledger,
    id: String,
    name: &str,
    part: FigureKey,
    costs: &Costs,
) -> Result<FigureKey, LedgerError> {
    let expression = Expression::Ratio { part, whole: costs.total_cost };
    ledger.computed(id, format!("{name} – part du coût total"), Unit::Rate, expression, None)
}

fn natures(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    costs: &Costs,
    lines: &[ResourceLine],
    own_contribution: FigureKey,
) -> Result<Vec<NaturePlan>, LedgerError> {
    let mut by_nature: BTreeMap<usize, Vec<FigureKey>> = BTreeMap::new();
    for line in lines {
        if let Some(nature) = line.nature {
            by_nature.entry(nature).or_default().push(line.amount);
        }
    }
    if let Some(own) =
        inputs.fund.natures.iter().position(|nature| nature.role == NatureRole::Autofinancement)
    {
        by_nature.entry(own).or_default().push(own_contribution);
    }
    let mut plans = Vec::new();
    for (nature, keys) in by_nature {
        let definition = &inputs.fund.natures[nature];
        let total = sum(ledger, format!("nature.{}.total", definition.id), definition.label.clone(), keys)?;
        let share = share(ledger, format!("nature.{}.part", definition.id), &definition.label, total, costs)?;
        plans.push(NaturePlan { nature, total, share });
    }
    Ok(plans)
}

/// The nature as the workbook writes it, else as `projet.toml` says.
fn find_nature(inputs: PlanInputs<'_>, resource: &Resource) -> Option<usize> {
    let from_project = || known(inputs, resource).and_then(|known| known.nature.as_deref());
    let written = resource.nature.as_ref().map(|nature| &*nature.value).or_else(from_project)?;
    inputs.fund.find_nature(written)
}

fn asked_fund(inputs: PlanInputs<'_>, resource: &Resource) -> Option<String> {
    known(inputs, resource).and_then(|known| known.fund.clone())
}

/// The entry of `[[cofinanceurs]]` that a line of the workbook is about.
#[must_use]
pub fn known<'a>(
    inputs: PlanInputs<'a>,
    resource: &Resource,
) -> Option<&'a crate::model::project::CoFinancer> {
    inputs.project.co_financer_called(&resource.co_financer.as_ref()?.value)
}
