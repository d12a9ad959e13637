//! The agreement with the region.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::text::normalise;

/// The agreement with the region.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-05",
    title: "Qui aide des entreprises a une convention avec la Région",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Quand le demandeur octroie ou reverse des aides, une pièce de type « convention-region » est cherchée parmi les pièces.",
        why: "La Région définit seule les aides aux entreprises ; une commune ou un EPCI y participe dans le cadre d’une convention, et lui envoie avant le 30 mars la liste des aides de l’année écoulée.",
        basis: Basis::Text {
            citation: "Code général des collectivités territoriales, art. L. 1511-2 (à confirmer)",
            sentence: None,
        },
        mend: "Joignez la convention avec la Région (type « convention-region »).",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        let aid = &project.state_aid;
        let grants = project.grants_aid() || aid.cascades == Some(true);
        if !grants {
            match (aid.role, aid.cascades) {
                (Some(_), Some(_)) => answers.declared("le demandeur dit n’octroyer ni reverser aucune aide"),
                (None, _) => answers.missing_field("aides_d_etat.beneficiaire"),
                (Some(_), None) => answers.missing_field("aides_d_etat.reverse"),
            }
            return;
        }
        let pieces = &project.attachments;
        let is_agreement = |kind: &str| normalise(kind) == normalise("convention-region");
        match pieces.iter().find(|piece| is_agreement(&piece.kind)) {
            Some(piece) => answers.declared(say!("la convention avec la Région est la pièce {}", &piece.id)),
            None => answers.finding(
                Finding::new(
                    "le demandeur aide des entreprises, et aucune convention avec la Région n’est jointe",
                )
                .at_field("pieces")
                .expected("une pièce de type « convention-region »"),
            ),
        }
    }),
};
