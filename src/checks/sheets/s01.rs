//! Sums side by side that do not add up the same lines.

use super::shared::{SEEN, bounds, of_sheet, searched};
use crate::audit::sheets::Way;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity, Sureness};

/// Sums side by side that do not add up the same lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-01",
    title: "Des sommes voisines additionnent les mêmes lignes",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les sommes d’une même ligne de totaux sont comparées par les lignes qu’elles prennent, et celles d’une même colonne par leurs colonnes ; les moins nombreuses sont signalées.",
        why: "Une ligne insérée ou une somme recopiée de travers laisse un montant hors du total, sans que rien ne le montre.",
        basis: Basis::Usage(SEEN),
        mend: "Recopiez la formule de la somme voisine, ou étendez la plage aux mêmes lignes.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let search = sheets.sums_apart();
        for one in &search.found {
            let (message, lines) = match one.way {
                Way::Column => ("somme qui ne prend pas les mêmes lignes que ses voisines", "lignes"),
                Way::Row => ("somme qui ne prend pas les mêmes colonnes que ses voisines", "colonnes"),
            };
            let (most, all) = one.count;
            answers.finding(
                of_sheet(audit, one.at, message, Sureness::Probable)
                    .at(&audit.place(one.model))
                    .found(say!("{}, {}", audit.formula(one.at), bounds(one.way, &one.own)))
                    .expected(say!(
                        "les mêmes {} que {} ({}) : {} des {} sommes voisines les prennent",
                        Fact::Words(lines),
                        audit.name(one.model, one.at.sheet),
                        bounds(one.way, &one.others),
                        most.to_string(),
                        all.to_string()
                    )),
            );
        }
        searched(answers, &search, "somme comparée", "sommes comparées", "aucune somme n’a de voisine");
    }),
};
