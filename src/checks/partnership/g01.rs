//! The budget of each partner.

use super::shared::{CITATION, SENTENCE, borne, is_collaborative, total_of};
use crate::checks::eligibility::shared::unknown_bearers;
use crate::checks::typed::TypedAmount;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// The budget of each partner.
pub(in crate::checks) const CHECK: Check = Check {
    code: "G-01",
    title: "Le budget de chaque partenaire est celui de ses lignes",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le budget que la convention donne à chaque partenaire (partenaires.cout) est comparé à la somme des lignes qu’il porte dans le classeur, forfaits compris pour le demandeur.",
        why: "La convention annexée à l’acte porte le plan de financement : un partenaire n’est remboursé que de ce qu’elle dit.",
        basis: Basis::Text { citation: CITATION, sentence: Some(SENTENCE) },
        mend: "Corrigez les lignes du partenaire, ou la convention et partenaires.cout.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !is_collaborative(scope, answers) {
            return;
        }
        let strangers = unknown_bearers(scope);
        let mut compared = 0;
        for (index, partner) in scope.project().partners.iter().enumerate() {
            let field = format!("partenaires[{index}].cout");
            let Some(typed) = &partner.budget else {
                answers.missing(Missing::of_applicant(
                    say!("le budget de « {} » dans la convention n’est pas dit", &partner.name),
                    field,
                ));
                continue;
            };
            let Some(stated) = TypedAmount::ANY.read(typed, field.clone(), answers) else { continue };
            let Some(borne) = borne(scope, partner, answers) else { continue };
            compared += 1;
            answers.expect(stated == borne, || {
                Finding::new(say!("le budget de « {} » n’est pas la somme de ses lignes", &partner.name))
                    .at_field(field)
                    .found(say!("{} dans la convention", stated))
                    .expected(say!("{}, la somme de ses lignes", borne))
                    .stake(stated.distance(borne))
                    .from_figures(total_of(scope, partner))
                    // The convention is one side only: what is wrong in the lines explains the gap.
                    .net()
                    .following(&strangers)
            });
        }
        answers.compared(
            compared,
            Fact::count(compared, "budget comparé aux lignes", "budgets comparés aux lignes"),
        );
    }),
};
