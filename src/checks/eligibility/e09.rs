//! Hours per person and year.

use crate::checks::needed::listed;
use crate::checks::reliance::reserve;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::Place;
use crate::model::text::normalise;
use crate::rules::catalogue::ANNUAL_HOURS;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Hours per person and year.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-09",
    title: "Les heures déclarées par personne et par an ne dépassent pas la base horaire",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque personne et chaque année, la somme des heures affectées est comparée aux heures qui servent au taux horaire.",
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
        let mut declared: BTreeMap<(String, i32), Declared<'_>> = BTreeMap::new();
        let mut lacking: Vec<Place> = Vec::new();
        for line in &scope.budget().staff_lines {
            let (Some(label), Some(year), Some(hours)) = (&line.label, &line.year, &line.hours) else {
                lacking.push(line.place.clone());
                continue;
            };
            let entry = declared.entry((normalise(&label.value), year.value)).or_insert_with(|| Declared {
                name: &label.value,
                base: line.annual_hours.as_ref().map(|cell| cell.value),
                lines: Vec::new(),
            });
            entry.lines.push((hours.value, &hours.place));
        }
        if !lacking.is_empty() {
            answers.missing(Missing::of_workbook(say!(
                "le nom, l’année ou les heures manquent : {}",
                listed(lacking)
            )));
        } else if declared.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let default = if declared.values().any(|declared| declared.base.is_none()) {
            scope.rule_number(ANNUAL_HOURS, answers)
        } else {
            None
        };
        let mut compared = 0;
        for ((_, year), Declared { name, base, mut lines }) in declared {
            let of_rule = default.as_ref().filter(|_| base.is_none());
            let relied = of_rule.map_or_else(|| "".into(), reserve);
            let Some(limit) = base.or(of_rule.map(|held| held.value)) else { continue };
            compared += 1;
            let sum = lines.iter().fold(Decimal::ZERO, |sum, (hours, _)| sum.saturating_add(*hours));
            answers.expect(sum <= limit, || {
                // The most hours first: that is where too many were typed.
                lines.sort_by_key(|(hours, _)| std::cmp::Reverse(*hours));
                Finding::new(say!("« {} » déclare trop d’heures en {}", name, Fact::Year(year)))
                    .at_all(lines.iter().map(|(_, place)| *place))
                    .found(Fact::hours(sum))
                    .expected(say!("au plus {}{}", Fact::hours(limit), relied))
            });
        }
        answers.compared(
            compared,
            Fact::count(compared, "total par personne et par an", "totaux par personne et par an"),
        );
    }),
};

/// The hours of one person in one year.
struct Declared<'a> {
    name: &'a str,
    base: Option<Decimal>,
    lines: Vec<(Decimal, &'a Place)>,
}
