//! Numbers of another order than those of their line.

use super::shared::{SEEN, looked_at, of_sheet};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Sentence, Severity, Sureness};

/// Numbers of another order than those of their line.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-13",
    title: "Chaque nombre a l’ordre de grandeur de sa colonne",
    severity: Severity::Note,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Dans une colonne, parmi sept nombres tapés de suite au moins, eux-mêmes du simple au triple, celui qui serait des leurs s’il était cent ou mille fois plus petit, ou plus grand, est signalé.",
        why: "Une virgule oubliée, un montant en milliers parmi des euros : la faute passe inaperçue dans un total.",
        basis: Basis::Usage(SEEN),
        mend: "Vérifiez la virgule et l’unité.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let (found, compared) = sheets.far();
        for one in found {
            let (least, most) = one.others;
            answers.finding(
                of_sheet(
                    audit,
                    one.at,
                    "nombre d’un autre ordre de grandeur que ses voisins",
                    Sureness::Doubtful,
                )
                .found(Sentence::of(audit.saved(one.at)))
                .expected(say!(
                    "entre {} et {}, comme {}",
                    Fact::Shown(least),
                    Fact::Shown(most),
                    Fact::count(one.count, "autre", "autres")
                )),
            );
        }
        looked_at(
            answers,
            compared,
            "nombre comparé",
            "nombres comparés",
            "aucune colonne n’a sept nombres tapés de suite",
        );
    }),
};
