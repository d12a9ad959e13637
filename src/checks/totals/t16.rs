//! Cells that read themselves.

use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::formula;
use crate::checks::totals::formulas::name;
use crate::checks::totals::formulas::saved;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::formula::{CellRef, Outcome};
use crate::model::cell_name;
use std::collections::BTreeSet;

/// Cells that read themselves.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-16",
    title: "Aucune formule ne se lit elle-même",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les cellules que lit chaque formule sont suivies de proche en proche ; une boucle est une référence circulaire.",
        why: "Le résultat d’une boucle dépend du tableur et de ses réglages : ce n’est pas un montant.",
        source: RULE,
        mend: "Rompez la boucle : le total ne doit pas se compter lui-même, ni une part dépendre du total qu’elle forme.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        for (at, one) in scope.recalculation.cells() {
            let Outcome::Circular(cycle) = &one.outcome else { continue };
            let known = cycle.iter().any(|cell| seen.contains(cell));
            seen.extend(cycle.iter().copied());
            if known {
                continue;
            }
            let mut path: Vec<String> = cycle.iter().map(|cell| name(scope, *cell, at.sheet)).collect();
            path.push(cell_name(at.row, at.column));
            let mut found = anomaly(scope, at, format!("référence circulaire : {}", path.join(" → ")))
                .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
                .expected("une formule qui ne dépend pas de son propre résultat");
            for cell in cycle.iter().skip(1) {
                found = found.at(&scope.recalculation.place(*cell));
            }
            answers.finding(found);
        }
        if scope.recalculation.is_empty() {
            answers.not_applicable("aucune formule ne nourrit le plan");
        } else {
            let count = scope.recalculation.len();
            answers.compliant(counted(count, "formule suivie", "formules suivies"));
        }
    }),
};
