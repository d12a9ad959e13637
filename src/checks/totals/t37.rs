//! A line in the block of another category.

use crate::audit::blocks::{Stray, strays};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// A line in the block of another category.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-37",
    title: "Chaque ligne est du poste du bloc dont le sous-total la compte",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Le poste de chaque ligne est comparé à celui du bloc où elle se trouve : le poste que nomme son sous-total, ou celui de toutes les autres lignes.",
        why: "Le sous-total du classeur et le total du poste dans le plan ne comptent plus les mêmes lignes : l’instructeur lit deux montants pour un poste.",
        basis: Basis::Arithmetic("Règle arithmétique : un sous-total compte les lignes de son poste"),
        mend: "Corrigez le poste de la ligne, ou déplacez-la dans le bloc de son poste.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let (compared, strays) = strays(audit);
        for stray in &strays {
            answers.finding(tell(stray));
        }
        if compared == 0 {
            answers.not_applicable("aucun sous-total ne compte les lignes d’un seul poste");
        }
        answers.compared(
            compared,
            Fact::count(compared, "ligne comparée à son bloc", "lignes comparées à leur bloc"),
        );
    }),
};

fn tell(stray: &Stray<'_>) -> Finding {
    let finding =
        Finding::new(say!("ligne du poste « {} » dans le bloc « {} »", &stray.category.value, stray.block))
            .at(&stray.category.place)
            .at(&stray.subtotal.place)
            .found(&stray.category.value)
            .expected(say!(
                "« {} », comme les autres lignes que compte « {} »",
                stray.block,
                &stray.subtotal.label
            ));
    let amount = stray.line.amount_incl_vat.as_ref().or(stray.line.amount_excl_vat.as_ref());
    match amount {
        Some(amount) => finding.stake(amount.value),
        None => finding,
    }
}
