//! No resource claimed by two funds, no expense by two categories.

use super::shared::each;
use crate::checks::{Basis, Check, Explanation, PackView, Run};
use crate::figures::plan::PlanLine;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::model::Money;
use crate::model::fund::Category;
use crate::source::table::ColumnRole;

/// No resource claimed by two funds, no expense by two categories.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-05",
    title: "Aucune dépense n’est financée deux fois",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque ligne du classeur figure une fois dans chaque dossier, au même poste et au même montant.",
        why: "La même dépense ne peut être ni présentée deux fois, ni remboursée au-delà de son coût.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 63, § 9",
            sentence: Some(
                "Dans de tels cas, les dépenses déclarées dans une demande de paiement destinée à l’un des Fonds ne sont pas déclarées dans les cas suivants:",
            ),
        },
        mend: "Rattachez la dépense au même poste dans les deux fonds ; l’écart de montant vient d’un paramètre propre à un fonds.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            let lines = &scope.plan().lines;
            let mut alike = 0;
            for (here, there) in lines.iter().zip(&other.computation.plan.lines) {
                let (category, category_there) = (scope.category(here), category_of(other, there));
                let (amount, amount_there) =
                    (scope.money(here.amount), other.computation.ledger.value(there.amount).money());
                if amount != amount_there {
                    answers.finding(
                        Finding::new(say!(
                            "« {} » n’est pas au même montant dans le dossier « {} »",
                            scope.label(here),
                            name
                        ))
                        .at(&scope.amount_cell(here))
                        .found(or_unknown(amount))
                        .expected(say!("{}, comme dans ce dossier", or_unknown(amount_there)))
                        .from_figures([here.amount]),
                    );
                } else if category.map(|category| &category.id) != category_there.map(|category| &category.id)
                {
                    let label = |category: Option<&Category>| {
                        category
                            .map_or(Fact::Words("poste non reconnu"), |category| Fact::text(&category.label))
                    };
                    let finding = Finding::new(say!(
                        "« {} » n’est pas au même poste dans le dossier « {} »",
                        scope.label(here),
                        name
                    ))
                    .at(&scope.cell(scope.row(here), ColumnRole::Category))
                    .found(label(category))
                    .expected(say!("{}, comme dans ce dossier", label(category_there)));
                    answers.finding(match amount {
                        Some(amount) => finding.stake(amount),
                        None => finding,
                    });
                } else {
                    alike += 1;
                }
            }
            if lines.is_empty() {
                answers.not_applicable("le classeur n’a pas de ligne de dépense");
            }
            let count = Fact::count(alike, "ligne comparée", "lignes comparées");
            answers.compared(alike, say!("{} à « {} »", count, name));
        });
    }),
};

/// The category of a line in another pack.
fn category_of<'a>(pack: &PackView<'a>, line: &PlanLine) -> Option<&'a Category> {
    line.category.and_then(|index| pack.fund.categories.get(index))
}

fn or_unknown(amount: Option<Money>) -> Sentence {
    amount.map_or_else(|| "montant inconnu".into(), Sentence::of)
}
