//! The same cost and base.

use super::shared::{SOURCE, each, money};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// The same cost and base.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-01",
    title: "Les dossiers présentent le même coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le coût total de l’opération est comparé, au centime, à celui de chaque autre dossier du projet ; l’écart d’assiette éligible est signalé.",
        why: "Deux financeurs qui comparent leurs dossiers doivent lire la même opération.",
        source: SOURCE,
        mend: "Les dossiers viennent du même classeur : un écart vient d’un poste, d’un arrondi ou d’un forfait propre à un fonds.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            for (id, what) in [("cout_total", "coût total"), ("assiette_eligible", "assiette éligible")] {
                match (money(&scope.pack, id), money(other, id)) {
                    (Some(here), Some(there)) if here != there => {
                        answers.finding(
                            Finding::new(format!("{what} différent dans le dossier « {name} »"))
                                .found(here)
                                .expected(there),
                        );
                    }
                    (Some(here), Some(_)) => answers.compliant(format!("{what} de {here}, comme « {name} »")),
                    _ => answers.missing(format!("{what} inconnu dans un des dossiers")),
                }
            }
        });
    }),
};
