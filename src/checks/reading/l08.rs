//! Columns that nothing reads.

use super::shared::TYPED;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::Place;
use crate::source::table::IssueKind;

/// Columns that nothing reads.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-08",
    title: "Chaque colonne des tableaux est reconnue",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Chaque en-tête des tableaux lus est cherché parmi ceux que le programme connaît.",
        why: "Une colonne non lue peut porter un renseignement que l’on croit pris en compte.",
        basis: Basis::Usage(TYPED),
        mend: "Renommez l’en-tête comme dans l’exemple fourni ; si la colonne est pour vous seul, rien n’est à faire.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // L-01 tells the second column of a kind, L-11 the one in another currency.
        let issues = audit.reading.issues.iter();
        let doubled: Vec<&Place> = issues
            .filter(|issue| {
                matches!(issue.kind, IssueKind::DuplicateColumn { .. } | IssueKind::ForeignColumn { .. })
            })
            .map(|issue| &issue.place)
            .collect();
        let mut known = 0usize;
        for table in &audit.reading.tables {
            known += table.columns.len() + table.year_columns.len();
            for header in table.unrecognised_headers.iter().filter(|header| !doubled.contains(&&header.place))
            {
                answers.finding(
                    Finding::new(say!("colonne non reconnue, non lue (tableau {})", table.kind.french()))
                        .at(&header.place)
                        .found(&header.value),
                );
            }
        }
        if known == 0 {
            answers.missing(Missing::of_workbook("aucun tableau n’est reconnu dans le classeur"));
        }
        answers.compared(known, say!("{}", Fact::count(known, "colonne lue", "colonnes lues")));
    }),
};
