//! The sum of the years.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::source::table::ColumnRole;

/// The sum of the years.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-14",
    title: "La somme des années est le coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La somme des totaux annuels est comparée au coût total, au centime.",
        why: "Une ligne sans année, ou d’une année hors de l’opération, disparaît de l’échéancier.",
        basis: Basis::Usage(
            "Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer) : une ligne par dépense et par année",
        ),
        mend: "Donnez à chaque ligne une année de l’opération.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        if plan.years.is_empty() {
            answers.missing_field("calendrier.debut");
            answers.missing_field("calendrier.fin");
            return;
        }
        let total = scope.needed(plan.total_cost, answers);
        let (Some(total), Some(sum)) = (total, scope.money(plan.years_sum)) else { return };
        if sum == total {
            let years = plan.years.len();
            answers.compared(years, say!("{} sur {}", total, Fact::count(years, "année", "années")));
            return;
        }
        let outside: Vec<Place> = plan
            .lines
            .iter()
            .filter(|line| {
                line.years().next().is_none() || line.years().any(|year| !plan.years.contains(&year))
            })
            .map(|line| scope.cell(scope.row(line), ColumnRole::Year))
            .collect();
        let message = match outside.len() {
            0 => "la somme des années n’est pas le coût total",
            1 => "une ligne n’entre dans aucune année de l’opération : elle manque à l’échéancier",
            _ => "des lignes n’entrent dans aucune année de l’opération : elles manquent à l’échéancier",
        };
        answers.finding(
            Finding::new(message)
                .at_all(outside.iter().take(10))
                .found(say!("{} pour la somme des années", sum))
                .expected(say!("{}, le coût total", total))
                .from_figures([plan.years_sum, plan.total_cost]),
        );
    }),
};
