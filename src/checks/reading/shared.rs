//! What several checks of this family share.

use crate::checks::{Scope};
use crate::findings::{Answers, Finding};
use crate::model::Place;
use crate::source::table::{IssueKind, ReadIssue, TableKind};
use std::cell::LazyCell;
use std::collections::BTreeSet;

pub(in crate::checks) const TYPED: &str =
    "Un montant du dossier doit pouvoir être suivi jusqu’à sa cellule : règlement (UE) 2021/1060, art. 82";

/// The lines of the plan, and the resources, that have no amount.
pub(in crate::checks) fn without_amount<'a>(scope: &Scope<'a>) -> BTreeSet<&'a Place> {
    let lines = scope.plan().lines.iter().filter(|line| scope.money(line.amount).is_none());
    let resources = scope.budget().resources.iter().filter(|resource| resource.amount.is_none());
    lines.map(|line| scope.place(line)).chain(resources.map(|resource| &resource.place)).collect()
}

/// One anomaly for each issue that `sentence` takes; `sentence` gives the message and what was expected.
pub(in crate::checks) fn report(
    scope: &Scope<'_>,
    answers: &mut Answers,
    sentence: impl Fn(&IssueKind) -> Option<(String, Option<String>)>,
) {
    let without_amount = LazyCell::new(|| without_amount(scope));
    for issue in &scope.reading.issues {
        let Some((message, expected)) = sentence(&issue.kind) else { continue };
        // A line without the amount of the plan is told as such by T-09.
        if issue.kind == IssueKind::LineWithoutAmount && without_amount.contains(&issue.place) {
            continue;
        }
        let mut anomaly = Finding::new(with_column(message, issue))
            .at(&issue.place)
            .around(crate::checks::totals::arithmetic::around(scope, &issue.place));
        if !issue.shown.is_empty() {
            anomaly = anomaly.found(&issue.shown);
        }
        if let Some(expected) = expected {
            anomaly = anomaly.expected(expected);
        }
        answers.finding(anomaly);
    }
}

pub(in crate::checks) fn with_column(message: String, issue: &ReadIssue) -> String {
    match &issue.column {
        Some(column) => format!("{message} (colonne « {column} »)"),
        None => message,
    }
}

/// The French name of a table.
#[must_use]
pub const fn table_name(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Expenses => "Dépenses",
        TableKind::Staff => "Personnel",
        TableKind::Resources => "Ressources",
        TableKind::Indicators => "Indicateurs",
    }
}
