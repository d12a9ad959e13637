//! The same calendar.

use super::shared::{SOURCE, each, money};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::listed;

/// The same calendar.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-02",
    title: "Les dossiers présentent le même échéancier",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les années du plan et le coût de chaque année sont comparés à ceux de chaque autre dossier.",
        why: "Un échéancier différent par financeur annonce des demandes de paiement incohérentes.",
        source: SOURCE,
        mend: "Vérifiez les années des lignes et les postes non reconnus par un des fonds.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            if scope.plan().years != other.computation.plan.years {
                answers.finding(
                    Finding::new(format!("années différentes dans le dossier « {name} »"))
                        .found(years(&scope.plan().years))
                        .expected(years(&other.computation.plan.years)),
                );
                return;
            }
            let mut alike = Vec::new();
            for year in &scope.plan().years {
                let id = format!("annee.{year}.total");
                match (money(&scope.pack, &id), money(other, &id)) {
                    (Some(here), Some(there)) if here != there => answers.finding(
                        Finding::new(format!("coût de {year} différent dans le dossier « {name} »"))
                            .found(here)
                            .expected(there),
                    ),
                    (Some(_), Some(_)) => alike.push(*year),
                    _ => answers.missing(format!("coût de {year} inconnu")),
                }
            }
            if !alike.is_empty() {
                answers.compliant(format!("coût de {}, comme « {name} »", years(&alike)));
            }
        });
    }),
};

fn years(years: &[i32]) -> String {
    listed(&years.iter().map(ToString::to_string).collect::<Vec<_>>())
}
