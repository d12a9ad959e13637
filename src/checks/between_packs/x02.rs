//! The same calendar.

use super::shared::{both, each, parting};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// The same calendar.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-02",
    title: "Les dossiers présentent le même échéancier",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les années du plan et le coût de chaque année sont comparés à ceux de chaque autre dossier.",
        why: "Un échéancier différent par financeur annonce des demandes de paiement incohérentes.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : une opération a les mêmes cofinanceurs dans tous ses dossiers",
        ),
        mend: "Vérifiez les années des lignes et les postes non reconnus par un des fonds.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            let (here, there) = (&scope.plan().years, &other.computation.plan.years);
            if here != there {
                answers.finding(
                    Finding::new(say!("les années diffèrent dans le dossier « {} »", name))
                        .at_field("calendrier.fin")
                        .found(years(here))
                        .expected(years(there)),
                );
                return;
            }
            let mut alike = Vec::new();
            for year in here {
                let id = format!("annee.{year}.total");
                let Some((key, here, there)) = both(scope, other, &id, answers) else { continue };
                if here == there {
                    alike.push(*year);
                    continue;
                }
                answers.finding(
                    Finding::new(say!(
                        "le coût de {} diffère dans le dossier « {} »",
                        Fact::Year(*year),
                        name
                    ))
                    .at_all(&parting(scope, other, |line| line.amount_in(*year).is_some()))
                    .found(here)
                    .expected(say!("{}, comme dans ce dossier", there))
                    .from_figures([key]),
                );
            }
            answers.compared(alike.len(), say!("coût de {}, comme « {} »", years(&alike), name));
        });
    }),
};

fn years(years: &[i32]) -> Fact {
    Fact::list(years.iter().copied().map(Fact::Year))
}
