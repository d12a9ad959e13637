//! Cells in error, where the error is born.

use std::collections::BTreeMap;

use super::shared::{SEEN, looked_at, of_sheet};
use crate::checks::totals::saved_with_formula;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};
use crate::formula::CellRef;

/// Cells in error, where the error is born.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-19",
    title: "Aucune cellule n’est en erreur",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les erreurs (#REF!, #DIV/0!, #N/A…) sont suivies jusqu’à la cellule où elles naissent ; la même formule recopiée est signalée une fois.",
        why: "Une erreur rend inconnu tout ce qui en dépend.",
        basis: Basis::Usage(SEEN),
        mend: "Corrigez la cellule où naît l’erreur, ou ce qu’elle lit.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let (born, typed) = audit.errors_elsewhere();
        // One formula filled along a line is one fault.
        let mut groups: Vec<(CellRef, Vec<CellRef>)> = Vec::new();
        let mut known: BTreeMap<(usize, u32), usize> = BTreeMap::new();
        let born = born.into_iter().filter(|at| !sheets.is_na_meant(*at));
        for at in born.chain(typed) {
            // An error that was typed is like no other.
            let rank = sheets
                .skeleton(at)
                .map_or(groups.len(), |made| *known.entry((at.sheet, made)).or_insert(groups.len()));
            match groups.get_mut(rank) {
                Some((_, others)) => others.push(at),
                None => groups.push((at, Vec::new())),
            }
        }
        for (at, others) in groups {
            let found = saved_with_formula(audit, at);
            answers.finding(
                of_sheet(audit, at, "cellule en erreur", Sureness::Certain)
                    .found(match others.as_slice() {
                        [] => found,
                        others => found.then(say!(" ; de même en {}", audit.names(others, at.sheet))),
                    })
                    .expected("une valeur")
                    .unknown(),
            );
        }
        looked_at(
            answers,
            audit.recalculation.len(),
            "formule suivie",
            "formules suivies",
            "le classeur n’a aucune formule",
        );
    }),
};
