//! Other workbooks.

use super::shared::{TYPED, at_cell, formulas_compared};
use crate::checks::reading::issues::report;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::formula::Outcome;
use crate::source::table::IssueKind;
use crate::source::workbook::formula_text::other_workbooks;
use crate::source::workbook::sheet::shorten;

/// Other workbooks.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-27",
    title: "Aucune formule ne va chercher un autre classeur",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules qui citent un autre fichier sont signalées ; leur dernier résultat connu est lu.",
        why: "L’auditeur n’aura pas l’autre classeur : le montant n’aura plus d’origine.",
        basis: Basis::Usage(TYPED),
        mend: "Copiez la valeur dans ce classeur, avec une note qui dit d’où elle vient.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| match &issue.kind {
            IssueKind::ExternalLink { formula } => Some(Finding::new(match files_of(formula) {
                Some(files) => say!("formule vers un autre classeur, {} (={})", files, shorten(formula)),
                None => say!("formule vers un autre classeur (={})", shorten(formula)),
            })),
            _ => None,
        });
        let told = audit.noticed(|kind| matches!(kind, IssueKind::ExternalLink { .. }));
        for (at, one) in audit.recalculation.cells() {
            if !told.contains(&at) && matches!(&one.outcome, Outcome::Cannot(cannot) if cannot.is_external) {
                let formula = audit.recalculation.content(at).and_then(|cell| cell.formula.as_deref());
                let message = match formula.and_then(files_of) {
                    Some(files) => {
                        say!("{} vers un autre classeur, {}, dont le plan dépend", audit.formula(at), files)
                    }
                    None => say!("{} vers un autre classeur, dont le plan dépend", audit.formula(at)),
                };
                answers.finding(at_cell(audit, at, message).found(Sentence::of(audit.saved(at))));
            }
        }
        formulas_compared(audit, answers);
    }),
};

/// The files that a formula reads; `None` when the workbook knows them by a number alone.
fn files_of(formula: &str) -> Option<Fact> {
    let files = other_workbooks(formula).into_iter().filter(|name| name.parse::<u32>().is_err());
    let files: Vec<String> = files.collect();
    (!files.is_empty()).then(|| Fact::list(files))
}
