//! Family T, orders of magnitude: amounts in thousands of euros among amounts in euros.

use std::collections::BTreeMap;

use super::line_faults::{LineFault, LineFaults};
use super::table_totals::{Verdict, judge};
use super::totals::{around, line_anomaly, sum_of_years, wrong_total};
use super::{Anomaly, Check, Explanation, Severity, counted};
use crate::model::budget::Maybe;
use crate::model::text::normalise;
use crate::model::{Located, Money, Place};

const SOURCE: &str =
    "Règle du programme : les montants d’un plan sont en euros (règlement (UE) 2021/1060, art. 53, § 1)";

/// What a number of thousands of euros may lose by rounding: half a thousand, and never more than a twentieth.
const HALF_A_THOUSAND: i64 = 50_000;

/// True when one amount is the other in thousands of euros, rounded or not.
pub(super) fn is_thousandfold(one: Money, other: Money) -> bool {
    let (small, large) = if one.cents().abs() <= other.cents().abs() { (one, other) } else { (other, one) };
    let (small, large) = (i128::from(small.cents()), i128::from(large.cents()));
    if small == 0 || (small < 0) != (large < 0) {
        return false;
    }
    let gap = (small * 1_000 - large).abs();
    gap <= i128::from(HALF_A_THOUSAND) && gap * 20 <= large.abs()
}

/// « mille fois trop petit », as the amount found compares with the one expected.
fn which_way(found: Money, expected: Money) -> &'static str {
    if found.cents().abs() < expected.cents().abs() {
        "mille fois trop petit (montant en k€ ?)"
    } else {
        "mille fois trop grand (comparé à un montant en k€ ?)"
    }
}

/// Amounts that a computation shows to be a thousand times too small or too large.
pub const THOUSANDFOLD: Check = Check {
    code: "T-28",
    title: "Aucun montant en k€ ne se glisse parmi les euros",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Quand un calcul du classeur (quantité × prix, HT × taux, HT + TVA, coût de personnel, total, somme des années) ne tombe pas juste, l’écart est comparé à un facteur mille.",
        why: "Un montant tapé en milliers d’euros se lit comme un petit montant plausible : seul le calcul voisin le trahit.",
        source: SOURCE,
        mend: "Tapez le montant en euros ; si toute la colonne est en milliers, dites-le dans son en-tête (« k€ »).",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let judged = judge(scope);
        let lines = LineFaults::of(scope);
        let mut compared: usize = lines.compared.values().sum();
        for fault in lines.faults.iter().filter(|fault| is_thousandfold(fault.found, fault.expected)) {
            let way = which_way(fault.found, fault.expected);
            let fault = LineFault { message: format!("{} : {way}", fault.message), ..fault.clone() };
            answers.anomaly(line_anomaly(scope, &fault, &judged));
        }
        for (total, verdict) in &judged {
            compared += usize::from(!matches!(verdict, Verdict::NoValue | Verdict::NoLine));
            let Verdict::Wrong { stated, sum, lines } = verdict else { continue };
            if is_thousandfold(*stated, *sum) {
                let mut anomaly = wrong_total(scope, total, *stated, *sum, lines, &judged);
                anomaly.message = format!("le total « {} » est {}", total.label, which_way(*stated, *sum));
                answers.anomaly(anomaly);
            }
        }
        for split in &scope.budget().year_splits {
            compared += 1;
            let (total, sum) = (split.total.value, sum_of_years(split));
            if is_thousandfold(total, sum) {
                answers.anomaly(
                    Anomaly::new(format!(
                        "le total des années de « {} » est {}",
                        split.label,
                        which_way(total, sum)
                    ))
                    .at(&split.total.place)
                    .found(total)
                    .expected(sum)
                    .around(around(scope, &split.total.place)),
                );
            }
        }
        if compared == 0 {
            answers.missing("aucun calcul du classeur ne donne de quoi comparer");
        } else {
            answers.compliant(counted(compared, "calcul comparé", "calculs comparés"));
        }
    },
};

/// The same expense in other years, a thousand times smaller or larger.
pub const REPEATED_EXPENSES: Check = Check {
    code: "T-31",
    title: "Une dépense qui revient garde son ordre de grandeur",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les lignes de même poste, intitulé, prestataire et partenaire, à l’année près, sont comparées : un montant de 500 à 2 000 fois plus petit ou plus grand que les autres est signalé ; de même le coût annuel d’une même personne.",
        why: "Une ligne tout entière en milliers d’euros tombe juste en elle-même : seules les autres années la trahissent.",
        source: SOURCE,
        mend: "Vérifiez l’unité de la ligne ; si le montant est exact, distinguez les intitulés.",
        since: "0.1.0",
    },
    run: |scope, answers| {
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
                answers.anomaly(
                    Anomaly::new(format!(
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
    },
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

/// The line whose amount, times or divided by a thousand, explains a difference exactly.
pub(super) fn line_in_thousands<'a>(
    gap: Money,
    mut lines: impl Iterator<Item = (&'a Place, Money)>,
) -> Option<&'a Place> {
    let gap = i128::from(gap.cents());
    lines
        .find(|(_, amount)| {
            let amount = i128::from(amount.cents());
            amount != 0 && (amount * 999 == gap || amount * -999 == gap * 1_000)
        })
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(cents: i64) -> Money {
        Money::from_cents(cents)
    }

    #[test]
    fn a_thousand_times_is_told_from_any_other_difference() {
        // 12 345,67 € as 12,35 k€, 12,3 k€, 12 k€; and exactly.
        for small in [1_235, 1_230, 1_200] {
            assert!(is_thousandfold(money(small), money(1_234_567)), "{small}");
            assert!(is_thousandfold(money(1_234_567), money(small)), "{small}");
        }
        assert!(is_thousandfold(money(-1_000), money(-1_000_000)));
        for (one, other) in
            [(0, 1_000_000), (1_000, 100_000), (1_000, 1_100_000), (-1_000, 1_000_000), (5, 5)]
        {
            assert!(!is_thousandfold(money(one), money(other)), "{one} {other}");
        }
        assert!(!is_thousandfold(money(i64::MAX), money(i64::MIN + 1)));
    }

    #[test]
    fn the_line_in_thousands_explains_the_whole_gap() {
        let place = Place::field("a", "b");
        // The total counts 12 500,00, the line says 12,50.
        let lines = || [(&place, money(1_250))].into_iter();
        assert_eq!(line_in_thousands(money(1_248_750), lines()), Some(&place));
        assert_eq!(line_in_thousands(money(1_248_751), lines()), None);
        // The total counts 12,50, the line says 12 500,00.
        let lines = [(&place, money(1_250_000))].into_iter();
        assert_eq!(line_in_thousands(money(-1_248_750), lines), Some(&place));
        assert_eq!(line_in_thousands(money(0), [(&place, money(0))].into_iter()), None);
    }
}
