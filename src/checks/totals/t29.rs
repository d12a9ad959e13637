//! The percentages add up to 100.

use crate::checks::totals::arithmetic::around;
use crate::checks::totals::arithmetic::stale_shares;
use crate::checks::{Check, Explanation, Run, Scope};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::french::french_number;
use crate::model::{Located, Money, Rate};
use rust_decimal::Decimal;

/// The percentages add up to 100.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-29",
    title: "Les pourcentages des ressources font 100 %",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les parts écrites dans le tableau des ressources sont additionnées : elles doivent faire 100 %, à l’arrondi de chacune près (0,005 point).",
        why: "Une colonne de parts qui fait 98 % dit qu’un financeur manque, ou qu’une part est restée ancienne.",
        source: "Règlement (UE) 2021/1060, art. 73, § 2, c) ; plan de financement équilibré : guide du porteur (statut : à confirmer)",
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
            answers.missing(format!(
                "{} sans pourcentage : la somme des parts n’a pas été vérifiée",
                counted(resources.len() - shares.len(), "ressource", "ressources")
            ));
            return;
        }
        if scope.plan().stated_own.is_empty() && !covers_the_cost(scope) {
            answers.missing(
                "le tableau des ressources ne donne pas l’autofinancement : ses parts ne font pas le tout",
            );
            return;
        }
        let hundred = Decimal::ONE_HUNDRED;
        let percent = |share: &Located<Rate>| share.value.fraction().checked_mul(hundred);
        let sum = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(percent(share)?));
        let Some(sum) = sum else {
            answers.missing("les parts sont trop grandes pour être additionnées");
            return;
        };
        let tolerance = HALF_A_HUNDREDTH * Decimal::from(shares.len());
        let holds = (sum - hundred).abs() <= tolerance;
        let told = stale_shares(scope).0.len();
        if !holds && told > 0 {
            // One wrong share is one finding.
            answers.missing(format!(
                "les parts font {} % : voir {} le contrôle T-06",
                french_number(sum.round_dp(2).normalize()),
                if told == 1 { "la part que signale" } else { "les parts que signale" }
            ));
            return;
        }
        answers.expect(holds, || {
            let shown = |share: &&Located<Rate>| share.value.to_string();
            let mut anomaly = Finding::new("les parts des ressources ne font pas 100 %").at(&first.place);
            for share in shares.iter().skip(1) {
                anomaly = anomaly.at(&share.place);
            }
            anomaly
                .found(format!(
                    "{}\u{202f}% = {}",
                    french_number(sum.round_dp(2).normalize()),
                    shares.iter().map(shown).collect::<Vec<_>>().join(" + ")
                ))
                .expected("100 %")
                .around(around(scope, &first.place))
        });
        answers.compliant(counted(shares.len(), "part additionnée", "parts additionnées"));
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
