//! Formulas that read elsewhere than their neighbours.

use super::shared::{SEEN, tell_lone};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// Formulas that read elsewhere than their neighbours.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-02",
    title: "Chaque formule lit là où lisent ses voisines",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Le long des lignes et des colonnes, les formules sont comparées par ce qu’elles calculent ; celle qui a les mêmes fonctions que ses voisines, lit ailleurs, et n’a pas sa pareille dans sa ligne ni dans sa colonne est signalée.",
        why: "Une formule recopiée puis retouchée, ou une référence qui a glissé, donne un résultat plausible et faux.",
        basis: Basis::Usage(SEEN),
        mend: "Recopiez la formule de la cellule voisine ; si elle est voulue, dites pourquoi dans une note.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let lone = sheets.lone();
        let message = "formule qui ne lit pas là où lisent ses voisines";
        tell_lone(audit, answers, &lone.elsewhere, lone.compared, message);
    }),
};
