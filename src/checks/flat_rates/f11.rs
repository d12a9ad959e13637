//! Draft budgets.

use super::scales::field;
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::simplified::AmountMethod;
use crate::rules::catalogue::DRAFT_BUDGET;

/// Draft budgets.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-11",
    title: "Un projet de budget n’établit un montant que d’une petite opération, et approuvé d’avance",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Pour chaque entrée de couts_simplifies dont la méthode est projet_de_budget, le coût total du plan est comparé au seuil de l’article, et le jour de l’approbation au début des actions.",
        why: "Au-dessus du seuil, ou approuvé après coup, le budget ne prouve rien : il faudrait toutes les factures.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 53, § 3, point b)",
            sentence: Some(
                "sur la base d’un projet de budget établi au cas par cas et approuvé ex ante par l’organisme qui sélectionne l’opération, lorsque le coût total de l’opération n’excède pas 200 000 EUR",
            ),
        },
        mend: "Établissez le montant par une autre méthode, avec l’autorité de gestion, ou remettez ces dépenses au réel.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let all = scope.project().simplified_costs.iter().enumerate();
        let drafts: Vec<_> =
            all.filter(|(_, cost)| cost.method == Some(AmountMethod::ProjetDeBudget)).collect();
        if drafts.is_empty() {
            answers.not_applicable("aucun montant n’est établi par un projet de budget");
            return;
        }
        if scope.does_not_bear(DRAFT_BUDGET, answers) {
            return;
        }
        let total = scope.needed(scope.plan().total_cost, answers);
        if let Some((total, threshold)) = total.zip(scope.rule_money(DRAFT_BUDGET, answers)) {
            answers.compared(1, say!("coût total de {}, seuil de {}", total, relied(&threshold)));
            answers.expect(total <= threshold.value, || {
                let finding =
                    Finding::new("le coût total exclut d’établir un montant par un projet de budget")
                        .found(total)
                        .expected(say!("au plus {}", relied(&threshold)))
                        .from_figures([scope.plan().total_cost]);
                let fields = drafts.iter().map(|(index, _)| field(*index, "methode"));
                based_on(&threshold, fields.fold(finding, Finding::at_field))
            });
        }
        let mut compared = 0;
        for (index, cost) in drafts {
            let Some(approved) = cost.approved else {
                answers.missing_field(field(index, "budget_approuve_le").as_str());
                continue;
            };
            let Some(start) = cost.start.or(scope.project().calendar.start) else {
                answers.missing_field("calendrier.debut");
                continue;
            };
            compared += 1;
            answers.expect(approved <= start, || {
                Finding::new(say!("le budget de « {} » est approuvé après le début des actions", &cost.label))
                    .at_field(field(index, "budget_approuve_le"))
                    .found(approved)
                    .expected(say!("le {} au plus tard", start))
            });
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "approbation comparée au début des actions",
                "approbations comparées au début des actions",
            ),
        );
    }),
};
