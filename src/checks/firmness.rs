//! What can be made less of: an error of law or a false sum stays one, whoever answers for it.

use super::Basis;
use crate::findings::Severity;

/// Checks that watch over waivers: waived, they would no longer.
const WATCHING: [&str; 4] = ["M-02", "M-05", "M-06", "M-07"];

/// How firm what a check finds is.
#[derive(Debug, Clone, Copy)]
pub struct Firmness {
    /// Code of the check.
    pub code: &'static str,
    /// Severity of the check, whatever the applicant chooses.
    pub severity: Severity,
    /// What it rests on.
    pub basis: Basis,
}

impl Firmness {
    /// Why nobody can waive what the check finds, nor make less of it; `None` when somebody can.
    #[must_use]
    pub fn why(&self) -> Option<&'static str> {
        if WATCHING.contains(&self.code) {
            return Some("ce contrôle veille sur les dérogations elles-mêmes");
        }
        match self.basis {
            Basis::Text { .. } if self.severity == Severity::Error => {
                Some("ce contrôle repose sur un texte de loi")
            }
            Basis::Arithmetic(_) => Some("ce contrôle repose sur l’arithmétique"),
            Basis::Text { .. } | Basis::Usage(_) | Basis::Sheet(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn law_and_arithmetic_are_firm_and_usage_is_not() {
        let text = Basis::Text { citation: "CGCT", sentence: None };
        let firm = |code, severity, basis| Firmness { code, severity, basis }.why().is_some();
        assert!(firm("P-05", Severity::Error, text) && !firm("P-05", Severity::Warning, text));
        assert!(firm("T-01", Severity::Warning, Basis::Arithmetic("a")));
        assert!(!firm("P-03", Severity::Error, Basis::Usage("u")));
        assert!(
            !firm("M-01", Severity::Error, Basis::Sheet("s"))
                && firm("M-05", Severity::Note, Basis::Usage("u"))
        );
    }
}
