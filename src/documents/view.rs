//! From a prepared pack to the data its documents see.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::data::{
    AidView, AnswerView, ApplicantView, AttachmentView, CalendarView, CommitmentView, DeliberationView,
    DocumentData, DocumentView, EmptyParametersView, ExpectedAttachmentView, ExpectedGroupView, FundView,
    IndicatorView, PackDocumentView, ParameterView, PartnerView, PersonView, ProjectView, SectionView,
    SourceView, StageView, VatView,
};
use super::helpers::figure_html;
use super::ranges::ranges;
use super::view_checks::checks;
use super::view_plan::{figure, plan, short, text};
use crate::figures::{Ledger, Value};
use crate::model::french::{french_date, french_number, french_size};
use crate::model::fund::{DocumentDefinition, Parameter, ParameterUnit, Status, Validity};
use crate::model::project::{Person, VatRecovery};
use crate::model::text::{capitalised, uncapitalised};
use crate::model::{Fund, Project};
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::{RuleValue, Rules, Ruling};
use crate::source::description::DescriptionSection;

/// Parameters that the financing plan prints beside its figures.
const PLAN_PARAMETERS: [&str; 6] =
    ["taux_max", "taux_max_priorite", "plafond", "montant_min", "autofinancement_min", "tolerance_taux"];

/// The data of the documents of a pack; `document` is filled for each by [`of_document`].
#[must_use]
pub fn data(prepared: &Prepared, pack: &PreparedPack, draft: bool) -> DocumentData {
    let project = &prepared.folder.project;
    let fund = &pack.fund.fund;
    let ledger = &pack.computation.ledger;
    let (mut parameters, empty_parameters) = parameters(prepared, pack);
    let mut plan_parameters: Vec<ParameterView> = parameters
        .iter()
        .chain(&empty_parameters)
        .filter(|parameter| PLAN_PARAMETERS.contains(&parameter.name.as_str()))
        .cloned()
        .collect();
    let parameters_seen_on = seen_together(&mut parameters);
    let plan_parameters_seen_on = seen_together(&mut plan_parameters);
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
        fund: fund_view(fund, prepared.effective_date),
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
        sections: sections(prepared, fund, ledger),
        principles: principles(project),
        commitments: commitments(project, fund),
        attachments: attachments(prepared),
        expected_attachments: expected_attachments(project, fund),
        parameters,
        parameters_seen_on,
        recorded: super::recorded::recorded(prepared, pack),
        empty_parameters: by_source(&empty_parameters),
        plan_parameters,
        plan_parameters_seen_on,
        fields: project
            .fund_requests
            .get(&fund.identity.id)
            .into_iter()
            .flat_map(|request| &request.fields)
            .map(|(label, text)| AnswerView {
                label: capitalised(&label.replace('_', " ")),
                text: Some(text.clone()),
            })
            .collect(),
        checks: checks(prepared, pack),
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

fn fund_view(fund: &Fund, day: Option<Date>) -> FundView {
    let identity = &fund.identity;
    FundView {
        id: identity.id.clone(),
        title: identity.title.clone(),
        short_title: identity.short_title.clone(),
        authority: identity.authority.clone(),
        programme: identity.programme.clone(),
        legal_bases: fund.bases_on(day).map(str::to_owned).collect(),
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
        recovery: project.vat.recoverable.map_or_else(|| "à renseigner".to_owned(), VatRecovery::french),
        basis: pack.computation.plan.basis_said(),
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
            let number = |cell: &crate::model::Maybe<Decimal>| {
                cell.as_ref().map_or_else(|| "à renseigner".to_owned(), |cell| french_number(cell.value))
            };
            IndicatorView {
                label: text(&indicator.label),
                unit: text(&indicator.unit),
                baseline: number(&indicator.baseline),
                target: number(&indicator.target),
                action: link.and_then(|link| link.action.clone()),
                source: indicator.source.as_ref().map(|cell| cell.value.to_string()),
                origin: short(indicator.target.as_ref().map_or(&indicator.place, |cell| &cell.place)),
                code,
            }
        })
        .collect()
}

