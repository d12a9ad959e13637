//! The rate is within the article's ceiling.

use super::shared::{Asked, asked, is_confirmed, unknown};
use crate::checks::reliance::unless_confirmed;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Finding, Missing, Severity};
use crate::model::{Money, Rate};

/// The rate is within the article's ceiling.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-02",
    title: "Le taux forfaitaire respecte le plafond de son article",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le taux demandé est comparé au plafond de l’article : 7 %, 15 %, 25 %, 20 % ou 40 % selon la règle.",
        why: "Un forfait au-dessus du plafond est rejeté en entier : il ne se module pas.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 54",
            sentence: Some(
                "Lorsqu’un taux forfaitaire est utilisé pour couvrir les coûts indirects d’une opération, celui-ci peut être calculé au moyen de l’un des taux forfaitaires suivants:",
            ),
        },
        mend: "Ramenez le taux (projet.toml › couts_indirects.taux ou frais_de_personnel.taux) au plafond, puis reportez le nouveau coût total dans la feuille Ressources.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for asked in asked(scope, answers) {
            compare(scope, &asked, answers);
        }
    }),
};

fn compare(scope: &Scope<'_>, asked: &Asked<'_>, answers: &mut Answers) {
    let Some(rate) = Rate::parse_percent(asked.rate) else {
        answers.finding(
            Finding::new("le taux forfaitaire n’est pas un pourcentage")
                .at_field(asked.rate_field())
                .found(asked.rate.to_owned())
                .expected("par exemple 15 %"),
        );
        return;
    };
    let Some(flat) = asked.flat else {
        answers.missing(unknown(asked));
        return;
    };
    let Some(ceiling) = Rate::parse_percent(&flat.ceiling) else {
        answers.missing(Missing::of_authority(say!(
            "le plafond du forfait « {} » n’est pas lisible dans la définition du fonds",
            &flat.label
        )));
        return;
    };
    if rate.fraction().is_sign_negative() && !rate.fraction().is_zero() {
        answers.finding(
            Finding::new("le taux forfaitaire est négatif")
                .at_field(asked.rate_field())
                .found(rate)
                .expected(say!("entre 0 % et {}", ceiling))
                .basis(flat.source.clone()),
        );
    } else if rate > ceiling {
        answers.finding(
            Finding::new(say!("le taux dépasse le plafond du forfait « {} »", &flat.label))
                .at_field(asked.rate_field())
                .found(rate)
                .expected(say!("au plus {}{}", ceiling, unless_confirmed(flat.status)))
                .basis(flat.source.clone())
                .stake(excess(scope, asked, ceiling).unwrap_or(Money::ZERO)),
        );
    } else if is_confirmed(flat, answers) {
        answers.compared(1, say!("{}, pour un plafond de {}", rate, ceiling));
    }
}

/// What the rate asked for gives beyond the ceiling.
fn excess(scope: &Scope<'_>, asked: &Asked<'_>, ceiling: Rate) -> Option<Money> {
    let plan = asked.plan?;
    let (base, amount) = (scope.money(plan.base)?, scope.money(plan.amount)?);
    let most = base.to_decimal().checked_mul(ceiling.fraction())?;
    Some(amount.distance(scope.ledger().rounding().to_cents(most)?))
}
