//! The method of the hourly rate, and what it needs.

use super::shared::named_person;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity, say};
use crate::model::StaffLine;
use crate::model::budget::StaffMethod;

/// The method of the hourly rate, and what it needs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-15",
    title: "La méthode du taux horaire est dite, et ses données sont là",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "La méthode de chaque ligne de personnel est lue (« 1 720 h » ou « mensuelle ») et comparée aux coûts que la ligne donne : annuel pour la première, mensuel et heures mensuelles pour la seconde. Sans méthode écrite, le coût donné en tient lieu ; les deux coûts sans méthode laissent un doute. Une quotité nulle ne divise rien.",
        why: "Les deux méthodes ne donnent pas le même taux horaire, et ne se justifient pas par les mêmes pièces : douze bulletins de paie, ou le document d’emploi et sa durée mensuelle.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 2, points a) et b)",
            sentence: Some(
                "en divisant les derniers coûts salariaux bruts mensuels documentés par le temps de travail mensuel moyen de la personne concernée conformément aux dispositions nationales applicables mentionnées dans le contrat de travail ou d’engagement ou dans une décision de nomination",
            ),
        },
        mend: "Écrivez « 1 720 h » ou « mensuelle » dans la colonne « Méthode », et les données de cette méthode.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let mut compared = 0;
        for line in lines {
            if let Some(share) = line.working_share.as_ref().filter(|share| share.value.fraction().is_zero())
            {
                answers.finding(
                    Finding::new(say!("la quotité de « {} » est nulle", named_person(line)))
                        .at(&share.place)
                        .found(share.value)
                        .expected("plus de 0, et au plus 100 %"),
                );
            }
            let said = line.method.as_ref().map(|written| (written, StaffMethod::read(&written.value)));
            match (said, &line.annual_cost, &line.monthly_cost) {
                (Some((written, None)), ..) => answers.finding(
                    Finding::new(say!(
                        "la méthode de « {} » n’est pas une de celles du règlement",
                        named_person(line)
                    ))
                    .at(&written.place)
                    .found(Fact::text(&*written.value))
                    .expected("« 1 720 h » ou « mensuelle »"),
                ),
                (None, Some(annual), Some(monthly)) => answers.finding(
                    Finding::new(say!("« {} » a deux coûts et pas de méthode", named_person(line)))
                        .at(&monthly.place)
                        .at(&annual.place)
                        .found(say!("{} par mois et {} par an", monthly.value, annual.value))
                        .expected("la méthode retenue, ou un seul coût"),
                ),
                _ => match lacking(line) {
                    Some(what) => answers.missing(Missing::of_workbook(say!(
                        "{} de « {} » : {} manque ({})",
                        Fact::Words(line.method().french()),
                        named_person(line),
                        Fact::Words(what),
                        &line.place
                    ))),
                    // A cost that is only stated has no method; its share of time has none either.
                    None if line.hours.is_some() => compared += 1,
                    None => {}
                },
            }
        }
        if compared == 0 && answers.is_empty() {
            answers.not_applicable("aucune ligne de personnel n’est calculée par un taux horaire");
        }
        answers.compared(
            compared,
            Fact::count(compared, "taux horaire qui a ses données", "taux horaires qui ont leurs données"),
        );
    }),
};

/// What the hourly rate of a line cannot be obtained without.
fn lacking(line: &StaffLine) -> Option<&'static str> {
    line.hours.as_ref()?;
    match line.method() {
        StaffMethod::Annual if line.annual_cost.is_none() => Some("le coût annuel"),
        StaffMethod::Monthly if line.monthly_cost.is_none() => Some("le coût mensuel"),
        StaffMethod::Monthly if line.monthly_hours.is_none() => Some("le temps de travail mensuel moyen"),
        _ => None,
    }
}
