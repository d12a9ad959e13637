//! Columns in another currency beside those in euros.

use super::issues::report;
use super::shared::EUROS;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::table::{IssueKind, is_money};

/// Columns in another currency beside those in euros.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-11",
    title: "Entre deux monnaies, la colonne en euros est lue",
    severity: Severity::Note,
    class: Class::Trust,
    explanation: Explanation {
        what: "Quand deux colonnes d’un tableau disent le même montant, l’une en euros, l’autre dans une autre monnaie, celle en euros est lue, où qu’elle soit.",
        why: "Le montant d’origine explique le cours retenu ; il ne s’additionne pas.",
        basis: Basis::Usage(EUROS),
        mend: "Rien n’est à faire si la colonne en euros est la bonne ; joignez le cours retenu et sa date à la pièce justificative.",
        since: "0.2.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| match &issue.kind {
            IssueKind::ForeignColumn { currency, read } => Some(
                Finding::new(say!("colonne en {}, non lue : celle en euros l’est", &**currency)).at(read),
            ),
            _ => None,
        });
        let tables = audit.reading.tables.iter();
        let columns: usize = tables
            .map(|table| {
                let single = table.columns.iter().filter(|(role, ..)| is_money(*role)).count();
                single + table.year_columns.iter().filter(|(_, role, ..)| is_money(*role)).count()
            })
            .sum();
        if columns == 0 {
            answers.not_applicable("aucune colonne de montants n’est lue");
        }
        answers
            .compared(columns, Fact::count(columns, "colonne de montants lue", "colonnes de montants lues"));
    }),
};
