//! Whether a document applies to a project: a paper about what a project does not hold has no place in its pack.

use crate::figures::plan::LineSource;
use crate::model::fund::{CommitmentDefinition, When};
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::Rules;
use crate::rules::catalogue::PLAQUE;

/// True when the project holds what the document is about.
pub(super) fn applies(when: When, prepared: &Prepared, pack: &PreparedPack) -> bool {
    let (project, plan) = (&prepared.folder.project, &pack.computation.plan);
    match when {
        When::Actions => plan.actions.iter().any(|action| action.name.is_some()),
        When::AidesAccordees => project.grants_aid(),
        When::Biens => !project.depreciations.is_empty() || !project.second_hand.is_empty(),
        When::Deliberation => {
            let is_voted = project.deliberations.iter().any(|one| one.approves_financing_plan);
            project.session.is_some() || project.applicant.is_contracting_authority == Some(true) && !is_voted
        }
        When::Engagements => {
            let is_taken = |one: &CommitmentDefinition| one.field.answer(&project.commitments) == Some(true);
            pack.fund.fund.commitments.iter().any(is_taken)
        }
        When::Indicateurs => !prepared.reading.budget.indicators.is_empty(),
        When::Intention => {
            let intent = project.fund_requests.get(&pack.fund.id).and_then(|request| request.intent.as_ref());
            intent.is_none_or(|intent| intent.acknowledged_on.is_none())
        }
        When::InvestissementPublic => {
            project.applicant.is_contracting_authority == Some(true) && plan.has_investment(&pack.fund.fund)
        }
        When::Marches => !project.contracts.is_empty(),
        When::Personnel => plan.lines.iter().any(|line| matches!(line.source, LineSource::Staff(_))),
        When::Prive => project.applicant.is_contracting_authority == Some(false),
        When::Publicite => {
            let rules = Rules::new(&pack.fund.fund, project, prepared.effective_date);
            rules.held(PLAQUE).is_some()
        }
        When::Questionnaire => pack.fund.fund.questionnaire.is_some(),
        When::Volets => !plan.sides.is_empty(),
        When::Versements => !plan.claims.amounts.is_empty(),
        When::Tva => project.vat.recoverable.is_some(),
    }
}
