//! Hours per person and year.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Place;
use crate::model::french::counted;
use crate::model::french::french_number;
use crate::model::text::normalise;
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
        source: "Règlement (UE) 2021/1060, art. 55, § 3",
        mend: "Ramenez les heures affectées sous la base, toutes lignes confondues.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut declared: BTreeMap<(String, i32), Declared<'_>> = BTreeMap::new();
        for line in &scope.budget().staff_lines {
            let (Some(label), Some(year), Some(hours)) = (&line.label, &line.year, &line.hours) else {
                answers.missing(format!("{} : nom, année ou heures manquent", line.place));
                continue;
            };
            let entry = declared.entry((normalise(&label.value), year.value)).or_insert_with(|| Declared {
                name: &label.value,
                hours: Decimal::ZERO,
                base: line.annual_hours.as_ref().map(|cell| cell.value),
                place: &hours.place,
            });
            entry.hours = entry.hours.saturating_add(hours.value);
            entry.place = &hours.place;
        }
        let default = scope.parameter("heures_annuelles").decimal();
        let count = declared.len();
        for ((_, year), Declared { name, hours, base, place }) in declared {
            let Some(limit) = base.or(default) else {
                scope.missing_parameter("heures_annuelles", answers);
                continue;
            };
            answers.expect(hours <= limit, || {
                Finding::new(format!("« {name} » déclare trop d’heures en {year}"))
                    .at(place)
                    .found(format!("{} h", french_number(hours)))
                    .expected(format!("au plus {} h", french_number(limit)))
            });
        }
        if count > 0 {
            answers.compliant(counted(
                count,
                "total par personne et par an",
                "totaux par personne et par an",
            ));
        } else if answers.missing.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
        }
    }),
};

/// The hours of one person in one year.
struct Declared<'a> {
    name: &'a str,
    hours: Decimal,
    base: Option<Decimal>,
    place: &'a Place,
}
