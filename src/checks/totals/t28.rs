//! Amounts that a computation shows to be a thousand times too small or too large.

use super::staff::staff;
use super::wrong::{wrong_line, wrong_total};
use crate::audit::magnitude::is_thousandfold;
use crate::audit::totals::{Verdict, sum_of_years, to_type};
use crate::checks::reading::shared::EUROS;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
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
        basis: Basis::Usage(EUROS),
        mend: "Tapez le montant en euros ; si toute la colonne est en milliers, dites-le dans son en-tête (« k€ »).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let audit = scope.audit;
        let staff = staff(scope);
        let mut compared: usize = audit.lines().compared.values().sum::<usize>() + staff.compared;
        let of_lines = audit.lines().faults.iter().map(|fault| (fault, None));
        let of_staff = staff.faults.iter().map(|(fault, figure)| (fault, Some(*figure)));
        for (fault, figure) in of_lines.chain(of_staff) {
            if is_thousandfold(fault.found, fault.expected) {
                let way = say!(" : {}", which_way(fault.found, fault.expected));
                let finding = wrong_line(audit, fault, fault.message().then(way));
                answers.finding(finding.from_figures(figure));
            }
        }
        for (total, verdict) in audit.totals() {
            compared += usize::from(!matches!(verdict, Verdict::NoValue | Verdict::NoLine(_)));
            let Verdict::Wrong { stated, sum, lines } = verdict else { continue };
            if is_thousandfold(*stated, *sum) {
                let mut finding = wrong_total(audit, total, *stated, *sum, lines);
                finding.message = say!("le total « {} » est {}", &total.label, which_way(*stated, *sum));
                answers.finding(finding);
            }
        }
        for split in &scope.budget().year_splits {
            compared += 1;
            let (total, sum) = (split.total.value, sum_of_years(split));
            if is_thousandfold(total, sum) {
                answers.finding(
                    Finding::new(say!(
                        "le total des années de « {} » est {}",
                        &split.label,
                        which_way(total, sum)
                    ))
                    .at(&split.total.place)
                    .found(total)
                    .expected(sum)
                    .mended_by(&split.total.place, to_type(audit, &split.total.place, total, sum)),
                );
            }
        }
        if compared == 0 {
            answers.not_applicable("aucun calcul du classeur ne donne de quoi comparer");
        }
        answers.compared(compared, say!("{}", Fact::count(compared, "calcul comparé", "calculs comparés")));
    }),
};

/// « mille fois trop petit », as the amount found compares with the one expected.
fn which_way(found: Money, expected: Money) -> Fact {
    Fact::Words(if found.cents().abs() < expected.cents().abs() {
        "mille fois trop petit (montant en k€ ?)"
    } else {
        "mille fois trop grand"
    })
}
