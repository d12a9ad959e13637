//! The stated percentages of the resources.

use super::arithmetic::{around, compared_lines, stale_shares};
use crate::checks::{Check, Explanation, Run, Scope};
use crate::findings::{Class, Finding, Severity};
use crate::model::{Located, Rate};

/// The stated percentages of the resources.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-06",
    title: "Les pourcentages des ressources sont à jour",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "La part écrite dans la feuille Ressources est comparée à montant ÷ coût total, arrondie à deux décimales.",
        why: "Des pourcentages restés anciens après une mise à jour font renvoyer le dossier.",
        source: "Guide du porteur (statut : à confirmer) ; arrondi observé sur les opérations publiées",
        mend: "Recalculez la colonne des parts sur le coût total de l’opération.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.budget().resources.iter().all(|line| line.stated_share.is_none()) {
            answers.not_applicable("aucune ressource n’écrit sa part en pourcentage");
            return;
        }
        let (stale, compared) = stale_shares(scope);
        // A whole column of shares is stale for one reason: the cost changed.
        if stale.len() >= SHARES_TOGETHER {
            answers.finding(shares_anomaly(scope, &stale, compared));
            compared_lines(answers, compared, "montant et part");
            return;
        }
        for (stated, computed) in stale {
            answers.finding(
                Finding::new("le pourcentage écrit n’est pas la part du coût total")
                    .at(&stated.place)
                    .found(stated.value)
                    .expected(computed)
                    .around(around(scope, &stated.place)),
            );
        }
        compared_lines(answers, compared, "montant et part");
    }),
};

/// Stale shares told together.
const SHARES_TOGETHER: usize = 3;

fn shares_anomaly(scope: &Scope<'_>, stale: &[(&Located<Rate>, Rate)], compared: usize) -> Finding {
    let mut anomaly = Finding::new(format!(
        "{} pourcentages écrits sur {compared} ne sont pas les parts du coût total, {}",
        stale.len(),
        scope.ledger().value(scope.plan().total_cost).french()
    ));
    for (stated, _) in stale {
        anomaly = anomaly.at(&stated.place);
    }
    let listed_rates = |rates: Vec<String>| crate::model::french::listed(&rates);
    if let Some((first, _)) = stale.first() {
        anomaly = anomaly.around(around(scope, &first.place));
    }
    anomaly
        .found(listed_rates(stale.iter().map(|(stated, _)| stated.value.to_string()).collect()))
        .expected(listed_rates(stale.iter().map(|(_, computed)| computed.to_string()).collect()))
}
