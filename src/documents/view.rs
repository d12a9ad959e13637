//! From a prepared pack to the data its documents see.

use jiff::civil::Date;

use super::data::{
    AidView, AnswerView, ApplicantView, AttachmentView, CalendarView, CommitmentView, DeliberationView,
    DocumentData, DocumentView, ExpectedAttachmentView, FundView, IndicatorView, PackDocumentView,
    ParameterView, PartnerView, PersonView, ProjectView, SectionView, SourceView, StageView, VatView,
};
use super::view_checks::checks;
use super::view_plan::{figure, plan, short, text};
use crate::figures::value::{french_date, french_number};
use crate::model::fund::{DocumentDefinition, Parameter, ParameterUnit, Status};
use crate::model::project::Person;
use crate::model::{Fund, Project};
use crate::prepare::{Prepared, PreparedPack};

/// Parameters that the financing plan prints beside its figures.
const PLAN_PARAMETERS: [&str; 6] =
    ["taux_max", "taux_max_priorite", "plafond", "montant_min", "autofinancement_min", "tolerance_taux"];

/// The data of the documents of a pack; `document` is filled for each by [`for_document`].
#[must_use]
pub fn data(prepared: &Prepared, pack: &PreparedPack, draft: bool) -> DocumentData {
    let project = &prepared.folder.project;
    let fund = &pack.fund.fund;
    let ledger = &pack.computation.ledger;
    let (parameters, empty_parameters) = parameters(project, pack);
    let plan_parameters = parameters
        .iter()
        .chain(&empty_parameters)
        .filter(|parameter| PLAN_PARAMETERS.contains(&parameter.name.as_str()))
        .cloned()
        .collect();
    DocumentData {
        document: DocumentView {
            title: String::new(),
            file: String::new(),
            draft,
            date: prepared.effective_date.map(french_date).unwrap_or_default(),
            fictitious: project.identity.is_fictitious_example,
            tool: format!("dossier {}", env!("CARGO_PKG_VERSION")),
        },
        project: ProjectView {
            title: project.identity.title.clone(),
            acronym: project.identity.acronym.clone(),
            summary: project.identity.summary.clone(),
            folder: prepared.folder.name.clone(),
            budget_file: prepared.folder.budget.name.clone(),
        },
        applicant: applicant(project),
        fund: fund_view(fund),
        deliberations: deliberations(project),
        calendar: calendar(project),
        vat: vat(project, pack),
        partners: project
            .partners
            .iter()
            .map(|partner| PartnerView {
                name: partner.name.clone(),
                role: partner.role.clone(),
                siret: partner.siret.clone(),
                piece: partner.piece.clone(),
            })
            .collect(),
        indicators: indicators(prepared),
        plan: plan(ledger, &pack.computation.plan, &prepared.reading.budget, fund),
        de_minimis: project
            .de_minimis
            .iter()
            .zip(&pack.computation.plan.de_minimis)
            .map(|(aid, key)| AidView {
                date: french_date(aid.granted_on),
                authority: aid.authority.clone(),
                purpose: aid.purpose.clone().unwrap_or_default(),
                regulation: aid.regulation.clone().unwrap_or_default(),
                amount: figure(ledger, *key),
            })
            .collect(),
        de_minimis_total: pack.computation.plan.de_minimis_total.map(|key| figure(ledger, key)),
        public_aid: project
            .public_aid
            .iter()
            .zip(&pack.computation.plan.other_public_aid)
            .map(|(aid, key)| AidView {
                date: aid.year.to_string(),
                authority: aid.authority.clone(),
                purpose: aid.purpose.clone().unwrap_or_default(),
                regulation: String::new(),
                amount: figure(ledger, *key),
            })
            .collect(),
        sections: sections(prepared, fund),
        principles: principles(project),
        commitments: commitments(project, fund),
        attachments: attachments(prepared, fund),
        expected_attachments: expected_attachments(project, fund),
        parameters,
        empty_parameters,
        plan_parameters,
        fields: project
            .fund_requests
            .get(&fund.identity.id)
            .into_iter()
            .flat_map(|request| &request.fields)
            .map(|(label, text)| AnswerView { label: label.replace('_', " "), text: Some(text.clone()) })
            .collect(),
        checks: checks(&pack.results),
        sources: prepared
            .folder
            .digests()
            .into_iter()
            .map(|(name, sha256)| SourceView { name, sha256 })
            .collect(),
        documents: fund
            .documents
            .iter()
            .filter(|document| !document.internal)
            .map(|document| PackDocumentView { file: document.file.clone(), title: document.title.clone() })
            .collect(),
    }
}

/// The same data, for one document.
#[must_use]
pub fn for_document(data: &DocumentData, document: &DocumentDefinition) -> DocumentData {
    DocumentData { document: of_document(&data.document, document), ..data.clone() }
}

/// What is said of one document itself.
#[must_use]
pub fn of_document(shared: &DocumentView, document: &DocumentDefinition) -> DocumentView {
    DocumentView { title: document.title.clone(), file: document.file.clone(), ..shared.clone() }
}

