//! In-kind on both sides.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Place;
use crate::model::fund::{CategoryRole, NatureRole};
use crate::source::table::ColumnRole;

/// In-kind on both sides.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-10",
    title: "Les contributions en nature sont équilibrées en dépenses et en ressources",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le total du poste « Contributions en nature » est comparé au total des ressources de même nature, au centime.",
        why: "Un apport en nature est une dépense et une ressource du même montant.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, annexe, « Contributions en nature »",
            sentence: Some(
                "En outre, les apports en nature sont présentés en équilibre en dépenses et en ressources dans le plan de financement de l’opération.",
            ),
        },
        mend: "Inscrivez le même montant des deux côtés, sur la valeur attestée (au plus la valeur de marché).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        let resources: Vec<Place> = plan
            .resources
            .iter()
            .filter(|line| scope.nature_role(line.nature) == Some(NatureRole::Nature))
            .map(|line| scope.resource_cell(&scope.budget().resources[line.resource], ColumnRole::Amount))
            .collect();
        let expenses: Vec<Place> = plan
            .lines
            .iter()
            .filter(|line| scope.category(line).is_some_and(|category| category.role == CategoryRole::Nature))
            .map(|line| scope.amount_cell(line))
            .collect();
        if resources.is_empty() && expenses.is_empty() {
            answers.not_applicable("le plan n’a pas de contribution en nature");
            return;
        }
        let spent = scope.needed(plan.in_kind_total, answers);
        let brought = scope.needed(plan.in_kind_resources, answers);
        let (Some(spent), Some(brought)) = (spent, brought) else { return };
        if spent == brought {
            answers.compared(1, say!("{} de chaque côté", spent));
            return;
        }
        let message = match (resources.is_empty(), expenses.is_empty()) {
            (true, _) => "les contributions en nature des dépenses n’ont pas de ressource en face",
            (_, true) => "les contributions en nature des ressources n’ont pas de dépense en face",
            _ => "les contributions en nature diffèrent entre dépenses et ressources",
        };
        let mut finding = Finding::new(message)
            .at_all(&resources)
            .at_all(&expenses)
            .found(say!("{} en ressources", brought))
            .expected(say!("{}, comme en dépenses", spent))
            .from_figures([plan.in_kind_total, plan.in_kind_resources]);
        if let [only] = resources.as_slice() {
            finding = finding.mended_by(only, spent.to_decimal());
            if scope.audit.has_formula(only) {
                finding = finding
                    .mend("Corrigez la formule de la ressource : elle doit reprendre la dépense en nature.");
            }
        }
        answers.finding(finding);
    }),
};
