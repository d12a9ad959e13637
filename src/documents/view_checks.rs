//! The checks' answers as documents show them.

use super::data::{AnomalyView, CheckView, ChecksView, FamilyView, GridCellView, GridRowView, GridView};
use crate::checks::{
    Answer, CheckResult, EMPTY_PARAMETERS, FAMILIES, Grid, Severity, counted, counts, field_name,
};
use crate::model::Place;
use crate::model::text::capitalised;

/// Fill the answers.
#[must_use]
pub fn checks(results: &[CheckResult]) -> ChecksView {
    let of = |severity: Severity| {
        results
            .iter()
            .filter(|result| result.answer == Answer::Anomaly && result.severity == severity)
            .count()
    };
    let with = |answer: Answer| results.iter().filter(move |result| result.answer == answer);
    let mut anomalies: Vec<&CheckResult> = with(Answer::Anomaly).collect();
    anomalies.sort_by_key(|result| std::cmp::Reverse(result.severity));
    ChecksView {
        counts: counts(results),
        blocked: results.iter().any(CheckResult::is_blocking),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        not_verifiable: with(Answer::NotVerifiable).count(),
        compliant: with(Answer::Compliant).count(),
        not_applicable: with(Answer::NotApplicable).count(),
        anomalies: anomalies.into_iter().map(check).collect(),
        unverified: with(Answer::NotVerifiable).map(check).collect(),
        overridden: results.iter().filter(|result| result.override_reason.is_some()).map(check).collect(),
        families: FAMILIES
            .iter()
            .map(|(letter, name)| FamilyView {
                name: (*name).to_owned(),
                results: results
                    .iter()
                    .filter(|result| result.code.starts_with(*letter))
                    .map(check)
                    .collect(),
            })
            .filter(|family: &FamilyView| !family.results.is_empty())
            .collect(),
    }
}

/// Most neighbourhoods printed for one check.
const GRIDS: usize = 3;

fn grid(grid: &Grid) -> GridView {
    let rows = grid.rows.iter().enumerate();
    GridView {
        cell: grid.cell.clone(),
        columns: grid.columns.clone(),
        rows: rows
            .map(|(index, row)| GridRowView {
                number: row.number,
                cells: (0..)
                    .zip(&row.cells)
                    .map(|(column, text)| GridCellView {
                        text: text.clone(),
                        marked: (index, column) == grid.marked,
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn check(result: &CheckResult) -> CheckView {
    let missing = missing(result);
    let mut anomalies: Vec<AnomalyView> = result
        .anomalies
        .iter()
        .map(|anomaly| AnomalyView {
            message: capitalised(&anomaly.message),
            places: anomaly.places.iter().map(place).collect(),
            found: anomaly.found.clone(),
            expected: anomaly.expected.clone(),
            mend: anomaly.mend.clone(),
            grid: anomaly.grid.as_ref().filter(|_| result.severity != Severity::Note).map(grid),
        })
        .collect();
    // A page of neighbourhoods would hide the findings: the terminal and the JSON give them all.
    for anomaly in anomalies.iter_mut().skip(GRIDS) {
        anomaly.grid = None;
    }
    CheckView {
        code: result.code.to_owned(),
        title: result.title.to_owned(),
        severity: capitalised(result.severity.label()),
        answer: capitalised(result.answer.label()),
        mark: match result.answer {
            Answer::Compliant => "on",
            Answer::Anomaly => "off",
            Answer::NotVerifiable | Answer::NotApplicable => "na",
        }
        .to_owned(),
        detail: capitalised(&match result.answer {
            Answer::Compliant | Answer::NotApplicable => several(&result.details),
            Answer::Anomaly => {
                let messages: Vec<String> =
                    result.anomalies.iter().map(|anomaly| anomaly.message.clone()).collect();
                several(&messages)
            }
            Answer::NotVerifiable => several(&missing),
        }),
        has_places: anomalies.iter().any(|anomaly| !anomaly.places.is_empty()),
        has_found: anomalies.iter().any(|anomaly| anomaly.found.is_some()),
        has_expected: anomalies.iter().any(|anomaly| anomaly.expected.is_some()),
        anomalies,
        several_missing: missing.len() > 1,
        missing: missing.iter().map(|missing| capitalised(missing)).collect(),
        fields: fields(result),
        source: result.source.to_owned(),
        mend: result.mend.to_owned(),
        override_reason: result.override_reason.clone(),
    }
}

/// What is missing; the parameters without a value have a table of their own, and are only counted here.
fn missing(result: &CheckResult) -> Vec<String> {
    if result.code == EMPTY_PARAMETERS.code && !result.missing.is_empty() {
        let count = counted(result.missing.len(), "paramètre", "paramètres");
        return vec![format!("{count} à renseigner")];
    }
    if result.missing.is_empty() && result.answer == Answer::NotVerifiable {
        return vec!["rien à comparer".to_owned()];
    }
    result.missing.clone()
}

/// Keys of `projet.toml` to fill in or to correct, each once.
fn fields(result: &CheckResult) -> Vec<String> {
    let mut fields = Vec::new();
    let cited = result.anomalies.iter().flat_map(|anomaly| &anomaly.places).filter_map(|place| match place {
        Place::Field(field) => Some(field.path()),
        _ => None,
    });
    for key in cited.chain(result.fields.iter().map(String::as_str)) {
        if !fields.iter().any(|known| known == key) {
            fields.push(key.to_owned());
        }
    }
    fields
}

/// A place as a reader names it: a field by its French name, a cell as Excel shows it.
fn place(place: &Place) -> String {
    match place {
        Place::Field(field) => field_name(field.path())
            .map_or_else(|| place.to_string(), |name| format!("{} ({})", capitalised(&name), field.file())),
        _ => place.to_string(),
    }
}

/// How many statements a line shows before it says how many more there are.
const SHOWN: usize = 3;

/// Several statements in one line: the same one once, with its count, and none left out silently.
fn several(statements: &[String]) -> String {
    let mut distinct: Vec<(&str, usize)> = Vec::new();
    for statement in statements {
        match distinct.iter_mut().find(|(known, _)| known == statement) {
            Some((_, times)) => *times += 1,
            None => distinct.push((statement, 1)),
        }
    }
    let mut shown: Vec<String> = distinct
        .iter()
        .take(SHOWN)
        .map(|(statement, times)| match times {
            1 => (*statement).to_owned(),
            _ => format!("{statement} ({times} fois)"),
        })
        .collect();
    if distinct.len() > SHOWN {
        shown.push(format!("et {}", counted(distinct.len() - SHOWN, "autre", "autres")));
    }
    shown.join(" ; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several_of(statements: &[&str]) -> String {
        several(&statements.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn the_same_statement_is_printed_once() {
        assert_eq!(several_of(&["a", "b", "a"]), "a (2 fois) ; b");
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert_eq!(several_of(&["a", "b", "c", "d"]), "a ; b ; c ; et 1 autre");
        assert_eq!(several_of(&["a", "b", "c", "d", "e"]), "a ; b ; c ; et 2 autres");
    }

    #[test]
    fn a_field_is_shown_by_its_name() {
        assert_eq!(
            place(&Place::field("projet.toml", "calendrier.fin")),
            "La fin de l’opération (projet.toml)"
        );
        assert_eq!(place(&Place::field("projet.toml", "inconnu")), "projet.toml › inconnu");
    }
}
