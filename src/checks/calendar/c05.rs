//! Period of eligibility.

use super::period::extended_to;
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::rules::Ruling;
use crate::rules::catalogue::{EXTENDED_LAST_DAY, FIRST_DAY, LAST_DAY};

/// Period of eligibility.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-05",
    title: "L’opération tient dans la période d’éligibilité du fonds",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Début et fin sont comparés aux paramètres debut_eligibilite et fin_eligibilite du fonds. Une dépense au réel doit être engagée et payée entre ces dates ; pour des coûts unitaires ou des montants forfaitaires, ce sont les actions qui doivent y être accomplies, non les paiements.",
        why: "Une dépense payée hors de la période est perdue, même utile.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 63, § 2",
            sentence: Some(
                "Une dépense est éligible à une contribution des Fonds si elle a été engagée par un bénéficiaire ou le partenaire privé d’une opération PPP et versée au cours de l’exécution des opérations, entre la date à laquelle le programme a été soumis à la Commission ou à compter du 1er janvier 2021, si cette date est antérieure à la première, et le 31 décembre 2029.",
            ),
        },
        mend: "Mettez les dates de l’opération dans la période d’éligibilité, en gardant, pour les dépenses au réel, le temps de payer les dernières factures.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        if scope.does_not_bear(FIRST_DAY, answers) && scope.does_not_bear(LAST_DAY, answers) {
            return;
        }
        let first = scope.rule_date(FIRST_DAY, answers);
        if calendar.start.is_none() {
            answers.missing_field("calendrier.debut");
        }
        if let Some((first, start)) = first.zip(calendar.start) {
            answers.expect(start >= first.value, || {
                based_on(
                    &first,
                    Finding::new("l’opération commence avant la période d’éligibilité")
                        .at_field("calendrier.debut")
                        .found(start)
                        .expected(say!("le {} au plus tôt", relied(&first))),
                )
            });
            answers.compared(1, say!("début le {}, période ouverte le {}", start, relied(&first)));
        }
        let last = scope.rule_date(LAST_DAY, answers);
        if calendar.end.is_none() {
            answers.missing_field("calendrier.fin");
        }
        let Some((last, end)) = last.zip(calendar.end) else { return };
        let extended = scope.rules().of(EXTENDED_LAST_DAY);
        let last = extended_to(scope, end, last, EXTENDED_LAST_DAY, answers);
        answers.expect(end <= last.value, || {
            let unless = match extended {
                Ruling::Empty { source } => {
                    say!(" ; sauf si l’autorité confirme la prolongation : {}", source)
                }
                _ => "".into(),
            };
            based_on(
                &last,
                Finding::new("l’opération finit après la période d’éligibilité")
                    .at_field("calendrier.fin")
                    .found(end)
                    .expected(say!("le {} au plus tard{}", relied(&last), unless)),
            )
        });
        answers.compared(1, say!("fin le {}, période close le {}", end, relied(&last)));
    }),
};
