//! What stands against an option, by the articles, and what nobody has settled.

use super::{AppliedRate, Reason, role_of, total};
use crate::figures::plan::{Computation, PlanInputs};
use crate::model::Money;
use crate::model::Rate;
use crate::model::fund::{CategoryRole, Covers, FlatRate, FlatRateBase, Status};
use crate::rules::catalogue::SIMPLIFIED_COSTS;
use crate::rules::{RuleValue, Rules, Ruling};

/// What an option meets.
#[derive(Default)]
pub struct Judged {
    /// Why it is not admissible.
    pub against: Vec<Reason>,
    /// What is not settled.
    pub reserves: Vec<Reason>,
}

impl Judged {
    fn against(&mut self, why: impl Into<String>, article: &'static str) {
        self.against.push(Reason { why: why.into(), article });
    }

    fn reserve(&mut self, why: impl Into<String>, article: &'static str) {
        self.reserves.push(Reason { why: why.into(), article });
    }
}

/// Judge an option by its figures.
pub fn judge(
    inputs: PlanInputs<'_>,
    simulated: &Computation,
    rates: &[AppliedRate],
    is_asked: bool,
) -> Judged {
    let mut judged = Judged::default();
    let flats: Vec<(&FlatRate, &AppliedRate)> = rates
        .iter()
        .filter_map(|applied| inputs.fund.flat_rates.get(applied.flat_rate).map(|flat| (flat, applied)))
        .collect();
    for (flat, applied) in &flats {
        of_rate(inputs, flat, applied, is_asked, &mut judged);
    }
    let with = |covers: Covers| flats.iter().any(|(flat, _)| flat.covers() == covers);
    if with(Covers::Staff) && with(Covers::AllTheRest) {
        judged.against(
            "les 40 % ne s’appliquent pas à des frais de personnel eux-mêmes obtenus par un taux",
            "art. 56, § 3",
        );
    }
    below_the_threshold(inputs, simulated, &flats, &mut judged);
    let unrecognised = simulated.plan.lines.iter().filter(|line| line.category.is_none()).count();
    if unrecognised > 0 {
        judged.reserve(
            format!("lignes dont le poste n’est pas reconnu, comptées au réel : {unrecognised}"),
            "contrôle E-01",
        );
    }
    judged
}

/// What stands against one rate.
fn of_rate(
    inputs: PlanInputs<'_>,
    flat: &FlatRate,
    applied: &AppliedRate,
    is_asked: bool,
    judged: &mut Judged,
) {
    let article = article(flat);
    match applied.base {
        Some(Money::ZERO) => {
            judged.against(format!("la base est nulle : le plan n’a pas de {}", flat.base.french()), article);
        }
        None => judged.reserve("la base n’est pas connue : un montant manque au classeur", article),
        Some(_) => {}
    }
    if flat.status != Status::Confirme {
        judged.reserve("aucun texte du fonds ne confirme qu’il admet ce forfait", article);
    }
    let has_method = inputs.project.attachments.iter().any(|piece| piece.method().is_some());
    if flat.needs_method && !has_method {
        judged.against(
            "aucune méthode de calcul n’est jointe, ni celle d’un taux de 2014-2020",
            "art. 54, c) et dernier alinéa, et art. 53, § 3, a)",
        );
    }
    if flat.covers() == Covers::Staff {
        match inputs.project.staff_costs.as_ref().and_then(|choice| choice.without_ruled_out_contract) {
            Some(true) => {}
            Some(false) => judged.against("un marché de l’opération exclut ce forfait", article),
            None => judged.reserve(
                "reste à dire qu’aucun marché public de travaux, ni de fournitures ou de services au-dessus des seuils européens, n’est parmi les coûts directs",
                article,
            ),
        }
    }
    let typed = match flat.covers() {
        Covers::Staff => inputs.project.staff_costs.as_ref().map(|choice| &choice.rate),
        Covers::Indirect | Covers::AllTheRest => {
            inputs.project.indirect_costs.as_ref().map(|choice| &choice.rate)
        }
    };
    if let Some(typed) = typed.filter(|_| is_asked)
        && Rate::parse_percent(typed) != applied.rate
    {
        judged.reserve(
            format!("le taux demandé, {typed}, n’est pas dans le plafond : le plafond est simulé"),
            article,
        );
    }
}

/// Article 53, § 2: what may stay at real cost when the total cost does not pass the threshold.
fn below_the_threshold(
    inputs: PlanInputs<'_>,
    simulated: &Computation,
    flats: &[(&FlatRate, &AppliedRate)],
    judged: &mut Judged,
) {
    const ARTICLE: &str = "art. 53, § 2";
    // Only where all direct costs stay in the base does nothing stand at real cost outside of it.
    let leaves_out = flats.iter().all(|(flat, _)| flat.base == FlatRateBase::Personnel);
    if !leaves_out {
        return;
    }
    let plan = &simulated.plan;
    let outside = plan.lines.iter().filter(|line| {
        let role = role_of(inputs.fund, line.category);
        !matches!(role, None | Some(CategoryRole::Personnel | CategoryRole::Participants))
    });
    let outside = total(&simulated.ledger, outside.map(|line| line.amount));
    if !flats.is_empty() && outside == Some(Money::ZERO) {
        return;
    }
    let threshold = match Rules::new(inputs.fund, inputs.project, inputs.effective_date).of(SIMPLIFIED_COSTS)
    {
        Ruling::Held(held) => held.typed(RuleValue::money),
        Ruling::NotBearing { .. } => return,
        _ => None,
    };
    let cost = simulated.ledger.value(plan.total_cost).money();
    let (Some(threshold), Some(cost)) = (threshold, cost) else {
        judged.reserve(
            "le coût total ou le seuil n’est pas connu : rien ne dit si les coûts simplifiés sont obligatoires",
            ARTICLE,
        );
        return;
    };
    if cost > threshold.value {
        return;
    }
    if inputs.project.state_aid.is_aid == Some(true) {
        judged.reserve(
            "le coût total impose des coûts simplifiés, sauf si le soutien est une aide d’État, comme le dit le demandeur",
            ARTICLE,
        );
        return;
    }
    let reserve = threshold.reserve().map(|reserve| format!(" ({reserve})")).unwrap_or_default();
    let limit = format!("le coût total, {cost}, ne dépasse pas {}{reserve}", threshold.value);
    judged.against(
        match (flats.is_empty(), outside) {
            (true, _) => format!(
                "{limit} : l’aide prend la forme de coûts unitaires, de montants ou de taux forfaitaires, sauf aide d’État"
            ),
            (false, Some(outside)) => format!(
                "{limit} : seul ce à quoi le taux s’applique reste au réel, et {outside} d’autres dépenses y sont"
            ),
            (false, None) => format!("{limit} : seul ce à quoi le taux s’applique reste au réel"),
        },
        ARTICLE,
    );
}

/// The article of a rate, by what it covers and rests on.
fn article(flat: &FlatRate) -> &'static str {
    match (flat.covers(), flat.base, flat.needs_method) {
        (Covers::Staff, ..) => "art. 55, § 1",
        (Covers::AllTheRest, ..) => "art. 56, § 1",
        (Covers::Indirect, _, true) => "art. 54, c)",
        (Covers::Indirect, FlatRateBase::Personnel, false) => "art. 54, b)",
        (Covers::Indirect, _, false) => "art. 54, a)",
    }
}
