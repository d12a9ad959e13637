//! References to attachments.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use std::collections::BTreeMap;

/// References to attachments.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-03",
    title: "Les pièces citées par projet.toml sont déclarées",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque identifiant de pièce cité (délibérations, signataire, partenaires, cofinanceurs) est cherché dans [[pieces]], où il est unique.",
        why: "Une preuve qu’on ne retrouve pas ne prouve rien.",
        source: "Traçabilité du dossier : règlement (UE) 2021/1060, art. 82",
        mend: "Corrigez l’identifiant ou déclarez la pièce.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for piece in &project.attachments {
            *count.entry(piece.id.as_str()).or_default() += 1;
        }
        for (id, times) in count.iter().filter(|(_, times)| **times > 1) {
            answers.finding(
                Finding::new(format!("l’identifiant de pièce « {id} » est donné {times} fois"))
                    .at_field("pieces"),
            );
        }
        let mut cited: Vec<(String, &str)> = Vec::new();
        for (index, deliberation) in project.deliberations.iter().enumerate() {
            cited.extend(
                deliberation.piece.as_deref().map(|piece| (format!("deliberations[{index}].piece"), piece)),
            );
        }
        for (index, partner) in project.partners.iter().enumerate() {
            cited
                .extend(partner.piece.as_deref().map(|piece| (format!("partenaires[{index}].piece"), piece)));
        }
        for (index, co_financer) in project.co_financers.iter().enumerate() {
            cited.extend(
                co_financer.piece.as_deref().map(|piece| (format!("cofinanceurs[{index}].piece"), piece)),
            );
        }
        let signatory = project.applicant.signatory.as_ref().and_then(|signatory| signatory.piece.as_deref());
        cited.extend(signatory.map(|piece| ("demandeur.signataire.piece".to_owned(), piece)));
        for (field, piece) in &cited {
            answers.expect(count.contains_key(piece), || {
                Finding::new("pièce citée mais non déclarée")
                    .at_field(field.clone())
                    .found((*piece).to_owned())
            });
        }
        answers.compliant(counted(cited.len(), "pièce citée", "pièces citées"));
    }),
};
