//! Every date that a person typed, with its place.

use crate::checks::Scope;
use crate::findings::{Fact, Sentence, say};
use crate::model::budget::Maybe;
use crate::model::{Place, Project};
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
    // Given for this run only, it is nowhere in the project.
    let is_of_run = scope.effective_date != project.identity.effective_date;
    let (file, field) =
        if is_of_run { ("ligne de commande", "--date") } else { ("projet.toml", "projet.date_effet") };
    all.extend(scope.effective_date.map(|date| Typed {
        what: "la date d’effet".into(),
        place: Place::field(file, field),
        date,
        shown: Sentence::of(date),
        is_of_act: false,
    }));
    let mut add = |field: String, what: Sentence, date: Option<Date>, is_of_act: bool| {
        let place = Place::field("projet.toml", field);
        all.extend(date.map(|date| Typed { what, place, date, shown: Sentence::of(date), is_of_act }));
    };
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
    for (field, what, date, is_of_act) in declared(project) {
        add(field, what.into(), date, is_of_act);
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

/// What a date of `projet.toml` is: its field, its name, whether it must have happened before the application.
type Declared = (String, &'static str, Option<Date>, bool);

/// The dates of acts, contracts and scales, list by list.
fn declared(project: &Project) -> Vec<Declared> {
    let mut all: Vec<Declared> = vec![
        (
            "personnel.couts_documentes_au".into(),
            "le dernier jour des coûts documentés",
            project.staffing.costs_as_of,
            false,
        ),
        ("calendrier.octroi".into(), "la date de l’octroi", project.calendar.grant, false),
    ];
    for (index, act) in project.deliberations.iter().enumerate() {
        let field = |name: &str| format!("deliberations[{index}].{name}");
        let convened = "la date de convocation de l’assemblée";
        all.push((field("date_convocation"), convened, act.convened_on, true));
        let sent = "la date de transmission de la délibération";
        all.push((field("date_transmission"), sent, act.transmitted_on, true));
    }
    for (index, one) in project.conventions.iter().enumerate() {
        let field = |name: &str| format!("conventions[{index}].{name}");
        all.push((field("date_signature"), "la signature de la convention", one.signed_on, false));
        all.push((field("debut"), "le début de la convention", one.start, false));
        all.push((field("fin"), "la fin de la convention", one.end, false));
    }
    for (index, contract) in project.contracts.iter().enumerate() {
        all.push((format!("marches[{index}].date"), "la date de lancement du marché", contract.date, false));
    }
    for (index, cost) in project.simplified_costs.iter().enumerate() {
        let field = |name: &str| format!("couts_simplifies[{index}].{name}");
        let approved = "l’approbation du projet de budget";
        all.push((field("budget_approuve_le"), approved, cost.approved, true));
        all.push((field("debut"), "le début des actions payées au barème", cost.start, false));
        all.push((field("fin"), "la fin des actions payées au barème", cost.end, false));
    }
    for (index, aid) in project.granted_aid.iter().enumerate() {
        let field = |name: &str| format!("de_minimis_accorde[{index}].{name}");
        let granted = "la date d’octroi d’une aide accordée";
        all.push((field("date_octroi"), granted, Some(aid.granted_on), false));
        let registered = "l’inscription au registre d’une aide accordée";
        all.push((field("inscription"), registered, aid.registered_on, false));
    }
    for (index, waiver) in project.waivers.iter().enumerate() {
        all.push((format!("derogation[{index}].date"), "la date de la dérogation", Some(waiver.date), false));
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
