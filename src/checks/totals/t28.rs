//! Amounts that a computation shows to be a thousand times too small or too large.

use crate::checks::line_faults::{LineFault, LineFaults};
use crate::checks::table_totals::{Verdict, judge};
use crate::checks::totals::arithmetic::around;
use crate::checks::totals::arithmetic::line_anomaly;
use crate::checks::totals::arithmetic::sum_of_years;
use crate::checks::totals::arithmetic::wrong_total;
use crate::checks::totals::magnitude::SOURCE;
use crate::checks::totals::magnitude::is_thousandfold;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::Money;

/// Amounts that a computation shows to be a thousand times too small or too large.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-28",
    title: "Aucun montant en k€ ne se glisse parmi les euros",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Quand un calcul du classeur (quantité × prix, HT × taux, HT + TVA, coût de personnel, total, somme des années) ne tombe pas juste, l’écart est comparé à un facteur mille.",
        why: "Un montant tapé en milliers d’euros se lit comme un petit montant plausible : seul le calcul voisin le trahit.",
        source: SOURCE,
        mend: "Tapez le montant en euros ; si toute la colonne est en milliers, dites-le dans son en-tête (« k€ »).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let judged = judge(scope);
        let lines = LineFaults::of(scope);
        let mut compared: usize = lines.compared.values().sum();
        for fault in lines.faults.iter().filter(|fault| is_thousandfold(fault.found, fault.expected)) {
            let way = which_way(fault.found, fault.expected);
            let fault = LineFault { message: format!("{} : {way}", fault.message), ..fault.clone() };
            answers.finding(line_anomaly(scope, &fault, &judged));
        }
        for (total, verdict) in &judged {
            compared += usize::from(!matches!(verdict, Verdict::NoValue | Verdict::NoLine(_)));
            let Verdict::Wrong { stated, sum, lines } = verdict else { continue };
            if is_thousandfold(*stated, *sum) {
                let mut anomaly = wrong_total(scope, total, *stated, *sum, lines, &judged);
                anomaly.message = format!("le total « {} » est {}", total.label, which_way(*stated, *sum));
                answers.finding(anomaly);
            }
        }
        for split in &scope.budget().year_splits {
            compared += 1;
            let (total, sum) = (split.total.value, sum_of_years(split));
            if is_thousandfold(total, sum) {
                answers.finding(
                    Finding::new(format!(
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
    }),
};

/// « mille fois trop petit », as the amount found compares with the one expected.
fn which_way(found: Money, expected: Money) -> &'static str {
    if found.cents().abs() < expected.cents().abs() {
        "mille fois trop petit (montant en k€ ?)"
    } else {
        "mille fois trop grand"
    }
}
