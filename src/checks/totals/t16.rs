//! Cells that read themselves.

use std::collections::BTreeSet;

use super::shared::{RULE, at_cell, saved_with_formula};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity};
use crate::formula::{CellRef, Outcome};
use crate::model::cell_name;

/// Cells that read themselves.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-16",
    title: "Aucune formule ne se lit elle-même",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les cellules que lit chaque formule sont suivies de proche en proche ; une boucle est une référence circulaire.",
        why: "Le résultat d’une boucle dépend du tableur et de ses réglages : ce n’est pas un montant.",
        basis: Basis::Arithmetic(RULE),
        mend: "Rompez la boucle : le total ne doit pas se compter lui-même, ni une part dépendre du total qu’elle forme.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        for (at, one) in audit.recalculation.cells() {
            if !matches!(one.outcome, Outcome::Circular(_)) {
                continue;
            }
            let cycle = audit.recalculation.cycle(one);
            let known = cycle.iter().any(|cell| seen.contains(cell));
            seen.extend(cycle.iter().copied());
            if known {
                continue;
            }
            let path = cycle.iter().map(|cell| audit.name(*cell, at.sheet));
            let path = Fact::list_with(path.chain([cell_name(at.row, at.column)]), " → ");
            let places: Vec<_> = cycle.iter().skip(1).map(|cell| audit.place(*cell)).collect();
            answers.finding(
                at_cell(audit, at, say!("référence circulaire : {}", path))
                    .at_all(&places)
                    .found(saved_with_formula(audit, at))
                    .expected("une formule qui ne dépend pas de son propre résultat")
                    .unknown(),
            );
        }
        let count = audit.recalculation.len();
        if count == 0 {
            answers.not_applicable("aucune formule ne nourrit le plan");
        }
        answers.compared(count, say!("{}", Fact::count(count, "formule suivie", "formules suivies")));
    }),
};
