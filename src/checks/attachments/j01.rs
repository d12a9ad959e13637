//! Required types.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::fund::Status;

/// Required types.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-01",
    title: "Les pièces obligatoires sont jointes",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque type de pièce obligatoire du fonds est cherché parmi [[pieces]] de projet.toml.",
        why: "Une demande incomplète laisse quinze jours pour compléter, avec une relance.",
        source: "Liste des pièces du fonds (chaque pièce porte sa source et son statut dans fund.toml)",
        mend: "Ajoutez la pièce dans le dossier pieces/ et son entrée [[pieces]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let required: Vec<_> =
            scope.fund().attachments.iter().filter(|required| required.mandatory).collect();
        if required.is_empty() {
            answers.missing("la définition du fonds ne liste aucune pièce obligatoire");
            return;
        }
        for required in &required {
            let joined = scope.project().attachments.iter().any(|piece| piece.kind == required.kind);
            answers.expect(joined, || {
                Finding::new(format!("pièce absente : {}", required.label))
                    .at_field("pieces")
                    .expected(format!("une pièce de type « {} »", required.kind))
                    .basis(required.source.clone())
            });
        }
        let unsure = required.iter().filter(|required| required.status != Status::Confirme).count();
        let mut detail =
            counted(required.len(), "type de pièce obligatoire joint", "types de pièces obligatoires joints");
        if unsure > 0 {
            detail.push_str(&format!(" ; exigence à confirmer pour {unsure}"));
        }
        answers.compliant(detail);
    }),
};
