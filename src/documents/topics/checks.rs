//! What the checks answered on one pack: how many of each answer, and the lists that tell them.

use schemars::JsonSchema;
use serde::Serialize;

use super::answered::{AnsweredView, answered};
use super::awaited::{AwaitedView, awaited};
use super::findings::{FindingView, finding, in_brief};
use super::sources::{SourceView, checked};
use super::stakes::{StakeView, stakes};
use super::unverified::{UnverifiedView, waiting};
use super::values::more;
use super::waived::{OverrideView, WaivedView, overridden, waived};
use crate::checks::{counts, covered};
use crate::findings::limits::{
    LISTED, REPORT_BRIEF, REPORT_FINDINGS, REPORT_GRIDS, REPORT_LISTED, REPORT_STAKES,
};
use crate::findings::{Answer, Severity, Told};
use crate::model::french::counted;
use crate::prepare::{Prepared, PreparedPack};

/// Answers of the checks, and what does not hold.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChecksView {
    /// Counts, in one sentence.
    pub counts: String,
    /// True when something blocks.
    pub blocked: bool,
    /// Number of errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Number of remarks.
    pub remark_count: usize,
    /// Number of checks that could not be made.
    pub not_verifiable: usize,
    /// Number of checks that rest on what the applicant declares.
    pub declared_count: usize,
    /// Number of checks that hold.
    pub compliant: usize,
    /// Number of checks that had nothing to compare.
    pub not_applicable_count: usize,
    /// Errors, the most euros first.
    pub stakes: Vec<StakeView>,
    /// How many more there are, in French; absent when all are shown.
    pub more_stakes: Option<String>,
    /// What must be obtained, by who holds it.
    pub awaited: Vec<AwaitedView>,
    /// Errors and warnings, the most important first, what follows from them under them.
    pub findings: Vec<FindingView>,
    /// Those that follow, told in one line.
    pub brief: Vec<FindingView>,
    /// How many more there are, in French; absent when all are shown.
    pub more_findings: Option<String>,
    /// Remarks: nothing is wrong.
    pub remarks: Vec<FindingView>,
    /// How many more there are, in French.
    pub more_remarks: Option<String>,
    /// Checks that could not be made.
    pub unverified: Vec<UnverifiedView>,
    /// How many more there are, in French.
    pub more_unverified: Option<String>,
    /// All other checks, by answer.
    pub answered: Vec<AnsweredView>,
    /// Checks whose severity the applicant changed, with a reason.
    pub overridden: Vec<OverrideView>,
    /// Findings that waivers cover.
    pub waived: Vec<WaivedView>,
    /// How many more there are, in French.
    pub more_waived: Option<String>,
    /// What was checked, but for the attachments.
    pub sources: Vec<SourceView>,
    /// How many attachments, in French; absent when there is none.
    pub more_sources: Option<String>,
}

/// Fill the answers and the findings.
pub(in crate::documents) fn checks(prepared: &Prepared, pack: &PreparedPack) -> ChecksView {
    let results = &pack.results;
    let (remarks, heavy): (Vec<&Told>, Vec<&Told>) =
        prepared.findings_of(pack).partition(|told| told.severity == Severity::Note);
    let errors = heavy.iter().filter(|told| told.severity == Severity::Error).count();
    let with = |answer: Answer| results.iter().filter(move |result| result.answer == answer);
    let waiting = waiting(with(Answer::NotVerifiable));
    let mut findings: Vec<FindingView> =
        heavy.iter().take(REPORT_FINDINGS).map(|told| finding(prepared, pack, told)).collect();
    // A page of neighbourhoods would hide the findings: the terminal and the JSON give them all.
    for finding in findings.iter_mut().skip(REPORT_GRIDS) {
        finding.grid = None;
    }
    let covered = covered([(pack.rank, results.as_slice())]);
    ChecksView {
        counts: counts(results),
        blocked: pack.is_blocked(),
        errors,
        warnings: heavy.len() - errors,
        remark_count: remarks.len(),
        not_verifiable: with(Answer::NotVerifiable).count(),
        declared_count: with(Answer::Declared).count(),
        compliant: with(Answer::Compliant).count(),
        not_applicable_count: with(Answer::NotApplicable).count(),
        findings,
        brief: heavy
            .iter()
            .skip(REPORT_FINDINGS)
            .take(REPORT_BRIEF)
            .map(|told| in_brief(finding(prepared, pack, told)))
            .collect(),
        stakes: stakes(prepared, pack, REPORT_STAKES),
        more_stakes: more(errors, REPORT_STAKES, "autre erreur", "autres erreurs"),
        awaited: awaited(results),
        more_findings: more(heavy.len(), REPORT_FINDINGS + REPORT_BRIEF, "autre constat", "autres constats"),
        more_remarks: more(remarks.len(), LISTED, "autre remarque", "autres remarques"),
        remarks: remarks.iter().take(LISTED).map(|told| finding(prepared, pack, told)).collect(),
        more_unverified: more(waiting.len(), REPORT_LISTED, "autre donnée", "autres données").map(|more| {
            let left: Vec<&str> =
                waiting.iter().skip(REPORT_LISTED).map(|view| view.codes.as_str()).collect();
            format!("{more} ({})", left.join(", "))
        }),
        unverified: waiting.into_iter().take(REPORT_LISTED).collect(),
        answered: answered(results),
        overridden: results.iter().filter_map(overridden).collect(),
        more_waived: more(covered.len(), LISTED, "autre constat couvert", "autres constats couverts"),
        waived: covered.iter().take(LISTED).map(waived).collect(),
        sources: checked(prepared),
        more_sources: Some(prepared.folder.attachments.len())
            .filter(|count| *count > 0)
            .map(|count| counted(count, "fichier", "fichiers")),
    }
}
