//! HT or TTC, once and for all.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::project::{VatBasis, VatRecovery};

/// HT or TTC, once and for all.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-04",
    title: "L’assiette HT ou TTC suit la récupération de la TVA",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "projet.toml › tva doit dire si la TVA est récupérable et sur quelle assiette le plan est présenté ; les deux doivent s’accorder.",
        why: "Une TVA récupérée n’est pas une dépense ; une TVA supportée en est une.",
        basis: Basis::Usage(
            "Usage : une TVA récupérable n’est pas une dépense ; sous 5 M€ le règlement (UE) 2021/1060, art. 64, § 1, point c), i), l’admet pourtant",
        ),
        mend: "TVA récupérable : assiette = \"HT\". TVA non récupérable, ou récupérable en partie (recuperable = \"60 %\") : assiette = \"TTC\", avec l’attestation ; la part récupérée est retirée de chaque ligne.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let vat = &scope.project().vat;
        if vat.recoverable.is_none() {
            answers.missing_field("tva.recuperable");
        }
        if vat.basis.is_none() {
            answers.missing_field("tva.assiette");
        }
        let (Some(recoverable), Some(basis)) = (vat.recoverable, vat.basis) else { return };
        if recoverable == VatRecovery::All && basis == VatBasis::InclVat {
            answers.finding(
                Finding::new("la TVA est dite récupérable et le plan est présenté TTC")
                    .at_field("tva.assiette")
                    .found("TTC")
                    .expected("HT"),
            );
            return;
        }
        answers
            .compared(1, say!("plan présenté {}, pour une TVA dite {}", basis.label(), recoverable.french()));
    }),
};
