//! What a check is.

use super::{Basis, CheckResult, Scope};
use crate::audit::Audit;
use crate::audit::sheets::Sheets;
use crate::findings::{Answers, Class, Heading, Severity};

/// What `dossier explain CODE` prints; fixed sections, in French.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// What is compared with what.
    pub what: &'static str,
    /// Why it matters to the applicant.
    pub why: &'static str,
    /// What it rests on.
    pub basis: Basis,
    /// How to mend an anomaly.
    pub mend: &'static str,
    /// Version of the program that brought the check.
    pub since: &'static str,
}

/// A check.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Stable code: a family letter and a number.
    pub code: &'static str,
    /// One-line title.
    pub title: &'static str,
    /// Weight of its anomalies, unless the user overrides it.
    pub severity: Severity,
    /// What it is about: findings are read in this order.
    pub class: Class,
    /// What `explain` prints.
    pub explanation: Explanation,
    /// The comparison itself.
    pub run: Run,
}

impl Check {
    /// What its findings carry of it.
    #[must_use]
    pub const fn heading(&self) -> Heading {
        Heading {
            code: self.code,
            title: self.title,
            class: self.class,
            basis: self.explanation.basis.citation(),
            mend: self.explanation.mend,
        }
    }
}

/// What a check may look at.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// The workbook alone: the same answer for every pack, by type.
    Workbook(fn(&Audit<'_>, &mut Answers)),
    /// The sheets of a workbook that may belong to no project.
    Sheets(fn(&Audit<'_>, &Sheets<'_>, &mut Answers)),
    /// One pack: its project, its fund, its figures.
    Pack(fn(&Scope<'_>, &mut Answers)),
    /// One pack, and what the other checks answered on it.
    Results(fn(&Scope<'_>, &[CheckResult], &mut Answers)),
}
