//! Amounts too round to be credible.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Money;

/// Amounts too round to be credible.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-08",
    title: "Les montants ronds au millier d’euros sont comptés",
    severity: Severity::Note,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les montants HT qui sont des multiples exacts de 1 000 € sont comptés ; au-delà du tiers des lignes, une note le dit.",
        why: "Un instructeur lit un montant rond comme une estimation sans devis.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Appuyez ces montants sur un devis ou une note d’estimation, et reprenez leur montant exact.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let amounts: Vec<_> =
            audit.budget().expense_lines.iter().filter_map(|line| line.amount_excl_vat.as_ref()).collect();
        if amounts.is_empty() {
            answers.not_applicable("aucune ligne ne donne de montant HT");
            return;
        }
        let round: Vec<_> = amounts
            .iter()
            .filter(|cell| cell.value > Money::ZERO && cell.value.cents() % 100_000 == 0)
            .collect();
        if round.len() * 3 > amounts.len() {
            answers.finding(
                Finding::new(say!(
                    "{} sur {}, au millier d’euros",
                    Fact::count(round.len(), "montant tout rond", "montants tout ronds"),
                    Fact::Shown(amounts.len().into())
                ))
                .at_all(round.iter().take(5).map(|cell| &cell.place)),
            );
        }
        answers.compared(
            amounts.len(),
            say!(
                "{}, dont {}",
                Fact::count(amounts.len(), "montant vérifié", "montants vérifiés"),
                Fact::count(round.len(), "rond", "ronds")
            ),
        );
    }),
};
