//! The aid of each year, under a fund that caps it.

use super::shared::grant_cells;
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::rules::catalogue::YEARLY_CEILING;

/// The aid of each year, under a fund that caps it.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-21",
    title: "L’aide de chaque année reste sous le plafond annuel",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide demandée est répartie entre les années au prorata de leurs coûts, la dernière recevant le reste ; chaque part est comparée au paramètre plafond_annuel du fonds.",
        why: "Une aide sous le plafond de toute la durée peut passer celui d’une année.",
        basis: Basis::Sheet("Règlement du fonds (paramètre plafond_annuel)"),
        mend: "Réduisez l’aide, ou répartissez autrement les dépenses entre les années.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.states(YEARLY_CEILING) {
            answers.not_applicable("ce fonds ne plafonne pas l’aide d’une année");
            return;
        }
        if scope.does_not_bear(YEARLY_CEILING, answers) {
            return;
        }
        let plan = scope.plan();
        let Some(requested) = plan.grant.requested else {
            answers.not_applicable("aucune aide n’est demandée à ce fonds");
            return;
        };
        let most = scope.rule_money(YEARLY_CEILING, answers);
        let grant = scope.needed(requested, answers);
        if plan.years.is_empty() {
            answers.missing_field("calendrier.debut");
            answers.missing_field("calendrier.fin");
        }
        let (Some(most), Some(_)) = (most, grant) else { return };
        let mut compared = 0;
        for (year, key) in plan.years.iter().zip(&plan.grant.by_year) {
            let Some(part) = scope.needed(*key, answers) else { continue };
            compared += 1;
            answers.expect(part <= most.value, || {
                let cells = grant_cells(scope, &scope.fund().identity.id);
                based_on(
                    &most,
                    Finding::new(say!("l’aide de {} dépasse le plafond annuel", Fact::Year(*year)))
                        .at_all(cells.iter().take(1))
                        .found(part)
                        .expected(say!("au plus {}", relied(&most)))
                        .from_figures([*key]),
                )
            });
        }
        let years = Fact::count(compared, "année", "années");
        answers.compared(compared, say!("{}, à {} chacune au plus", years, relied(&most)));
    }),
};
