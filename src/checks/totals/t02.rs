//! HT + TVA = TTC.

use super::wrong::report_lines;
use crate::audit::lines::Relation;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// HT + TVA = TTC.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-02",
    title: "HT + TVA = TTC sur chaque ligne",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Sur chaque ligne qui donne les trois montants, HT + TVA est comparé à TTC, au centime.",
        why: "Mélanger HT et TTC est l’une des premières causes de rejet d’un plan de financement.",
        basis: Basis::Arithmetic("Règle arithmétique : le TTC est la somme du HT et de la TVA"),
        mend: "Corrigez le montant saisi à la main, ou rétablissez la formule de la ligne.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        for swapped in audit.swapped() {
            answers.finding(
                Finding::new(say!(
                    "les en-têtes HT et TTC semblent intervertis : sur {}, c’est TTC + TVA qui fait le HT",
                    Fact::count(swapped.lines, "ligne", "lignes")
                ))
                .at(&swapped.excl)
                .at(&swapped.incl)
                .expected("HT au-dessus des montants hors taxe, TTC au-dessus des montants taxe comprise")
                .mend("Échangez les deux en-têtes, ou les deux colonnes.")
                .unknown(),
            );
        }
        report_lines(audit, answers, Relation::VatSum, "HT, TVA et TTC");
    }),
};
