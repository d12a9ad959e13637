//! A waiver that covers nothing.

use crate::checks::waivers::{Standing, at, of_fund};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// A waiver that covers nothing; judged after the other checks of every pack.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-05",
    title: "Chaque dérogation couvre un constat",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque [[derogation]] de projet.toml qui tient à la date d’effet est cherchée parmi les constats de tous les dossiers : même contrôle, même lieu.",
        why: "Une dérogation qui ne couvre plus rien couvrira sans bruit la prochaine vraie anomalie.",
        basis: Basis::Usage("Usage de ce logiciel : une dérogation sert, ou se retire"),
        mend: "Retirez la dérogation, ou corrigez son lieu : écrivez-le comme « dossier check » l’imprime.",
        since: "0.2.0",
    },
    run: Run::Results(|scope, results, answers| {
        let waivers = of_fund(scope);
        if waivers.is_empty() {
            answers.not_applicable("aucune dérogation à un constat");
            return;
        }
        let mut serving = 0;
        for (rank, waiver, check) in waivers {
            if Standing::of(waiver, check, scope.effective_date) != Standing::Holds {
                continue;
            }
            if scope.used_waivers.contains(&rank) {
                serving += 1;
                continue;
            }
            let left = results.iter().find(|result| result.code() == check.code);
            let left = left.map_or(0, |result| result.answers.found());
            let finding = match &waiver.place {
                Some(place) if left > 0 => Finding::new(say!(
                    "la dérogation ne couvre aucun constat de {} : il en signale {} ailleurs qu’en « {} »",
                    check.code,
                    Fact::count(left, "seul", "autres"),
                    place
                )),
                _ => Finding::new(say!(
                    "la dérogation ne couvre rien : {} ne signale rien, ou une autre dérogation le couvre déjà",
                    check.code
                )),
            };
            let field = if waiver.place.is_some() { "lieu" } else { "code" };
            answers.finding(at(rank, field, finding));
        }
        answers.compared(serving, Fact::count(serving, "dérogation qui sert", "dérogations qui servent"));
        if serving == 0 && answers.found() == 0 {
            answers.not_applicable("aucune dérogation ne tient à la date d’effet");
        }
    }),
};
