//! The balance of each side in another currency.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// The balance of each side in another currency.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-23",
    title: "Chaque volet est équilibré dans sa monnaie",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque volet en une autre monnaie, le total des ressources est comparé au coût total, à l’unité la plus petite de cette monnaie. Rien n’est compté d’un volet à l’autre, ni avec le plan en euros.",
        why: "Un excédent en une monnaie ne paie pas un manque dans l’autre.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : dépenses et ressources s’équilibrent, monnaie par monnaie",
        ),
        mend: "Ajustez les ressources ou les dépenses du volet, dans ses feuilles.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.has_no_side(answers) {
            return;
        }
        for side in &scope.plan().sides {
            let cost = scope.needed_foreign(side.total, answers);
            let resources = scope.needed_foreign(side.resources_total, answers);
            let (Some(cost), Some(resources)) = (cost, resources) else { continue };
            let title = scope.side_title(side);
            let shown = |amount| Fact::Foreign(amount, side.currency);
            answers.expect(cost == resources, || {
                let resources_sheet = scope.side_budget(side).and_then(|budget| budget.resources.last());
                Finding::new(say!("le volet « {} » n’est pas équilibré", title))
                    .at_all(resources_sheet.map(|line| &line.place))
                    .found(say!("{} de ressources", shown(resources)))
                    .expected(say!("{}, le coût total", shown(cost)))
                    .from_figures([side.total, side.resources_total])
            });
            answers.compared(1, say!("{} : {}", title, shown(cost)));
        }
    }),
};
