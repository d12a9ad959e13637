//! What one run of a check gathers.

use std::collections::BTreeMap;

use super::{Answer, Beyond, Effect, Finding, Kind, Missing, Sentence, Severity};

/// Findings of one kind that are kept whole; of the others, the place alone.
const WHOLE: usize = 10;

/// Places kept of findings of one kind.
const PLACES: usize = 10_000;

/// Missing data that are kept; those that follow are counted.
const MISSING: usize = 100;

/// What a check found, compared, and could not compare.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Findings, in the order of the sources; at most [`WHOLE`] of one kind.
    pub findings: Vec<Finding>,
    /// Those of a kind beyond.
    pub beyond: BTreeMap<Kind, Beyond>,
    /// What was missing.
    pub missing: Vec<Missing>,
    /// How many more data were missing.
    pub more_missing: usize,
    /// What the applicant declares and nothing here could compare.
    pub declared: Vec<Sentence>,
    /// What was compared and agreed, with how many.
    pub compared: Vec<Sentence>,
    /// How much was compared.
    pub count: usize,
    /// Why there is nothing to compare.
    pub not_applicable: Vec<Sentence>,
    /// What was relied on without a text that confirms it: what it is, and what to say of it.
    pub(super) relied: Vec<(String, &'static str)>,
    kinds: BTreeMap<Kind, usize>,
}

impl Answers {
    /// Something does not hold.
    pub fn finding(&mut self, finding: Finding) {
        let kind = Kind::of(&finding);
        let seen = self.kinds.entry(kind.clone()).or_default();
        *seen += 1;
        if *seen <= WHOLE {
            self.findings.push(finding);
            return;
        }
        let beyond = self.beyond.entry(kind).or_default();
        beyond.count += 1;
        if beyond.places.len() < PLACES {
            if let Effect::Mended(mends) = finding.effect {
                beyond.mends.extend(mends);
            }
            beyond.places.extend(finding.places.into_iter().next());
        }
    }

    /// Some findings.
    pub fn findings_of(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.finding(finding));
    }

    /// The same without some findings.
    #[must_use]
    pub fn without_findings(mut self, is_left_out: impl Fn(&Finding) -> bool) -> Self {
        let findings = std::mem::take(&mut self.findings);
        for finding in findings {
            if is_left_out(&finding) {
                self.kinds.entry(Kind::of(&finding)).and_modify(|seen| *seen = seen.saturating_sub(1));
            } else {
                self.findings.push(finding);
            }
        }
        self
    }

    /// A finding unless `holds`.
    pub fn expect(&mut self, holds: bool, finding: impl FnOnce() -> Finding) {
        if !holds {
            self.finding(finding());
        }
    }

    /// Something needed is missing.
    pub fn missing(&mut self, missing: impl Into<Missing>) {
        let missing = missing.into();
        if self.missing.len() < MISSING {
            self.missing.push(missing);
        } else {
            self.more_missing += 1;
        }
    }

    /// A field of `projet.toml` is not filled in.
    pub fn missing_field(&mut self, key: &str) {
        self.missing(Missing::field(key));
    }

    /// The applicant says so; nothing here could compare it.
    pub fn declared(&mut self, what: impl Into<Sentence>) {
        self.declared.push(what.into());
    }

    /// So many things were compared and agree, but for the findings. Without any, nothing is claimed.
    pub fn compared(&mut self, count: usize, what: impl Into<Sentence>) {
        if count > 0 {
            self.count += count;
            self.compared.push(what.into());
        }
    }

    /// There is nothing to compare, or the fund says that the rule does not bear.
    pub fn not_applicable(&mut self, why: impl Into<Sentence>) {
        self.not_applicable.push(why.into());
    }

    /// How many findings there are, those that are not kept whole too.
    #[must_use]
    pub fn found(&self) -> usize {
        self.findings.len() + self.beyond.values().map(|beyond| beyond.count).sum::<usize>()
    }

    /// True when nothing was found, compared, declared or missed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
            && self.missing.is_empty()
            && self.declared.is_empty()
            && self.compared.is_empty()
            && self.not_applicable.is_empty()
    }

    /// The answer. An anomaly outweighs what is missing, which outweighs what is declared, which outweighs what agreed.
    /// Remarks (`Severity::Note`) are no anomalies: the check answers for what else it saw. Having compared nothing and
    /// said nothing is not compliance.
    #[must_use]
    pub fn answer(&self, severity: Severity) -> Answer {
        if !self.findings.is_empty() && severity != Severity::Note {
            Answer::Anomaly
        } else if !self.missing.is_empty() {
            Answer::NotVerifiable
        } else if !self.declared.is_empty() {
            Answer::Declared
        } else if !self.compared.is_empty() {
            Answer::Compliant
        } else if !self.not_applicable.is_empty() || !self.findings.is_empty() {
            Answer::NotApplicable
        } else {
            Answer::NotVerifiable
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn answer(fill: impl FnOnce(&mut Answers)) -> Answer {
        let mut answers = Answers::default();
        fill(&mut answers);
        answers.answer(Severity::Error)
    }

    #[test]
    fn what_was_not_compared_does_not_pass() {
        assert_eq!(answer(|_| {}), Answer::NotVerifiable);
        assert_eq!(answer(|a| a.compared(0, "rien")), Answer::NotVerifiable);
        assert_eq!(answer(|a| a.compared(2, "deux lignes")), Answer::Compliant);
        assert_eq!(answer(|a| a.not_applicable("aucun partenaire")), Answer::NotApplicable);
    }

    #[test]
    fn the_graver_answer_wins() {
        let all = |a: &mut Answers| {
            a.compared(1, "une ligne");
            a.declared("le demandeur le dit");
        };
        assert_eq!(answer(all), Answer::Declared);
        assert_eq!(
            answer(|a| {
                all(a);
                a.missing_field("calendrier.fin");
            }),
            Answer::NotVerifiable
        );
        assert_eq!(
            answer(|a| {
                all(a);
                a.missing_field("calendrier.fin");
                a.finding(Finding::new("faux"));
            }),
            Answer::Anomaly
        );
    }

    #[test]
    fn a_remark_is_no_anomaly() {
        let mut answers = Answers::default();
        answers.finding(Finding::new("à savoir"));
        answers.compared(3, "trois montants");
        assert_eq!(answers.answer(Severity::Note), Answer::Compliant);
    }

    #[test]
    fn findings_of_one_kind_are_bounded() {
        let mut answers = Answers::default();
        for row in 0..25 {
            let place = Place::cell(&"b.xlsx".into(), &"Plan".into(), row, 3);
            answers.finding(Finding::new("la ligne n’a pas d’année").at(&place));
        }
        assert_eq!(answers.findings.len(), 10);
        let beyond: Vec<&Beyond> = answers.beyond.values().collect();
        assert_eq!((beyond.len(), beyond[0].count, beyond[0].places.len()), (1, 15, 15));
    }
}
