//! Quantity × unit price = HT.

use super::wrong::report_lines;
use crate::audit::lines::Relation;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// Quantity × unit price = HT.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-04",
    title: "Quantité × prix unitaire = montant HT",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Sur chaque ligne qui donne une quantité et un prix unitaire, leur produit est comparé au montant HT, à un centime près.",
        why: "Un instructeur refait ce calcul à partir du devis.",
        basis: Basis::Arithmetic("Règle arithmétique : un montant est le produit d’une quantité par un prix"),
        mend: "Corrigez la quantité ou le prix, ou rétablissez la formule du montant HT.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report_lines(audit, answers, Relation::QuantityPrice, "quantité, prix unitaire et montant HT");
    }),
};
