//! The actions that unit costs and lump sums pay for.

use super::period::extended_to;
use crate::checks::flat_rates::scales::{NONE, field};
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::rules::catalogue::{EXTENDED_LAST_DAY, FIRST_DAY, LAST_DAY};

/// The actions that unit costs and lump sums pay for.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-11",
    title: "Les actions payées au barème sont accomplies dans la période d’éligibilité",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Pour chaque entrée de couts_simplifies, le premier et le dernier jour de ses actions (à défaut, ceux de l’opération) sont comparés aux paramètres debut_eligibilite et fin_eligibilite du fonds : ce ne sont pas les paiements qui comptent.",
        why: "Une action accomplie hors de la période n’est pas payée, même payée à temps.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 63, § 2, deuxième alinéa",
            sentence: Some(
                "Pour les coûts remboursés au titre de l’article 53, paragraphe 1, points b), c) et f), les actions constituant la base du remboursement sont accomplies entre la date de soumission du programme à la Commission ou à compter du 1er janvier 2021, si cette date est antérieure à la première, et le 31 décembre 2029.",
            ),
        },
        mend: "Mettez les actions dans la période d’éligibilité, ou remettez ces dépenses au réel si elles y sont payées.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let costs = &scope.project().simplified_costs;
        if costs.is_empty() {
            answers.not_applicable(NONE);
            return;
        }
        if scope.does_not_bear(FIRST_DAY, answers) && scope.does_not_bear(LAST_DAY, answers) {
            return;
        }
        let (first, last) = (scope.rule_date(FIRST_DAY, answers), scope.rule_date(LAST_DAY, answers));
        let calendar = &scope.project().calendar;
        let mut compared = 0;
        for (index, cost) in costs.iter().enumerate() {
            let named = |own: bool, name: &str| {
                if own { field(index, name) } else { format!("calendrier.{name}") }
            };
            match (first.as_ref(), cost.start.or(calendar.start)) {
                (_, None) => answers.missing_field(field(index, "debut").as_str()),
                (None, _) => {}
                (Some(first), Some(start)) => {
                    compared += 1;
                    answers.expect(start >= first.value, || {
                        based_on(
                            first,
                            Finding::new(say!(
                                "les actions de « {} » commencent avant la période d’éligibilité",
                                &cost.label
                            ))
                            .at_field(named(cost.start.is_some(), "debut"))
                            .found(start)
                            .expected(say!("le {} au plus tôt", relied(first))),
                        )
                    });
                }
            }
            match (last.as_ref(), cost.end.or(calendar.end)) {
                (_, None) => answers.missing_field(field(index, "fin").as_str()),
                (None, _) => {}
                (Some(last), Some(end)) => {
                    let last = &extended_to(scope, end, last.clone(), EXTENDED_LAST_DAY, answers);
                    compared += 1;
                    answers.expect(end <= last.value, || {
                        based_on(
                            last,
                            Finding::new(say!(
                                "les actions de « {} » finissent après la période d’éligibilité",
                                &cost.label
                            ))
                            .at_field(named(cost.end.is_some(), "fin"))
                            .found(end)
                            .expected(say!("le {} au plus tard", relied(last))),
                        )
                    });
                }
            }
        }
        answers.compared(
            compared,
            Fact::count(compared, "jour comparé à la période", "jours comparés à la période"),
        );
    }),
};
