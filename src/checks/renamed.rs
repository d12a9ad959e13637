//! Codes of old.

/// Checks that have another code since: a code is never given again to another check.
pub(super) const RENAMED: [(&str, &str); 3] = [("L-03", "T-23"), ("L-05", "T-22"), ("L-07", "T-27")];

/// Today's code of a check that had another one.
#[must_use]
pub fn renamed(code: &str) -> Option<&'static str> {
    RENAMED.iter().find(|(old, _)| old.eq_ignore_ascii_case(code.trim())).map(|(_, new)| *new)
}
