//! Public aid on the same costs.

use crate::checks::plan::shared::{adjusted, share_of};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Rate;
use crate::rules::catalogue::ADJUSTED;

/// Public aid on the same costs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-08",
    title: "Le cumul des aides publiques reste dans l’intensité du régime d’aide",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Quand le soutien est une aide d’État, la somme des aides publiques du plan est comparée au produit de l’assiette éligible par l’intensité de projet.toml › aides_d_etat.intensite_max. Les aides du plan portent toutes sur les coûts de l’opération : elles se cumulent.",
        why: "Les aides à une même dépense s’additionnent, quelle que soit leur source : au-delà de l’intensité, l’excédent est à rendre.",
        basis: Basis::Text {
            citation: "Règlement (UE) n° 651/2014, art. 8 (à confirmer)", sentence: None
        },
        mend: "Réduisez une aide (la part européenne est la variable d’ajustement), ou corrigez l’intensité avec le service juridique.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let (aid, plan) = (&scope.project().state_aid, scope.plan());
        match aid.is_aid {
            Some(true) => {}
            Some(false) => {
                answers.declared("le demandeur dit que le soutien n’est pas une aide d’État");
                return;
            }
            None => {
                answers.missing_field("aides_d_etat.aide_d_etat");
                return;
            }
        }
        let Some(typed) = aid.largest_intensity.as_ref() else {
            answers.missing_field("aides_d_etat.intensite_max");
            return;
        };
        let Some(intensity) = Rate::parse_percent(typed) else {
            answers.finding(
                Finding::new("l’intensité du régime n’est pas un pourcentage")
                    .at_field("aides_d_etat.intensite_max")
                    .found(typed)
                    .expected("un pourcentage comme 50 %"),
            );
            return;
        };
        let public = scope.needed(plan.public_aid, answers);
        let base = scope.needed(plan.eligible_base, answers);
        let (Some(public), Some(base)) = (public, base) else { return };
        answers.rely("intensité du régime d’aide", "valeur fournie par le demandeur");
        let share = public.to_decimal().checked_div(base.to_decimal());
        let is_within = public.to_decimal() <= base.to_decimal() * intensity.fraction();
        let ceiling = share_of(scope, base, intensity);
        answers.expect(is_within, || {
            let finding = Finding::new("les aides publiques passent l’intensité du régime d’aide")
                .at_field("aides_d_etat.intensite_max")
                .found(match share {
                    Some(share) => say!("{}, soit {} de l’assiette", public, Rate::from_fraction(share)),
                    None => say!("{}", public),
                })
                .expected(say!("au plus {} de {}", intensity, base))
                .from_figures([plan.public_aid, plan.eligible_base]);
            match ceiling.and_then(|ceiling| adjusted(scope, ADJUSTED, public.distance(ceiling))) {
                Some(mend) => finding.mend(mend),
                None => finding,
            }
        });
        answers.compared(1, say!("{} d’aides publiques, pour {} de {}", public, intensity, base));
    }),
};