fn applicant(project: &Project) -> ApplicantView {
    let applicant = &project.applicant;
    let person = |person: &Person| PersonView {
        name: person.name.clone(),
        function: person.function.clone(),
        email: person.email.clone(),
        telephone: person.telephone.clone(),
        piece: None,
    };
    ApplicantView {
        legal_name: applicant.legal_name.clone(),
        legal_form: applicant.legal_form.clone(),
        siret: applicant.siret.clone(),
        address: applicant.address.clone(),
        postcode: applicant.postcode.clone(),
        town: applicant.town.clone(),
        nuts3: applicant.nuts3.clone(),
        website: applicant.website.clone(),
        iban: applicant.iban.clone(),
        bic: applicant.bic.clone(),
        representative: applicant.representative.as_ref().map(person),
        contact: applicant.contact.as_ref().map(person),
        signatory: applicant.signatory.as_ref().map(|signatory| PersonView {
            name: signatory.name.clone(),
            function: signatory.capacity.clone(),
            email: None,
            telephone: None,
            piece: signatory.piece.clone(),
        }),
    }
}

fn fund_view(fund: &Fund) -> FundView {
    let identity = &fund.identity;
    FundView {
        id: identity.id.clone(),
        title: identity.title.clone(),
        short_title: identity.short_title.clone(),
        authority: identity.authority.clone(),
        programme: identity.programme.clone(),
        legal_bases: identity.legal_bases.clone(),
        rounding: identity.rounding.sentence().to_owned(),
        shows_union_emblem: identity.shows_union_emblem,
    }
}

fn mark(answer: Option<bool>) -> String {
    match answer {
        Some(true) => "on",
        Some(false) => "off",
        None => "na",
    }
    .to_owned()
}

fn deliberations(project: &Project) -> Vec<DeliberationView> {
    project
        .deliberations
        .iter()
        .map(|deliberation| DeliberationView {
            number: deliberation.number.clone(),
            date: french_date(deliberation.date),
            title: deliberation.title.clone(),
            approves_operation: mark(Some(deliberation.approves_operation)),
            approves_financing_plan: mark(Some(deliberation.approves_financing_plan)),
            authorises_signature: mark(Some(deliberation.authorises_signature)),
            published_on: deliberation.published_on.map(french_date),
            piece: deliberation.piece.clone(),
        })
        .collect()
}

fn calendar(project: &Project) -> CalendarView {
    let calendar = &project.calendar;
    CalendarView {
        filing: calendar.filing.map(french_date),
        filing_iso: calendar.filing.map(|day| day.to_string()),
        start: calendar.start.map(french_date),
        end: calendar.end.map(french_date),
        first_commitment: calendar.first_commitment.map(french_date),
        months: calendar.start.zip(calendar.end).and_then(|(start, end)| months(start, end)),
        stages: calendar
            .stages
            .iter()
            .map(|stage| StageView {
                title: stage.title.clone(),
                start: french_date(stage.start),
                end: french_date(stage.end),
                start_iso: stage.start.to_string(),
                end_iso: stage.end.to_string(),
            })
            .collect(),
    }
}

/// Whole months from the first to the last day, both included.
fn months(start: Date, end: Date) -> Option<String> {
    let after = end.tomorrow().ok()?;
    let span = start.until((jiff::Unit::Month, after)).ok()?;
    (span.get_months() > 0).then(|| span.get_months().to_string())
}

fn vat(project: &Project, pack: &PreparedPack) -> VatView {
    VatView {
        recovery: match project.vat.recoverable {
            Some(true) => "récupérable",
            Some(false) => "non récupérable",
            None => "à renseigner",
        }
        .to_owned(),
        basis: pack.computation.plan.basis.label().to_owned(),
    }
}

fn indicators(prepared: &Prepared) -> Vec<IndicatorView> {
    let links = &prepared.folder.project.indicators;
    prepared
        .reading
        .budget
        .indicators
        .iter()
        .map(|indicator| {
            let code = text(&indicator.code);
            let link = links.iter().find(|link| link.code == code);
            let number = |cell: &crate::model::Maybe<rust_decimal::Decimal>| {
                cell.as_ref().map_or_else(|| "à renseigner".to_owned(), |cell| french_number(cell.value))
            };
            IndicatorView {
                label: text(&indicator.label),
                unit: text(&indicator.unit),
                baseline: number(&indicator.baseline),
                target: number(&indicator.target),
                action: link.and_then(|link| link.action.clone()),
                source: indicator.source.as_ref().map(|cell| cell.value.clone()),
                origin: short(indicator.target.as_ref().map_or(&indicator.place, |cell| &cell.place)),
                code,
            }
        })
        .collect()
}

