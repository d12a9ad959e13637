//! What several checks of this family share.

use crate::checks::line_faults::LineFaults;
use crate::checks::reading::shared::with_column;
use crate::checks::table_totals::{Verdict, judge};
use crate::checks::totals::arithmetic::around;
use crate::checks::{Scope};
use crate::findings::{Answers, Finding};
use crate::model::french::counted;
use crate::model::french::listed;
use crate::model::{Place, cell_name};
use crate::source::table::{IssueKind, ReadIssue};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// Cells of one column that say the same before they are told together: it is how the column was made.
pub(in crate::checks) const ALIKE: usize = 3;

/// Most cells named in one sentence.
pub(in crate::checks) const NAMED: usize = 12;

/// What one kind of issue says of its cell, and of several at once.
pub(in crate::checks) struct Told {
    /// Of one cell.
    pub(in crate::checks) one: String,
    /// After a count: « nombres enregistrés en texte ».
    pub(in crate::checks) several: &'static str,
    /// What was expected.
    pub(in crate::checks) expected: Option<String>,
}

/// Issues that share a cause are told together: those of one row, or those of one column when they are many.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum By {
    Row,
    Column,
}

/// Says how many amounts were looked at; without any, nothing is claimed.
pub(in crate::checks) fn read(scope: &Scope<'_>, answers: &mut Answers) {
    let budget = scope.budget();
    let expenses = budget.expense_lines.iter().flat_map(|line| {
        [&line.unit_price, &line.amount_excl_vat, &line.vat, &line.amount_incl_vat].into_iter().flatten()
    });
    let staff = budget
        .staff_lines
        .iter()
        .flat_map(|line| [&line.annual_cost, &line.stated_cost].into_iter().flatten());
    let resources = budget.resources.iter().filter_map(|line| line.amount.as_ref());
    match expenses.chain(staff).chain(resources).count() {
        0 => answers.missing("aucun montant n’est lu dans le classeur"),
        count => answers.compliant(counted(count, "montant regardé", "montants regardés")),
    }
}

/// The cells whose value the checks of arithmetic contradict: what else is odd about that value has the same cause.
pub(in crate::checks) fn named_by_arithmetic<'a>(scope: &Scope<'a>) -> BTreeSet<&'a Place> {
    let lines = LineFaults::of(scope).faults.iter().map(|fault| &fault.culprit);
    let totals = judge(scope);
    let totals = totals.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Wrong { .. }));
    lines.chain(totals.map(|(total, _)| &total.place)).collect()
}

/// What issues are told together under.
pub(in crate::checks) type Key = (String, u32, &'static str);

/// One anomaly for each cause: the issues that `told` takes, those of a row or of a column together.
pub(in crate::checks) fn report(
    scope: &Scope<'_>,
    answers: &mut Answers,
    by: By,
    told: impl Fn(&IssueKind) -> Option<Told>,
) {
    let mut groups: BTreeMap<Key, Vec<(&ReadIssue, Told)>> = BTreeMap::new();
    let mut order: Vec<Key> = Vec::new();
    let told_by_arithmetic = LazyCell::new(|| named_by_arithmetic(scope));
    for issue in &scope.reading.issues {
        let Some(one) = told(&issue.kind) else { continue };
        let is_value =
            matches!(issue.kind, IssueKind::NegativeAmount { .. } | IssueKind::MoreThanTwoDecimals { .. });
        if is_value && told_by_arithmetic.contains(&issue.place) {
            continue;
        }
        if crate::checks::totals::formulas::is_error_of_another(scope, &issue.place) {
            continue;
        }
        let key = match &issue.place {
            Place::Cell { sheet, row, column, .. } => {
                (sheet.to_string(), if by == By::Row { *row } else { *column }, one.several)
            }
            _ => (String::new(), 0, one.several),
        };
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push((issue, one));
    }
    for key in order {
        let Some(group) = groups.remove(&key) else { continue };
        let together = group.len() >= if by == By::Row { 2 } else { ALIKE };
        if together {
            answers.finding(several(scope, &group, by));
            continue;
        }
        for (issue, one) in group {
            let mut anomaly = Finding::new(with_column(one.one, issue)).at(&issue.place);
            if !issue.shown.is_empty() {
                anomaly = anomaly.found(&issue.shown);
            }
            anomaly.expected = one.expected;
            crate::checks::totals::formulas::complete(scope, &mut anomaly, answers.findings.len());
            answers.finding(anomaly);
        }
    }
}

/// One anomaly for issues that share a cause.
pub(in crate::checks) fn several(scope: &Scope<'_>, group: &[(&ReadIssue, Told)], by: By) -> Finding {
    let cells: Vec<String> = group
        .iter()
        .filter_map(|(issue, _)| match &issue.place {
            Place::Cell { row, column, .. } => Some(cell_name(*row, *column)),
            _ => None,
        })
        .collect();
    let named = listed(&short(&cells));
    let first = group.first();
    let column = first
        .and_then(|(issue, _)| issue.column.as_deref())
        .filter(|_| by == By::Column)
        .map(|column| format!(" (colonne « {column} »)"))
        .unwrap_or_default();
    let what = first.map_or("", |(_, told)| told.several);
    let mut anomaly = Finding::new(format!(
        "{} {what}{column} : {named}",
        crate::model::french::french_number(group.len().into())
    ));
    for (issue, _) in group.iter().take(NAMED) {
        anomaly = anomaly.at(&issue.place);
    }
    let shown: Vec<String> =
        group.iter().map(|(issue, _)| issue.shown.clone()).filter(|shown| !shown.is_empty()).collect();
    if !shown.is_empty() {
        anomaly = anomaly.found(listed(&short(&shown)));
    }
    let expected: Vec<&str> = group.iter().filter_map(|(_, told)| told.expected.as_deref()).collect();
    if let Some(same) = expected.first().filter(|first| expected.iter().all(|one| one == *first)) {
        anomaly = anomaly.expected(same);
    } else if !expected.is_empty() {
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        anomaly = anomaly.expected(short(&expected).join(" ; "));
    }
    if let Some(place) = group.first().map(|(issue, _)| &issue.place) {
        anomaly.grid = around(scope, place);
    }
    anomaly
}

/// The first of a list, and how many others.
pub(in crate::checks) fn short(texts: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = texts.iter().take(NAMED).cloned().collect();
    if texts.len() > NAMED {
        shown.push(counted(texts.len() - NAMED, "autre", "autres"));
    }
    shown
}
