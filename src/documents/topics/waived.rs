//! What the applicant decided of the checks, and why: severities changed, findings waived.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{control, place};
use crate::checks::{CheckResult, Covered};
use crate::findings::limits::shortened;
use crate::model::french::counted;
use crate::model::text::capitalised;

/// A severity that the applicant changed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OverrideView {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Severity retained.
    pub severity: String,
    /// Reason.
    pub reason: String,
}

/// A finding that a waiver covers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WaivedView {
    /// Code of the check.
    pub code: String,
    /// Where it stands; absent when it is no single place.
    pub place: Option<String>,
    /// What does not hold.
    pub message: String,
    /// Why it is waived.
    pub reason: String,
    /// Who decided it, when and until when.
    pub by: String,
}

/// The severity that the applicant gave a check, when they did.
pub(super) fn overridden(result: &CheckResult) -> Option<OverrideView> {
    Some(OverrideView {
        code: control(result.code()),
        title: result.heading.title.to_owned(),
        severity: capitalised(result.severity.label()),
        reason: shortened(result.override_reason.as_ref()?),
    })
}

/// Fill a finding that waivers cover.
pub(super) fn waived(one: &Covered<'_>) -> WaivedView {
    let more =
        if one.more > 0 { format!(" (et {})", counted(one.more, "autre", "autres")) } else { String::new() };
    WaivedView {
        code: control(one.result.code()),
        place: one.finding.places.first().map(place),
        message: capitalised(&format!("{}{more}", shortened(&one.finding.message.french()))),
        reason: shortened(&one.waived.reason),
        by: shortened(&one.waived.by().french()),
    }
}
