//! Co-financers whose base is wider than the operation.

use super::co_financers::{named, planned};
use super::shared::GUIDE;
use crate::checks::typed::TypedAmount;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Sentence, Severity};
use crate::model::project::CoFinancer;
use crate::model::{Money, RoundingPolicy};

/// Co-financers whose base is wider than the operation.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-17",
    title: "Un cofinanceur à l’assiette plus large est compté pour sa part",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Quand projet.toml dit ce qu’un cofinanceur accorde en tout et sur quelle assiette, la ressource du classeur est comparée à la part qu’il affecte à l’opération ou, à défaut, au prorata des assiettes, arrondi au centime.",
        why: "Une aide qui porte aussi sur d’autres dépenses n’est pas toute à l’opération : comptée entière, elle réduit à tort l’aide demandée ou passe pour un double financement.",
        basis: Basis::Usage(GUIDE),
        mend: "Portez la part affectée dans le classeur, ou corrigez montant_accorde, assiette ou part_affectee d’après l’acte du cofinanceur.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let entries = scope.project().co_financers.iter().enumerate();
        let wide: Vec<_> = entries
            .filter(|(_, one)| one.granted.is_some() || one.base.is_some() || one.allocated.is_some())
            .collect();
        if wide.is_empty() {
            answers.not_applicable("aucun cofinanceur n’est dit porter sur plus que l’opération");
            return;
        }
        let Some(base) = scope.needed(scope.plan().eligible_base, answers) else { return };
        let planned = planned(scope);
        let mut compared = 0;
        for (index, entry) in wide {
            let Some((expected, way)) = share(entry, index, (base, scope.fund().identity.rounding), answers)
            else {
                continue;
            };
            // One that the workbook does not have is told by P-12.
            let Some(in_plan) = named(&planned, &entry.name) else { continue };
            compared += 1;
            answers.expect(in_plan.amount == expected, || {
                Finding::new(say!("« {} » n’est pas compté pour sa part", &entry.name))
                    .at_all(&in_plan.cells)
                    .at_field(format!("cofinanceurs[{index}].assiette"))
                    .found(in_plan.amount)
                    .expected(say!("{}, {}", expected, way))
                    .stake(in_plan.amount.distance(expected))
                    .from_figures([scope.plan().eligible_base])
            });
        }
        answers.compared(
            compared,
            Fact::count(compared, "part de cofinanceur comparée", "parts de cofinanceurs comparées"),
        );
    }),
};

/// What a co-financer brings to the operation, and how that is obtained; what is lacking or odd is said.
fn share(
    entry: &CoFinancer,
    index: usize,
    (base, rounding): (Money, RoundingPolicy),
    answers: &mut Answers,
) -> Option<(Money, Sentence)> {
    let field = |name: &str| format!("cofinanceurs[{index}].{name}");
    if let Some(typed) = &entry.allocated {
        let part = GIVEN.read(typed, field("part_affectee"), answers)?;
        return Some((part, "la part que son acte affecte".into()));
    }
    let (Some(granted), Some(wide)) = (&entry.granted, &entry.base) else {
        let lacking = if entry.granted.is_none() { "montant_accorde" } else { "assiette" };
        answers.missing(Missing::of_applicant(
            say!("la part de « {} » se calcule avec son montant et son assiette", &entry.name),
            field(lacking),
        ));
        return None;
    };
    let granted = GIVEN.read(granted, field("montant_accorde"), answers)?;
    let wide = GIVEN.read(wide, field("assiette"), answers)?;
    if wide < base {
        answers.finding(
            Finding::new(say!("l’assiette de « {} » est plus étroite que l’opération", &entry.name))
                .at_field(field("assiette"))
                .found(wide)
                .expected(say!("au moins {}, l’assiette éligible du plan", base)),
        );
        return None;
    }
    let exact = granted.to_decimal().checked_mul(base.to_decimal())?.checked_div(wide.to_decimal())?;
    let part = rounding.to_cents(exact)?;
    Some((part, say!("{} × {} ÷ {}", granted, base, wide)))
}

/// What a co-financer grants, or grants on.
const GIVEN: TypedAmount = TypedAmount { may_be_negative: false, ..TypedAmount::ANY };
