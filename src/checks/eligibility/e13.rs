//! A fixed share or hours, never both.

use std::collections::BTreeMap;

use super::shared::named_person;
use crate::checks::needed::listed;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity, say};
use crate::model::text::normalise;
use crate::model::{Place, StaffLine};
use crate::source::table::ColumnRole;

/// A fixed share or hours, never both.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-13",
    title: "Une personne est affectée à part fixe ou à temps variable, pas les deux",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Sur chaque ligne de personnel, puis pour chaque personne et chaque année, une part fixe et des heures sont cherchées ensemble.",
        why: "La part fixe dispense des feuilles de temps ; les heures en demandent. Les deux ensemble paieraient deux fois le même temps.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 5",
            sentence: Some(
                "Les frais de personnel concernant des personnes qui travaillent à temps partiel pour l’opération peuvent être calculés sous la forme d’un pourcentage fixe de la moyenne des salaires bruts, correspondant à un pourcentage fixe du temps de travail consacré à l’opération par mois, sans obligation de mettre en place un système distinct d’enregistrement du temps de travail.",
            ),
        },
        mend: "Gardez la part fixe (fiche de poste ou lettre de mission) ou les heures (feuilles de temps mensuelles), et videz l’autre cellule.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let mut people: BTreeMap<(String, i32), Vec<&StaffLine>> = BTreeMap::new();
        let mut neither: Vec<Place> = Vec::new();
        let mut compared = 0;
        for line in lines {
            match (&line.fixed_share, &line.hours) {
                (Some(share), Some(hours)) => {
                    compared += 1;
                    answers.finding(
                        Finding::new(say!("« {} » a une part fixe et des heures", named_person(line)))
                            .at(&share.place)
                            .at(&hours.place)
                            .found(say!("{} et {}", share.value, Fact::hours(hours.value)))
                            .expected("l’une ou les autres"),
                    );
                }
                (None, None) => {
                    neither.push(scope.cell(crate::checks::row::Row::Staff(line), ColumnRole::Hours))
                }
                _ => {
                    compared += 1;
                    if let (Some(label), Some(year)) = (&line.label, &line.year) {
                        people.entry((normalise(&label.value), year.value)).or_default().push(line);
                    }
                }
            }
        }
        for ((_, year), lines) in people {
            let share = lines.iter().find_map(|line| line.fixed_share.as_ref());
            let hours = lines.iter().find_map(|line| line.hours.as_ref());
            if let (Some(share), Some(hours), Some(first)) = (share, hours, lines.first()) {
                answers.finding(
                    Finding::new(say!(
                        "« {} » est à part fixe sur une ligne et à temps variable sur une autre, en {}",
                        named_person(first),
                        Fact::Year(year)
                    ))
                    .at(&share.place)
                    .at(&hours.place)
                    .found(say!("{} et {}", share.value, Fact::hours(hours.value)))
                    .expected("le même mode d’affectation toute l’année, ou deux périodes que la lettre de mission distingue"),
                );
            }
        }
        if !neither.is_empty() {
            answers.missing(Missing::of_workbook(say!("ni part fixe ni heures : {}", listed(neither))));
        }
        answers.compared(
            compared,
            Fact::count(compared, "ligne de personnel vérifiée", "lignes de personnel vérifiées"),
        );
    }),
};
