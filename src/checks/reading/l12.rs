//! Tables that the workbook does not have.

use super::issues::told_by;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::source::table::IssueKind;

/// Tables that the workbook does not have.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-12",
    title: "Le classeur a un tableau du personnel et un tableau des indicateurs",
    severity: Severity::Note,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les tableaux que le programme sait lire, et que le classeur n’a pas, sont nommés une fois.",
        why: "Un tableau que personne n’a lu ne se voit pas dans un dossier : on le découvre à l’instruction.",
        basis: Basis::Usage(
            "Usage : un classeur de budget a ses dépenses, ses ressources, et s’il y a lieu son personnel et ses indicateurs",
        ),
        mend: "Ajoutez le tableau s’il manque ; si le projet n’a ni personnel ni indicateur, rien n’est à faire.",
        since: "0.3.0",
    },
    run: Run::Workbook(|audit, answers| {
        let tables = audit.reading.tables.len();
        if tables == 0 {
            answers.not_applicable("aucun tableau n’est reconnu");
            return;
        }
        let absent: Vec<&'static str> = told_by(audit, CHECK.code)
            .filter_map(|issue| match &issue.kind {
                IssueKind::MissingTable { kind } => Some(kind.french()),
                _ => None,
            })
            .collect();
        if !absent.is_empty() {
            let absent = Fact::list(absent.into_iter().map(Fact::Words));
            answers.finding(
                Finding::new(say!("absent du classeur : {}", absent))
                    .at(&Place::file(audit.recalculation.file())),
            );
        }
        answers.compared(tables, Fact::count(tables, "tableau lu", "tableaux lus"));
    }),
};
