//! The time of a person over all the projects.

use rust_decimal::Decimal;

use super::elsewhere::{Elsewhere, Part, elsewhere, has_siblings};
use super::work::{Work, work};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Sentence, Severity, say};
use crate::rules::catalogue::ANNUAL_HOURS;

/// The time of a person over all the projects.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-18",
    title: "Le temps d’une personne, tous projets confondus, tient dans son année",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque personne et chaque année, les heures (ou la part fixe) de ce projet et celles que projet.toml › personnel.ailleurs déclare dans d’autres projets sont additionnées, et comparées aux heures de l’année (1 720 h, au prorata d’un temps partiel) ou à 100 %. Quand « dossier check » reçoit plusieurs projets du même demandeur, les classeurs des autres sont lus aussi ; un dossier construit par « build » ne dépend que de ses propres fichiers. Une personne est reconnue à son intitulé.",
        why: "Chaque financeur paie des heures de la même personne : au-delà de son année, l’une d’elles est payée deux fois.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 3",
            sentence: Some(
                "Lors de l’application du taux horaire calculé conformément au paragraphe 2, le nombre total d’heures déclarées par personne et pour une année ou un mois donné ne peut dépasser le nombre d’heures utilisées pour calculer ce taux horaire.",
            ),
        },
        mend: "Ramenez le temps de la personne dans son année, tous projets confondus ; si deux personnes portent le même intitulé, donnez leurs noms.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let (people, _) = work(&scope.budget().staff_lines);
        if people.is_empty() {
            answers.not_applicable("pas de personne dont les heures ou la part soient données");
            return;
        }
        let staffing = &scope.project().staffing;
        let rests = people.values().flat_map(|work| &work.lines).any(|line| line.needs_the_rule());
        let is_told = !staffing.elsewhere.is_empty() || has_siblings(scope);
        let full_time = if rests || is_told {
            scope.rule_number(ANNUAL_HOURS, answers).map(|held| held.value)
        } else {
            None
        };
        let all = elsewhere(scope, full_time, answers);
        let mut compared = 0;
        for ((person, year), work) in &people {
            let Some(others) = all.get(&(person.clone(), *year)) else {
                compared += usize::from(is_told);
                continue;
            };
            if staffing.no_other_project == Some(true) {
                answers.finding(contradicted(work, *year, others));
            }
            let own = work.share_of_year(full_time);
            let shares: Option<Decimal> = others
                .iter()
                .try_fold(own, |sum, other| Some(Some(sum?.saturating_add(other.share?))))
                .flatten();
            let Some(total) = shares else {
                answers.missing(Missing::of_workbook(say!(
                    "la base horaire de « {} » n’est pas connue en {} : ses projets ne s’additionnent pas",
                    work.name,
                    Fact::Year(*year)
                )));
                continue;
            };
            compared += 1;
            answers.expect(total <= Decimal::ONE, || beyond(work, *year, others, total));
        }
        if compared > 0 {
            answers.compared(
                compared,
                Fact::count(
                    compared,
                    "année d’une personne comparée, tous projets confondus",
                    "années de personnes comparées, tous projets confondus",
                ),
            );
        } else if answers.is_empty() {
            match staffing.no_other_project {
                Some(true) => answers.declared("personne ne travaille à un autre projet aidé"),
                _ => answers.missing(
                    Missing::of_applicant(
                        "rien ne dit si ces personnes travaillent à d’autres projets",
                        "personnel.sans_autre_projet",
                    )
                    .how("Écrivez sans_autre_projet = true, décrivez leur temps dans [[personnel.ailleurs]], ou lancez « dossier check » sur tous les projets."),
                ),
            }
        }
    }),
};

fn here(work: &Work<'_>) -> Sentence {
    let (hours, shares) = (work.hours(), work.shares());
    match (hours.is_zero(), shares.is_zero()) {
        (_, true) => say!("{} ici", Fact::hours(hours)),
        (true, false) => say!("{} ici", percent(shares)),
        (false, false) => say!("{} et {} ici", Fact::hours(hours), percent(shares)),
    }
}

fn beyond(work: &Work<'_>, year: i32, others: &[Elsewhere<'_>], total: Decimal) -> Finding {
    let found = others.iter().fold(here(work), |said, other| match other.part {
        Part::Hours(hours) => say!("{}, {} dans « {} »", said, Fact::hours(hours), other.project),
        Part::Share(share) => say!("{}, {} dans « {} »", said, percent(share), other.project),
    });
    let finding = Finding::new(say!(
        "le temps de « {} », si c’est la même personne, dépasse son année {} : {} sur tous les projets",
        work.name,
        Fact::Year(year),
        percent(total)
    ))
    .at_all(work.places())
    .found(found)
    .expected("au plus 100 % de son temps");
    others
        .iter()
        .filter_map(|other| other.field.clone())
        .fold(finding, |finding, field| finding.at_field(field))
}

fn contradicted(work: &Work<'_>, year: i32, others: &[Elsewhere<'_>]) -> Finding {
    let projects = Fact::list_with(others.iter().map(|other| Fact::text(other.project)), ", ");
    Finding::new("le projet dit que personne ne travaille ailleurs, et une personne est dans un autre projet")
        .at_field("personnel.sans_autre_projet")
        .found(say!("« {} », en {} : {}", work.name, Fact::Year(year), projects))
        .expected("false, ou un autre intitulé si c’est une autre personne")
}

fn percent(share: Decimal) -> Fact {
    Fact::quantity(share.saturating_mul(Decimal::ONE_HUNDRED).round_dp(2).normalize(), "%")
}
