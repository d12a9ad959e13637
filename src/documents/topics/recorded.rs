//! The data that the authority must record of an operation, as far as the applicant knows them (CPR, Annex XVII).

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::values::typed_amount;
use crate::figures::FigureKey;
use crate::model::budget::Maybe;
use crate::model::french::{french_date, french_number};
use crate::model::procurement::{Contract, Procedure};
use crate::model::project::VatRecovery;
use crate::model::simplified::SimplifiedForm;
use crate::model::text::capitalised;
use crate::model::{Fund, Project};
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::catalogue::{PRIORITY, PROGRAMME, REGION};
use crate::rules::nomenclature::Dimension;
use crate::rules::{Known, Rules};

/// A datum that the authority must record.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecordedView {
    /// Its number in the annex.
    pub number: String,
    /// What it is.
    pub datum: String,
    /// The answer, when there is one.
    pub value: Option<String>,
    /// True for a datum that the authority then publishes (CPR art. 49(3)).
    pub published: bool,
}

/// The rows of the page, in the order of the annex.
pub(in crate::documents) fn recorded(prepared: &Prepared, pack: &PreparedPack) -> Vec<RecordedView> {
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
    let rules = Rules::new(fund, project, prepared.effective_date);
    let text = |rule: &Known| rules.held(rule).and_then(|held| held.value.text());
    let plan = &pack.computation.plan;
    let rate = plan.grant.displayed_rate.and_then(money);
    let vat = project.vat.recoverable.map(VatRecovery::french);
    let owners = applicant.is_contracting_authority.filter(|is_public| *is_public);
    let mut rows = vec![
        public("1", "Nom du bénéficiaire", Some(applicant.legal_name.clone())),
        row("1", "Identifiant (SIRET)", applicant.siret.clone()),
        row("2", "Nature du bénéficiaire", applicant.legal_form.clone()),
        row("2", "Numéro de TVA", applicant.vat_number.clone()),
        row("3", "Bénéficiaires effectifs", owners.map(|_| "aucun : acheteur public".to_owned())),
        row("4", "Le bénéficiaire reçoit ou octroie l’aide", aid.role.map(|role| role.french().to_owned())),
        row("5, 22", "Partenariat public-privé", answer(applicant.is_public_private)),
        row("7", "Contact", applicant.contact.as_ref().map(|contact| contact.name.clone())),
        public("9", "Nom de l’opération", Some(project.identity.title.clone())),
        public("10", "Description succincte", project.identity.summary.clone()),
        row("14", "Date de la demande", calendar.filing.map(french_date)),
        public("15", "Début de l’opération", calendar.start.map(french_date)),
        public("16", "Fin de l’opération", calendar.end.map(french_date)),
        row("20", "Le soutien est une aide d’État", answer(aid.is_aid)),
        row("21", "Le soutien est une aide de minimis", answer(aid.is_de_minimis)),
    ];
    rows.extend(contracts(project));
    rows.extend([
        row("25", "Le bénéficiaire reverse le soutien", answer(aid.cascades)),
        row("26", "TVA", vat),
        row("27", "Monnaie", Some("euro".to_owned())),
        row("28", "Programme (CCI)", text(PROGRAMME)),
        row("29", "Priorité", text(PRIORITY)),
        public("30", "Fonds", Some(fund.identity.title.clone())),
        public("29", "Objectif spécifique", fund.identity.objective.clone()),
        row("35", "Catégorie de région", text(REGION)),
    ]);
    rows.extend(Dimension::ALL.into_iter().map(|dimension| {
        let code = dimension.of(&project.nomenclature).map(str::to_owned);
        let datum = format!("Code : {}", dimension.french());
        match dimension {
            Dimension::Field | Dimension::Location => public("46", &datum, code),
            _ => row("46", &datum, code),
        }
    }));
    rows.extend(indicators(prepared, fund));
    rows.extend([
        public("56", "Coût total éligible", money(plan.eligible_base)),
        row("58", "Soutien demandé au Fonds", plan.grant.requested.and_then(money)),
        public("58", "Taux de cofinancement demandé", rate),
    ]);
    rows.extend(simplified(prepared, pack));
    rows
}

