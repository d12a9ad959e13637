//! The applications to one fund, side by side: who asks, what, and how each answers the conditions of the call.

use jiff::civil::Date;

use crate::figures::Ledger;
use crate::findings::{Answer, Severity};
use crate::model::form::{Answer as FieldAnswer, FieldKind, FormField, Verdict};
use crate::model::text::normalise;
use crate::model::{Fund, RoundingPolicy};
use crate::prepare::{Prepared, PreparedPack};
use crate::xlsx::{self, Book, Cell, Content, Sheet, Style, XlsxError};

/// An application.
#[derive(Debug, Clone)]
pub struct Application {
    /// The project's folder.
    pub folder: String,
    /// What is said of it, in the order of [`heads`].
    pub cells: Vec<Content>,
    /// How many checks told an error.
    pub errors: usize,
    /// How many conditions are not met.
    pub unmet: usize,
    /// How many conditions wait for an answer.
    pub open: usize,
    /// The application that seems to be of the same applicant or project, by its rank from 1.
    pub same_as: Option<usize>,
    /// What tells two applications of one applicant, or of one project.
    identities: Vec<String>,
}

/// What the columns say.
#[must_use]
pub fn heads(fund: &Fund) -> Vec<String> {
    let fixed =
        ["N°", "Projet", "Intitulé", "Demandeur", "SIRET", "Commune", "Coût total (€)", "Aide demandée (€)"];
    let conditions = fund.conditions.iter().map(|condition| condition.label.clone());
    let fields = chosen(fund).map(|field| field.label.clone());
    let last = ["Contrôles en erreur", "Contrôles en avertissement", "Doublon"].map(str::to_owned);
    fixed.map(str::to_owned).into_iter().chain(conditions).chain(fields).chain(last).collect()
}

/// The fields that a table can hold: an answer among some, which no condition already judges.
fn chosen(fund: &Fund) -> impl Iterator<Item = &FormField> {
    let is_judged = |field: &FormField| fund.conditions.iter().any(|condition| condition.field == field.id);
    let is_short =
        |field: &FormField| matches!(field.kind, FieldKind::Choix | FieldKind::Plusieurs | FieldKind::Entier);
    fund.form.iter().filter(move |field| is_short(field) && !is_judged(field))
}

/// The application of a project, the next after some others.
#[must_use]
pub fn application(prepared: &Prepared, pack: &PreparedPack, others: &[Application]) -> Application {
    let (project, fund) = (&prepared.folder.project, &pack.fund.fund);
    let (ledger, plan) = (&pack.computation.ledger, &pack.computation.plan);
    let applicant = &project.applicant;
    let text = |value: Option<&String>| Content::text(value.cloned().unwrap_or_default());
    let money = |key| match ledger.value(key).money() {
        Some(amount) => Content::Number(amount.to_decimal()),
        None => Content::Blank,
    };
    let given = project.answers_to(&fund.identity.id);
    let verdicts: Vec<Verdict> =
        fund.conditions.iter().map(|condition| condition.judge(&fund.form, given).0).collect();
    let told = |severity: Severity| {
        pack.results
            .iter()
            .filter(|result| result.severity == severity && result.answer == Answer::Anomaly)
            .count()
    };
    let errors: usize = told(Severity::Error);
    let warnings: usize = told(Severity::Warning);
    let named =
        [applicant.siret.as_deref().unwrap_or_default(), &applicant.legal_name, &project.identity.title];
    let identities: Vec<String> = named.into_iter().map(normalise).filter(|name| !name.is_empty()).collect();
    let same_as = others.iter().position(|other| other.identities.iter().any(|one| identities.contains(one)));
    let same_as = same_as.map(|rank| rank + 1);
    let mut cells = vec![
        Content::Number((others.len() + 1).into()),
        Content::text(prepared.folder.name.as_str()),
        Content::text(project.identity.title.as_str()),
        Content::text(applicant.legal_name.as_str()),
        text(applicant.siret.as_ref()),
        text(applicant.town.as_ref()),
        money(plan.total_cost),
        plan.grant.requested.map_or(Content::Blank, money),
    ];
    cells.extend(verdicts.iter().map(|verdict| Content::text(verdict.french())));
    let answer = |field: &FormField| given.get(&field.id).filter(|_| field.is_asked(given) != Some(false));
    cells.extend(
        chosen(fund).map(|field| Content::text(answer(field).map(FieldAnswer::french).unwrap_or_default())),
    );
    cells.push(Content::Number(errors.into()));
    cells.push(Content::Number(warnings.into()));
    cells.push(match same_as {
        Some(rank) => Content::text(format!("même demandeur ou même projet que le n° {rank}")),
        None => Content::Blank,
    });
    let count = |wanted: Verdict| verdicts.iter().filter(|verdict| **verdict == wanted).count();
    Application {
        folder: prepared.folder.name.clone(),
        cells,
        errors,
        unmet: count(Verdict::Unmet),
        open: count(Verdict::Open),
        same_as,
        identities,
    }
}

/// The table as a workbook.
///
/// # Errors
/// When a text cannot stand in a workbook.
pub fn workbook(fund: &Fund, applications: &[Application]) -> Result<Vec<u8>, XlsxError> {
    let title = format!("Candidatures – {}", fund.identity.short_title);
    let mut cells = vec![Cell::new(0, 0, Content::text(title.as_str()), Style::Title)];
    let heads = heads(fund);
    for (column, head) in (0..).zip(&heads) {
        cells.push(Cell::new(2, column, Content::text(head.as_str()), Style::Header));
    }
    for (row, application) in (3..).zip(applications) {
        for (column, content) in (0..).zip(&application.cells) {
            let style = match content {
                Content::Text(text) => look(text),
                Content::Number(_) if column == 6 || column == 7 => Style::Cents,
                _ => Style::Centred,
            };
            cells.push(Cell::new(row, column, content.clone(), style));
        }
    }
    let widths = heads.iter().enumerate().map(|(column, _)| match column {
        0 => 5.0,
        1 => 16.0,
        2 => 30.0,
        3 => 24.0,
        4..=7 => 14.0,
        column if column < 8 + fund.conditions.len() => 13.0,
        _ => 18.0,
    });
    let sheet = Sheet {
        name: "Candidatures".to_owned(),
        columns: widths.collect(),
        frozen_rows: 3,
        frozen_columns: 3,
        landscape: true,
        repeat_rows: Some((2, 2)),
        header: title.clone(),
        cells,
        ..Sheet::default()
    };
    let book = Book {
        title,
        author: fund.identity.authority.clone(),
        created: Date::constant(2000, 1, 1),
        sheets: vec![sheet],
        ..Book::default()
    };
    xlsx::write(&book, &Ledger::new(RoundingPolicy::HalfUp)).map(|written| written.bytes)
}

fn look(text: &str) -> Style {
    match text {
        _ if text == Verdict::Met.french() => Style::Ok,
        _ if text == Verdict::Unmet.french() => Style::Error,
        _ if text == Verdict::Open.french() || text == Verdict::Unfavoured.french() => Style::Warning,
        _ => Style::TextWrapped,
    }
}
