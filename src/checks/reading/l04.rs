//! Lines that stand where they should not.

use super::issues::report;
use super::shared::TYPED;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
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
        basis: Basis::Usage(TYPED),
        mend: "Déplacez la ligne au-dessus du total, étendez la formule du total, ou supprimez-la.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| {
            Some(match issue.kind {
                IssueKind::LineOutsideTable { read: true } => {
                    Finding::new("ligne sous le total, comptée ici mais absente du total")
                }
                IssueKind::LineOutsideTable { read: false } => {
                    Finding::new("ligne loin sous le total : non lue").unknown()
                }
                IssueKind::TotalWithoutYears => {
                    Finding::new("total sans aucune année : la dépense est comptée, sans année")
                        .expected("un montant dans la colonne de chaque année")
                        .unknown()
                }
                IssueKind::TooManyLines => {
                    Finding::new("ligne non lue : le classeur compte trop de montants par année").unknown()
                }
                IssueKind::RowNotUnderstood => {
                    Finding::new("ligne non comprise, non lue : un nombre sans intitulé")
                        .expected("un intitulé, ou aucun nombre")
                        .unknown()
                }
                IssueKind::RowWithAmountButNoLabel => {
                    Finding::new("montant sans intitulé ni poste").expected("un intitulé")
                }
                IssueKind::FarCell { count } => Finding::new(say!(
                    "{} très loin du tableau : rien n’y est lu",
                    Fact::count(count, "cellule", "cellules")
                )),
                _ => return None,
            })
        });
        let lines: usize = audit.reading.tables.iter().map(|table| table.line_count).sum();
        if lines == 0 {
            answers.missing(Missing::of_workbook("aucune ligne n’est lue dans le classeur"));
        }
        answers.compared(
            lines,
            say!(
                "{} dans {}",
                Fact::count(lines, "ligne", "lignes"),
                Fact::count(audit.reading.tables.len(), "tableau", "tableaux")
            ),
        );
    }),
};
