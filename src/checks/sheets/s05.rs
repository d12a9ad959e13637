//! Numbers between two formulas that were filled from one another.

use super::shared::{SEEN, tell_typed, typed_looked_at};
use crate::audit::fact;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};
use crate::source::workbook::sheet::shorten;

/// Numbers between two formulas that were filled from one another.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-05",
    title: "Aucune valeur tapée n’interrompt une colonne de formules",
    severity: Severity::Note,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Dans une colonne, un nombre tapé entre deux formules recopiées l’une de l’autre est comparé à ce que donnerait leur formule.",
        why: "Une valeur tapée sur une formule ne suit plus rien ; elle peut aussi être voulue, et personne ne le sait plus.",
        basis: Basis::Usage(SEEN),
        mend: "Recopiez la formule du dessus ; si la valeur est voulue, dites pourquoi dans une note.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let typed = sheets.typed();
        let told = ("valeur tapée entre deux formules semblables", Sureness::Doubtful);
        tell_typed(audit, answers, &typed.between, told, |one| {
            say!("{} (={}, comme au-dessus et au-dessous)", fact(&one.computed), shorten(&one.formula))
        });
        typed_looked_at(answers, typed);
    }),
};