fn sections(prepared: &Prepared, fund: &Fund) -> Vec<SectionView> {
    fund.sections
        .iter()
        .map(|section| {
            let written =
                prepared.description.as_ref().and_then(|description| description.find(&section.description));
            SectionView {
                title: section.title.clone(),
                html: written.map(|written| written.html.clone()).unwrap_or_default(),
                missing: written.is_none_or(|written| written.characters == 0),
                characters: french_number(written.map_or(0, |written| written.characters).into()),
                longest: section
                    .longest
                    .map_or_else(|| "à renseigner".to_owned(), |longest| french_number(longest.into())),
                source: section.source.clone(),
            }
        })
        .collect()
}

fn principles(project: &Project) -> Vec<AnswerView> {
    let principles = &project.horizontal_principles;
    [
        ("Charte des droits fondamentaux", &principles.fundamental_rights),
        ("Développement durable", &principles.sustainable_development),
        ("Égalité entre les femmes et les hommes", &principles.gender_equality),
        ("Non-discrimination", &principles.non_discrimination),
        ("Accessibilité", &principles.accessibility),
    ]
    .into_iter()
    .map(|(label, text)| AnswerView { label: label.to_owned(), text: text.clone() })
    .collect()
}

fn commitments(project: &Project, fund: &Fund) -> Vec<CommitmentView> {
    fund.commitments
        .iter()
        .map(|commitment| CommitmentView {
            label: commitment.label.clone(),
            answer: mark(commitment.field.answer(&project.commitments)),
            source: commitment.source.clone(),
        })
        .collect()
}

fn attachments(prepared: &Prepared, fund: &Fund) -> Vec<AttachmentView> {
    prepared
        .folder
        .project
        .attachments
        .iter()
        .map(|piece| {
            let file = prepared.folder.attachments.get(&piece.file);
            let known = fund.attachments.iter().find(|known| known.kind == piece.kind);
            AttachmentView {
                id: piece.id.clone(),
                title: piece.title.clone(),
                file: piece.file.clone(),
                kind: known.map_or_else(|| piece.kind.replace('-', " "), |known| known.label.clone()),
                date: piece.date.map(french_date).unwrap_or_default(),
                size: file.map(|file| size(file.size)).unwrap_or_default(),
                sha256: file.map(|file| file.sha256.clone()).unwrap_or_default(),
                present: mark(Some(file.is_some())),
            }
        })
        .collect()
}

/// A file's size in French units.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} octets"),
        1_000..1_000_000 => format!("{} ko", bytes.div_ceil(1_000)),
        _ => format!("{} Mo", bytes.div_ceil(1_000_000)),
    }
}

fn expected_attachments(project: &Project, fund: &Fund) -> Vec<ExpectedAttachmentView> {
    fund.attachments
        .iter()
        .map(|expected| {
            let ids: Vec<&str> = project
                .attachments
                .iter()
                .filter(|piece| piece.kind == expected.kind)
                .map(|piece| piece.id.as_str())
                .collect();
            ExpectedAttachmentView {
                label: expected.label.clone(),
                need: if expected.mandatory { "obligatoire" } else { "selon le cas" }.to_owned(),
                answer: if !ids.is_empty() {
                    "on"
                } else if expected.mandatory {
                    "off"
                } else {
                    "na"
                }
                .to_owned(),
                ids: ids.join(", "),
                source: expected.source.clone(),
                status: expected.status.label().to_owned(),
            }
        })
        .collect()
}

/// Parameters with a value, and those without.
fn parameters(project: &Project, pack: &PreparedPack) -> (Vec<ParameterView>, Vec<ParameterView>) {
    let fund = &pack.fund.fund;
    let supplied = project.fund_requests.get(&fund.identity.id).map(|request| &request.parameters);
    let views = fund.parameters.iter().map(|(name, parameter)| {
        let own =
            supplied.and_then(|supplied| supplied.get(name)).filter(|_| parameter.status != Status::Confirme);
        let mut view = ParameterView {
            name: name.clone(),
            label: parameter.label.clone(),
            value: value(name, parameter, pack),
            source: parameter.source.clone(),
            status: parameter.status.label().to_owned(),
            seen_on: parameter.seen_on.map(french_date).unwrap_or_default(),
        };
        if let Some(own) = own {
            if view.value.is_empty() {
                view.value.clone_from(&own.value);
            }
            view.source.clone_from(&own.source);
            view.status = "fourni par le demandeur".to_owned();
            view.seen_on.clear();
        }
        view
    });
    views.partition(|view| !view.value.is_empty())
}

/// The value in French: the ledger's figure for a number, the text as typed otherwise.
fn value(name: &str, parameter: &Parameter, pack: &PreparedPack) -> String {
    match parameter.unit {
        ParameterUnit::Date => parameter
            .value
            .as_deref()
            .map(|text| text.parse().map_or_else(|_| text.to_owned(), french_date))
            .unwrap_or_default(),
        ParameterUnit::Texte => parameter.value.clone().unwrap_or_default(),
        _ => {
            let ledger = &pack.computation.ledger;
            let value = pack.computation.plan.parameters.get(name).map(|key| ledger.value(*key));
            value.filter(|value| !value.is_missing()).map(crate::figures::Value::french).unwrap_or_default()
        }
    }
}
