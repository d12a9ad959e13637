//! The last documented costs.

use super::shared::named_person;
use super::work::unit_cost;
use crate::checks::needed::listed;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity, say};

/// The last documented costs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-16",
    title: "Le taux horaire repose sur les derniers coûts documentés",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "La date des derniers coûts documentés (colonne « Coûts documentés au », ou projet.toml › personnel.couts_documentes_au pour toutes les lignes) est comparée à la date d’effet : des coûts documentés plus tard ne le sont pas encore.",
        why: "Le taux horaire se calcule sur des coûts constatés (douze bulletins de paie) : sans date, nul ne sait sur lesquels.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 2 et 4 ; décret n° 2022-608 du 21 avril 2022, annexe, « Personnel »",
            sentence: Some(
                "les douze derniers bulletins de paie (ou DSN ou tout document probant équivalent) des personnes concernées permettent de justifier le montant des salaires bruts chargés et constituent les pièces justificatives de calcul du coût.",
            ),
        },
        mend: "Prenez les derniers coûts documentés, et dites à quelle date ils le sont.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let of_all = scope.project().staffing.costs_as_of;
        let mut undated = Vec::new();
        let (mut costs, mut dated) = (0, 0);
        for line in lines {
            if unit_cost(line).is_none() {
                continue;
            }
            costs += 1;
            let Some(day) = line.costs_as_of.as_ref().map(|day| day.value).or(of_all) else {
                undated.push(line.place.clone());
                continue;
            };
            dated += 1;
            let (Some(today), Some(own)) = (scope.effective_date, &line.costs_as_of) else { continue };
            answers.expect(day <= today, || {
                Finding::new(say!("les coûts de « {} » ne sont pas encore documentés", named_person(line)))
                    .at(&own.place)
                    .found(say!("coûts documentés au {}", day))
                    .expected(say!("au plus tard le {}, la date d’effet", today))
            });
        }
        if costs == 0 {
            answers.not_applicable("aucune ligne de personnel ne donne de coût annuel ou mensuel");
            return;
        }
        if dated > 0 && scope.effective_date.is_none() {
            answers.missing_field("projet.date_effet");
            return;
        }
        if let (Some(day), Some(today)) = (of_all, scope.effective_date) {
            answers.expect(day <= today, || {
                Finding::new("les coûts de personnel ne sont pas encore documentés")
                    .at_field("personnel.couts_documentes_au")
                    .found(say!("coûts documentés au {}", day))
                    .expected(say!("au plus tard le {}, la date d’effet", today))
            });
        }
        if undated.len() == costs {
            answers.missing_field("personnel.couts_documentes_au");
        } else if !undated.is_empty() {
            answers.missing(Missing::of_workbook(say!(
                "la date des derniers coûts documentés manque : {}",
                listed(undated)
            )));
        }
        answers.compared(
            dated,
            Fact::count(
                dated,
                "date de coûts comparée à la date d’effet",
                "dates de coûts comparées à la date d’effet",
            ),
        );
    }),
};
