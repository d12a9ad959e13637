//! Other workbooks.

use super::shared::{TYPED, at_cell, formulas_compared};
use crate::checks::reading::issues::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Sentence, Severity};
use crate::formula::Outcome;
use crate::source::table::IssueKind;

/// Other workbooks.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-27",
    title: "Aucune formule ne va chercher un autre classeur",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules qui citent un autre fichier sont signalées ; leur dernier résultat connu est lu.",
        why: "L’auditeur n’aura pas l’autre classeur : le montant n’aura plus d’origine.",
        source: TYPED,
        mend: "Copiez la valeur dans ce classeur, avec une note qui dit d’où elle vient.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| match &issue.kind {
            IssueKind::ExternalLink { formula } => {
                Some(Finding::new(say!("formule vers un autre classeur (={})", formula.to_string())))
            }
            _ => None,
        });
        let told = audit.noticed(|kind| matches!(kind, IssueKind::ExternalLink { .. }));
        for (at, one) in audit.recalculation.cells() {
            if !told.contains(&at) && matches!(&one.outcome, Outcome::Cannot(cannot) if cannot.is_external) {
                answers.finding(
                    at_cell(
                        audit,
                        at,
                        say!("{} vers un autre classeur, dont le plan dépend", audit.formula(at)),
                    )
                    .found(Sentence::of(audit.saved(at))),
                );
            }
        }
        formulas_compared(audit, answers);
    }),
};