fn sections(prepared: &Prepared, fund: &Fund, ledger: &Ledger) -> Vec<SectionView> {
    let printed = |id: &str| ledger.printed(id);
    let figure = |id: &str| figure_html(id, &printed(id));
    fund.sections
        .iter()
        .map(|section| {
            let description = prepared.description.as_ref();
            let written =
                description.and_then(|description| description.find(&section.description, &fund.identity.id));
            SectionView {
                title: section.title.clone(),
                html: written.map(|written| written.filled(&figure)).unwrap_or_default(),
                missing: written.is_none_or(DescriptionSection::is_empty),
                characters: french_number(written.map_or(0, |written| written.length(&printed)).into()),
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

fn attachments(prepared: &Prepared) -> Vec<AttachmentView> {
    prepared
        .folder
        .project
        .attachments
        .iter()
        .map(|piece| {
            let file = prepared.folder.attachments.get(&piece.file);
            AttachmentView {
                id: piece.id.clone(),
                title: piece.title.clone(),
                file: piece.file.clone(),
                date: piece.date.map(french_date).unwrap_or_default(),
                size: file.map(|file| french_size(file.size.into())).unwrap_or_default(),
                sha256: file.and_then(|file| file.sha256.clone()).unwrap_or_default(),
                present: mark(Some(file.is_some())),
            }
        })
        .collect()
}

/// Attachments that the fund expects, those of one source together, in the order of the definition.
fn expected_attachments(project: &Project, fund: &Fund) -> Vec<ExpectedGroupView> {
    let mut groups: Vec<ExpectedGroupView> = Vec::new();
    for expected in &fund.attachments {
        let ids: Vec<&str> = project
            .attachments
            .iter()
            .filter(|piece| piece.kind == expected.kind)
            .map(|piece| piece.id.as_str())
            .collect();
        let piece = ExpectedAttachmentView {
            label: expected.label.clone(),
            need: if expected.mandatory { "Obligatoire" } else { "Selon le cas" }.to_owned(),
            answer: if !ids.is_empty() {
                "on"
            } else if expected.mandatory {
                "off"
            } else {
                "na"
            }
            .to_owned(),
            ids: ranges(&ids),
            status: capitalised(expected.status.label()),
            audit_trail: expected.audit_trail.clone(),
        };
        match groups.iter_mut().find(|group| group.source == expected.source) {
            Some(group) => group.pieces.push(piece),
            None => groups.push(ExpectedGroupView { source: expected.source.clone(), pieces: vec![piece] }),
        }
    }
    groups
}

/// Parameters with a value on the day that counts, and those without; rules that the fund does not have are left out.
fn parameters(prepared: &Prepared, pack: &PreparedPack) -> (Vec<ParameterView>, Vec<ParameterView>) {
    let fund = &pack.fund.fund;
    let rules = Rules::new(fund, &prepared.folder.project, prepared.effective_date);
    let views = fund.parameters.iter().filter_map(|(name, parameter)| {
        let (value, source, status, seen_on) = match rules.named(name) {
            Ruling::Held(held) => {
                let standing = held.standing();
                let source = match held.validity {
                    Validity::ALWAYS => held.source.to_string(),
                    days => format!("{} ({days})", held.source),
                };
                (shown(name, parameter, held.value, pack), source, standing, held.seen_on)
            }
            Ruling::NotBearing { .. } => return None,
            Ruling::Empty { source } => (String::new(), source.to_owned(), Status::Vide.label(), None),
            Ruling::OtherDays { nearest, day, .. } => {
                let source = format!(
                    "{} ; le {}, aucune valeur ne tient (la plus proche tient {})",
                    nearest.source,
                    french_date(day),
                    nearest.validity()
                );
                (String::new(), source, Status::Vide.label(), None)
            }
            Ruling::DayUnknown(_) | Ruling::Unsaid => {
                (String::new(), String::new(), Status::Vide.label(), None)
            }
        };
        Some(ParameterView {
            name: name.clone(),
            label: parameter.label.clone(),
            value,
            source: capitalised(&source),
            status: capitalised(status),
            seen_on: seen_on.map(french_date).unwrap_or_default(),
        })
    });
    views.partition(|view| !view.value.is_empty())
}

/// Parameters without a value, by who holds it, in the order of their names.
fn by_source(parameters: &[ParameterView]) -> Vec<EmptyParametersView> {
    let mut groups: Vec<EmptyParametersView> = Vec::new();
    for parameter in parameters {
        match groups.iter_mut().find(|group| group.source == parameter.source) {
            Some(group) => {
                group.labels.push_str("\u{a0}; ");
                group.labels.push_str(&uncapitalised(&parameter.label));
            }
            None => groups.push(EmptyParametersView {
                source: parameter.source.clone(),
                labels: parameter.label.clone(),
            }),
        }
    }
    groups
}

/// The day that all confirmed parameters, and they alone, were read; it is then taken out of each row.
fn seen_together(parameters: &mut [ParameterView]) -> Option<String> {
    let confirmed = capitalised(Status::Confirme.label());
    let day = parameters.iter().find(|parameter| parameter.status == confirmed)?.seen_on.clone();
    let together = !day.is_empty()
        && parameters.iter().all(|parameter| {
            if parameter.status == confirmed {
                parameter.seen_on == day
            } else {
                parameter.seen_on.is_empty()
            }
        });
    if !together {
        return None;
    }
    for parameter in parameters {
        parameter.seen_on.clear();
    }
    Some(day)
}

/// The value in French: the ledger's figure for a number, the text as typed otherwise.
fn shown(name: &str, parameter: &Parameter, value: RuleValue, pack: &PreparedPack) -> String {
    match value {
        RuleValue::Date(date) => french_date(date),
        RuleValue::Text(text) => text,
        RuleValue::Formats(accepted) => accepted.to_string(),
        RuleValue::Rate(_) | RuleValue::Money(_) | RuleValue::Number(_) => {
            let ledger = &pack.computation.ledger;
            let value = pack.computation.plan.parameters.get(name).map(|key| ledger.value(*key));
            let known = value.filter(|value| !value.is_missing());
            known.map(|value| with_unit(parameter.unit, value)).unwrap_or_default()
        }
    }
}

/// A number with the unit that its definition gives it.
fn with_unit(unit: ParameterUnit, value: Value) -> String {
    let text = value.french();
    let many = value.decimal().is_some_and(|number| number.abs() > Decimal::ONE);
    match (unit, value.decimal()) {
        (ParameterUnit::Octets, Some(bytes)) => french_size(bytes),
        (ParameterUnit::Annees, _) => format!("{text}\u{a0}{}", if many { "ans" } else { "an" }),
        (ParameterUnit::Jours, _) => format!("{text}\u{a0}{}", if many { "jours" } else { "jour" }),
        (ParameterUnit::Heures, _) => format!("{text}\u{a0}h"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_shown_with_its_unit() {
        let number = |value: i64| Value::Number(value.into());
        assert_eq!(with_unit(ParameterUnit::Annees, number(5)), "5\u{a0}ans");
        assert_eq!(with_unit(ParameterUnit::Annees, number(1)), "1\u{a0}an");
        assert_eq!(with_unit(ParameterUnit::Jours, number(80)), "80\u{a0}jours");
        assert_eq!(with_unit(ParameterUnit::Octets, number(400_000_000)), "400\u{a0}Mo");
        assert_eq!(with_unit(ParameterUnit::Heures, number(1_720)), "1\u{202f}720\u{a0}h");
        assert_eq!(with_unit(ParameterUnit::Nombre, number(100)), "100");
    }

    #[test]
    fn a_common_day_leaves_the_rows_and_two_days_stay() {
        let view = |status: &str, seen_on: &str| ParameterView {
            name: String::new(),
            label: String::new(),
            value: String::new(),
            source: String::new(),
            status: status.to_owned(),
            seen_on: seen_on.to_owned(),
        };
        let mut same = [view("Confirmé", "1er mai"), view("À confirmer", ""), view("Confirmé", "1er mai")];
        assert_eq!(seen_together(&mut same).as_deref(), Some("1er mai"));
        assert!(same.iter().all(|view| view.seen_on.is_empty()));
        let mut two = [view("Confirmé", "1er mai"), view("Confirmé", "2 mai")];
        assert_eq!(seen_together(&mut two), None);
        assert_eq!(two[1].seen_on, "2 mai");
        let mut unsure = [view("Confirmé", "1er mai"), view("À confirmer", "1er mai")];
        assert_eq!(seen_together(&mut unsure), None);
    }
}
