//! What no text confirms and an answer rests on: said by construction, not by the care of each check.

use super::{Answers, Finding, Sentence, say};

impl Answers {
    /// A value that no text confirms was relied on: what it is, and what to say of it.
    pub fn rely(&mut self, label: &str, reserve: &'static str) {
        if !self.relied.iter().any(|(known, _)| known == label) {
            self.relied.push((label.to_owned(), reserve));
        }
    }

    /// Adds to what was compared, declared and found that it rests on such values, where it does not say so itself.
    pub fn say_reliance(&mut self) {
        for (label, reserve) in std::mem::take(&mut self.relied) {
            let says = |sentence: &Sentence| sentence.french().contains(reserve);
            let with = |sentence: &Sentence| say!("{} (« {} » : {})", sentence.clone(), &label, reserve);
            for sentences in [&mut self.compared, &mut self.declared] {
                if !sentences.iter().any(says)
                    && let Some(last) = sentences.last_mut()
                {
                    *last = with(last);
                }
            }
            for finding in &mut self.findings {
                if !tells(finding, &says, reserve) {
                    let known = finding.expected.clone().unwrap_or_else(|| finding.message.clone());
                    let told = Some(with(&known));
                    if finding.expected.is_some() {
                        finding.expected = told;
                    } else if let Some(message) = told {
                        finding.message = message;
                    }
                }
            }
        }
    }
}

fn tells(finding: &Finding, says: &impl Fn(&Sentence) -> bool, reserve: &str) -> bool {
    says(&finding.message)
        || [&finding.expected, &finding.found].into_iter().flatten().any(says)
        || finding.basis.as_ref().is_some_and(|basis| basis.contains(reserve))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rests_on_an_unconfirmed_value_says_so_once() {
        let mut answers = Answers::default();
        answers.rely("Plafond", "valeur à confirmer");
        answers.rely("Plafond", "valeur à confirmer");
        answers.compared(1, "une aide");
        answers.finding(Finding::new("trop").expected("au plus 3 (valeur à confirmer)"));
        answers.finding(Finding::new("beaucoup trop").expected("au plus 4"));
        answers.say_reliance();
        assert_eq!(answers.compared[0].french(), "une aide (« Plafond » : valeur à confirmer)");
        let expected = |index: usize| answers.findings[index].expected.as_ref().map(Sentence::french);
        assert_eq!(expected(0).as_deref(), Some("au plus 3 (valeur à confirmer)"));
        assert_eq!(expected(1).as_deref(), Some("au plus 4 (« Plafond » : valeur à confirmer)"));
    }
}
