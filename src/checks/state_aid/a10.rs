//! The aid that the count leaves out.

use super::NONE;
use super::windows::no_period;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::{Money, Place};
use crate::rules::catalogue::DE_MINIMIS_YEARS;

/// The aid that the count leaves out.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-10",
    title: "Le compte des aides de minimis n’en laisse aucune de côté",
    severity: Severity::Note,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les aides déclarées dont la date d’octroi précède la période que compte A-01 sont nommées, avec leur montant et cette période. Une date à venir est dite par A-02.",
        why: "Une faute de frappe dans une date d’octroi, ou dans la date d’effet, retire une aide du compte sans que rien d’autre ne le montre.",
        basis: Basis::Text { citation: "Règlement (UE) 2023/2831, art. 3, § 2", sentence: None },
        mend: "Vérifiez la date d’octroi et la date d’effet ; une aide trop ancienne pour compter peut rester déclarée.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let (plan, aids) = (scope.plan(), &scope.project().de_minimis);
        if aids.is_empty() {
            answers.declared(NONE);
            return;
        }
        let Some(period) = plan.de_minimis_period.as_ref() else {
            no_period(scope, DE_MINIMIS_YEARS, answers);
            return;
        };
        let (first, last) = (*period.start(), *period.end());
        let all = || aids.iter().zip(&plan.de_minimis).enumerate();
        let left: Vec<_> = all().filter(|(_, (aid, _))| aid.granted_on < first).collect();
        let named = left.iter().map(|(_, (aid, key))| match scope.money(**key) {
            Some(amount) => Fact::from(say!("{} du {}", amount, aid.granted_on)),
            // What cannot be read is told by A-01.
            None => Fact::from(say!("« {} » du {}", &aid.amount, aid.granted_on)),
        });
        // No sum is said of one amount, nor of amounts that are not all read.
        let read: Option<Vec<Money>> = left.iter().map(|(_, (_, key))| scope.money(**key)).collect();
        let total = read
            .filter(|amounts| amounts.len() > 1)
            .map_or_else(|| "".into(), |amounts| say!(", soit {}", amounts.into_iter().sum::<Money>()));
        // A date that is wrong explains it.
        let granted = |index: &usize| Place::field("projet.toml", format!("de_minimis[{index}].date_octroi"));
        let mut dates: Vec<Place> = left.iter().map(|(index, _)| granted(index)).collect();
        dates.extend([
            Place::field("ligne de commande", "--date"),
            Place::field("projet.toml", "projet.date_effet"),
        ]);
        // What matters most comes first: a remark is one line.
        answers.expect(left.is_empty(), || {
            Finding::new(say!(
                "{} : {}{}, hors de la période du {} au {}",
                Fact::count(left.len(), "aide non comptée", "aides non comptées"),
                Fact::list(named),
                total,
                first,
                last
            ))
            .at_field("de_minimis")
            .following(&dates)
        });
        answers.compared(
            aids.len(),
            say!(
                "{} à la période du {} au {}",
                Fact::count(aids.len(), "date d’octroi comparée", "dates d’octroi comparées"),
                first,
                last
            ),
        );
    }),
};
