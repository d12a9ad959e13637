//! The percentages add up to 100.

use rust_decimal::Decimal;

use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::{Located, Money, Rate};

/// The percentages add up to 100.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-29",
    title: "Les pourcentages des ressources font 100 %",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les parts écrites dans le tableau des ressources sont additionnées : elles doivent faire 100 %, à l’arrondi de chacune près (0,005 point).",
        why: "Une colonne de parts qui fait 98 % dit qu’un financeur manque, ou qu’une part est restée ancienne.",
        basis: Basis::Arithmetic("Règle arithmétique : une part est le quotient d’un montant par le total"),
        mend: "Recalculez chaque part : montant ÷ total des ressources, arrondi à deux décimales ; l’arrondi de la dernière s’ajuste.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let resources = &scope.budget().resources;
        let shares: Vec<&Located<Rate>> =
            resources.iter().filter_map(|line| line.stated_share.as_ref()).collect();
        let Some(first) = shares.first() else {
            answers.not_applicable("aucune ressource n’écrit sa part en pourcentage");
            return;
        };
        if shares.len() < resources.len() {
            let without = resources.iter().filter(|line| line.stated_share.is_none());
            answers.missing(Missing::of_workbook(say!(
                "{} sans pourcentage : {}",
                Fact::count(resources.len() - shares.len(), "ressource", "ressources"),
                Fact::cells(without.map(|line| line.place.clone()), &first.place)
            )));
            return;
        }
        if scope.plan().stated_own.is_empty() && !covers_the_cost(scope) {
            answers.missing(
                Missing::of_workbook("le tableau des ressources ne porte pas l’autofinancement : ses parts ne font pas le tout")
                    .how("Ajoutez la ligne Autofinancement et sa part."),
            );
            return;
        }
        let hundred = Decimal::ONE_HUNDRED;
        let percent = |share: &&Located<Rate>| share.value.fraction().checked_mul(hundred);
        let sum = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(percent(share)?));
        let Some(sum) = sum else {
            answers.missing(Missing::of_workbook("les parts sont trop grandes pour être additionnées"));
            return;
        };
        let tolerance = HALF_A_HUNDREDTH * Decimal::from(shares.len());
        answers.expect((sum - hundred).abs() <= tolerance, || {
            Finding::new("les parts des ressources ne font pas 100 %")
                .at_all(shares.iter().map(|share| &share.place))
                .found(say!(
                    "{} % = {}",
                    sum.round_dp(2),
                    Fact::list_with(shares.iter().map(|share| share.value), " + ")
                ))
                .expected("100 %")
                .from_figures([scope.plan().total_cost])
        });
        answers.compared(
            shares.len(),
            say!("{}", Fact::count(shares.len(), "part additionnée", "parts additionnées")),
        );
    }),
};

/// Half of the last decimal shown of a percentage.
const HALF_A_HUNDREDTH: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// True when the resources of the workbook are the whole cost by themselves.
fn covers_the_cost(scope: &Scope<'_>) -> bool {
    let mut amounts = scope.budget().resources.iter().map(|line| line.amount.as_ref());
    let total = amounts.try_fold(Money::ZERO, |sum, amount| sum.checked_add(amount?.value));
    total.is_some() && total == scope.money(scope.plan().total_cost)
}
