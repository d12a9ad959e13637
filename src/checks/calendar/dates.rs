//! Every date that a person typed, with its place.

use crate::checks::Scope;
use crate::findings::{Fact, Sentence, say};
use crate::model::Place;
use crate::model::budget::Maybe;
use jiff::civil::Date;

/// A date that a person typed.
pub(super) struct Typed {
    /// « la date de la délibération du … ».
    pub(super) what: Sentence,
    /// Where.
    pub(super) place: Place,
    /// The date; the middle of a year typed alone.
    pub(super) date: Date,
    /// As shown.
    pub(super) shown: Sentence,
    /// True for what must have happened before the application.
    pub(super) is_of_act: bool,
}

/// Every date of `projet.toml`, of the *Ressources* tables, and the effective date.
pub(super) fn typed(scope: &Scope<'_>) -> Vec<Typed> {
    let project = scope.project();
    let mut all = Vec::new();
    let mut add = |field: String, what: Sentence, date: Option<Date>, is_of_act: bool| {
        let place = Place::field("projet.toml", field);
        all.extend(date.map(|date| Typed { what, place, date, shown: Sentence::of(date), is_of_act }));
    };
    add("projet.date_effet".into(), "la date d’effet".into(), scope.effective_date, false);
    let calendar = &project.calendar;
    for (field, what, date) in [
        ("depot", "la date de dépôt", calendar.filing),
        ("debut", "la date de début", calendar.start),
        ("fin", "la date de fin", calendar.end),
        ("premier_engagement", "la date du premier engagement", calendar.first_commitment),
    ] {
        add(format!("calendrier.{field}"), what.into(), date, false);
    }
    for (index, stage) in calendar.stages.iter().enumerate() {
        let what = || say!("une date de l’étape « {} »", &stage.title);
        add(format!("calendrier.etapes[{index}].debut"), what(), Some(stage.start), false);
        add(format!("calendrier.etapes[{index}].fin"), what(), Some(stage.end), false);
    }
    for (index, act) in project.deliberations.iter().enumerate() {
        add(
            format!("deliberations[{index}].date"),
            "la date de la délibération".into(),
            Some(act.date),
            true,
        );
        let what = "la date de publication de la délibération";
        add(format!("deliberations[{index}].date_publication"), what.into(), act.published_on, true);
    }
    for (index, one) in project.co_financers.iter().enumerate() {
        let what = say!("la date de la pièce de « {} »", &one.name);
        add(format!("cofinanceurs[{index}].date"), what, one.date, true);
    }
    for (index, piece) in project.attachments.iter().enumerate() {
        let what = |of: &'static str| say!("{} de la pièce {}", Fact::Words(of), &piece.id);
        add(format!("pieces[{index}].date"), what("la date"), piece.date, true);
        add(format!("pieces[{index}].date_signature"), what("la date de signature"), piece.signed_on, true);
        add(format!("pieces[{index}].validite"), what("la date de validité"), piece.valid_until, false);
    }
    for (index, aid) in project.de_minimis.iter().enumerate() {
        // A date of grant after the application is told by A-02.
        let what = "la date d’octroi d’une aide de minimis";
        add(format!("de_minimis[{index}].date_octroi"), what.into(), Some(aid.granted_on), false);
    }
    for (index, aid) in project.public_aid.iter().enumerate() {
        let year = i16::try_from(aid.year).ok().and_then(|year| Date::new(year, 7, 1).ok());
        let date = year.unwrap_or(Date::ZERO);
        all.push(Typed {
            what: "l’année d’une autre aide publique".into(),
            place: Place::field("projet.toml", format!("aides_publiques[{index}].annee")),
            date,
            shown: say!("{}", Fact::Year(aid.year)),
            is_of_act: false,
        });
    }
    for resource in &scope.budget().resources {
        all.extend(of_cell(&resource.date));
    }
    all
}

fn of_cell(cell: &Maybe<Date>) -> Option<Typed> {
    let cell = cell.as_ref()?;
    Some(Typed {
        what: "la date de décision d’une ressource".into(),
        place: cell.place.clone(),
        date: cell.value,
        shown: Sentence::of(cell.value),
        is_of_act: true,
    })
}
