//! Purchases of one nature, added up.

use std::collections::BTreeMap;

use super::needs::{Need, needs};
use super::shared::binds;
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Money;
use crate::rules::catalogue::PURCHASE_COMPETITION;

/// Purchases of one nature, added up.
pub(in crate::checks) const CHECK: Check = Check {
    code: "K-03",
    title: "Les achats d’un même poste ne sont pas fractionnés sous le seuil",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Dans chaque poste, les achats qu’aucun marché mis en concurrence ne couvre sont additionnés hors taxes ; la note paraît quand chacun est sous le seuil et leur somme au-dessus. Le poste tient lieu de nature : des achats sans rapport entre eux peuvent y voisiner.",
        why: "Des achats homogènes s’additionnent : les séparer pour rester sous le seuil est un fractionnement.",
        basis: Basis::Usage(
            "Usage : les achats homogènes s’additionnent ; le poste de dépenses est un indice, non la règle (à confirmer)",
        ),
        mend: "Regroupez les achats homogènes dans un marché, ou gardez au dossier la note qui explique pourquoi ils diffèrent.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !binds(scope, answers) {
            return;
        }
        let needs = needs(scope, answers);
        let launched = scope.project().calendar.first_commitment.or(scope.effective_date);
        let Some(launched) = launched else {
            answers.missing_field("projet.date_effet");
            return;
        };
        let contracts = &scope.project().contracts;
        let is_competitive = |need: &Need<'_>| {
            let contract = need.contract.and_then(|index| contracts.get(index));
            contract.and_then(|contract| contract.procedure).is_some_and(|one| one.is_competitive())
        };
        let mut by_category: BTreeMap<usize, Vec<&Need<'_>>> = BTreeMap::new();
        for need in needs.iter().filter(|need| !is_competitive(need)) {
            by_category.entry(need.category).or_default().push(need);
        }
        if by_category.is_empty() {
            answers.not_applicable("aucun achat hors d’un marché mis en concurrence");
            return;
        }
        let Some(threshold) = scope.rule_money_for_contract(PURCHASE_COMPETITION, launched, answers) else {
            return;
        };
        for (category, needs) in &by_category {
            let sum: Money = needs.iter().map(|need| need.value).sum();
            // What is above by itself is told by K-02.
            let is_split =
                needs.len() > 1 && sum >= threshold.value && needs.iter().all(|n| n.value < threshold.value);
            answers.expect(!is_split, || {
                let label = scope.fund().categories.get(*category).map_or("sans poste", |one| &one.label);
                let finding = Finding::new(say!(
                    "« {} » : {}, chacun sous le seuil, le dépassent ensemble",
                    label,
                    Fact::count(needs.len(), "achat", "achats")
                ))
                .found(say!("{} HT", sum))
                .expected(say!("moins de {}, ou un marché mis en concurrence", relied(&threshold)))
                .stake(sum);
                based_on(
                    &threshold,
                    needs.iter().fold(finding, |finding, need| finding.at_all(need.places.iter().copied())),
                )
            });
        }
        answers.compared(
            by_category.len(),
            Fact::count(by_category.len(), "poste additionné", "postes additionnés"),
        );
    }),
};
