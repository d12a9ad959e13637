//! Amounts too round to be credible.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::Money;

/// Amounts too round to be credible.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-08",
    title: "Les montants ne sont pas trop ronds pour être crédibles",
    severity: Severity::Note,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les montants HT qui sont des multiples exacts de 1 000 € sont comptés ; au-delà du tiers des lignes, une note le dit.",
        why: "Un instructeur lit un montant rond comme une estimation sans devis.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Appuyez ces montants sur un devis ou une note d’estimation, et reprenez leur montant exact.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let amounts: Vec<_> =
            scope.budget().expense_lines.iter().filter_map(|line| line.amount_excl_vat.as_ref()).collect();
        let round: Vec<_> = amounts
            .iter()
            .filter(|cell| cell.value > Money::ZERO && cell.value.cents() % 100_000 == 0)
            .collect();
        if amounts.is_empty() {
            answers.missing("aucune ligne ne donne de montant HT");
            return;
        }
        if round.len() * 3 > amounts.len() {
            let mut anomaly = Finding::new(format!(
                "{} sur {}, au millier d’euros",
                counted(round.len(), "montant tout rond", "montants tout ronds"),
                amounts.len()
            ));
            for cell in round.iter().take(5) {
                anomaly = anomaly.at(&cell.place);
            }
            answers.finding(anomaly);
        } else {
            answers.compliant(format!(
                "{} sur {}",
                counted(round.len(), "montant rond", "montants ronds"),
                amounts.len()
            ));
        }
    }),
};
