//! HT × rate = TVA.

use super::wrong::report_lines;
use crate::audit::lines::Relation;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// HT × rate = TVA.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-03",
    title: "TVA = HT × taux de TVA",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Sur chaque ligne qui donne un taux, HT × taux est comparé à la TVA, à un centime près.",
        why: "Un taux périmé ou une TVA tapée à la main déplace l’assiette.",
        basis: Basis::Arithmetic("Règle arithmétique : la TVA est le produit du HT par le taux"),
        mend: "Vérifiez le taux sur le devis, puis rétablissez la formule de TVA.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| report_lines(audit, answers, Relation::VatRate, "HT, taux et TVA")),
};
