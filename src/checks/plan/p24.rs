//! The public funding of each year of a side in another currency.

use rust_decimal::Decimal;

use crate::checks::reliance::{based_on, reserve};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::findings::{Sentence, say};
use crate::model::Place;

/// The public funding of each year of a side in another currency.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-24",
    title: "L’aide de chaque année reste sous le plafond de son volet",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque volet en une autre monnaie, l’aide demandée, frais propres exclus, est répartie entre les années au prorata de leurs coûts sans ces frais, la dernière recevant le reste ; chaque part est comparée au plafond annuel du volet, dans sa monnaie. Ce qui finance les frais propres est comparé à ces frais : le surplus échapperait au plafond.",
        why: "Chaque autorité plafonne sa part dans sa monnaie ; ce qui dépasse n’est pas versé.",
        basis: Basis::Sheet("Définition du fonds (volets : plafond_annuel, frais_propres)"),
        mend: "Réduisez l’aide du volet, ou répartissez autrement ses dépenses entre les années.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.has_no_side(answers) {
            return;
        }
        for side in &scope.plan().sides {
            let title = scope.side_title(side);
            let (Some(defined), Some(budget)) =
                (scope.fund().sides.get(side.definition), scope.side_budget(side))
            else {
                continue;
            };
            let shown = |amount| Fact::Foreign(amount, side.currency);
            if let (Some(funded), fees) = (side.fees_funded, side.own_fees) {
                let funded = scope.needed_foreign(funded, answers);
                let fees = match fees {
                    Some(key) => scope.needed_foreign(key, answers).map(Some),
                    None => Some(None),
                };
                if let (Some(funded), Some(fees)) = (funded, fees) {
                    let most = fees.map_or(Decimal::ZERO, crate::model::Money::number);
                    answers.expect(funded.number() <= most, || {
                        Finding::new(say!(
                            "les ressources des frais propres du volet « {} » passent ces frais",
                            title
                        ))
                        .at_all(own_fees(side, budget))
                        .found(shown(funded))
                        .expected(match fees {
                            Some(fees) => say!("au plus {}", shown(fees)),
                            None => Sentence::from("aucun frais propre n’est en dépenses"),
                        })
                    });
                }
            }
            let Some(ceiling) = &defined.yearly_ceiling else {
                answers.not_applicable(say!("le fonds ne plafonne pas le volet « {} »", title));
                continue;
            };
            let Some(grant) = side.grant else {
                answers.not_applicable(say!("le volet « {} » ne demande pas d’aide", title));
                continue;
            };
            let without_year: Vec<&Place> =
                budget.lines.iter().filter(|line| line.year.is_none()).map(|line| &line.place).collect();
            if let Some(first) = without_year.first() {
                let count = Fact::count(without_year.len(), "ligne n’a", "lignes n’ont");
                let missing = say!("{} pas d’année dans le volet « {} »", count, title);
                answers.missing(Missing::of_workbook(say!("{} ({})", missing, *first)));
                continue;
            }
            let Some(most) = scope.rule_foreign(ceiling, answers) else { continue };
            if scope.needed_foreign(grant, answers).is_none() {
                continue;
            }
            let relied = say!("{}{}", shown(most.value), reserve(&most));
            let mut compared = 0;
            for year in &side.years {
                let Some(part) = year.grant.and_then(|key| scope.needed_foreign(key, answers)) else {
                    continue;
                };
                compared += 1;
                answers.expect(part <= most.value, || {
                    let asked = side.resources.iter().zip(&budget.resources).find(|(plan, _)| plan.is_asked);
                    let message = say!(
                        "volet « {} » : l’aide de {} dépasse le plafond annuel",
                        title,
                        Fact::Year(year.year)
                    );
                    based_on(&most, Finding::new(message))
                        .at_all(asked.map(|(_, line)| {
                            line.amount.as_ref().map_or(&line.place, |amount| &amount.place)
                        }))
                        .found(shown(part))
                        .expected(say!("au plus {}", relied.clone()))
                        .from_figures(year.grant)
                });
            }
            let years = Fact::count(compared, "année", "années");
            answers.compared(compared, say!("{} : {}, à {} chacune au plus", title, years, relied));
        }
    }),
};

/// The resources that fund the own fees.
fn own_fees<'a>(
    side: &crate::figures::plan::SidePlan,
    budget: &'a crate::model::side::SideBudget,
) -> Vec<&'a Place> {
    let both = side.resources.iter().zip(&budget.resources);
    both.filter(|(plan, _)| plan.is_own_fee)
        .map(|(_, line)| line.amount.as_ref().map_or(&line.place, |amount| &amount.place))
        .collect()
}
