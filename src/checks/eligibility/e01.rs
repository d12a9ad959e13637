//! Categories.

use super::shared::{by_cell, no_line, sum};
use crate::checks::near::near;
use crate::checks::row::Row;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::source::table::ColumnRole;

/// Categories.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-01",
    title: "Le poste de chaque dépense est reconnu par le fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le poste écrit sur chaque ligne est cherché parmi ceux du fonds, accents, casse et alias pardonnés.",
        why: "Une dépense hors des postes du fonds n’a pas d’onglet dans le plan de financement.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, art. 4, 3°",
            sentence: Some(
                "Elles respectent les catégories de dépenses éligibles et les modalités prévues par l’acte attributif telles que définies à l’article 73.3 du règlement général.",
            ),
        },
        mend: "Choisissez un des postes du fonds.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.plan().lines;
        if lines.is_empty() {
            answers.missing(no_line());
            return;
        }
        let labels = || scope.fund().categories.iter().map(|category| category.label.as_str());
        let unknown = lines.iter().filter(|line| line.category.is_none());
        let mut recognised = lines.len();
        for (cell, lines) in by_cell(scope, unknown, ColumnRole::Category) {
            recognised -= lines.len();
            let row = lines.first().map(|line| scope.row(line));
            let written = match row {
                Some(Row::Expense(line)) => line.category.as_ref().map(|cell| &*cell.value),
                _ => None,
            };
            let message = match (row, lines.as_slice()) {
                (Some(Row::Staff(_)), _) => "le fonds n’a pas de poste pour le personnel".into(),
                (Some(row), _) if scope.header_without(row, ColumnRole::Category).is_some() => say!(
                    "à renseigner : le poste de {} ; le tableau n’a ni colonne Poste, ni titres qui en tiennent lieu",
                    Fact::count(lines.len(), "ligne", "lignes")
                ),
                (_, [only]) => say!("le poste de « {} » n’est pas un de ceux du fonds", scope.label(only)),
                (_, several) => say!(
                    "le poste de {} n’est pas un de ceux du fonds",
                    Fact::count(several.len(), "ligne", "lignes")
                ),
            };
            let near = written.and_then(|written| near(written, labels()));
            let lacks_column =
                row.is_some_and(|row| scope.header_without(row, ColumnRole::Category).is_some());
            let mut finding = Finding::new(message);
            if lacks_column {
                finding = finding.mend("Ajoutez une colonne « Poste », ou écrivez poste = \"…\" sous [budget.par_defaut] dans projet.toml, sous [budget.intitules.\"…\"] pour un seul intitulé.");
            }
            answers.finding(
                finding
                    .at(&cell)
                    .found(written.map_or_else(|| "vide".into(), Sentence::of))
                    .expected(match near {
                        Some(label) => say!("peut-être « {} »", label),
                        None => say!("un poste du fonds : {}", Fact::list_with(labels(), " ; ")),
                    })
                    .stake(sum(scope, &lines)),
            );
        }
        answers.compared(
            recognised,
            say!(
                "{} à {}",
                Fact::count(recognised, "ligne rattachée", "lignes rattachées"),
                Fact::count(
                    scope.plan().categories.iter().filter(|plan| !plan.lines.is_empty()).count(),
                    "poste",
                    "postes"
                )
            ),
        );
    }),
};
