//! 1 720 hours, or their part for a part-time post.

use crate::checks::needed::listed;
use crate::checks::reliance::{based_on, reserve};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::Place;
use crate::model::budget::StaffMethod;
use crate::rules::catalogue::ANNUAL_HOURS;
use rust_decimal::Decimal;

/// 1 720 hours, or their part for a part-time post.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-08",
    title: "La base horaire annuelle est celle du règlement",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les heures annuelles de chaque ligne de personnel sont comparées à 1 720 h, ou à leur prorata quand la ligne donne une quotité de temps partiel. Les lignes en méthode mensuelle et celles à part fixe n’ont pas de base annuelle.",
        why: "Une autre base demande la méthode mensuelle, avec ses justificatifs.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 2, point a)",
            sentence: Some(
                "en divisant les derniers coûts salariaux bruts annuels documentés par 1 720 heures pour les personnes travaillant à temps plein, ou par le prorata d’heures correspondant à 1 720 heures pour les personnes travaillant à temps partiel;",
            ),
        },
        mend: "Prenez 1 720 h pour un temps plein, ou donnez la quotité du temps partiel (colonne « Quotité ») et les heures à proportion.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let Some(expected) = scope.rule_number(ANNUAL_HOURS, answers) else { return };
        let mut lacking: Vec<Place> = Vec::new();
        let (mut full, mut part, mut deduced, mut others) = (0, 0, 0, 0);
        for line in lines {
            let is_by_hours = line.fixed_share.is_none() || line.hours.is_some();
            if line.method() == StaffMethod::Monthly || !is_by_hours {
                others += 1;
                continue;
            }
            let share = line.working_share.as_ref();
            let due = share.map_or(Some(expected.value), |share| {
                expected.value.checked_mul(share.value.fraction()).map(|due| due.normalize())
            });
            let Some(due) = due else { continue };
            let Some(hours) = &line.annual_hours else {
                // The hours of a part-time post follow from its share.
                if share.is_some() {
                    deduced += 1;
                } else {
                    lacking.push(line.place.clone());
                }
                continue;
            };
            if share.is_some() {
                part += 1;
            } else {
                full += 1;
            }
            // Hours are written to the minute at best: a hundredth of an hour is no difference.
            answers.expect(hours.value.saturating_sub(due).abs() < Decimal::new(1, 2), || {
                let finding = Finding::new("base horaire annuelle différente de celle du règlement")
                    .at(&hours.place)
                    .found(Fact::hours(hours.value));
                let finding = match share {
                    None => finding.expected(say!("{}{}", Fact::hours(due), reserve(&expected))),
                    Some(share) => finding.at(&share.place).expected(say!(
                        "{}, soit {} de {}{}",
                        Fact::hours(due),
                        share.value,
                        Fact::hours(expected.value),
                        reserve(&expected)
                    )),
                };
                based_on(&expected, finding)
            });
        }
        if !lacking.is_empty() {
            answers.missing(Missing::of_workbook(say!(
                "les heures annuelles ne sont pas renseignées : {}",
                listed(lacking)
            )));
        } else if full + part + deduced == 0 && others > 0 {
            answers.not_applicable(
                "aucune ligne de personnel n’a de base horaire annuelle : méthode mensuelle ou part fixe",
            );
        }
        if deduced > 0 {
            answers.declared(say!(
                "{} : la quotité donne les heures annuelles",
                Fact::count(deduced, "ligne à temps partiel sans base", "lignes à temps partiel sans base")
            ));
        }
        let shown = || say!("{}{}", Fact::hours(expected.value), reserve(&expected));
        answers.compared(
            full,
            say!(
                "{} à {}",
                Fact::count(full, "ligne de personnel comparée", "lignes de personnel comparées"),
                shown()
            ),
        );
        answers.compared(
            part,
            say!(
                "{} au prorata de {}",
                Fact::count(part, "ligne à temps partiel comparée", "lignes à temps partiel comparées"),
                shown()
            ),
        );
    }),
};
