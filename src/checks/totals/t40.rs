//! Amounts in another currency or in a hidden unit.

use super::shared::cells_looked_at;
use crate::checks::reading::issues::report;
use crate::checks::reading::shared::EUROS;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::table::IssueKind;

/// Amounts in another currency or in a hidden unit.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-40",
    title: "Tous les montants sont en euros",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "La monnaie et l’unité de chaque montant sont lues où elles sont dites : format de la cellule, texte, en-tête, titre du tableau, colonne « Devise ». Un montant dans une autre monnaie n’est pas additionné ; un format qui écrit « k€ » après un nombre qu’il ne divise pas laisse deux lectures.",
        why: "Un montant en dollars ou en milliers se lit à l’écran comme un montant en euros.",
        basis: Basis::Usage(EUROS),
        mend: "Convertissez le montant en euros, et joignez le cours retenu et sa date à la pièce justificative.",
        since: "0.2.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| {
            Some(match &issue.kind {
                IssueKind::ForeignCurrency { currency, amount } => {
                    let finding = Finding::new(say!("montant dans une autre monnaie : {}", &**currency))
                        .expected("un montant en euros")
                        .unknown();
                    match amount {
                        Some(amount) => {
                            finding.found(say!("{} {}", Fact::Shown(amount.number()), &**currency))
                        }
                        None => finding,
                    }
                }
                IssueKind::UnitInFormat { unit } => Finding::new(say!(
                    "unité écrite par le format de la cellule : « {} {} » peut être l’un ou l’autre",
                    &issue.shown,
                    &**unit
                ))
                .found(say!("{}, affiché « {} {} »", &issue.shown, &issue.shown, &**unit))
                .expected(say!("{} € ou {} {} ?", &issue.shown, &issue.shown, &**unit))
                .mend("Tapez le montant en euros, et donnez à la cellule un format en euros.")
                .unknown(),
                _ => return None,
            })
        });
        cells_looked_at(audit, answers);
    }),
};
