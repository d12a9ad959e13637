//! The stated percentages of the resources.

use rust_decimal::Decimal;

use super::shared::lines_compared;
use crate::audit::totals::is_stale;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::FigureKey;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::formula::Value;
use crate::model::{Located, Rate};

/// The stated percentages of the resources.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-06",
    title: "Les pourcentages des ressources sont à jour",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "La part écrite dans la feuille Ressources est comparée à montant ÷ coût total, arrondie à deux décimales.",
        why: "Des pourcentages restés anciens après une mise à jour font renvoyer le dossier.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : une part est le quotient d’un montant par le total ; arrondi observé sur les opérations publiées",
        ),
        mend: "Recalculez la colonne des parts sur le coût total de l’opération.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.budget().resources.iter().all(|line| line.stated_share.is_none()) {
            answers.not_applicable("aucune ressource n’écrit sa part en pourcentage");
            return;
        }
        let (stale, compared) = stale_shares(scope);
        // A whole column of shares is stale for one reason: the cost changed.
        if stale.len() >= SHARES_TOGETHER {
            let shown = |rates: Vec<Rate>| Fact::list(rates);
            let mut finding = Finding::new(say!(
                "{} pourcentages écrits sur {} ne sont pas les parts du coût total, {}",
                Fact::Shown(stale.len().into()),
                Fact::Shown(compared.into()),
                scope.ledger().value(scope.plan().total_cost).french()
            ))
            .at_all(stale.iter().map(|share| &share.stated.place))
            .found(shown(stale.iter().map(|share| share.stated.value).collect()))
            .expected(shown(stale.iter().map(|share| share.computed).collect()));
            for share in &stale {
                finding = mended(scope, finding, share);
            }
            answers.finding(finding);
        } else {
            for share in &stale {
                let finding = Finding::new("le pourcentage écrit n’est pas la part du coût total")
                    .at(&share.stated.place)
                    .found(share.stated.value)
                    .expected(share.computed);
                answers.finding(mended(scope, finding, share));
            }
        }
        lines_compared(answers, compared, "un montant et une part");
    }),
};

/// Stale shares told together.
const SHARES_TOGETHER: usize = 3;

/// A stated share that is not that of its amount.
struct Share<'a> {
    stated: &'a Located<Rate>,
    computed: Rate,
    figure: FigureKey,
}

/// What would mend a share, in the unit of its cell: `0,15` or `15`.
fn mended(scope: &Scope<'_>, finding: Finding, share: &Share<'_>) -> Finding {
    let saved = scope.audit.cell_of(&share.stated.place).and_then(|at| scope.audit.recalculation.content(at));
    let is_fraction = saved.is_some_and(|cell| match Value::of_cell(&cell.value) {
        Value::Number(number) => number == share.stated.value.fraction(),
        _ => false,
    });
    let right = if is_fraction { share.computed.fraction() } else { share.computed.displayed_percent() };
    finding.mended_by(&share.stated.place, right).from_figures([share.figure])
}

/// The stated shares that are not those of the amounts, and how many were compared.
fn stale_shares<'a>(scope: &Scope<'a>) -> (Vec<Share<'a>>, usize) {
    let (mut stale, mut compared) = (Vec::new(), 0usize);
    let shares = scope.plan().resources.iter().map(|line| (line.resource, line.share));
    let own = scope.plan().stated_own.iter().map(|(resource, _)| (*resource, scope.plan().own_share));
    for (resource, figure) in shares.chain(own) {
        let resource = scope.budget().resources.get(resource);
        let Some(stated) = resource.and_then(|line| line.stated_share.as_ref()) else { continue };
        let Some(computed) = scope.rate(figure) else { continue };
        // A share whose saved value is not its formula's is told once, as such.
        if is_stale(scope.audit, &stated.place) {
            continue;
        }
        compared += 1;
        // Two displayed decimals: both sides may have been rounded.
        let gap = (stated.value.displayed_percent() - computed.displayed_percent()).abs();
        if gap > Decimal::new(1, 2) {
            stale.push(Share { stated, computed, figure });
        }
    }
    (stale, compared)
}
