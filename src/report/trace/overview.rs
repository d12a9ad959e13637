//! The main figures, with the identifiers that a trace accepts: those that all packs share, then those of each pack.

use std::collections::BTreeSet;

use super::name;
use crate::figures::FigureKey;
use crate::model::french::counted;
use crate::prepare::PreparedPack;

/// A theme and its figures, as lines.
type Theme = (&'static str, Vec<String>);

/// The main figures, all of them when `complete`: the packs that say them, by index, and the lines.
pub(super) fn sections(packs: &[PreparedPack], complete: bool) -> Vec<(Vec<usize>, Vec<String>)> {
    let told: Vec<Vec<Theme>> = packs
        .iter()
        .map(|pack| {
            let lines = |keys: Vec<FigureKey>| keys.into_iter().map(|key| name(pack, key)).collect();
            themes(pack, complete).into_iter().map(|(theme, keys)| (theme, lines(keys))).collect()
        })
        .collect();
    let sets: Vec<BTreeSet<(&str, &str)>> = told
        .iter()
        .map(|themes| {
            themes
                .iter()
                .flat_map(|(theme, lines)| lines.iter().map(|line| (*theme, line.as_str())))
                .collect()
        })
        .collect();
    let shared =
        |theme: &str, line: &str| sets.len() > 1 && sets.iter().all(|lines| lines.contains(&(theme, line)));
    let keep = |themes: &[Theme], wanted: bool| -> Vec<String> {
        let mut kept = Vec::new();
        for (theme, lines) in themes {
            let lines: Vec<&String> = lines.iter().filter(|line| shared(theme, line) == wanted).collect();
            if !lines.is_empty() {
                kept.push(format!("  {theme}"));
                kept.extend(lines.into_iter().map(|line| format!("    {line}")));
            }
        }
        kept
    };
    let common = told.first().map(|themes| keep(themes, true)).unwrap_or_default();
    let mut sections = vec![((0..packs.len()).collect(), common)];
    for (index, (pack, themes)) in packs.iter().zip(&told).enumerate() {
        let mut own = keep(themes, false);
        let count: usize = themes.iter().map(|(_, lines)| lines.len()).sum();
        let rest = pack.computation.ledger.len().saturating_sub(count);
        if rest > 0 {
            let count = counted(rest, "autre chiffre", "autres chiffres");
            own.push(format!("  … et {count}, ligne par ligne (--complet)"));
        }
        sections.push((vec![index], own));
    }
    sections.retain(|(_, lines)| !lines.is_empty());
    sections
}

/// The main figures of a pack.
pub(super) fn main(pack: &PreparedPack) -> BTreeSet<FigureKey> {
    themes(pack, false).into_iter().flat_map(|(_, keys)| keys).collect()
}

fn themes(pack: &PreparedPack, complete: bool) -> Vec<(&'static str, Vec<FigureKey>)> {
    if complete {
        return vec![("Tous les chiffres", pack.computation.ledger.keys().collect())];
    }
    let plan = &pack.computation.plan;
    let grant = &plan.grant;
    let mut costs: Vec<FigureKey> = plan.categories.iter().map(|category| category.total).collect();
    costs.extend([plan.direct_total, plan.total_cost, plan.eligible_base]);
    let mut resources: Vec<FigureKey> = plan.natures.iter().map(|nature| nature.total).collect();
    resources.extend([plan.own_contribution, plan.public_aid, plan.resources_total]);
    let asked = [
        grant.requested,
        grant.requested_rate,
        grant.requested_amount,
        grant.computed,
        grant.capped,
        grant.displayed_rate,
    ];
    let mut asked: Vec<FigureKey> = asked.into_iter().flatten().collect();
    asked.extend(&grant.by_year);
    vec![
        ("Coûts", costs),
        ("Coûts par année", plan.year_totals.clone()),
        ("Coûts par partenaire", plan.partner_totals.iter().map(|(_, key)| *key).collect()),
        ("Coûts par action", plan.actions.iter().map(|action| action.total).collect()),
        ("Ressources", resources),
        ("Aide demandée", asked),
        ("Aides de minimis", plan.de_minimis_total.into_iter().collect()),
    ]
}
