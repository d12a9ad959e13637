//! The contracts of large purchases.

use super::needs::needs;
use super::shared::{CODE, binds, field};
use crate::checks::near::near;
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Money;
use crate::model::text::normalise;
use crate::rules::catalogue::PURCHASE_COMPETITION;
use crate::source::amount::parse_amount;

/// Purchases named in one finding.
const NAMED: usize = 3;

/// The contracts of large purchases.
pub(in crate::checks) const CHECK: Check = Check {
    code: "K-02",
    title: "Chaque achat important a son marché, et le marché le couvre",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les dépenses de même intitulé sont additionnées, hors taxes et toutes années ensemble ; au-dessus du seuil de mise en concurrence, l’intitulé est cherché parmi les achats des marchés de projet.toml. La valeur de chaque marché est comparée à la somme de ses achats.",
        why: "La valeur d’un marché est celle du besoin, non celle de l’année : l’autorité demande la procédure de chaque achat important.",
        basis: Basis::Text { citation: CODE, sentence: None },
        mend: "Décrivez le marché dans projet.toml › marches (objet, nature, montant_ht, date, procedure), et nommez ses achats comme le classeur.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !binds(scope, answers) {
            return;
        }
        let needs = needs(scope, answers);
        if needs.is_empty() {
            answers.not_applicable("le demandeur n’achète rien dans le plan");
            return;
        }
        let launched = scope.project().calendar.first_commitment.or(scope.effective_date);
        let Some(launched) = launched else {
            answers.missing_field("projet.date_effet");
            return;
        };
        let Some(threshold) = scope.rule_money_for_contract(PURCHASE_COMPETITION, launched, answers) else {
            return;
        };
        for need in &needs {
            answers.expect(need.value < threshold.value || need.contract.is_some(), || {
                based_on(
                    &threshold,
                    Finding::new(say!("aucun marché n’est dit pour « {} »", need.label))
                        .at_all(need.places.iter().copied())
                        .at_field("marches")
                        .found(say!("{} HT", need.value))
                        .expected(say!("un marché, à partir de {}", relied(&threshold)))
                        .stake(need.value),
                )
            });
        }
        for (index, contract) in scope.project().contracts.iter().enumerate() {
            let is_unknown = |purchase: &&String| {
                let name = normalise(purchase);
                !needs.iter().any(|need| normalise(need.label) == name)
            };
            let unknown: Vec<&String> = contract.purchases.iter().filter(is_unknown).collect();
            answers.expect(unknown.is_empty(), || {
                let known = unknown.first().and_then(|one| near(one, needs.iter().map(|need| need.label)));
                Finding::new(say!(
                    "{} d’aucune dépense du demandeur",
                    Fact::count(
                        unknown.len(),
                        "achat du marché n’est l’intitulé",
                        "achats du marché ne sont l’intitulé"
                    )
                ))
                .at_field(field(index, "achats"))
                .found(Fact::list_with(unknown.iter().take(NAMED).map(|one| one.as_str()), " ; "))
                .expected(match known {
                    Some(label) if unknown.len() == 1 => say!("peut-être « {} »", label),
                    _ => "des intitulés du classeur".into(),
                })
            });
            let covered = || needs.iter().filter(|need| need.contract == Some(index));
            let bought: Money = covered().map(|need| need.value).sum();
            // What is no amount is told by K-01.
            let Ok(value) = parse_amount(&contract.value) else { continue };
            answers.expect(bought <= value.money, || {
                Finding::new(say!("« {} » vaut moins que ses achats", &contract.subject))
                    .at_field(field(index, "montant_ht"))
                    .at_all(covered().flat_map(|need| need.places.iter().copied()))
                    .found(value.money)
                    .expected(say!("au moins {}, la somme HT de ses achats", bought))
                    // The contract is one side only: what is wrong in its lines explains the gap.
                    .net()
            });
        }
        answers.compared(
            needs.len(),
            say!(
                "{} au seuil de {}",
                Fact::count(needs.len(), "besoin comparé", "besoins comparés"),
                relied(&threshold)
            ),
        );
    }),
};
