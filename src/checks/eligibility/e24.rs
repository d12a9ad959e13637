//! A rise of costs to come.

use std::collections::BTreeMap;

use super::shared::named_person;
use super::work::unit_cost;
use crate::audit::line_names::of_staff;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity, say};
use crate::model::{Money, Place, StaffLine};

/// A rise of costs to come.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-24",
    title: "Le coût d’une personne n’augmente pas d’une année à l’autre sans document",
    severity: Severity::Note,
    class: Class::Plan,
    explanation: Explanation {
        what: "D’une année à l’autre, le coût annuel (ou mensuel) d’une même personne, à même quotité et même méthode, est comparé à celui de sa première année : plus haut, sans coûts documentés à une date plus récente, c’est une hausse projetée.",
        why: "Le taux horaire se calcule sur les derniers coûts documentés : une revalorisation attendue peut figurer dans une prévision, elle ne sera payée qu’une fois constatée.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 2 et 4",
            sentence: Some(
                "Lorsque la moyenne annuelle des salaires bruts n’est pas disponible, celle-ci peut être déterminée à partir de la moyenne connue des salaires bruts disponible ou du document d’emploi, dûment ajusté pour couvrir une période de douze mois.",
            ),
        },
        mend: "Reprenez pour toutes les années le dernier coût documenté, ou vérifiez que l’autorité accepte une hausse prévue.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut people: BTreeMap<Vec<String>, Vec<&StaffLine>> = BTreeMap::new();
        for line in &scope.budget().staff_lines {
            if line.year.is_some() && line.label.is_some() && unit_cost(line).is_some() {
                people.entry(of_staff(line)).or_default().push(line);
            }
        }
        let mut compared = 0;
        for lines in people.values_mut().filter(|lines| lines.len() > 1) {
            lines.sort_by_key(|line| line.year.as_ref().map(|year| year.value));
            compared += 1;
            answers.findings_of(risen(lines));
        }
        if compared == 0 {
            answers.not_applicable("aucune personne n’a de coût sur plusieurs années");
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "personne comparée d’une année à l’autre",
                "personnes comparées d’une année à l’autre",
            ),
        );
    }),
};

/// The costs of one person that rise after its first year on no later document: one finding, from the first to the last.
fn risen(lines: &[&StaffLine]) -> Option<Finding> {
    let first = lines.first()?;
    let (base, at) = unit_cost(first)?;
    let later: Vec<(Money, &Place, i32)> = lines.iter().filter_map(|line| rise(first, base, line)).collect();
    let (cost, _, year) = later.last()?;
    Some(
        Finding::new(say!(
            "le coût de « {} » augmente jusqu’en {} sans document plus récent",
            named_person(first),
            Fact::Year(*year)
        ))
        .at_all(later.iter().map(|(_, place, _)| *place))
        .at(at)
        .found(*cost)
        .expected(say!("{}, le dernier coût documenté", base)),
    )
}

fn rise<'a>(first: &StaffLine, base: Money, line: &'a StaffLine) -> Option<(Money, &'a Place, i32)> {
    let (cost, place) = unit_cost(line)?;
    let year = line.year.as_ref()?.value;
    let share = |line: &StaffLine| line.working_share.as_ref().map(|share| share.value);
    let has_later_document = match (&line.costs_as_of, &first.costs_as_of) {
        (Some(day), Some(known)) => day.value > known.value,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let is_rise = year > first.year.as_ref()?.value
        && line.method() == first.method()
        && share(line) == share(first)
        && !has_later_document
        && cost > base;
    is_rise.then_some((cost, place, year))
}
