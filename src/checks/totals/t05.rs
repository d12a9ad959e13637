//! Staff cost as stated against annual cost ÷ annual hours × hours.

use super::arithmetic::report_lines;
use crate::checks::line_faults::Relation;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// Staff cost as stated against annual cost ÷ annual hours × hours.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-05",
    title: "Coût de personnel = coût annuel ÷ heures annuelles × heures affectées",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Le coût affecté de chaque ligne de personnel est comparé au calcul du règlement, à un centime près.",
        why: "Le taux horaire est la première chose que recalcule un contrôle de service fait.",
        source: "Règlement (UE) 2021/1060, art. 55, § 2, a)",
        mend: "Rétablissez la formule : coût annuel ÷ heures annuelles × heures affectées, arrondi au centime une seule fois.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report_lines(scope, answers, Relation::StaffCost, "coût annuel, heures et coût affecté")
    }),
};
