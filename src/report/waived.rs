//! What waivers cover: no error any more, and told all the same.

use super::account::Account;
use super::page::Page;
use crate::checks::Covered;
use crate::findings::Severity;
use crate::findings::limits::LISTED;
use crate::model::french::counted;

/// How many findings of the packs that are kept are covered.
pub(super) fn count(account: &Account<'_>) -> usize {
    account.covered.iter().map(|one| 1 + one.more).sum()
}

/// Why a finding is covered, by whom, until when.
pub(super) fn why(covered: &Covered<'_>) -> String {
    let waived = covered.waived;
    format!("{} ({})", waived.reason, waived.by().french())
}

/// The findings covered, after the others.
pub(super) fn write(page: &mut Page, account: &Account<'_>) {
    let all = &account.covered;
    for one in all.iter().take(LISTED) {
        let place = one.finding.places.first().map(ToString::to_string).unwrap_or_default();
        let mut message = one.finding.message.french();
        if one.more > 0 {
            message.push_str(&format!(" (et {})", counted(one.more, "autre", "autres")));
        }
        page.finding(0, Severity::Note, &place, &message, one.result.code());
        page.labelled(4, "dérogation", &why(one));
    }
    if let more @ 1.. = all.len().saturating_sub(LISTED) {
        let more = counted(more, "autre constat couvert", "autres constats couverts");
        page.say(0, &format!("et {more} par une dérogation : {} --format json", account.command));
    }
}
