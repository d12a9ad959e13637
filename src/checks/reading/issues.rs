//! Which check tells what reading noticed: each kind of issue is told by exactly one.

use crate::audit::Audit;
use crate::findings::say;
use crate::findings::{Answers, Finding, Sentence};
use crate::source::table::{IssueKind, ReadIssue, TableKind};

/// The code of the check that tells a kind of issue.
pub(in crate::checks) const fn teller(kind: &IssueKind) -> &'static str {
    match kind {
        IssueKind::MissingTable { kind: TableKind::Expenses | TableKind::Resources }
        | IssueKind::DuplicateColumn { .. }
        | IssueKind::MergedHeader { .. } => "L-01",
        IssueKind::UnreadableAmount
        | IssueKind::UnreadableYear
        | IssueKind::SeveralYears { .. }
        | IssueKind::UnreadableDate
        | IssueKind::UnreadableRate
        | IssueKind::UnreadableNumber
        | IssueKind::TooManyFields { .. } => "L-02",
        IssueKind::LineOutsideTable { .. }
        | IssueKind::TotalWithoutYears
        | IssueKind::TooManyLines
        | IssueKind::RowNotUnderstood
        | IssueKind::RowWithAmountButNoLabel
        | IssueKind::FarCell { .. } => "L-04",
        IssueKind::ScaledAmount { .. }
        | IssueKind::VatBasisMismatch { .. }
        | IssueKind::AmountWithoutVatBasis { .. }
        | IssueKind::DuplicateTable { .. }
        | IssueKind::DuplicatedTable { .. }
        | IssueKind::SummaryTableSkipped { .. }
        | IssueKind::TableNotNamed { .. }
        | IssueKind::ProbableTotal { .. }
        | IssueKind::KnownByShape { .. }
        | IssueKind::DoubtfulYear { .. }
        | IssueKind::Recapitulation { .. }
        | IssueKind::PivotTable { .. }
        | IssueKind::LineWithoutAmount
        | IssueKind::TooManyIssues => "L-06",
        IssueKind::ForeignColumn { .. } => "L-11",
        IssueKind::MissingTable { kind: TableKind::Staff | TableKind::Indicators } => "L-12",
        IssueKind::ForeignCurrency { .. } | IssueKind::UnitInFormat { .. } => "T-40",
        IssueKind::UncachedFormula { .. } => "T-11",
        IssueKind::NumberAsText => "T-19",
        IssueKind::AmbiguousAmount { .. } => "T-20",
        IssueKind::MoreThanTwoDecimals { .. } => "T-21",
        IssueKind::NegativeAmount { .. } => "T-22",
        IssueKind::HiddenRow
        | IssueKind::UnseenAmount
        | IssueKind::StruckAmount
        | IssueKind::DividedByFormat
        | IssueKind::FilterOn { .. }
        | IssueKind::HiddenColumn
        | IssueKind::HiddenSheet { .. } => "T-23",
        IssueKind::MergedCellHidesValue | IssueKind::AmountMergedOverLines { .. } => "T-24",
        IssueKind::DateInAmountColumn => "T-25",
        IssueKind::ErrorCell => "T-26",
        IssueKind::ExternalLink { .. } => "T-27",
    }
}

/// True for an issue that leaves the value of its cell unknown.
pub(in crate::checks) const fn is_unreadable(kind: &IssueKind) -> bool {
    matches!(
        kind,
        IssueKind::UncachedFormula { .. }
            | IssueKind::ForeignCurrency { .. }
            | IssueKind::UnitInFormat { .. }
            | IssueKind::ErrorCell
            | IssueKind::AmbiguousAmount { .. }
            | IssueKind::DateInAmountColumn
            | IssueKind::UnreadableAmount
            | IssueKind::TooManyFields { .. }
            | IssueKind::UnreadableYear
            | IssueKind::SeveralYears { .. }
            | IssueKind::UnreadableDate
            | IssueKind::UnreadableRate
            | IssueKind::UnreadableNumber
    )
}

/// The issues that a check tells.
pub(in crate::checks) fn told_by<'a>(
    audit: &Audit<'a>,
    code: &'static str,
) -> impl Iterator<Item = &'a ReadIssue> {
    audit.reading.issues.iter().filter(move |issue| teller(&issue.kind) == code)
}

/// A finding for each issue that a check tells: `tell` gives its words, what was expected and what follows from it.
pub(in crate::checks) fn report(
    audit: &Audit<'_>,
    answers: &mut Answers,
    code: &'static str,
    tell: impl Fn(&ReadIssue) -> Option<Finding>,
) {
    for issue in told_by(audit, code) {
        if let Some(finding) = tell(issue) {
            answers.finding(placed(finding, issue));
        }
    }
}

/// A finding of reading, with its column, its place and the value as shown.
pub(in crate::checks) fn placed(mut finding: Finding, issue: &ReadIssue) -> Finding {
    if let Some(column) = &issue.column {
        finding.message = finding.message.then(say!(" (colonne « {} »)", column));
    }
    finding.places.insert(0, issue.place.clone());
    if !issue.shown.is_empty() && finding.found.is_none() {
        finding.found = Some(Sentence::of(&issue.shown));
    }
    finding
}
