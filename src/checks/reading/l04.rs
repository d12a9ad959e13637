//! Lines that stand where they should not.

use super::shared::{TYPED, report};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::source::table::IssueKind;

/// Lines that stand where they should not.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-04",
    title: "Chaque ligne est à sa place dans un tableau",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Lignes sous le total, lignes sans intitulé ni poste, cellules très loin du tableau.",
        why: "Une ligne hors du total est payée mais pas financée.",
        source: TYPED,
        mend: "Déplacez la ligne au-dessus du total, étendez la formule du total, ou supprimez-la.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, |kind| {
            Some(match kind {
                IssueKind::LineOutsideTable { read: true } => {
                    ("ligne sous le total, comptée ici mais absente du total".to_owned(), None)
                }
                IssueKind::LineOutsideTable { read: false } => {
                    ("ligne loin sous le total : non lue".to_owned(), None)
                }
                IssueKind::TotalWithoutYears => (
                    "total sans aucune année : la dépense est comptée, sans année".to_owned(),
                    Some("un montant dans la colonne de chaque année".to_owned()),
                ),
                IssueKind::TooManyLines => {
                    ("ligne non lue : le classeur compte trop de montants par année".to_owned(), None)
                }
                IssueKind::RowNotUnderstood => (
                    "ligne non comprise, non lue : un nombre sans intitulé".to_owned(),
                    Some("un intitulé, ou aucun nombre".to_owned()),
                ),
                IssueKind::RowWithAmountButNoLabel => {
                    ("montant sans intitulé ni poste".to_owned(), Some("un intitulé".to_owned()))
                }
                IssueKind::FarCell { count } => (
                    counted(
                        *count,
                        "cellule très loin du tableau, non lue",
                        "cellules très loin du tableau, non lues",
                    ),
                    None,
                ),
                _ => return None,
            })
        });
        answers.compliant(counted(scope.reading.tables.len(), "tableau parcouru", "tableaux parcourus"));
    }),
};