/// N° 23 and 24, 81 to 84: the contracts that the applicant names.
fn contracts(project: &Project) -> Vec<RecordedView> {
    let said = |contract: &Contract| {
        let value = typed_amount(&contract.value);
        let procedure = contract.procedure.map_or("procédure à préciser", Procedure::french);
        format!("{}, {value} HT, {procedure}", contract.nature.french())
    };
    if project.contracts.is_empty() {
        return vec![row("23, 81 à 84", "Marchés", None)];
    }
    let named = project.contracts.iter();
    named.map(|contract| row("23, 81 à 84", &contract.subject, Some(said(contract)))).collect()
}

/// N° 49 to 55: each indicator with its official label, its unit, its baseline, its target, and the latter by size.
fn indicators(prepared: &Prepared, fund: &Fund) -> Vec<RecordedView> {
    let number = |cell: &Maybe<Decimal>| cell.as_ref().map(|cell| french_number(cell.value));
    let lines = prepared.reading.budget.indicators.iter();
    let rows: Vec<RecordedView> = lines
        .filter_map(|line| {
            let code = line.code.as_ref()?.value.trim();
            let known = fund.indicators.iter().find(|known| known.code.eq_ignore_ascii_case(code))?;
            let sizes = prepared
                .folder
                .project
                .indicators
                .iter()
                .find(|link| link.code.eq_ignore_ascii_case(code))
                .and_then(|link| link.sizes);
            let value = number(&line.target).map(|target| {
                let baseline = number(&line.baseline).unwrap_or_else(|| "sans".to_owned());
                let of_sizes = sizes.map(|by| {
                    format!(
                        " (micro {}, petites {}, moyennes {}, grandes {})",
                        by.micro, by.small, by.medium, by.large
                    )
                });
                format!("référence {baseline}, cible {target} {}{}", known.unit, of_sizes.unwrap_or_default())
            });
            let numbers = if known.is_output() { "49 à 51" } else { "52 à 55" };
            Some(row(numbers, &format!("{code} – {}", known.label), value))
        })
        .collect();
    if rows.is_empty() { vec![row("49 à 55", "Indicateurs", None)] } else { rows }
}

/// N° 86 to 96: the flat rates, unit costs and lump sums of the plan; none when all is at real cost.
fn simplified(prepared: &Prepared, pack: &PreparedPack) -> Vec<RecordedView> {
    let ledger = &pack.computation.ledger;
    let flats = pack.computation.plan.flat_rates().filter_map(|flat| {
        let known = pack.fund.fund.flat_rates.get(flat.flat_rate)?;
        let value = format!("{} de {}", ledger.value(flat.rate).french(), ledger.value(flat.base).french());
        Some(row("86 à 96", &known.label, Some(value)))
    });
    let scales = prepared.folder.project.simplified_costs.iter().map(|cost| {
        let counted = match cost.form {
            SimplifiedForm::CoutUnitaire => cost.unit.as_ref(),
            SimplifiedForm::MontantForfaitaire => cost.deliverable.as_ref(),
        };
        let value = cost.value.as_ref().map(|value| {
            let value = typed_amount(value);
            format!("{value}, {}", counted.map_or("à préciser", String::as_str))
        });
        row("86 à 96", &format!("{} : {}", capitalised(cost.form.french()), cost.label), value)
    });
    flats.chain(scales).collect()
}

/// A datum that the authority then publishes (CPR art. 49(3)).
fn public(number: &str, datum: &str, value: Option<String>) -> RecordedView {
    RecordedView { published: true, ..row(number, datum, value) }
}

fn row(number: &str, datum: &str, value: Option<String>) -> RecordedView {
    let value = value.filter(|value| !value.trim().is_empty());
    RecordedView { number: number.to_owned(), datum: datum.to_owned(), value, published: false }
}
