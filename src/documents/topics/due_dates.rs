//! The days that the applicant must not miss, each from a datum of the project or a rule of the fund.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::publicity::PublicityView;
use crate::model::french::french_date;
use crate::model::fund::{CommitmentField, Status};
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::catalogue::{LAST_DAY, LAST_PAYMENT};
use crate::rules::{RuleValue, Rules};

/// A day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DueDateView {
    /// In French.
    pub day: String,
    /// `AAAA-MM-JJ`.
    pub iso: String,
    /// What is due.
    pub what: String,
    /// Why that day: a datum of the project, an article.
    pub basis: String,
}

/// Days that an investment has to publish its financing plan, from its start (CGCT art. D. 1111-8).
const PUBLICATION: i32 = 15;

/// Years that documents are kept, from 31 December of the year of the last payment (CPR art. 82).
const RETENTION: i16 = 5;

/// Fill the days, in their order; what the project does not say has none.
pub(in crate::documents) fn due_dates(
    prepared: &Prepared,
    pack: &PreparedPack,
    publicity: Option<&PublicityView>,
) -> Vec<DueDateView> {
    let (project, fund) = (&prepared.folder.project, &pack.fund.fund);
    let calendar = &project.calendar;
    let mut days: Vec<(Date, String, String)> = Vec::new();
    let mut add = |day: Option<Date>, what: &str, basis: &str| {
        days.extend(day.map(|day| (day, what.to_owned(), basis.to_owned())));
    };
    add(calendar.filing, "Dépôt de la demande", "Calendrier du projet");
    add(
        calendar.first_commitment,
        "Premier engagement juridique : pas avant ce jour",
        "Calendrier du projet",
    );
    add(calendar.start, "Début de l’opération", "Calendrier du projet");
    if let Some(publicity) = publicity {
        add(calendar.start, &format!("Apposer {}", publicity.display), &publicity.source);
    }
    let publishes = project.applicant.is_contracting_authority == Some(true)
        && pack.computation.plan.has_investment(fund);
    let published = calendar.start.and_then(|day| day.checked_add(PUBLICATION.days()).ok());
    add(
        published.filter(|_| publishes),
        "Publier le plan de financement de l’investissement, et l’afficher",
        "Code général des collectivités territoriales, art. L. 1111-11 et D. 1111-8",
    );
    for convention in &project.conventions {
        add(
            convention.end,
            &format!("Fin de la convention avec {}", convention.partners.join(", ")),
            "Convention de partenariat",
        );
    }
    for aid in &project.granted_aid {
        let due = aid.register_by().filter(|_| aid.registered_on.is_none());
        add(
            due,
            &format!("Inscrire au registre l’aide accordée à {}", aid.beneficiary),
            "Règlement (UE) 2023/2831, art. 6",
        );
    }
    for piece in &project.attachments {
        add(piece.valid_until, &format!("Fin de validité : {}", piece.title), "Pièce jointe");
    }
    let end = if prepared.reading.budget.indicators.is_empty() {
        "Fin de l’opération"
    } else {
        "Fin de l’opération ; relever les indicateurs"
    };
    add(calendar.end, end, "Calendrier du projet");
    let rules = Rules::new(fund, project, prepared.effective_date);
    for (known, what) in [
        (&LAST_PAYMENT, "Dernier jour pour payer les dépenses"),
        (&LAST_DAY, "Dernier jour d’éligibilité des dépenses"),
    ] {
        if let Some(held) = rules.held(known)
            && let RuleValue::Date(day) = held.value
        {
            add(Some(day), what, &held.source);
        }
    }
    let keeps = fund
        .commitments
        .iter()
        .find(|one| one.field == CommitmentField::Conservation && one.status == Status::Confirme);
    if let (Some(keeps), Some(end)) = (keeps, calendar.end) {
        let last = Date::new(end.year().saturating_add(RETENTION), 12, 31).ok();
        let what = format!(
            "Conserver les pièces au moins jusqu’à ce jour, si le dernier paiement est de {}",
            end.year()
        );
        add(last, &what, &keeps.source);
    }
    days.sort_by_key(|(day, _, _)| *day);
    days.into_iter()
        .map(|(day, what, basis)| DueDateView { day: french_date(day), iso: day.to_string(), what, basis })
        .collect()
}
