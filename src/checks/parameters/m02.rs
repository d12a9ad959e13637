//! Overrides that serve nothing; judged after the other checks, see `run`.

use crate::checks::{Check, Explanation, Severity};

/// Overrides that serve nothing; judged after the other checks, see `run`.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-02",
    title: "Chaque dérogation porte sur un contrôle existant, avec un motif, et sert",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque entrée de projet.toml › controles est comparée aux contrôles et à ce qu’ils ont répondu.",
        why: "Une dérogation oubliée masquera la prochaine vraie anomalie.",
        source: "Règle du programme",
        mend: "Retirez la dérogation devenue inutile, ou complétez son motif.",
        since: "0.1.0",
    },
    run: |_, _| {},
};
