//! The same cost and base.

use super::shared::{both, each, parting};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// The same cost and base.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-01",
    title: "Les dossiers présentent le même coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le coût total de l’opération est comparé, au centime, à celui de chaque autre dossier du projet ; l’écart d’assiette éligible est signalé.",
        why: "Deux financeurs qui comparent leurs dossiers doivent lire la même opération.",
        basis: Basis::Arithmetic("Règle arithmétique : une opération a un seul coût"),
        mend: "Les dossiers viennent du même classeur : un écart vient d’un poste, d’un arrondi ou d’un forfait propre à un fonds.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            for (id, what) in [("cout_total", "le coût total"), ("assiette_eligible", "l’assiette éligible")]
            {
                let Some((key, here, there)) = both(scope, other, id, answers) else { continue };
                if here == there {
                    answers.compared(1, say!("{} de {}, comme « {} »", Fact::Words(what), here, name));
                    continue;
                }
                answers.finding(
                    Finding::new(say!("{} diffère dans le dossier « {} »", Fact::Words(what), name))
                        .at_all(&parting(scope, other, |_| true))
                        .found(here)
                        .expected(say!("{}, comme dans ce dossier", there))
                        .from_figures([key]),
                );
            }
        });
    }),
};
