//! What the narrative calls the figures that the plan knows.

use rust_decimal::Decimal;

use super::nearness::Around;
use super::quotes::{Folded, Kind, Quote};
use crate::checks::Scope;
use crate::evidence::fold;
use crate::figures::FigureKey;
use crate::model::fund::NatureRole;

/// A figure of the plan, by the names that a narrative gives it.
pub(in crate::checks) struct Named {
    names: Vec<String>,
    kind: Kind,
    /// Whether the amount may come first: « 45 000 € d’autofinancement ».
    is_before: bool,
    /// The figure that the text should say.
    pub key: FigureKey,
    /// Values that it may say: a text for several funds may speak of each.
    pub values: Vec<Decimal>,
}

const TOTAL: &[&str] = &[
    "cout total",
    "budget total",
    "cout global",
    "budget global",
    "cout de l'operation",
    "budget de l'operation",
    "cout du projet",
    "budget du projet",
    "cout previsionnel",
    "budget previsionnel",
];
const BASE: &[&str] = &["assiette eligible", "cout eligible", "couts eligibles", "depenses eligibles"];
const GRANT: &[&str] = &[
    "aide demandee",
    "aide sollicitee",
    "subvention demandee",
    "subvention sollicitee",
    "montant demande",
    "montant sollicite",
    "sollicite une aide",
    "sollicite une subvention",
    "demande une aide",
    "demande une subvention",
    "contribution demandee",
    "contribution sollicitee",
];
const RATE: &[&str] = &[
    "taux d'aide",
    "taux de subvention",
    "taux d'intervention",
    "taux de cofinancement",
    "taux demande",
    "taux sollicite",
];
const OWN: &[&str] = &["autofinancement", "fonds propres", "apport propre", "part propre", "reste a charge"];
const FLAT: &[&str] = &["au forfait", "forfait", "taux forfaitaire"];

impl Named {
    /// Every figure that the narrative may name, for one fund; `own` is true for a text that is for this fund alone.
    pub(in crate::checks) fn all(scope: &Scope<'_>, own: bool) -> Vec<Self> {
        let plan = scope.plan();
        let others = || scope.others.iter().filter(move |_| !own).map(|pack| pack.computation);
        let mut all = Vec::new();
        let mut add = |names: &[&str], kind, is_before, key: FigureKey, values: Vec<Decimal>| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            all.push(Self { names, kind, is_before, key, values });
        };
        let value = |key: FigureKey| shown(scope.ledger().value(key).decimal(), scope.ledger().get(key).unit);
        add(TOTAL, Kind::Amount, false, plan.total_cost, value(plan.total_cost));
        add(BASE, Kind::Amount, false, plan.eligible_base, value(plan.eligible_base));
        add(OWN, Kind::Amount, true, plan.own_contribution, value(plan.own_contribution));
        let shares = [plan.own_share, plan.own_share_of_public].into_iter().flat_map(value).collect();
        add(OWN, Kind::Rate, true, plan.own_share, shares);
        if let Some(grant) = plan.grant.requested {
            let mut values = value(grant);
            values.extend(
                others().filter_map(|other| other.ledger.value(other.plan.grant.requested?).decimal()),
            );
            add(GRANT, Kind::Amount, false, grant, values);
        }
        if let Some(rate) = plan.grant.displayed_rate {
            let mut values: Vec<Decimal> =
                [Some(rate), plan.grant.requested_rate].into_iter().flatten().flat_map(value).collect();
            let rates = others().flat_map(|other| {
                let rates = [other.plan.grant.displayed_rate, other.plan.grant.requested_rate];
                rates.into_iter().flatten().map(|key| (other, key)).collect::<Vec<_>>()
            });
            values.extend(rates.flat_map(|(other, key)| {
                shown(other.ledger.value(key).decimal(), other.ledger.get(key).unit)
            }));
            add(RATE, Kind::Rate, false, rate, values);
        }
        let flats: Vec<FigureKey> =
            [&plan.indirect, &plan.flat_staff].into_iter().flatten().map(|flat| flat.rate).collect();
        if let Some(first) = flats.first() {
            add(FLAT, Kind::Rate, false, *first, flats.iter().copied().flat_map(value).collect());
        }
        for line in &plan.resources {
            let resource = scope.budget().resources.get(line.resource);
            let Some(name) = resource.and_then(|resource| resource.co_financer.as_ref()) else { continue };
            let name = fold(name.value.trim());
            let is_own = line.nature.is_some_and(|nature| {
                scope
                    .fund()
                    .natures
                    .get(nature)
                    .is_some_and(|nature| nature.role == NatureRole::Autofinancement)
            });
            if !is_own && name.chars().count() > 2 {
                add(&[&name], Kind::Amount, false, line.amount, value(line.amount));
            }
        }
        all
    }

    /// The figure that a quote names: the one whose name is the nearest, nothing but links between; the longest name first.
    pub(in crate::checks) fn of<'a>(all: &'a [Self], folded: &Folded<'_>, quote: &Quote) -> Option<&'a Self> {
        let around = Around::of(&folded.text, quote.at)?;
        let same = all.iter().filter(|named| named.kind == quote.kind);
        let near = same.filter_map(|named| Some((around.nearest(&named.names, named.is_before)?, named)));
        near.min_by_key(|(nearness, _)| *nearness).map(|(_, named)| named)
    }
}

/// A value as texts say it: a rate as a percentage.
fn shown(value: Option<Decimal>, unit: crate::figures::Unit) -> Vec<Decimal> {
    let percent = unit == crate::figures::Unit::Rate;
    let value =
        value.and_then(|value| if percent { value.checked_mul(Decimal::ONE_HUNDRED) } else { Some(value) });
    value.into_iter().collect()
}
