//! What a person costs for an hour, against the legal minimum.

use rust_decimal::Decimal;

use super::minimum_wage::{Minimum, minimum};
use crate::audit::magnitude::repeated;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::budget::{StaffLine, StaffMethod};
use crate::model::{Money, Place};

/// What a person costs for an hour, against the legal minimum.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-35",
    title: "Le coût horaire du personnel atteint le salaire minimum",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Le coût annuel divisé par les heures annuelles (ou mensuel par les heures mensuelles), ou à défaut le coût affecté divisé par les heures affectées, est comparé au salaire minimum horaire brut en vigueur au 1er janvier de l’année de la ligne (2024 et après ; le dernier connu au-delà).",
        why: "Charges comprises, une heure coûte plus que le minimum brut : en dessous, il manque un chiffre au coût, ou il y en a un de trop aux heures.",
        basis: Basis::Text {
            citation: "Code du travail, art. L. 3231-2 ; décrets n° 2023-1216 du 20 décembre 2023, n° 2024-951 du 23 octobre 2024 et n° 2025-1228 du 17 décembre 2025 (le montant de 2026, relevé dans la presse juridique, est à confirmer)",
            sentence: None,
        },
        mend: "Vérifiez le coût annuel chargé et les heures ; pour un apprenti, un stagiaire ou un temps partiel déjà déduit, expliquez le taux dans la mission.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        // Ten times less than the same person in another year: told as such.
        let (_, outliers) = repeated(scope.audit);
        let is_told = |place: &Place| outliers.iter().any(|outlier| outlier.line().typed == place);
        let postcode = scope.project().applicant.postcode.as_deref();
        let mut compared = 0;
        for line in lines {
            let Some(year) = line.year.as_ref().map(|year| year.value) else { continue };
            let (Some(minimum), Some(hour)) = (minimum(year, postcode), Hour::of(line)) else { continue };
            compared += 1;
            if hour.rate < minimum.hourly && !is_told(hour.place) {
                answers.finding(tell(&hour, &minimum, year));
            }
        }
        if compared == 0 {
            answers.not_applicable("aucune ligne de personnel ne donne à la fois une année à partir de 2024, un coût et des heures");
        }
        answers.compared(compared, Fact::count(compared, "coût horaire comparé", "coûts horaires comparés"));
    }),
};

/// What an hour costs, and what it was drawn from.
struct Hour<'a> {
    rate: Decimal,
    cost: Money,
    hours: Decimal,
    place: &'a Place,
    of_hours: &'a Place,
}

impl<'a> Hour<'a> {
    fn of(line: &'a StaffLine) -> Option<Self> {
        let of = |cost: &'a crate::model::Maybe<Money>, hours: &'a crate::model::Maybe<Decimal>| {
            let (cost, hours) = (cost.as_ref()?, hours.as_ref()?);
            let rate = cost.value.to_decimal().checked_div(hours.value)?;
            // Nothing at all is told elsewhere.
            (rate > Decimal::ZERO).then_some(Self {
                rate,
                cost: cost.value,
                hours: hours.value,
                place: &cost.place,
                of_hours: &hours.place,
            })
        };
        match line.method() {
            StaffMethod::Annual => of(&line.annual_cost, &line.annual_hours),
            StaffMethod::Monthly => of(&line.monthly_cost, &line.monthly_hours),
        }
        .or_else(|| of(&line.stated_cost, &line.hours))
    }
}

fn tell(hour: &Hour<'_>, minimum: &Minimum, year: i32) -> Finding {
    let least = minimum.hourly.checked_mul(hour.hours).and_then(Money::from_decimal);
    let in_euros = |rate: Decimal| Money::from_decimal(rate).unwrap_or(Money::ZERO);
    Finding::new(say!(
        "une heure de travail coûte {}, moins que le salaire minimum de {}",
        in_euros(hour.rate),
        Fact::Year(year)
    ))
    .at(hour.place)
    .at(hour.of_hours)
    .found(say!("{} pour {}", hour.cost, Fact::hours(hour.hours)))
    .expected(say!(
        "au moins {} pour {}, à {} brut de l’heure ({})",
        least.unwrap_or(Money::ZERO),
        Fact::hours(hour.hours),
        in_euros(minimum.hourly),
        Fact::Words(minimum.decree)
    ))
    .basis(format!("Code du travail, art. L. 3231-2 ; {}", minimum.decree))
}
