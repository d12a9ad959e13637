//! Hours per person and year.

use super::work::{Work, limit_of, work};
use crate::checks::needed::listed;
use crate::checks::reliance::reserve;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::rules::catalogue::ANNUAL_HOURS;
use rust_decimal::Decimal;

/// Hours per person and year.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-09",
    title: "Les heures déclarées par personne et par an ne dépassent pas la base horaire",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque personne et chaque année, la somme des heures affectées est comparée aux heures qui servent au taux horaire : les heures annuelles, au plus celles d’un temps plein × la quotité d’un temps partiel ; douze fois les heures mensuelles en méthode mensuelle. Les parts fixes d’une personne, elles, ne dépassent pas 100 % de son temps.",
        why: "Au-delà, la personne coûterait plus que son salaire.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 3",
            sentence: Some(
                "Lors de l’application du taux horaire calculé conformément au paragraphe 2, le nombre total d’heures déclarées par personne et pour une année ou un mois donné ne peut dépasser le nombre d’heures utilisées pour calculer ce taux horaire.",
            ),
        },
        mend: "Ramenez les heures affectées sous la base, toutes lignes confondues.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let (people, lacking) = work(&scope.budget().staff_lines);
        if !lacking.is_empty() {
            answers.missing(Missing::of_workbook(say!(
                "le nom, l’année ou les heures manquent : {}",
                listed(lacking)
            )));
        } else if people.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let rests_on_the_rule =
            people.values().any(|work| work.lines.iter().any(|line| line.needs_the_rule()));
        let full_time = if rests_on_the_rule { scope.rule_number(ANNUAL_HOURS, answers) } else { None };
        let mut compared = 0;
        for ((_, year), work) in &people {
            let shares = work.shares();
            if shares > Decimal::ONE {
                answers.finding(
                    Finding::new(say!(
                        "les parts fixes de « {} » dépassent son temps en {}",
                        work.name,
                        Fact::Year(*year)
                    ))
                    .at_all(work.places())
                    .found(Fact::quantity(shares.saturating_mul(Decimal::ONE_HUNDRED).normalize(), "%"))
                    .expected("au plus 100 %"),
                );
            }
            if work.lines.iter().all(|line| line.hours.is_none()) {
                compared += 1;
                continue;
            }
            // A post may change within a year: within the smallest base all is well, beyond the largest nothing is.
            let limits: Option<Vec<Decimal>> = work
                .by_hours()
                .map(|line| limit_of(line, full_time.as_ref().map(|held| held.value)))
                .collect();
            let Some((least, most)) = limits
                .and_then(|limits| Some((limits.iter().min().copied()?, limits.iter().max().copied()?)))
            else {
                continue;
            };
            let sum = work.hours();
            if sum > least && sum <= most {
                answers.missing(Missing::of_workbook(say!(
                    "la base horaire de « {} » change en {} : {} déclarées, pour une base de {} à {}",
                    work.name,
                    Fact::Year(*year),
                    Fact::hours(sum),
                    Fact::hours(least),
                    Fact::hours(most)
                )));
                continue;
            }
            compared += 1;
            answers.expect(sum <= most, || tell(work, *year, sum, most, full_time.as_ref()));
        }
        answers.compared(
            compared,
            Fact::count(compared, "total par personne et par an", "totaux par personne et par an"),
        );
    }),
};

fn tell(
    work: &Work<'_>,
    year: i32,
    sum: Decimal,
    limit: Decimal,
    full_time: Option<&crate::rules::Held<Decimal>>,
) -> Finding {
    let relied = full_time.map_or_else(|| "".into(), reserve);
    Finding::new(say!("« {} » déclare trop d’heures en {}", work.name, Fact::Year(year)))
        .at_all(work.places())
        .found(Fact::hours(sum))
        .expected(say!("au plus {}{}", Fact::hours(limit), relied))
}
