//! The data that the authority must record of an operation, as far as the applicant knows them (CPR, Annex XVII).

use super::data::RecordedView;
use crate::figures::FigureKey;
use crate::model::french::french_date;
use crate::model::project::VatRecovery;
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::Rules;
use crate::rules::catalogue::PROGRAMME;
use crate::rules::nomenclature::Dimension;

/// The rows of the page, in the order of the annex.
pub(super) fn recorded(prepared: &Prepared, pack: &PreparedPack) -> Vec<RecordedView> {
    let project = &prepared.folder.project;
    let fund = &pack.fund.fund;
    if fund.identity.records_annex_xvii != Some(true) {
        return Vec::new();
    }
    let (applicant, calendar, aid) = (&project.applicant, &project.calendar, &project.state_aid);
    let money = |key: FigureKey| {
        let value = pack.computation.ledger.value(key);
        (!value.is_missing()).then(|| value.french())
    };
    let answer = |answer: Option<bool>| answer.map(|yes| if yes { "oui" } else { "non" }.to_owned());
    let programme =
        Rules::new(fund, project, prepared.effective_date).held(PROGRAMME).and_then(|held| held.value.text());
    let plan = &pack.computation.plan;
    let vat = project.vat.recoverable.map(VatRecovery::french);
    let indicators: Vec<String> = prepared
        .reading
        .budget
        .indicators
        .iter()
        .filter_map(|line| Some(line.code.as_ref()?.value.trim().to_owned()))
        .collect();
    let mut rows = vec![
        row("1", "Nom du bénéficiaire", Some(applicant.legal_name.clone())),
        row("1", "Identifiant (SIRET)", applicant.siret.clone()),
        row("2", "Nature du bénéficiaire", applicant.legal_form.clone()),
        row("4", "Le bénéficiaire reçoit ou octroie l’aide", aid.role.map(|role| role.french().to_owned())),
        row("7", "Contact", applicant.contact.as_ref().map(|contact| contact.name.clone())),
        row("9", "Nom de l’opération", Some(project.identity.title.clone())),
        row("10", "Description succincte", project.identity.summary.clone()),
        row("14", "Date de la demande", calendar.filing.map(french_date)),
        row("15", "Début de l’opération", calendar.start.map(french_date)),
        row("16", "Fin de l’opération", calendar.end.map(french_date)),
        row("20", "Le soutien est une aide d’État", answer(aid.is_aid)),
        row("21", "Le soutien est une aide de minimis", answer(aid.is_de_minimis)),
        row("25", "Le bénéficiaire reverse le soutien", answer(aid.cascades)),
        row("26", "TVA", vat),
        row("28", "Programme (CCI)", programme),
    ];
    rows.extend(Dimension::ALL.into_iter().map(|dimension| {
        let code = dimension.of(&project.nomenclature).map(str::to_owned);
        row("46", &format!("Code : {}", dimension.french()), code)
    }));
    rows.extend([
        row("49 à 55", "Indicateurs", (!indicators.is_empty()).then(|| indicators.join(", "))),
        row("56", "Coût total éligible", money(plan.eligible_base)),
        row("58", "Soutien demandé au Fonds", plan.grant.requested.and_then(money)),
    ]);
    rows
}

fn row(number: &str, datum: &str, value: Option<String>) -> RecordedView {
    let value = value.filter(|value| !value.trim().is_empty());
    RecordedView { number: number.to_owned(), datum: datum.to_owned(), value }
}
