//! Each grant, seen from both sides.

use super::shared::{SOURCE, each, money};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;

/// Each grant, seen from both sides.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-03",
    title: "L’aide de chaque fonds est la même vue des deux côtés",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide demandée dans chaque autre dossier est comparée à la ligne de cofinancement de même fonds dans celui-ci.",
        why: "Un financeur vérifie chez l’autre le montant annoncé.",
        source: SOURCE,
        mend: "Mettez le même montant dans la feuille Ressources ; vérifiez le rattachement au fonds dans [[cofinanceurs]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let id = &other.fund.identity.id;
            let name = &other.fund.identity.short_title;
            let mut here = Some(Money::ZERO);
            for line in scope.plan().resources.iter().filter(|line| line.fund.as_ref() == Some(id)) {
                here = here.zip(scope.money(line.amount)).and_then(|(sum, amount)| sum.checked_add(amount));
            }
            match (here, money(other, "aide.demandee")) {
                (Some(here), Some(there)) if here != there => answers.finding(
                    Finding::new(format!("l’aide « {name} » diffère d’un dossier à l’autre"))
                        .found(here)
                        .expected(there),
                ),
                (Some(here), Some(_)) => answers.compliant(format!("« {name} » : {here} des deux côtés")),
                _ => answers.missing(format!("l’aide « {name} » n’est pas connue dans un des dossiers")),
            }
        });
    }),
};
