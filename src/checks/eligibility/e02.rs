//! Words of excluded expenses.

use super::shared::exclusions;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// Words of excluded expenses.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-02",
    title: "Aucune dépense exclue par les textes",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’intitulé de chaque ligne est comparé aux mots des exclusions du fonds.",
        why: "Une seule dépense inéligible visible fait douter de toutes les autres.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 64, § 1 ; décret n° 2022-608 du 21 avril 2022, art. 5",
            sentence: Some(
                "les intérêts débiteurs, sauf en ce qui concerne des subventions accordées sous la forme de bonifications d’intérêts ou de contributions aux primes de garantie;",
            ),
        },
        mend: "Retirez la ligne de l’assiette, ou précisez son intitulé si elle est autre chose.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| exclusions(scope, answers, true)),
};
