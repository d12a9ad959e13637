//! What a check says of itself in one line of a table.

use crate::checks::CheckResult;
use crate::findings::limits::shortened;
use crate::findings::{Answer, Sentence};
use crate::model::french::counted;

/// How many statements a line shows before it says how many more there are.
const SHOWN: usize = 3;

/// What a check compared, found, missed or was told, in one line.
pub(in crate::documents) fn statement(result: &CheckResult) -> String {
    let answers = &result.answers;
    let said = |statements: &[Sentence]| statements.iter().map(Sentence::french).collect::<Vec<_>>();
    let texts = match result.answer {
        Answer::Compliant => said(&answers.compared),
        Answer::Declared => said(&answers.declared),
        Answer::NotApplicable => said(&answers.not_applicable),
        Answer::Anomaly => answers.findings.iter().map(|finding| finding.message.french()).collect(),
        Answer::NotVerifiable => missing(result),
    };
    shortened(&shown(&texts))
}

/// What is missing; the parameters without a value have a table of their own, and are only counted here.
pub(super) fn missing(result: &CheckResult) -> Vec<String> {
    let missing = &result.answers.missing;
    if result.code() == "M-01" && !missing.is_empty() {
        let count = counted(missing.len() + result.answers.more_missing, "paramètre", "paramètres");
        return vec![format!("{count} à renseigner")];
    }
    if missing.is_empty() && result.answer == Answer::NotVerifiable {
        return vec!["rien à comparer".to_owned()];
    }
    missing.iter().map(|missing| shortened(&missing.what.french())).collect()
}

/// The first statements, and none left out silently.
fn shown(statements: &[String]) -> String {
    let mut shown = distinct(statements);
    if let more @ 1.. = shown.len().saturating_sub(SHOWN) {
        shown.truncate(SHOWN);
        shown.push(format!("et {}", counted(more, "autre", "autres")));
    }
    shown.join(" ; ")
}

fn distinct(statements: &[String]) -> Vec<String> {
    let mut distinct: Vec<(&str, usize)> = Vec::new();
    for statement in statements {
        match distinct.iter_mut().find(|(known, _)| known == statement) {
            Some((_, times)) => *times += 1,
            None => distinct.push((statement, 1)),
        }
    }
    distinct
        .into_iter()
        .map(|(statement, times)| match times {
            1 => statement.to_owned(),
            _ => format!("{statement} ({times} fois)"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_of(statements: &[&str]) -> String {
        shown(&statements.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn the_same_statement_is_printed_once() {
        assert_eq!(shown_of(&["a", "b", "a"]), "a (2 fois) ; b");
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert_eq!(shown_of(&["a", "b", "c", "d"]), "a ; b ; c ; et 1 autre");
        assert_eq!(shown_of(&["a", "b", "c", "d", "e"]), "a ; b ; c ; et 2 autres");
    }
}
