//! The same expense in other years, a thousand times smaller or larger.

use crate::checks::totals::arithmetic::around;
use crate::checks::totals::magnitude::SOURCE;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::budget::Maybe;
use crate::model::text::normalise;
use crate::model::{Located, Money};
use std::collections::BTreeMap;

/// The same expense in other years, a thousand times smaller or larger.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-31",
    title: "Une dépense qui revient garde son ordre de grandeur",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les lignes de même poste, intitulé, prestataire et partenaire, à l’année près, sont comparées : un montant de 500 à 2 000 fois plus petit ou plus grand que les autres est signalé ; de même le coût annuel d’une même personne.",
        why: "Une ligne tout entière en milliers d’euros tombe juste en elle-même : seules les autres années la trahissent.",
        source: SOURCE,
        mend: "Vérifiez l’unité de la ligne ; si le montant est exact, distinguez les intitulés.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut groups: BTreeMap<Vec<String>, Vec<&Located<Money>>> = BTreeMap::new();
        let budget = scope.budget();
        for line in &budget.expense_lines {
            let Some(amount) = line.amount_excl_vat.as_ref().or(line.amount_incl_vat.as_ref()) else {
                continue;
            };
            let key = [&line.category, &line.label, &line.supplier, &line.partner].map(name_without_years);
            groups.entry(key.to_vec()).or_default().push(amount);
        }
        for line in &budget.staff_lines {
            if let Some(cost) = &line.annual_cost {
                let key = [&line.label, &line.partner].map(name_without_years);
                groups.entry(key.to_vec()).or_default().push(cost);
            }
        }
        let mut compared = 0usize;
        for amounts in groups.values_mut().filter(|amounts| amounts.len() > 1) {
            compared += amounts.len();
            let mut sorted: Vec<&Located<Money>> = amounts.clone();
            sorted.sort_by_key(|amount| (amount.value, amount.place.clone()));
            let Some(usual) = sorted.get(sorted.len() / 2) else { continue };
            for amount in amounts.iter().filter(|amount| is_another_magnitude(amount.value, usual.value)) {
                answers.finding(
                    Finding::new(format!(
                        "la même dépense est {} une autre année",
                        if amount.value < usual.value {
                            "mille fois plus grande"
                        } else {
                            "mille fois plus petite"
                        }
                    ))
                    .at(&amount.place)
                    .at(&usual.place)
                    .found(amount.value)
                    .expected(format!("un montant proche de {}", usual.value))
                    .around(around(scope, &amount.place)),
                );
            }
        }
        if compared == 0 {
            answers.not_applicable("aucune dépense ne revient d’une année à l’autre");
        } else {
            answers.compliant(counted(compared, "ligne comparée", "lignes comparées"));
        }
    }),
};

/// From 500 to 2 000 times smaller or larger.
fn is_another_magnitude(one: Money, usual: Money) -> bool {
    let (small, large) = if one < usual { (one, usual) } else { (usual, one) };
    let (small, large) = (i128::from(small.cents()), i128::from(large.cents()));
    small > 0 && (small * 500..=small * 2_000).contains(&large)
}

/// A text without the years it names: « Ateliers 2024 » and « Ateliers 2025 » are one expense.
fn name_without_years(text: &Maybe<String>) -> String {
    let text = text.as_ref().map(|cell| normalise(&cell.value)).unwrap_or_default();
    let is_year =
        |word: &&str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
    text.split_whitespace().filter(|word| !is_year(word)).collect::<Vec<_>>().join(" ")
}
