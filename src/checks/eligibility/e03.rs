//! Words of expenses to justify.

use super::shared::exclusions;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// Words of expenses to justify.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-03",
    title: "Aucune dépense au libellé trop vague",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’intitulé de chaque ligne est comparé aux mots que les instructeurs renvoient (« divers », « imprévus »…).",
        why: "Une dépense non décrite ne peut être ni justifiée ni contrôlée.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Décrivez la dépense, ou retirez la ligne.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| exclusions(scope, answers, false)),
};
