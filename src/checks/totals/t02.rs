//! HT + TVA = TTC.

use super::arithmetic::report_lines;
use crate::checks::line_faults::Relation;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// HT + TVA = TTC.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-02",
    title: "HT + TVA = TTC sur chaque ligne",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Sur chaque ligne qui donne les trois montants, HT + TVA est comparé à TTC, au centime.",
        why: "Mélanger HT et TTC est l’une des premières causes de rejet d’un plan de financement.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, c)",
        mend: "Corrigez le montant saisi à la main, ou rétablissez la formule de la ligne.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| report_lines(scope, answers, Relation::VatSum, "HT, TVA et TTC")),
};
